import { useWindowParts } from '../../store/window-context.ts';
import { elementName } from '../../text/designer-words.ts';
import { useWords } from '../../text/use-words.ts';
import { TEMPLATE_LIMITS } from '../../../electron/shared/badge-template.ts';
import { ELEMENT_KINDS, newElement } from './new-element.ts';
import { useDesign } from './use-design.ts';

/** Everything on the page in the order in which it is drawn, also what this visitor does not get to see. */
export function Elements() {
  const { t } = useWords();
  const { designs } = useWindowParts();
  const { template, selectedId } = useDesign();
  const isFull = template.elements.length >= TEMPLATE_LIMITS.elements;
  return (
    <section className="elements" aria-label={t('designer.elements')}>
      <div className="elements-head">
        <h3>{t('designer.elements')}</h3>
        <select
          className="elements-add"
          aria-label={t('designer.add')}
          value=""
          disabled={isFull}
          onChange={(event) => {
            const kind = ELEMENT_KINDS.find((known) => known === event.target.value);
            if (kind !== undefined) designs.add(newElement(kind, template));
          }}
        >
          <option value="" disabled>
            {t('designer.add')}
          </option>
          {ELEMENT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`designer.kind.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      {isFull ? <p className="second">{t('designer.full', { most: TEMPLATE_LIMITS.elements })}</p> : null}
      <ol className="elements-list">
        {template.elements.map((element) => (
          <li key={element.id}>
            <button
              type="button"
              className="elements-row"
              aria-current={element.id === selectedId ? 'true' : undefined}
              onClick={() => designs.select(element.id)}
            >
              <bdi>{elementName(t, element)}</bdi>
              {element.onlyIf.length > 0 ? <span className="second">{t('designer.sometimes')}</span> : null}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
