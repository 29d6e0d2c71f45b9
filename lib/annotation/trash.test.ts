import { expect, test } from 'vitest';
import { expiryOf, KEPT_IN_TRASH } from './trash';

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;

test('what has run out waits for a week, in which a wrong clock may be set right', () => {
  expect(expiryOf(null, NOW)).toEqual({ noticedAt: NOW, before: null });
  expect(expiryOf(NOW, NOW + 7 * DAY - 1)).toEqual({ noticedAt: NOW, before: null });
  expect(expiryOf(NOW, NOW + 7 * DAY)).toEqual({ noticedAt: null, before: NOW - KEPT_IN_TRASH });
});

test('the week begins anew where it was begun by a clock that ran ahead', () => {
  expect(expiryOf(NOW + 400 * DAY, NOW)).toEqual({ noticedAt: NOW, before: null });
});

test('a clock that has run ahead since takes away nothing that had not run out before', () => {
  expect(expiryOf(NOW, NOW + 4000 * DAY).before).toBe(NOW - KEPT_IN_TRASH);
});
