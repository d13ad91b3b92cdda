/** What is chosen, in numbers and words: an element, or the page when none is. */
import type { BadgeTemplate, TemplateBox, TemplateElement } from '../../../electron/shared/badge-template.ts';
import { TEMPLATE_LIMITS } from '../../../electron/shared/badge-template.ts';
import { useWindowParts } from '../../store/window-context.ts';
import { elementName } from '../../text/designer-words.ts';
import { useWords } from '../../text/use-words.ts';
import { Conditions } from './conditions.tsx';
import { CheckField, ChoiceField, FieldGroup, NumberField } from './fields.tsx';
import { fitted } from './geometry.ts';
import { LogoFields } from './logo-fields.tsx';
import { TextFields } from './text-fields.tsx';
import { useDesign } from './use-design.ts';

const BOX_MEMBERS = ['xMm', 'yMm', 'widthMm', 'heightMm'] as const satisfies readonly (keyof TemplateBox)[];

function PlaceFields({
  element,
  page,
}: {
  readonly element: TemplateElement;
  readonly page: BadgeTemplate['page'];
}) {
  const { t } = useWords();
  const { designs } = useWindowParts();
  return (
    <FieldGroup title={t('designer.placeAndSize')}>
      <div className="field-row four">
        {BOX_MEMBERS.map((member) => (
          <NumberField
            key={member}
            label={t(`designer.${member}`)}
            value={element.box[member]}
            min={0}
            max={member === 'xMm' || member === 'widthMm' ? page.widthMm : page.heightMm}
            onChange={(mm) =>
              designs.editElement(
                element.id,
                (old) => ({ ...old, box: fitted({ ...old.box, [member]: mm }, page) }),
                `${member} ${element.id}`,
              )
            }
          />
        ))}
      </div>
    </FieldGroup>
  );
}

function LookFields({ element }: { readonly element: TemplateElement }) {
  const { t } = useWords();
  const { designs } = useWindowParts();
  if (element.kind === 'code' || element.kind === 'photo' || element.kind === 'logo') return null;
  const edit = (changes: object, step: string | null): void =>
    designs.editElement(element.id, (old) => ({ ...old, ...changes }), step);
  return (
    <FieldGroup title={t('designer.look')}>
      <ChoiceField
        label={t('designer.colour.label')}
        value={element.colour}
        choices={(['black', 'red'] as const).map(
          (colour) => [colour, t(`designer.colour.${colour}`)] as const,
        )}
        onChange={(colour) => edit({ colour }, null)}
      />
      {element.kind === 'box' ? (
        <>
          <CheckField
            label={t('designer.filled')}
            isChecked={element.strokeMm === null}
            onChange={(isFilled) => edit({ strokeMm: isFilled ? null : 0.6 }, null)}
          />
          <div className="field-row">
            {element.strokeMm === null ? null : (
              <NumberField
                label={t('designer.stroke')}
                value={element.strokeMm}
                min={0.1}
                max={20}
                step={0.1}
                onChange={(strokeMm) => edit({ strokeMm }, `stroke ${element.id}`)}
              />
            )}
            <NumberField
              label={t('designer.radius')}
              value={element.radiusMm}
              min={0}
              max={20}
              onChange={(radiusMm) => edit({ radiusMm }, `radius ${element.id}`)}
            />
          </div>
        </>
      ) : null}
    </FieldGroup>
  );
}

function ElementFields({
  element,
  customFields,
}: {
  readonly element: TemplateElement;
  readonly customFields: readonly string[];
}) {
  const { t } = useWords();
  const { designs } = useWindowParts();
  const { template } = useDesign();
  const edit = (changes: object, step: string | null): void =>
    designs.editElement(element.id, (old) => ({ ...old, ...changes }), step);
  return (
    <>
      <h2 className="properties-title">{elementName(t, element)}</h2>
      {element.kind === 'code' ? <p className="second">{t('designer.codeNote')}</p> : null}
      {element.kind === 'photo' ? <p className="second">{t('designer.photoNote')}</p> : null}
      {element.kind === 'text' ? (
        <TextFields element={element} customFields={customFields} onChange={edit} />
      ) : null}
      {element.kind === 'logo' ? (
        <LogoFields element={element} onChange={(changes) => edit(changes, null)} />
      ) : null}
      <LookFields element={element} />
      <PlaceFields element={element} page={template.page} />
      <Conditions
        conditions={element.onlyIf}
        customFields={customFields}
        onChange={(onlyIf, step) => edit({ onlyIf }, step === null ? null : `${step} ${element.id}`)}
      />
    </>
  );
}

function PageFields() {
  const { t } = useWords();
  const { designs } = useWindowParts();
  const { template } = useDesign();
  const { page, name } = template;
  const { min, max } = TEMPLATE_LIMITS.pageMm;
  const setPage = (next: BadgeTemplate['page'], step: string | null): void =>
    designs.edit(
      (old) => ({
        ...old,
        page: next,
        elements: old.elements.map((element) => ({ ...element, box: fitted(element.box, next) })),
      }),
      step,
    );
  return (
    <>
      <h2 className="properties-title">{t('designer.page')}</h2>
      <FieldGroup title={t('designer.pageNameAndSize')}>
        <label className="field">
          <span>{t('designer.name')}</span>
          <input
            type="text"
            maxLength={TEMPLATE_LIMITS.nameCharacters}
            value={name}
            onChange={(event) => designs.edit((old) => ({ ...old, name: event.target.value }), 'name')}
          />
        </label>
        <div className="field-row">
          <NumberField
            label={t('designer.widthMm')}
            value={page.widthMm}
            min={min}
            max={max}
            onChange={(widthMm) => setPage({ ...page, widthMm }, 'page width')}
          />
          <NumberField
            label={t('designer.heightMm')}
            value={page.heightMm}
            min={min}
            max={max}
            onChange={(heightMm) => setPage({ ...page, heightMm }, 'page height')}
          />
        </div>
        <button
          type="button"
          className="button small"
          onClick={() => setPage({ widthMm: page.heightMm, heightMm: page.widthMm }, null)}
        >
          {t(page.widthMm > page.heightMm ? 'designer.toPortrait' : 'designer.toLandscape')}
        </button>
      </FieldGroup>
      <p className="second">{t('designer.howTo')}</p>
    </>
  );
}

export function Properties({ customFields }: { readonly customFields: readonly string[] }) {
  const { t } = useWords();
  const { template, selectedId } = useDesign();
  const element = template.elements.find(({ id }) => id === selectedId);
  return (
    <section className="properties" aria-label={t('designer.properties')}>
      {element === undefined ? (
        <PageFields />
      ) : (
        <ElementFields key={element.id} element={element} customFields={customFields} />
      )}
    </section>
  );
}
