import { describe, expect, it } from 'vitest';
import {
  createFrameLane,
  UNDISTURBED,
  type Frame,
  type FrameDisturbance,
  type FrameLane,
} from '../../../../electron/demo/cloud/frame-lane.ts';
import { createRandom } from '../../../../electron/demo/cloud/random.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';

const SEED = 11;

function laneWith(disturbance: Partial<FrameDisturbance>): {
  lane: FrameLane;
  sent: Frame[];
  clock: FakeClock;
} {
  const clock = createFakeClock();
  const sent: Frame[] = [];
  const lane = createFrameLane({
    clock,
    random: createRandom(SEED),
    disturbance: () => ({ ...UNDISTURBED, ...disturbance }),
    send: (frame) => sent.push(frame),
  });
  return { lane, sent, clock };
}

const push = (lane: FrameLane, count: number): string[] => {
  const frames = Array.from({ length: count }, (_none, index) => `frame ${index}`);
  for (const frame of frames) lane.push(frame);
  return frames;
};

describe('the road of frames to one socket', () => {
  it('is straight when nothing disturbs it', () => {
    const { lane, sent } = laneWith({});
    expect(sent).toEqual(push(lane, 3));
  });

  it('repeats each frame', () => {
    const { lane, sent } = laneWith({ repeat: 3 });
    push(lane, 2);
    expect(sent).toEqual(['frame 0', 'frame 0', 'frame 0', 'frame 1', 'frame 1', 'frame 1']);
  });

  it(`changes the order within a window and loses none (seed ${SEED})`, () => {
    const { lane, sent } = laneWith({ reorderWindow: 4 });
    const frames = push(lane, 8);
    expect(new Set(sent)).toEqual(new Set(frames));
    expect(sent).toHaveLength(8);
    expect(sent.slice(0, 4)).not.toEqual(frames.slice(0, 4));
    expect(new Set(sent.slice(0, 4))).toEqual(new Set(frames.slice(0, 4)));
  });

  it('swaps even a window of two every time', () => {
    const { lane, sent } = laneWith({ reorderWindow: 2 });
    push(lane, 4);
    expect(sent).toEqual(['frame 1', 'frame 0', 'frame 3', 'frame 2']);
  });

  it('does not hold back a window that never fills up', async () => {
    const { lane, sent, clock } = laneWith({ reorderWindow: 10 });
    push(lane, 2);
    expect(sent).toEqual([]);
    await clock.advance(500);
    expect(sent).toHaveLength(2);
  });

  it('delays each frame', async () => {
    const { lane, sent, clock } = laneWith({ delayMs: 200 });
    const frames = push(lane, 2);
    await clock.advance(199);
    expect(sent).toEqual([]);
    await clock.advance(1);
    expect(sent).toEqual(frames);
  });

  it(`loses about as many as told, the same ones for the same seed (seed ${SEED})`, () => {
    const [one, other] = [laneWith({ loseProbability: 0.3 }), laneWith({ loseProbability: 0.3 })];
    push(one.lane, 1000);
    push(other.lane, 1000);
    expect(one.sent.length).toBeGreaterThan(600);
    expect(one.sent.length).toBeLessThan(800);
    expect(one.sent).toEqual(other.sent);
  });

  it('loses what is under way when the socket is gone', async () => {
    const { lane, sent, clock } = laneWith({ delayMs: 200, reorderWindow: 2 });
    push(lane, 3);
    lane.close();
    await clock.advance(1000);
    expect(sent).toEqual([]);
  });
});
