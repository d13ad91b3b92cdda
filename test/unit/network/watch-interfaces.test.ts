import type { NetworkInterfaceInfo } from 'node:os';
import { expect, onTestFinished, test, vi } from 'vitest';
import { watchInterfaces } from '../../../electron/network/watch-interfaces.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const address = (text: string): NetworkInterfaceInfo => ({
  address: text,
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  internal: false,
  cidr: `${text}/24`,
});

function setUp() {
  const clock = createFakeClock();
  const onChange = vi.fn<() => void>();
  const found = {
    now: { lo: [address('127.0.0.1')], wlan: [address('10.0.0.2'), address('10.0.0.3')] } as NodeJS.Dict<
      NetworkInterfaceInfo[]
    >,
  };
  const stop = watchInterfaces({ read: () => found.now, clock, onChange });
  onTestFinished(stop);
  return { clock, onChange, found, stop };
}

test('a network that came is told once', async () => {
  const { clock, onChange, found } = setUp();
  await clock.advance(60_000);
  expect(onChange).not.toHaveBeenCalled();
  found.now = { ...found.now, lan: [address('192.0.2.7')] };
  await clock.advance(5_000);
  expect(onChange).toHaveBeenCalledOnce();
  await clock.advance(60_000);
  expect(onChange).toHaveBeenCalledOnce();
});

test('a network that went is told, and one that has another address', async () => {
  const { clock, onChange, found } = setUp();
  found.now = { lo: [address('127.0.0.1')] };
  await clock.advance(5_000);
  found.now = { lo: [address('127.0.0.1')], wlan: [address('10.0.0.9')] };
  await clock.advance(5_000);
  expect(onChange).toHaveBeenCalledTimes(2);
});

test('the order in which the system names them means nothing', async () => {
  const { clock, onChange, found } = setUp();
  found.now = { wlan: [address('10.0.0.3'), address('10.0.0.2')], lo: [address('127.0.0.1')] };
  await clock.advance(5_000);
  expect(onChange).not.toHaveBeenCalled();
});

test('nothing runs once the watch has ended', () => {
  const { clock, stop } = setUp();
  stop();
  expect(clock.pending()).toBe(0);
});
