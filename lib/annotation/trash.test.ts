import { expect, test } from 'vitest';
import { whenNoticed } from './trash';

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;

test('what has run out waits for a day, in which a wrong clock may be set right', () => {
  expect(whenNoticed(null, NOW)).toBe(NOW);
  expect(whenNoticed(NOW, NOW + DAY - 1)).toBe(NOW);
  expect(whenNoticed(NOW, NOW + DAY)).toBeNull();
});

test('the day begins anew where it was begun by a clock that ran ahead', () => {
  expect(whenNoticed(NOW + 400 * DAY, NOW)).toBe(NOW);
});
