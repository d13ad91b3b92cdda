import type { TemplateWarning } from '../../../electron/shared/badge-template.ts';
import { useWindowParts } from '../../store/window-context.ts';
import { elementName } from '../../text/designer-words.ts';
import { useWords } from '../../text/use-words.ts';
import { useDesign } from './use-design.ts';

/** What does not work for the visitor on screen; each leads to its element. */
export function Warnings({ warnings }: { readonly warnings: readonly TemplateWarning[] }) {
  const { t } = useWords();
  const { designs } = useWindowParts();
  const { template } = useDesign();
  if (warnings.length === 0) return <p className="canvas-fine">{t('designer.fits')}</p>;
  return (
    <ul className="canvas-warnings" aria-label={t('designer.warnings')}>
      {warnings.map(({ elementId, kind }) => {
        const element = template.elements.find(({ id }) => id === elementId);
        if (element === undefined) return null;
        return (
          <li key={`${elementId} ${kind}`}>
            <button type="button" className="canvas-warning" onClick={() => designs.select(elementId)}>
              <strong>{elementName(t, element)}</strong> {t(`designer.warning.${kind}`)}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
