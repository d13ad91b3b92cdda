import { WEBHOOK_PATH, type WebhookView } from '../../electron/shared/webhook.ts';
import type { Tone } from './tone.ts';
import type { Words } from './reason-words.ts';

/** How the receiver of webhooks stands, in a sentence. */
export function webhookWords(
  t: Words['t'],
  webhook: WebhookView,
): { readonly tone: Tone; readonly sentence: string } {
  if (webhook.kind === 'off') return { tone: 'neutral', sentence: t('settings.desk.webhookOff') };
  if (webhook.kind === 'not-open')
    return { tone: 'bad', sentence: t(`settings.desk.webhookClosed.${webhook.because}`) };
  return {
    tone: 'ok',
    sentence: t('settings.desk.webhookListening', { url: webhook.url, path: WEBHOOK_PATH }),
  };
}
