/** What can be done with the design in hand: look at it with other visitors, take steps back, keep it, use it, try it on paper. */
import { useState } from 'react';
import {
  type BadgeTemplate,
  SAMPLE_VISITORS,
  type TemplateShelf,
  type TestPrint,
} from '../../../electron/shared/badge-template.ts';
import { Alert } from '../../components/notice.tsx';
import { isUnsaved } from '../../store/design-store.ts';
import { keepText } from '../../store/keep-file.ts';
import { useCommand } from '../../store/use-command.ts';
import { useWindowParts } from '../../store/window-context.ts';
import { testPrintSentence } from '../../text/test-print-words.ts';
import { useWords } from '../../text/use-words.ts';
import { ChoiceField } from './fields.tsx';
import { useDesign, useDesignSnapshot } from './use-design.ts';

interface Props {
  readonly shelf: TemplateShelf;
  readonly onChanged: () => void;
  readonly onRemoved: (id: string) => void;
}

/** A file for another desk: what is on screen, saved or not. */
const download = (template: BadgeTemplate, name: string): void =>
  keepText({ fileName: `${name}.json`, text: `${JSON.stringify(template, null, 2)}\n` });

export function useSave(onChanged: () => void) {
  const { designs } = useWindowParts();
  const save = useCommand('templates:save');
  const use = useCommand('templates:use');
  const keep = async (asNew: boolean): Promise<string | null> => {
    const { design } = designs.getSnapshot();
    if (design === null) return null;
    const template = design.history.present;
    const result = await save.run({ id: asNew ? null : design.id, template });
    if (!result.ok) return null;
    if (asNew) designs.open(result.value.id, template);
    else designs.noteSaved(result.value.id, template);
    onChanged();
    return result.value.id;
  };
  return {
    error: save.error ?? use.error,
    isBusy: save.isBusy || use.isBusy,
    keep,
    putToUse: async (): Promise<void> => {
      const { design } = designs.getSnapshot();
      if (design === null) return;
      const id = isUnsaved(design) ? await keep(false) : design.id;
      if (id === null) return;
      const used = await use.run({ id });
      if (used.ok) onChanged();
    },
  };
}

export function Toolbar({ shelf, onChanged, onRemoved }: Props) {
  const { t } = useWords();
  const { designs } = useWindowParts();
  const design = useDesign();
  const { sample } = useDesignSnapshot();
  const { keep, putToUse, error, isBusy } = useSave(onChanged);
  const remove = useCommand('templates:remove');
  const test = useCommand('templates:test-print');
  const [tested, setTested] = useState<TestPrint | null>(null);
  const { template, history, id } = design;
  const entry = shelf.templates.find((known) => known.id === id);
  const unsaved = isUnsaved(design);
  const isUsed = shelf.inUse === id && !unsaved;
  const troubles = error ?? remove.error ?? test.error;
  return (
    <div className="designer-bar">
      <div className="designer-actions" role="toolbar" aria-label={t('designer.toolbar')}>
        <ChoiceField
          label={t('designer.sample.label')}
          value={sample}
          choices={SAMPLE_VISITORS.map((name) => [name, t(`designer.sample.${name}`)] as const)}
          onChange={(name) => designs.show(name)}
        />
        <button
          type="button"
          className="button small"
          disabled={history.past.length === 0}
          aria-keyshortcuts="Control+Z"
          onClick={() => designs.undo()}
        >
          {t('designer.undo')}
        </button>
        <button
          type="button"
          className="button small"
          disabled={history.future.length === 0}
          aria-keyshortcuts="Control+Y"
          onClick={() => designs.redo()}
        >
          {t('designer.redo')}
        </button>
        <span className="designer-space" />
        <button
          type="button"
          className="button small"
          disabled={test.isBusy}
          onClick={() => {
            setTested(null);
            void test.run({ template, sample }).then((result) => setTested(result.ok ? result.value : null));
          }}
        >
          {t(test.isBusy ? 'designer.testing' : 'designer.testPrint')}
        </button>
        <button type="button" className="button small" onClick={() => download(template, id)}>
          {t('designer.export')}
        </button>
        <button type="button" className="button small" disabled={isBusy} onClick={() => void keep(true)}>
          {t('designer.duplicate')}
        </button>
        {entry === undefined || entry.origin === 'shipped' ? null : (
          <button
            type="button"
            className="button small"
            disabled={remove.isBusy}
            onClick={() =>
              void remove.run({ id }).then((result) => {
                if (result.ok) onRemoved(id);
              })
            }
          >
            {t(entry.origin === 'changed' ? 'designer.restore' : 'designer.remove')}
          </button>
        )}
        <button
          type="button"
          className="button small"
          disabled={!unsaved || isBusy}
          aria-keyshortcuts="Control+S"
          onClick={() => void keep(false)}
        >
          {t('designer.save')}
        </button>
        <button
          type="button"
          className="button small primary"
          disabled={isUsed || isBusy}
          onClick={() => void putToUse()}
        >
          {t(isUsed ? 'designer.inUse' : unsaved ? 'designer.saveAndUse' : 'designer.use')}
        </button>
      </div>
      <output className="designer-state">
        {tested === null
          ? unsaved
            ? t('designer.unsaved')
            : t('designer.allSaved')
          : testPrintSentence(t, tested, t('designer.test.printer'))}
      </output>
      {troubles === null ? null : <Alert>{t(`commandError.${troubles}`)}</Alert>}
    </div>
  );
}
