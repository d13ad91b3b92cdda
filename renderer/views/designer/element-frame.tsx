import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import type { TemplateBox, TemplateElement } from '../../../electron/shared/badge-template.ts';
import { useWindowParts } from '../../store/window-context.ts';
import { elementName } from '../../text/designer-words.ts';
import { useWords } from '../../text/use-words.ts';
import { moved, type Pull, PULLS, resized, snap } from './geometry.ts';
import { useDesign } from './use-design.ts';

interface Props {
  readonly element: TemplateElement;
  readonly isSelected: boolean;
  readonly hasWarning: boolean;
  readonly onKeyDown: (event: KeyboardEvent, element: TemplateElement) => void;
}

interface Drag {
  readonly pull: Pull | null;
  readonly fromX: number;
  readonly fromY: number;
  readonly box: TemplateBox;
  /** On screen. */
  readonly perMm: number;
  readonly step: string;
}

const percent = (part: number, whole: number): string => `${(part / whole) * 100}%`;

/** Moves and stretches by the mouse; from press to release it is one step to undo. */
function useDrag(element: TemplateElement) {
  const { designs } = useWindowParts();
  const { template } = useDesign();
  const drag = useRef<Drag | null>(null);
  return {
    begin: (event: PointerEvent<HTMLElement>, pull: Pull | null): void => {
      if (event.button !== 0) return;
      event.stopPropagation();
      const page = event.currentTarget.closest('.canvas-page');
      if (page === null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      designs.select(element.id);
      drag.current = {
        pull,
        fromX: event.clientX,
        fromY: event.clientY,
        box: element.box,
        perMm: page.clientWidth / template.page.widthMm,
        step: `drag ${element.id} ${event.timeStamp}`,
      };
    },
    go: (event: PointerEvent<HTMLElement>): void => {
      const current = drag.current;
      if (current === null) return;
      const { pull, box, perMm, step } = current;
      const byX = snap((event.clientX - current.fromX) / perMm);
      const byY = snap((event.clientY - current.fromY) / perMm);
      const next =
        pull === null ? moved(box, byX, byY, template.page) : resized(box, pull, byX, byY, template.page);
      designs.editElement(element.id, (old) => ({ ...old, box: next }), step);
    },
    end: (): void => {
      drag.current = null;
    },
  };
}

export function ElementFrame({ element, isSelected, hasWarning, onKeyDown }: Props) {
  const { t } = useWords();
  const { designs } = useWindowParts();
  const { template } = useDesign();
  const { begin, go, end } = useDrag(element);
  const frame = useRef<HTMLButtonElement>(null);
  const { xMm, yMm, widthMm, heightMm } = element.box;
  const { page } = template;
  useEffect(() => {
    // Chosen elsewhere: in the list, by a warning, or just added. Whoever types into a field keeps it.
    if (isSelected && document.activeElement?.closest('.properties') === null) frame.current?.focus();
  }, [isSelected]);
  return (
    <div
      className="element-frame"
      data-selected={isSelected || undefined}
      data-warns={hasWarning || undefined}
      style={{
        left: percent(xMm, page.widthMm),
        top: percent(yMm, page.heightMm),
        width: percent(widthMm, page.widthMm),
        height: percent(heightMm, page.heightMm),
      }}
    >
      <button
        ref={frame}
        type="button"
        className="element-grip"
        aria-label={elementName(t, element)}
        aria-pressed={isSelected}
        onFocus={() => designs.select(element.id)}
        onPointerDown={(event) => begin(event, null)}
        onPointerMove={go}
        onPointerUp={end}
        onKeyDown={(event) => onKeyDown(event, element)}
      />
      {isSelected
        ? PULLS.map((pull) => (
            <span
              key={`${pull.x} ${pull.y}`}
              className="element-pull"
              data-x={pull.x}
              data-y={pull.y}
              onPointerDown={(event) => begin(event, pull)}
              onPointerMove={go}
              onPointerUp={end}
            />
          ))
        : null}
    </div>
  );
}
