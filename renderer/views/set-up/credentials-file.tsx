/** A credentials file, dropped anywhere on the page or chosen: read by the station, which says what in it is wrong. */
import { type DragEvent, useState } from 'react';
import type { Credentials } from '../../../electron/shared/set-up.ts';
import type { SettingsFault } from '../../../electron/shared/settings-values.ts';
import { ChooseFile } from '../../components/choose-file.tsx';
import { useCommand } from '../../store/use-command.ts';
import { useWords } from '../../text/use-words.ts';

const LARGEST_CHARACTERS = 100_000;

type Outcome =
  | { readonly kind: 'read' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'refused'; readonly faults: readonly SettingsFault[] }
  | { readonly kind: 'failed' };

export interface CredentialsControl {
  readonly fileName: string;
  readonly outcome: Outcome | null;
  readonly isOver: boolean;
  readonly take: (file: File) => Promise<void>;
  /** For the element that files may be dropped on. */
  readonly dropping: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

export function useCredentials(onRead: (credentials: Credentials) => void): CredentialsControl {
  const read = useCommand('set-up:read-credentials');
  const [fileName, setFileName] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isOver, setIsOver] = useState(false);

  async function take(file: File): Promise<void> {
    setFileName(file.name);
    setOutcome(null);
    const text = await file.text();
    if (text.length > LARGEST_CHARACTERS) return setOutcome({ kind: 'too-large' });
    const answer = await read.run({ text });
    if (!answer.ok) return setOutcome({ kind: 'failed' });
    if ('faults' in answer.value) return setOutcome({ kind: 'refused', faults: answer.value.faults });
    setOutcome({ kind: 'read' });
    onRead(answer.value.credentials);
  }

  return {
    fileName,
    outcome,
    isOver,
    take,
    dropping: {
      onDragOver(event) {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setIsOver(true);
      },
      onDragLeave(event) {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) setIsOver(false);
      },
      onDrop(event) {
        // Without this the browser opens the file in place of the window.
        event.preventDefault();
        setIsOver(false);
        const file = event.dataTransfer.files[0];
        if (file !== undefined) void take(file);
      },
    },
  };
}

const NAMED = ['token', 'locationId', 'apiUrl', 'socketUrl', 'auth'] as const;

export function CredentialsFile({ control }: { readonly control: CredentialsControl }) {
  const { t } = useWords();
  const { outcome, fileName: file, isOver } = control;
  const named = (path: string) => NAMED.find((name) => path.split('.').at(-1) === name) ?? 'whole';
  return (
    <section
      className="credentials"
      data-over={isOver || undefined}
      aria-label={t('setUp.credentials.title')}
    >
      <p>{t(isOver ? 'setUp.credentials.dropNow' : 'setUp.credentials.drop')}</p>
      <ChooseFile label={t('setUp.credentials.choose')} onChosen={(file) => void control.take(file)} />
      <div className="credentials-said" aria-live="polite">
        {outcome?.kind === 'read' ? (
          <p className="credentials-read">{t('setUp.credentials.read', { file })}</p>
        ) : null}
        {outcome?.kind === 'too-large' ? (
          <p className="setting-fault">{t('setUp.credentials.tooLarge', { file })}</p>
        ) : null}
        {outcome?.kind === 'failed' ? <p className="setting-fault">{t('setUp.credentials.failed')}</p> : null}
        {outcome?.kind === 'refused' ? (
          <div className="setting-fault">
            <p>{t('setUp.credentials.refused', { file })}</p>
            <ul>
              {outcome.faults.map(({ path, sentence }) => (
                <li key={`${path} ${sentence}`}>
                  {t(`setUp.credentials.fault.${named(path)}`)}
                  <small>{t('settings.forIt', { sentence })}</small>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </section>
  );
}
