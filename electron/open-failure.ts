import type { OpenFailure } from './store/database.ts';

/** Why the database could not be opened, as one sentence for whoever started the station. */
export function explainOpenFailure(failure: OpenFailure): string {
  switch (failure.code) {
    case 'wrong-key-or-corrupt':
      return 'vestibule.db: cannot be read with this key; it belongs to another VESTIBULE_KEY, or its first page is damaged. Nothing was changed.';
    case 'corrupt':
      return `vestibule.db: is damaged (${failure.detail}). Nothing was changed; set the file aside and start again.`;
    case 'from-a-newer-version':
      return `vestibule.db: found version ${failure.found}; allowed is up to ${failure.known}. A newer Vestibule has used this folder.`;
    case 'in-use':
      return 'vestibule.db: is in use by another station. Two would print every badge twice, so this one does not start.';
    case 'cannot-open':
      return `vestibule.db: cannot be opened (${failure.detail}).`;
  }
}
