import { asyncProperty, assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeIpp,
  encodeIpp,
  GROUP,
  OPERATION,
} from '../../../../../electron/print/transports/spooler/ipp.ts';

const REQUEST = encodeIpp({
  operation: OPERATION.getJobAttributes,
  attributes: [
    ['printer-uri', { tag: 'uri', values: ['ipp://localhost/printers/B%C3%BCro'] }],
    ['job-id', { tag: 'integer', values: [-7] }],
    ['requested-attributes', { tag: 'keyword', values: ['job-state', 'job-state-reasons'] }],
  ],
});

/** The example of RFC 8010 appendix A.2, in short: success, one group, one attribute with two values. */
const attribute = (tag: number, name: string, value: Buffer): Buffer => {
  const size = (count: number) => Buffer.from([count >> 8, count & 0xff]);
  return Buffer.concat([Buffer.from([tag]), size(name.length), Buffer.from(name), size(value.length), value]);
};
const answerOf = (...attributes: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from([2, 0, 0, 1, 0, 0, 0, 1, GROUP.printer]),
    ...attributes,
    Buffer.from([GROUP.end]),
  ]);

describe('a request', () => {
  it('is version, operation and number, then its attributes with charset and language first (RFC 8010 §3.1)', () => {
    expect(REQUEST.subarray(0, 9).toString('hex')).toBe('020000090000000101');
    const group = decodeIpp(REQUEST)?.groups[0];
    expect([...(group?.attributes ?? [])]).toEqual([
      ['attributes-charset', ['utf-8']],
      ['attributes-natural-language', ['en']],
      ['printer-uri', ['ipp://localhost/printers/B%C3%BCro']],
      ['job-id', [-7]],
      ['requested-attributes', ['job-state', 'job-state-reasons']],
    ]);
  });
});

describe('an answer', () => {
  it('has its status, its groups, and every value of an attribute', () => {
    const bytes = answerOf(
      attribute(0x44, 'printer-state-reasons', Buffer.from('media-empty-error')),
      attribute(0x44, '', Buffer.from('paused')),
      attribute(0x23, 'printer-state', Buffer.from([0, 0, 0, 5])),
      attribute(0x22, 'printer-is-accepting-jobs', Buffer.from([0])),
      attribute(0x13, 'time-at-processing', Buffer.alloc(0)),
      attribute(0x36, 'printer-name', Buffer.from('\x00\x02de\x00\x05Büro')),
    );
    expect(decodeIpp(bytes)).toEqual({
      status: 1,
      groups: [
        {
          tag: GROUP.printer,
          attributes: new Map<string, unknown>([
            ['printer-state-reasons', ['media-empty-error', 'paused']],
            ['printer-state', [5]],
            ['printer-is-accepting-jobs', [false]],
            ['time-at-processing', [null]],
            ['printer-name', ['Büro']],
          ]),
        },
      ],
    });
  });

  it('that is cut off anywhere is none', () => {
    assert(
      property(integer({ min: 0, max: REQUEST.length - 1 }), (length) => {
        expect(decodeIpp(REQUEST.subarray(0, length))).toBeNull();
      }),
      { numRuns: REQUEST.length },
    );
  });

  it('with a value before any group is none', () => {
    const stray = attribute(0x44, 'printer-name', Buffer.from('x'));
    expect(decodeIpp(Buffer.concat([REQUEST.subarray(0, 8), stray, Buffer.from([GROUP.end])]))).toBeNull();
  });

  it('of any bytes is read or refused, never a crash', async () => {
    await assert(
      asyncProperty(uint8Array({ maxLength: 200 }), async (bytes) => {
        decodeIpp(Buffer.from(bytes));
        decodeIpp(Buffer.concat([REQUEST.subarray(0, 9), bytes]));
      }),
    );
  });
});
