/** The designs there are: what is in use, what can be opened, and the way in and out for files. */
import { useState } from 'react';
import {
  type BadgeTemplate,
  TEMPLATE_LIMITS,
  type TemplateEntry,
  type TemplateShelf,
} from '../../../electron/shared/badge-template.ts';
import { Chip } from '../../components/chip.tsx';
import { ChooseFile } from '../../components/choose-file.tsx';
import { Alert } from '../../components/notice.tsx';
import { useCommand } from '../../store/use-command.ts';
import { isUnsaved } from '../../store/design-store.ts';
import { useWindowParts } from '../../store/window-context.ts';
import { useWords } from '../../text/use-words.ts';
import { useDesignSnapshot } from './use-design.ts';

interface Props {
  readonly shelf: TemplateShelf;
  readonly onOpen: (id: string) => void;
  readonly onChanged: () => void;
}

function Entry({
  entry,
  isInUse,
  isOpen,
  onOpen,
}: {
  readonly entry: TemplateEntry;
  readonly isInUse: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}) {
  const { t, formats } = useWords();
  const { page, origin, faults } = entry;
  return (
    <li>
      <button type="button" className="shelf-row" aria-current={isOpen ? 'true' : undefined} onClick={onOpen}>
        <span className="shelf-name">
          <bdi>{entry.name}</bdi>
          {isInUse ? <Chip tone="ok" text={t('designer.inUse')} /> : null}
        </span>
        <span className="second">
          {t('designer.pageSize', {
            width: formats.number(page.widthMm),
            height: formats.number(page.heightMm),
          })}{' '}
          · {t(`designer.origin.${origin}`)}
        </span>
      </button>
      {faults.length > 0 ? (
        <div className="shelf-faults" role="note">
          <p>{t('designer.broken', { file: `${entry.id}.json` })}</p>
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </li>
  );
}

/** A file from elsewhere: checked by the station, and put on the shelf only when it has no fault. */
function Import({ onImported }: { readonly onImported: (id: string, template: BadgeTemplate) => void }) {
  const { t } = useWords();
  const check = useCommand('templates:check');
  const save = useCommand('templates:save');
  const [faults, setFaults] = useState<readonly string[]>([]);
  const take = async (file: File): Promise<void> => {
    if (file.size > TEMPLATE_LIMITS.fileBytes)
      return setFaults([t('designer.fileTooLarge', { size: TEMPLATE_LIMITS.fileBytes / 1024 })]);
    const checked = await check.run({ text: await file.text() });
    if (!checked.ok) return;
    if ('faults' in checked.value) return setFaults(checked.value.faults);
    setFaults([]);
    const { template } = checked.value;
    const saved = await save.run({ id: null, template });
    if (saved.ok) onImported(saved.value.id, template);
  };
  const error = check.error ?? save.error;
  return (
    <div className="shelf-import">
      <ChooseFile label={t('designer.import')} onChosen={(file) => void take(file)} />
      {faults.length === 0 ? null : (
        <div className="shelf-faults" role="alert">
          <p>{t('designer.refused')}</p>
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
      {error === null ? null : <Alert>{t(`commandError.${error}`)}</Alert>}
    </div>
  );
}

export function Shelf({ shelf, onOpen, onChanged }: Props) {
  const { t } = useWords();
  const { designs } = useWindowParts();
  const { design } = useDesignSnapshot();
  const [wanted, setWanted] = useState<string | null>(null);
  const open = (id: string): void => {
    if (design !== null && design.id !== id && isUnsaved(design)) setWanted(id);
    else onOpen(id);
  };
  return (
    <section className="shelf" aria-label={t('designer.shelf')}>
      <div className="elements-head">
        <h3>{t('designer.shelf')}</h3>
        <Import
          onImported={(id, template) => {
            designs.open(id, template);
            onChanged();
          }}
        />
      </div>
      {wanted === null ? null : (
        <div className="question" role="alertdialog" aria-label={t('designer.unsaved')}>
          {t('designer.leaveUnsaved')}
          <span className="question-answers">
            <button
              type="button"
              className="button small"
              // Opened by a press a moment ago; the answer is the next thing to do.
              // eslint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              onClick={() => {
                setWanted(null);
                onOpen(wanted);
              }}
            >
              {t('designer.discardAndOpen')}
            </button>
            <button type="button" className="button small" onClick={() => setWanted(null)}>
              {t('designer.stay')}
            </button>
          </span>
        </div>
      )}
      <ul className="shelf-list">
        {shelf.templates.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            isInUse={entry.id === shelf.inUse}
            isOpen={entry.id === design?.id}
            onOpen={() => open(entry.id)}
          />
        ))}
      </ul>
    </section>
  );
}
