/** The badge as it will be printed, with a frame over each element that can be taken by the mouse and by the keys. */
import { type KeyboardEvent, useState } from 'react';
import type { TemplateElement } from '../../../electron/shared/badge-template.ts';
import { useWindowParts } from '../../store/window-context.ts';
import { elementName } from '../../text/designer-words.ts';
import { useWords } from '../../text/use-words.ts';
import { ElementFrame } from './element-frame.tsx';
import { LARGE_STEP_MM, moved, resized, STEP_MM } from './geometry.ts';
import { copyOf } from './new-element.ts';
import { useDesign, useDesignSnapshot, usePreview } from './use-design.ts';
import { Warnings } from './warnings.tsx';

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The keys of one element; returns the element's new box where it was one that moves it. */
function useElementKeys(say: (element: TemplateElement) => void) {
  const { designs } = useWindowParts();
  const { template } = useDesign();
  return (event: KeyboardEvent, element: TemplateElement): void => {
    const arrow = ARROWS[event.key];
    const isShortcut = event.ctrlKey || event.metaKey;
    if (arrow !== undefined) {
      const step = event.shiftKey ? LARGE_STEP_MM : STEP_MM;
      const [x, y] = [arrow[0] * step, arrow[1] * step];
      const box = event.altKey
        ? resized(element.box, { x: 1, y: 1 }, x, y, template.page)
        : moved(element.box, x, y, template.page);
      designs.editElement(element.id, (old) => ({ ...old, box }), `keys ${element.id}`);
      say({ ...element, box });
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      // The focus would go with the element; on the page the keys find their way from here.
      event.currentTarget.closest<HTMLElement>('.canvas-page')?.focus();
      designs.remove(element.id);
    } else if (event.key === 'Escape') designs.select(null);
    else if (isShortcut && event.key.toLowerCase() === 'd') designs.add(copyOf(element, template));
    else if (event.key === '[') designs.reorder(element.id, -1);
    else if (event.key === ']') designs.reorder(element.id, 1);
    else return;
    event.preventDefault();
  };
}

export function Canvas() {
  const { t, formats } = useWords();
  const { template, selectedId } = useDesign();
  const { sample } = useDesignSnapshot();
  const { value, error } = usePreview(template, sample);
  const [said, setSaid] = useState('');
  const { widthMm, heightMm } = template.page;
  const onKeys = useElementKeys((element) =>
    setSaid(
      t('designer.place', {
        name: elementName(t, element),
        x: formats.number(element.box.xMm),
        y: formats.number(element.box.yMm),
        width: formats.number(element.box.widthMm),
        height: formats.number(element.box.heightMm),
      }),
    ),
  );
  return (
    <section className="canvas" aria-label={t('designer.canvas')}>
      <div
        tabIndex={-1}
        className="canvas-page"
        style={{ aspectRatio: `${widthMm} / ${heightMm}` }}
        data-upright={heightMm > widthMm || undefined}
      >
        {value === null ? (
          <p className="canvas-empty">{t(error === null ? 'panel.previewWait' : 'panel.previewFailed')}</p>
        ) : (
          <img
            src={`data:image/png;base64,${value.pngBase64}`}
            alt={t('designer.picture')}
            draggable={false}
          />
        )}
        {template.elements.map((element) => (
          <ElementFrame
            key={element.id}
            element={element}
            isSelected={element.id === selectedId}
            hasWarning={value?.warnings.some(({ elementId }) => elementId === element.id) ?? false}
            onKeyDown={onKeys}
          />
        ))}
      </div>
      <output className="visually-hidden">{said}</output>
      <Warnings warnings={value?.warnings ?? []} />
    </section>
  );
}
