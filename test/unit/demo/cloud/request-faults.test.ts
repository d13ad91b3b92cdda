import { describe, expect, it } from 'vitest';
import { createRequestFaults, type RequestFault } from '../../../../electron/demo/cloud/request-faults.ts';

const BUSY: RequestFault = { kind: 'answer', status: 503 };
const HANG: RequestFault = { kind: 'hang' };

describe('the faults that requests meet', () => {
  it('meet every kind of request until they are cleared', () => {
    const faults = createRequestFaults();
    faults.add(BUSY);
    expect([faults.meet('snapshot'), faults.meet('socket'), faults.meet('transition')]).toEqual([
      BUSY,
      BUSY,
      BUSY,
    ]);
    faults.clear();
    expect(faults.meet('snapshot')).toBeNull();
  });

  it('meet only the kinds they are meant for', () => {
    const faults = createRequestFaults();
    faults.add(BUSY, { on: 'transition' });
    expect([faults.meet('snapshot'), faults.meet('transition')]).toEqual([null, BUSY]);
  });

  it('are used up after their number of times', () => {
    const faults = createRequestFaults();
    faults.add(BUSY, { times: 2 });
    expect(faults.inForce()).toMatchObject([{ timesLeft: 2 }]);
    expect([faults.meet('socket'), faults.meet('socket'), faults.meet('socket')]).toEqual([BUSY, BUSY, null]);
    expect(faults.inForce()).toEqual([]);
  });

  it('can be called off one by one', () => {
    const faults = createRequestFaults();
    const callOff = faults.add(BUSY);
    faults.add(HANG, { on: 'socket', times: 2 });
    faults.meet('socket');
    callOff();
    expect([faults.meet('snapshot'), faults.meet('socket')]).toEqual([null, HANG]);
  });

  it('give way to a newer one, and come back when that is used up', () => {
    const faults = createRequestFaults();
    faults.add(BUSY);
    faults.add(HANG, { times: 1 });
    expect([faults.meet('socket'), faults.meet('socket')]).toEqual([HANG, BUSY]);
  });
});
