/** What the parts of the designer share: the design in hand, its picture, and the shelf. */
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { BadgeTemplate, SampleVisitor, TemplateShelf } from '../../../electron/shared/badge-template.ts';
import type { TemplatePreview } from '../../../electron/shared/contract.ts';
import { err } from '../../../electron/shared/result.ts';
import type { Design, DesignSnapshot } from '../../store/design-store.ts';
import { createLiveQuery, type LiveQuery, type QuerySnapshot } from '../../store/live-query.ts';
import { useQuery, useWindowParts } from '../../store/window-context.ts';

export function useDesignSnapshot(): DesignSnapshot {
  const { designs } = useWindowParts();
  return useSyncExternalStore(designs.subscribe, designs.getSnapshot);
}

/** Only where one is open. */
export function useDesign(): Design & { readonly template: BadgeTemplate } {
  const { design } = useDesignSnapshot();
  if (design === null) throw new Error('no design is open');
  return { ...design, template: design.history.present };
}

/** The picture follows the design: the last good one stays while the next is drawn, and never more than one is under way. */
export function usePreview(template: BadgeTemplate, sample: SampleVisitor): QuerySnapshot<TemplatePreview> {
  const { store, designs } = useWindowParts();
  // One query for the life of the canvas: when it asks it asks for what is newest.
  const query = useMemo(
    () =>
      createLiveQuery(async () => {
        const { design, sample: shown } = designs.getSnapshot();
        if (design === null) return NOTHING_OPEN;
        return store.invoke('templates:preview', { template: design.history.present, sample: shown });
      }),
    [store, designs],
  );
  const drawn = useRef<readonly unknown[]>([]);
  useEffect(() => {
    if (drawn.current[0] === template && drawn.current[1] === sample) return;
    drawn.current = [template, sample];
    query.refresh();
  }, [query, template, sample]);
  return useQuery(query);
}

const NOTHING_OPEN = err({ code: 'not-now', message: 'no design is open' } as const);

export function useShelf(): {
  readonly shelf: TemplateShelf | null;
  readonly hasFailed: boolean;
  readonly look: () => void;
} {
  const { store } = useWindowParts();
  const query: LiveQuery<TemplateShelf> = useMemo(
    () => createLiveQuery(() => store.invoke('templates:list', null)),
    [store],
  );
  const { value, error } = useQuery(query);
  return { shelf: value, hasFailed: error !== null, look: () => query.refresh() };
}
