/**
 * What could not be understood: counted for ever, kept for a while, redacted always. `shape` tells support which members a
 * frame had and of which types, which is what they need; the values never reach the disk.
 */
import type { Db } from './database.ts';

const KEPT = 200;
const MAX_SHAPE_LENGTH = 500;

export interface QuarantinedFrame {
  readonly source: 'frame' | 'webhook' | 'snapshot';
  readonly code: string;
  readonly detail: string;
  readonly sizeBytes: number;
  readonly shape: string;
}

export interface Quarantine {
  add(frame: QuarantinedFrame, nowMs: number): void;
  latest(limit: number): readonly (QuarantinedFrame & { readonly receivedAtMs: number })[];
}

export function createQuarantine(db: Db): Quarantine {
  const insert = db.prepare(
    `INSERT INTO quarantine (received_at_ms, source, code, detail, size_bytes, shape)
     VALUES (@nowMs, @source, @code, @detail, @sizeBytes, @shape)`,
  );
  const trim = db.prepare(`DELETE FROM quarantine WHERE id <= (SELECT MAX(id) FROM quarantine) - ${KEPT}`);
  const latest = db.prepare<[number], QuarantinedFrame & { receivedAtMs: number }>(
    `SELECT received_at_ms AS receivedAtMs, source, code, detail, size_bytes AS sizeBytes, shape
     FROM quarantine ORDER BY id DESC LIMIT ?`,
  );
  return {
    add(frame, nowMs) {
      insert.run({ ...frame, shape: frame.shape.slice(0, MAX_SHAPE_LENGTH), nowMs });
      trim.run();
    },
    latest: (limit) => latest.all(limit),
  };
}

/** Member names and types of a JSON text, two levels deep: `{checkIn:{id:string,state:number}}`. Never a value. */
export function describeShape(text: string): string {
  try {
    return shapeOf(JSON.parse(text), 0);
  } catch {
    return 'not JSON';
  }
}

function shapeOf(value: unknown, depth: number): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  // Lists too: a text of a million brackets would otherwise overflow the stack.
  if (depth > 2) return Array.isArray(value) ? '[…]' : '{…}';
  if (Array.isArray(value))
    return value.length === 0 ? '[]' : `[${shapeOf(value[0], depth + 1)} ×${value.length}]`;
  const members = Object.entries(value).slice(0, 20);
  return `{${members.map(([key, member]) => `${safeKey(key)}:${shapeOf(member, depth + 1)}`).join(',')}}`;
}

/**
 * A member's name could itself be personal, where objects are keyed by people or by their numbers. Kept is what is written as the
 * cloud writes its members: in camel case or with underlines, and without digits.
 */
const safeKey = (key: string): string => (/^[a-z_][A-Za-z_]{0,40}$/.test(key) ? key : '?');
