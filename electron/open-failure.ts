import type { NoDatabase } from './store/database.ts';

/**
 * Why there is no database to work with, as one sentence for whoever started the station. A file that cannot be used is not among
 * these: it is set aside, and the desk says so.
 */
export function explainOpenFailure(failure: NoDatabase): string {
  switch (failure.code) {
    case 'in-use':
      return 'vestibule.db: is in use by another station. Two would print every badge twice, so this one does not start.';
    case 'disk-full':
      return 'vestibule.db: cannot be made, because the disk is full. Free some space and start again.';
    case 'cannot-open':
      return `vestibule.db: cannot be opened or made (${failure.detail}). Check that this user may write to the data folder.`;
  }
}
