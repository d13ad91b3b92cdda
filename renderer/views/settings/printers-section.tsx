/** The printer of this desk, its stand-in, and the roll: chosen from what is found, or written by hand; saved together. */
import { useState } from 'react';
import type { FoundPrinter } from '../../../electron/shared/found-printer.ts';
import type { Json, PrinterSettings } from '../../../electron/shared/settings-values.ts';
import { Chip } from '../../components/chip.tsx';
import { isSame } from '../../store/settings-draft.ts';
import { printerSummary } from '../../text/printer-summary.ts';
import { useWords } from '../../text/use-words.ts';
import { changesFor, PRINTER_ROUTES, settingsOf } from '../printers/printer-choice.ts';
import { PrinterFaults } from '../printers/printer-faults.tsx';
import { PrinterForm, type TypedPrinter, typedPrinter } from '../printers/printer-form.tsx';
import { PrinterList } from '../printers/printer-list.tsx';
import { FaultText, SettingGroup } from './fields.tsx';
import { NumberSetting } from './setting-fields.tsx';
import { useSection } from './use-settings.ts';

type Which = 'printer' | 'fallbackPrinter';
/** Whole, as it is saved or chosen; what is typed by hand may lack a member and is shown by its form. */
const asPrinter = (value: Json): PrinterSettings | null => value as PrinterSettings | null;

function Chosen({ which }: { readonly which: Which }) {
  const { t } = useWords();
  const section = useSection();
  const printer = asPrinter(section.read(which));
  const [isOpen, setIsOpen] = useState(false);
  const isOfRoute = printer !== null && PRINTER_ROUTES.some((route) => route === printer.route);
  const title = t(which === 'printer' ? 'settings.printers.now' : 'settings.printers.standIn');
  const none = t(which === 'printer' ? 'settings.printers.none' : 'settings.printers.standInNone');
  const faults = section.faults.filter(({ path }) => path === which || path.startsWith(`${which}.`));
  return (
    <SettingGroup
      title={title}
      {...(which === 'printer' ? {} : { note: t('settings.printers.standInHint') })}
    >
      <div className="chosen-printer">
        <p className={printer === null ? 'second' : 'strong'}>
          <bdi>{printer === null ? none : printerSummary(t, printer)}</bdi>
        </p>
        <span className="chosen-actions">
          <button
            type="button"
            className="button small"
            aria-expanded={isOpen}
            onClick={() => {
              setIsOpen(!isOpen);
              if (printer === null) section.change(which, typedPrinter(null));
            }}
          >
            {t(printer === null ? 'settings.printers.byHand' : 'settings.printers.edit')}
          </button>
          {printer === null ? null : (
            <button
              type="button"
              className="button small"
              onClick={() => {
                setIsOpen(false);
                section.change(which, null);
              }}
            >
              {t('settings.printers.remove')}
            </button>
          )}
        </span>
      </div>
      {isOpen && isOfRoute ? (
        <PrinterForm
          printer={printer as TypedPrinter & PrinterSettings}
          path={which}
          faults={faults}
          onChange={(typed) => section.change(which, typed)}
        />
      ) : (
        <PrinterFaults faults={faults} />
      )}
    </SettingGroup>
  );
}

export function PrintersSection() {
  const { t } = useWords();
  const section = useSection();
  const isChosen = (which: Which, found: FoundPrinter): boolean => {
    const settings = settingsOf(found);
    return settings !== null && isSame(section.read(which), { ...settings });
  };
  const renderActions = (found: FoundPrinter, name: string) => {
    const settings = settingsOf(found);
    if (settings === null) return null;
    const isPrinter = isChosen('printer', found);
    const isStandIn = isChosen('fallbackPrinter', found);
    return (
      <>
        {isPrinter || found.isOfThisDesk ? (
          isPrinter && !found.isOfThisDesk ? (
            <Chip tone="info" text={t('settings.printers.chosen')} />
          ) : null
        ) : (
          <button
            type="button"
            className="button small"
            aria-label={t('settings.printers.useThisNamed', { name })}
            onClick={() => {
              for (const { path, value } of changesFor(found)) section.change(path, value);
            }}
          >
            {t('settings.printers.useThis')}
          </button>
        )}
        {isStandIn ? (
          <Chip tone="neutral" text={t('settings.printers.chosenStandIn')} />
        ) : found.isOfThisDesk || isPrinter ? null : (
          <button
            type="button"
            className="link"
            aria-label={t('settings.printers.asStandInNamed', { name })}
            onClick={() => section.change('fallbackPrinter', { ...settings })}
          >
            {t('settings.printers.asStandIn')}
          </button>
        )}
      </>
    );
  };
  const media = section.faults.find(({ path }) => path === 'media');
  return (
    <>
      <Chosen which="printer" />
      <section className="setting-group" aria-labelledby="found-printers">
        <PrinterList
          heading={<h4 id="found-printers">{t('settings.printers.found')}</h4>}
          renderActions={renderActions}
        />
      </section>
      <SettingGroup title={t('settings.printers.media')}>
        <NumberSetting
          path="media.widthMm"
          label={t('settings.printers.width')}
          allowed={t('settings.printers.allowed.width')}
        />
        <NumberSetting
          path="media.heightMm"
          label={t('settings.printers.height')}
          hint={t('settings.printers.heightHint')}
          allowed={t('settings.printers.allowed.height')}
        />
        {media === undefined ? null : (
          <FaultText fault={{ sentence: t('settings.printers.allowed.media'), forIt: media.sentence }} />
        )}
      </SettingGroup>
      <Chosen which="fallbackPrinter" />
    </>
  );
}
