/** Every key of the window, by the place where it counts. The focus is kept in it and goes back to where it was. */
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../text/use-words.ts';
import { usePlace } from '../shell/place.ts';
import { type HelpKey, KEY_GROUPS, type KeyName } from './keys.ts';
import './help.css';

const isNamed = (key: string): key is KeyName => key.startsWith('key.');

function Keys({ ways }: { readonly ways: HelpKey['ways'] }) {
  const { t } = useWords();
  const name = (key: string): string => (isNamed(key) ? t(`help.${key}`) : key);
  const joined = (way: HelpKey['ways'][number]): ReactNode =>
    way.keys.map((key, index) => (
      <span key={key}>
        {index === 0 ? null : (
          <span className="help-join">{way.isInTurn === true ? t('help.afterwards') : '+'}</span>
        )}
        <kbd>{name(key)}</kbd>
      </span>
    ));
  return ways.map((way, index) => (
    <span key={way.keys.join(' ')} className="help-way">
      {index === 0 ? null : <span className="help-join">{t('help.or')}</span>}
      {joined(way)}
    </span>
  ));
}

export function HelpOverlay() {
  const { t } = useWords();
  const { go } = usePlace();
  return (
    <ModalOverlay
      className="help-overlay"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => go({ to: 'help', isOpen })}
    >
      <Modal className="help">
        <Dialog className="help-dialog">
          <div className="help-head">
            <Heading slot="title">{t('help.title')}</Heading>
            <button
              type="button"
              className="icon-button"
              aria-label={t('help.close')}
              onClick={() => go({ to: 'help', isOpen: false })}
            >
              <Icon name="close" />
            </button>
          </div>
          <p className="second">{t('help.intro')}</p>
          <div className="help-groups">
            {KEY_GROUPS.map(({ place, keys }) => (
              <section key={place}>
                <h3>{t(`help.places.${place}`)}</h3>
                <dl>
                  {keys.map(({ does, ways }) => (
                    <div key={does}>
                      <dt>
                        <Keys ways={ways} />
                      </dt>
                      <dd>{t(`help.does.${does}`)}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
