/**
 * What a person wants done about a trouble page. The page has no script and no bridge; its links are navigations that
 * `hardening.ts` refuses like all others, and that are heard here.
 */
import type { WebContents } from 'electron';
import { START_PAGE } from './app-scheme.ts';
import { AGAIN_PATH, ASK_PATH, SET_ASIDE_PATH, TROUBLE_PATH } from './trouble.ts';

export type TroubleChoice = 'again' | 'set-aside';

/** `show`: turns the page, between the trouble and the question whether somebody means it. */
export function untilChosen(contents: WebContents, show: (address: string) => void): Promise<TroubleChoice> {
  return new Promise((resolve) => {
    function chosen(choice: TroubleChoice): void {
      contents.removeListener('will-navigate', follow);
      resolve(choice);
    }
    function follow({ url, isMainFrame }: { readonly url: string; readonly isMainFrame: boolean }): void {
      if (!isMainFrame) return;
      if (url === addressOf(AGAIN_PATH)) chosen('again');
      // Only from the question: nothing is set aside by one press.
      else if (url === addressOf(SET_ASIDE_PATH) && contents.getURL() === addressOf(ASK_PATH))
        chosen('set-aside');
      else if (url === addressOf(ASK_PATH) || url === addressOf(TROUBLE_PATH)) show(url);
    }
    contents.on('will-navigate', follow);
  });
}

export const addressOf = (path: string): string => new URL(path, START_PAGE).href;
