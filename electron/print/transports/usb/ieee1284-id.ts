/**
 * What a printer says of itself in its IEEE 1284 id (IEEE 1284-2000 §7.6): `MFG:Brother;CMD:PJL,HBP;MDL:QL-820NWB;…`. A printer is
 * recognised by this, not by its product id: makers reuse those, and the same id serves modes that print and modes that do not.
 */
import type { Ieee1284Id } from './usb-way.ts';

const NAMES: Readonly<Record<keyof Ieee1284Id, readonly string[]>> = {
  make: ['MFG', 'MANUFACTURER'],
  model: ['MDL', 'MODEL'],
  commands: ['CMD', 'COMMAND SET'],
  serial: ['SN', 'SERN', 'SERIALNUMBER'],
};

/** `text`: with or without the two bytes of its length, which the kernel of Linux leaves out. What is not there is `null`. */
export function parseIeee1284Id(text: string): Ieee1284Id {
  const fields = new Map<string, string>();
  // The two bytes of the length can be anything, so the first name begins at its first letter.
  for (const part of text.replace(/^[^A-Za-z]{0,2}(?=[A-Za-z ]+:)/, '').split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0) fields.set(part.slice(0, colon).trim().toUpperCase(), part.slice(colon + 1).trim());
  }
  const read = (field: keyof Ieee1284Id): string | null =>
    NAMES[field].map((name) => fields.get(name)).find((value) => value !== undefined && value !== '') ?? null;
  return {
    make: read('make'),
    model: read('model'),
    commands: (read('commands') ?? '')
      .split(',')
      .map((command) => command.trim())
      .filter((command) => command !== ''),
    serial: read('serial'),
  };
}
