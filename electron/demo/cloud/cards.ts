/**
 * Card numbers as three readers render one and the same card: the kiosk shows the chip's bytes, the reader at reception
 * a decimal number, the access-control system its own facility code.
 */
import type { CardNumbers } from './objects.ts';

export function cardNumbers(cardId: number): CardNumbers {
  const chip = (0x04a10000 + Math.imul(cardId, 0x2f1b)) >>> 0;
  return {
    cardNumberKiosk: chip.toString(16).toUpperCase().padStart(8, '0'),
    cardNumberReception: String(chip).padStart(10, '0'),
    cardNumberAccessControlSystem: `021-${String(cardId).padStart(5, '0')}`,
  };
}
