/** The design that somebody is working on. It outlives a change of place: what has not been saved is there on coming back. */
import type { BadgeTemplate, SampleVisitor, TemplateElement } from '../../electron/shared/badge-template.ts';
import { begun, changed, type History, redone, undone } from '../views/designer/history.ts';

export interface Design {
  readonly id: string;
  /** As it lies on the shelf. */
  readonly saved: BadgeTemplate;
  readonly history: History<BadgeTemplate>;
  readonly selectedId: string | null;
}

export interface DesignSnapshot {
  readonly design: Design | null;
  readonly sample: SampleVisitor;
}

export class DesignStore {
  readonly #listeners = new Set<() => void>();
  #snapshot: DesignSnapshot = { design: null, sample: 'everyday' };

  getSnapshot = (): DesignSnapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  open(id: string, template: BadgeTemplate): void {
    this.#set({ design: { id, saved: template, history: begun(template), selectedId: null } });
  }

  /** The shelf has taken it, under this name. */
  noteSaved(id: string, saved: BadgeTemplate): void {
    this.#change((design) => ({ ...design, id, saved }));
  }

  show(sample: SampleVisitor): void {
    this.#set({ sample });
  }

  select(selectedId: string | null): void {
    this.#change((design) => ({ ...design, selectedId }));
  }

  /** `step`: see `history.ts`. */
  edit(edit: (template: BadgeTemplate) => BadgeTemplate, step: string | null = null): void {
    this.#change((design) => ({
      ...design,
      history: changed(design.history, edit(design.history.present), step),
    }));
  }

  editElement(
    id: string,
    edit: (element: TemplateElement) => TemplateElement,
    step: string | null = null,
  ): void {
    this.edit(
      (template) => ({
        ...template,
        elements: template.elements.map((element) => (element.id === id ? edit(element) : element)),
      }),
      step,
    );
  }

  add(element: TemplateElement): void {
    this.edit((template) => ({ ...template, elements: [...template.elements, element] }));
    this.select(element.id);
  }

  remove(id: string): void {
    this.edit((template) => ({
      ...template,
      elements: template.elements.filter((element) => element.id !== id),
    }));
    this.select(null);
  }

  /** Later elements lie over earlier ones. */
  reorder(id: string, by: -1 | 1): void {
    this.edit((template) => {
      const from = template.elements.findIndex((element) => element.id === id);
      const to = from + by;
      const element = template.elements[from];
      if (element === undefined || to < 0 || to >= template.elements.length) return template;
      return { ...template, elements: template.elements.toSpliced(from, 1).toSpliced(to, 0, element) };
    });
  }

  undo(): void {
    this.#change((design) => ({ ...design, history: undone(design.history) }));
  }

  redo(): void {
    this.#change((design) => ({ ...design, history: redone(design.history) }));
  }

  discard(): void {
    this.#change((design) => ({ ...design, history: changed(design.history, design.saved, null) }));
  }

  #change(change: (design: Design) => Design): void {
    const { design } = this.#snapshot;
    if (design !== null) this.#set({ design: change(design) });
  }

  #set(part: Partial<DesignSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
}

export const isUnsaved = ({ saved, history }: Design): boolean => saved !== history.present;
