import { beforeEach, describe, expect, it } from 'vitest';
import { STATES } from '../../../../electron/demo/cloud/flow.ts';
import { timestamp, type Notification } from '../../../../electron/demo/cloud/objects.ts';
import { createRegister, type Register } from '../../../../electron/demo/cloud/register.ts';

let nowMs: number;
let told: Notification[];
let register: Register;

beforeEach(() => {
  nowMs = Date.UTC(2026, 10, 23, 9, 0);
  told = [];
  register = createRegister({ nowMs: () => nowMs, notify: (notification) => told.push(notification) });
});

const stateOf = (id: number): string | undefined => register.find(id)?.state;
const credentialsTold = (): unknown[] =>
  told.flatMap((notification) => ('accessCredential' in notification ? [notification.accessCredential] : []));

describe('the check-ins of the simulated cloud', () => {
  it('come with every documented member, filled', () => {
    const checkIn = register.upsert({ state: STATES.pending });
    expect(Object.keys(checkIn).sort()).toEqual([
      'accessControl',
      'arrivedAt',
      'birthdate',
      'companyName',
      'customFields',
      'email',
      'firstName',
      'id',
      'language',
      'lastName',
      'leftAt',
      'legitimation',
      'state',
      'trustedId',
    ]);
    expect(checkIn).toMatchObject({
      id: expect.any(Number),
      birthdate: expect.any(String),
      arrivedAt: timestamp(nowMs),
      legitimation: {
        sourceId: expect.any(String),
        startsAt: expect.any(String),
        endsAt: expect.any(String),
        guest: { firstName: 'Mira', lastName: 'Ostrander', birthdate: expect.any(String) },
      },
      trustedId: {
        documentNumber: expect.any(String),
        document: 'EXISTED',
        selfie: 'MATCHED',
        liveness: 'PASSED',
        invitationMatch: {
          wasManuallyReviewed: false,
          firstName: 'EXACT',
          lastName: 'EXACT',
          birthdate: 'EXACT',
        },
        images: { faceImageUrl: expect.any(String), identityDocumentImageUrl: expect.any(String) },
      },
      accessControl: {
        credential: null,
        access: { startsAt: expect.any(String), endsAt: expect.any(String) },
        pin: expect.any(String),
      },
    });
  });

  it('take a patch to any depth; null is kept, undefined leaves the member out, custom fields are replaced', () => {
    const { id } = register.upsert({
      lastName: null,
      email: undefined,
      legitimation: { guest: { firstName: 'Mirabelle' } },
      trustedId: null,
      customFields: { visitorKind: 'Interview' },
    });
    const sent: unknown = JSON.parse(JSON.stringify(register.find(id)));
    expect(sent).toMatchObject({
      lastName: null,
      legitimation: { guest: { firstName: 'Mirabelle', lastName: 'Ostrander' } },
      trustedId: null,
    });
    expect(sent).toHaveProperty('customFields', { visitorKind: 'Interview' });
    expect(sent).not.toHaveProperty('email');
  });

  it('are told whole after every change, and not at all when they are removed', () => {
    const { id } = register.upsert({ state: STATES.upcoming });
    const changed = register.upsert({ id, companyName: 'Kranwerk' });
    register.remove(id);
    expect(told).toHaveLength(2);
    expect(told[1]).toEqual({ checkIn: changed });
    expect(register.checkIns()).toEqual([]);
  });

  it('get an id that no check-in had before', () => {
    const { id } = register.upsert({ id: 9000 });
    register.remove(id);
    expect(register.upsert({}).id).toBe(9001);
  });

  it('can be put into a state that the flow does not know', () => {
    const { id } = register.upsert({});
    expect(register.transition(id, 'Safety Briefing')).toMatchObject({
      state: 'Safety Briefing',
      arrivedAt: timestamp(nowMs),
      leftAt: null,
    });
  });
});

describe('the check-in flow', () => {
  it('leads from the invitation to the door and back, with the times of arriving and leaving', () => {
    const { id } = register.upsert({ state: STATES.upcoming });
    const states = (['guestCheckIn', 'approve', 'pickUp', 'checkOut'] as const).map((event) => {
      nowMs += 60_000;
      register.applyEvent(id, event);
      return stateOf(id);
    });
    expect(states).toEqual(['Pending', 'Host', 'Onsite', 'Left']);
    expect(register.find(id)).toMatchObject({
      arrivedAt: timestamp(nowMs - 3 * 60_000),
      leftAt: timestamp(nowMs),
    });
  });

  it('sends guests who need an escort to a state of their own', () => {
    const { id } = register.upsert({ state: STATES.pending, customFields: { escort: true } });
    register.applyEvent(id, 'approve');
    expect(stateOf(id)).toBe('Awaiting Escort');
  });

  it('lets reception check in by hand, and turn away', () => {
    const byHand = register.upsert({ state: STATES.upcoming }).id;
    const turnedAway = register.upsert({ state: STATES.pending }).id;
    register.applyEvent(byHand, 'manualCheckIn');
    register.applyEvent(turnedAway, 'reject');
    expect([stateOf(byHand), stateOf(turnedAway)]).toEqual(['Host', 'Rejected']);
  });

  it('refuses what the state does not allow, and changes nothing', () => {
    const before = register.upsert({ state: STATES.onsite });
    told = [];
    expect(register.applyEvent(before.id, 'approve')).toEqual({
      ok: false,
      error: { kind: 'not-possible', state: 'Onsite' },
    });
    expect(register.find(before.id)).toEqual(before);
    expect(told).toEqual([]);
  });

  it('refuses a check-in that it does not know', () => {
    expect(register.applyEvent(1, 'approve')).toEqual({ ok: false, error: { kind: 'unknown-check-in' } });
  });
});

describe('the cards', () => {
  const arrive = (patch: Parameters<Register['upsert']>[0] = {}): number =>
    register.upsert({ state: STATES.pending, ...patch }).id;

  it('are handed out at approval in three readings, on the check-in and as a credential', () => {
    const id = arrive();
    register.applyEvent(id, 'approve');
    const numbers = register.find(id)?.accessControl?.credential;
    expect(new Set(Object.values(numbers ?? {})).size).toBe(3);
    expect(credentialsTold()).toEqual([
      expect.objectContaining({
        ...numbers,
        checkIn: { id },
        assignment: expect.objectContaining({ isActive: true }),
      }),
    ]);
  });

  it('open no door for an escorted guest before the host has come', () => {
    const id = arrive({ customFields: { escort: true } });
    register.applyEvent(id, 'approve');
    expect(register.accessCredentials()[0]?.assignment?.isActive).toBe(false);
    register.applyEvent(id, 'pickUp');
    expect(register.accessCredentials()[0]?.assignment?.isActive).toBe(true);
  });

  it('come back at check-out, are told as unassigned, and go to the next guest', () => {
    const first = arrive();
    register.applyEvent(first, 'approve');
    register.applyEvent(first, 'checkOut');
    expect(register.find(first)?.accessControl?.credential).toBeNull();
    expect(credentialsTold().at(-1)).toMatchObject({ id: 1, checkIn: null, assignment: null });

    const second = arrive();
    register.applyEvent(second, 'approve');
    expect(register.accessCredentials()).toMatchObject([{ id: 1, checkIn: { id: second } }]);
  });

  it('stay with a guest who walks off with one', () => {
    const id = arrive();
    register.applyEvent(id, 'approve');
    register.applyEvent(id, 'checkOut', { isCardReturned: false });
    expect(register.accessCredentials()).toMatchObject([{ checkIn: { id } }]);
  });

  it('leave their holder when they are given to somebody else', () => {
    const [first, second] = [arrive(), arrive()];
    register.assignCard(first, { cardId: 5 });
    register.assignCard(second, { cardId: 5 });
    expect(register.find(first)?.accessControl?.credential).toBeNull();
    expect(register.accessCredentials()).toMatchObject([{ id: 5, checkIn: { id: second } }]);
  });

  it('come back when a test moves the guest to Left', () => {
    const id = arrive();
    register.assignCard(id);
    register.transition(id, STATES.left);
    expect(register.find(id)).toMatchObject({
      leftAt: timestamp(nowMs),
      accessControl: { credential: null },
    });
    expect(register.accessCredentials()).toMatchObject([{ checkIn: null }]);
  });

  it('are not handed out where the site has no access control', () => {
    const id = arrive({ accessControl: null });
    register.applyEvent(id, 'approve');
    expect(register.accessCredentials()).toEqual([]);
  });
});
