import { assert, json, jsonValue, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProjectionRules } from '../../../electron/essentry/check-in-payload.ts';
import { decodeFrame, MAX_FRAME_BYTES } from '../../../electron/essentry/notification.ts';
import { createPhaseReader } from '../../../electron/essentry/phase.ts';

const rules: ProjectionRules = {
  phaseOf: createPhaseReader({}),
  customFieldKeys: ['guestType'],
  storeEmail: false,
  wantsPhoto: false,
};

/** Every documented member, as the reference page names them; the person is invented. */
const full = {
  id: 4711,
  state: 'Host',
  email: 'amira@nordlicht.example',
  firstName: 'Amira',
  lastName: 'Haddad',
  birthdate: '1988-02-29',
  companyName: 'Nordlicht Robotics',
  language: 'DE',
  arrivedAt: '2026-11-23T13:01:00Z',
  leftAt: null,
  legitimation: {
    sourceId: 'inv-1',
    startsAt: '2026-11-23T13:00:00Z',
    endsAt: '2026-11-23T15:30:00Z',
    guest: { firstName: 'Amira', lastName: 'Haddad', birthdate: '1988-02-29' },
  },
  trustedId: {
    documentNumber: 'L01X00T47',
    document: 'EXISTED',
    selfie: 'MATCHED',
    liveness: 'PASSED',
    invitationMatch: {
      wasManuallyReviewed: false,
      firstName: 'EXACT',
      lastName: 'EXACT',
      birthdate: 'EXACT',
    },
    images: { faceImageUrl: 'https://img.example/face', identityDocumentImageUrl: 'https://img.example/doc' },
  },
  accessControl: {
    credential: {
      cardNumberKiosk: 'k1',
      cardNumberReception: '00-12-7731',
      cardNumberAccessControlSystem: 'a1',
    },
    access: { startsAt: '2026-11-23T13:05:00Z', endsAt: '2026-11-23T16:00:00Z' },
    pin: '990011',
  },
  customFields: { guestType: 'Contractor', shoeSize: 43 },
};

function decode(value: unknown) {
  const found = [...decodeFrame(typeof value === 'string' ? value : JSON.stringify(value), rules)];
  return {
    notifications: found.flatMap((part) => ('ok' in part ? [part.ok] : [])),
    rejections: found.flatMap((part) => ('bad' in part ? [part.bad] : [])),
  };
}
const codes = (value: unknown) => decode(value).rejections.map((rejection) => rejection.code);
const checkInIds = (value: unknown) =>
  decode(value).notifications.map((n) => (n.kind === 'check-in' ? n.checkIn.id : n.credential.key));

describe('the projection of a check-in', () => {
  test('keeps what the desk needs', () => {
    const [notification] = decode({ checkIn: full }).notifications;
    expect(notification).toEqual({
      kind: 'check-in',
      faceImageUrl: null,
      saysNoCard: false,
      checkIn: {
        id: 4711,
        state: 'Host',
        phase: 'approved',
        firstName: 'Amira',
        lastName: 'Haddad',
        companyName: 'Nordlicht Robotics',
        language: 'DE',
        email: null,
        arrivedAtMs: Date.parse('2026-11-23T13:01:00Z'),
        leftAtMs: null,
        validFromMs: Date.parse('2026-11-23T13:05:00Z'),
        validToMs: Date.parse('2026-11-23T16:00:00Z'),
        hasInvitation: true,
        verification: {
          summary: 'ok',
          checks: {
            document: 'EXISTED',
            selfie: 'MATCHED',
            liveness: 'PASSED',
            invitationFirstName: 'EXACT',
            invitationLastName: 'EXACT',
            invitationBirthdate: 'EXACT',
          },
          wasManuallyReviewed: false,
        },
        card: {
          kind: 'reception',
          number: '00-12-7731',
          readings: [
            { kind: 'reception', number: '00127731' },
            { kind: 'kiosk', number: 'K1' },
            { kind: 'access-control', number: 'A1' },
          ],
        },
        customFields: { guestType: 'Contractor' },
      },
    });
  });

  test('promise 8: drops birth dates, document number, PIN, image addresses, e-mail and fields nobody named', () => {
    const kept = JSON.stringify(decode({ checkIn: full }));
    for (const secret of ['1988', 'L01X00T47', '990011', 'img.example', 'nordlicht.example', 'shoeSize'])
      expect(kept).not.toContain(secret);
  });

  test.each([
    [{ credential: null }, true],
    [{ credential: { cardNumberKiosk: null, cardNumberReception: ' ' } }, true],
    [{ credential: { cardNumberKiosk: 'k1' } }, false],
    [{}, false],
    [null, false],
  ])('that there is no card is said by %j: %j', (accessControl, isSaid) => {
    const [notification] = decode({ checkIn: { id: 1, state: 'x', accessControl } }).notifications;
    expect(notification).toMatchObject({ saysNoCard: isSaid });
  });

  test('needs only an id and a state', () => {
    expect(checkInIds({ checkIn: { id: 1, state: 'Pending' } })).toEqual([1]);
  });

  test('reads null, an absent member and an empty date as “not said”', () => {
    const [notification] = decode({
      checkIn: { id: 1, state: 'x', firstName: null, leftAt: '', trustedId: null },
    }).notifications;
    expect(notification).toMatchObject({
      checkIn: { firstName: null, leftAtMs: null, verification: { summary: 'not-checked' } },
    });
  });
});

describe('the envelope', () => {
  const bare = { id: 7, state: 'Pending' };
  const card = { id: 'c-1', cardNumber: '77', assignment: { checkIn: { id: 7 } } };

  test.each([
    ['the documented member', { checkIn: bare }, [7]],
    ['data with a type', { type: 'check-in.updated', data: { checkIn: bare } }, [7]],
    ['payload with an event', { event: 'x', payload: bare }, [7]],
    ['a bare check-in', bare, [7]],
    ['a bare credential', card, ['id:c-1']],
    ['a bare credential that points to its check-in', { cardNumber: '77', checkIn: { id: 7 } }, ['plain:77']],
    ['both kinds in one object', { checkIn: bare, accessCredential: card }, [7, 'id:c-1']],
    ['an array of both kinds', [{ checkIn: bare }, { accessCredential: card }], [7, 'id:c-1']],
    ['an array inside the member', { checkIn: [bare, { ...bare, id: 8 }] }, [7, 8]],
  ])('may be %s', (_name, frame, ids) => {
    expect(checkInIds(frame)).toEqual(ids);
    expect(codes(frame)).toEqual([]);
  });

  test.each([
    ['not JSON', '{"checkIn":', ['not-json']],
    ['a number', '5', ['not-an-object']],
    ['null', 'null', ['not-an-object']],
    ['an unknown kind', { hello: 'world' }, ['unknown-kind']],
    ['a check-in without an id', { checkIn: { state: 'Pending' } }, ['bad-check-in']],
    ['an id that is text', { checkIn: { id: '7', state: 'Pending' } }, ['bad-check-in']],
    ['a name that is a number', { checkIn: { id: 7, state: 'Pending', firstName: 5 } }, ['bad-check-in']],
    ['a date that is none', { checkIn: { id: 7, state: 'Pending', arrivedAt: 'soon' } }, ['bad-check-in']],
    [
      'a credential that nothing identifies',
      { accessCredential: { type: 'RFID' } },
      ['credential-without-key'],
    ],
    ['a credential of a wrong type', { accessCredential: { cardNumber: 5 } }, ['bad-access-credential']],
    ['an envelope without end', { data: { data: { data: { data: { data: bare } } } } }, ['nested-too-deep']],
    ['more than 1 MiB', `{"checkIn":{"id":7,"state":"${'x'.repeat(MAX_FRAME_BYTES)}"}}`, ['too-large']],
  ])('is refused when it is %s', (_name, frame, expected) => {
    expect(codes(frame)).toEqual(expected);
  });

  // JavaScript reads each of these as a date, most of them in the time zone of this PC or in the year 2001.
  test.each(['12', 'Room 3', '3 (Haddad)', '11/23/2026', '23 Nov 2026 13:00', '2026-11-23 (Monday)'])(
    'a date that the cloud would not write is none: %s',
    (leftAt) => {
      expect(codes({ checkIn: { ...bare, leftAt } })).toEqual(['bad-check-in']);
      expect(codes({ checkIn: { ...bare, legitimation: { endsAt: leftAt } } })).toEqual(['bad-check-in']);
    },
  );

  test.each([
    ['2026-11-23T13:01:00Z', 13],
    ['2026-11-23t13:01:00z', 13],
    ['2026-11-23 13:01:00Z', 13],
    ['2026-11-23T13:01Z', 13],
    ['2026-11-23T13:01:00.123456+02:00', 11],
    ['2026-11-23T13:01:00-0530', 18],
    ['2026-11-23', 0],
  ])('a date may be written as %s', (arrivedAt, hour) => {
    const [notification] = decode({ checkIn: { ...bare, arrivedAt } }).notifications;
    const arrivedAtMs = notification?.kind === 'check-in' ? notification.checkIn.arrivedAtMs : null;
    expect(new Date(arrivedAtMs ?? NaN).getUTCHours()).toBe(hour);
  });

  test('a bad part does not take the good ones with it', () => {
    const frame = [{ checkIn: bare }, { checkIn: { id: 'x' } }, { checkIn: { ...bare, id: 9 } }];
    expect(checkInIds(frame)).toEqual([7, 9]);
    expect(codes(frame)).toEqual(['bad-check-in']);
  });

  test('a refusal names the place and never the value', () => {
    const [rejection] = decode({
      checkIn: { id: 7, state: 'Pending', lastName: { secret: 'Haddad' } },
    }).rejections;
    expect(rejection?.detail).toContain('lastName');
    expect(rejection?.detail).not.toContain('Haddad');
  });

  test('no text makes the decoder throw', () => {
    assert(
      property(
        oneof(
          string(),
          json(),
          jsonValue().map((v) => JSON.stringify({ checkIn: v })),
        ),
        (text) => {
          const found = [...decodeFrame(text, rules)];
          expect(found.every((part) => 'ok' in part !== 'bad' in part)).toBe(true);
        },
      ),
    );
  });
});

describe('an access credential', () => {
  const key = (credential: unknown) => checkInIds({ accessCredential: credential })[0];

  test.each([
    [{ id: 5, cardNumber: '1' }, 'id:5'],
    [{ cardNumberAccessControlSystem: ' ab:12 ', cardNumber: '1' }, 'acs:AB12'],
    [{ cardNumberReception: '1-2', cardNumberKiosk: '3' }, 'reception:12'],
    [{ cardNumberKiosk: 'k.9' }, 'kiosk:K9'],
    [{ cardNumber: '0 7' }, 'plain:07'],
    [{ id: ' ', cardNumberReception: '-', cardNumber: 'x' }, 'plain:X'],
  ])('%j is known by %s', (credential, expected) => {
    expect(key(credential)).toBe(expected);
  });

  test.each([
    [{ id: 1, checkIn: { id: 7 } }, 7],
    [{ id: 1, assignment: { checkIn: { id: 7 } } }, 7],
    [{ id: 1, assignment: { checkInId: 7 } }, 7],
    [{ id: 1, assignment: null }, null],
    [{ id: 1 }, null],
    [{ id: 1, assignment: 'somebody' }, null],
    [{ id: 1, assignment: 'somebody', checkIn: { id: 7 } }, 7],
    [{ id: 1, assignment: null, checkIn: { id: 7 } }, null],
  ])('%j is held by check-in %j', (credential, holder) => {
    expect(decode({ accessCredential: credential }).notifications[0]).toMatchObject({
      credential: { checkInId: holder },
    });
  });
});

describe('the address of a picture', () => {
  const frame = (images: unknown) =>
    JSON.stringify({ checkIn: { id: 1, state: 'Host', trustedId: { images } } });
  const urlOf = (text: string, wantsPhoto: boolean) => {
    const [first] = decodeFrame(text, { ...rules, wantsPhoto });
    return first !== undefined && 'ok' in first && first.ok.kind === 'check-in'
      ? first.ok.faceImageUrl
      : 'refused';
  };
  const url = 'https://app.essentry.com/faces/1';

  test('is handed on beside the projection where the site prints photos, and nowhere else', () => {
    expect(urlOf(frame({ faceImageUrl: url }), true)).toBe(url);
    expect(urlOf(frame({ faceImageUrl: url }), false)).toBeNull();
  });

  test('of the identity document is never read', () => {
    const [first] = decodeFrame(frame({ identityDocumentImageUrl: url }), { ...rules, wantsPhoto: true });
    expect(JSON.stringify(first)).not.toContain(url);
  });

  test.each([[7], [{ faceImageUrl: 7 }], ['x'], [null]])('that is not one costs no visitor: %j', (images) => {
    expect(urlOf(frame(images), true)).toBeNull();
  });
});
