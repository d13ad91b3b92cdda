/**
 * What a queue says of its printer, in our words: the keywords of RFC 8011 §5.4.12 and PWG 5100.9, each with an ending that
 * says how bad it is. Reports are no trouble; a warning is one only where nothing comes out because of it.
 */
import type { PrinterCondition } from '../../../shared/printer-status.ts';

const KNOWN: readonly (readonly [keyword: RegExp, condition: PrinterCondition])[] = [
  [/^(cover-open|door-open|interlock-open)$/, { kind: 'cover-open' }],
  [/^(media-empty|media-needed|input-media-tray-missing)$/, { kind: 'no-media' }],
  [/^media-jam$/, { kind: 'jam' }],
  [/^(offline|shutdown|connecting-to-device|timed-out|.*-offline)$/, { kind: 'offline' }],
  [/^(paused|moving-to-paused|stopped-partly|stopping)$/, { kind: 'paused' }],
];

/** The worst comes first in the table above; `ready` where nothing is wrong. */
export function conditionOfReasons(reasons: readonly string[]): PrinterCondition {
  const told = reasons.map((reason) => ({
    keyword: reason.replace(/-(error|warning)$/, ''),
    isError: reason.endsWith('-error'),
  }));
  for (const [keyword, condition] of KNOWN)
    if (told.some((reason) => keyword.test(reason.keyword))) return condition;
  const other = told.find((reason) => reason.isError);
  return other === undefined ? { kind: 'ready' } : { kind: 'printer-error', detail: other.keyword };
}
