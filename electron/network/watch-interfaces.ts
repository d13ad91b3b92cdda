/**
 * Notices that the PC's network is another: a cable, a radio network, a tunnel that came or went. Neither Node nor Electron's
 * main process has an event for it, so the addresses are looked at every few seconds, which costs well under a millisecond.
 */
import type { NetworkInterfaceInfo } from 'node:os';
import type { Clock } from '../shared/clock.ts';

export interface InterfacePorts {
  /** `os.networkInterfaces`. */
  readonly read: () => NodeJS.Dict<NetworkInterfaceInfo[]>;
  readonly clock: Clock;
  readonly onChange: () => void;
}

const LOOK_EVERY_MS = 5_000;

/** The returned function ends the watch. */
export function watchInterfaces({ read, clock, onChange }: InterfacePorts): () => void {
  let known = addressesOf(read());
  let cancel = clock.after(LOOK_EVERY_MS, look);

  function look(): void {
    cancel = clock.after(LOOK_EVERY_MS, look);
    const found = addressesOf(read());
    if (found === known) return;
    known = found;
    onChange();
  }

  return () => cancel();
}

function addressesOf(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): string {
  return Object.entries(interfaces)
    .flatMap(([name, addresses = []]) => addresses.map(({ cidr, address }) => `${name} ${cidr ?? address}`))
    .toSorted()
    .join('\n');
}
