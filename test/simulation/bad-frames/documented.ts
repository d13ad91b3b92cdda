/**
 * What essentry's reference page says of a check-in, member by member. Only `id` and `state` are sure to be there; what else is
 * there has this type, or is null. Members that the station promises not to read at all (birth dates, document number, PIN,
 * image addresses) may be anything: nobody could tell whether it looked.
 */
export type Documented = 'text' | 'instant' | 'flag' | 'anything' | Members;
export interface Members {
  readonly [member: string]: Documented;
}

const window: Members = { startsAt: 'instant', endsAt: 'instant' };

export const CHECK_IN: Members = {
  email: 'text',
  firstName: 'text',
  lastName: 'text',
  birthdate: 'anything',
  companyName: 'text',
  language: 'text',
  arrivedAt: 'instant',
  leftAt: 'instant',
  legitimation: { ...window, sourceId: 'anything', guest: 'anything' },
  trustedId: {
    documentNumber: 'anything',
    document: 'text',
    selfie: 'text',
    liveness: 'text',
    invitationMatch: {
      wasManuallyReviewed: 'flag',
      firstName: 'text',
      lastName: 'text',
      birthdate: 'text',
    },
    images: 'anything',
  },
  accessControl: {
    credential: {
      cardNumberKiosk: 'text',
      cardNumberReception: 'text',
      cardNumberAccessControlSystem: 'text',
    },
    access: window,
    pin: 'anything',
  },
  customFields: {},
};

/** In the order in which a card is known by them, most certain first. */
export const CARD_NUMBERS = [
  'cardNumberAccessControlSystem',
  'cardNumberReception',
  'cardNumberKiosk',
  'cardNumber',
] as const;

export interface Place {
  readonly path: readonly string[];
  readonly type: Documented;
}

/** Every place in a check-in that a value of another type would make bad. */
export const PLACES: readonly Place[] = placesIn(CHECK_IN, []).filter(({ type }) => type !== 'anything');

function placesIn(members: Members, above: readonly string[]): readonly Place[] {
  return Object.entries(members).flatMap(([member, type]) => {
    const path = [...above, member];
    return typeof type === 'string' ? [{ path, type }] : [{ path, type }, ...placesIn(type, path)];
  });
}
