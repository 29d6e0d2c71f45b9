import { expect, it } from 'vitest';
import { timeAgo } from './time-ago';

const NOW = Date.UTC(2026, 4, 20, 12);
const MINUTE = 60_000;

it.each([
  [0, 'now'],
  [-59_000, 'now'],
  [-5 * MINUTE, '5 minutes ago'],
  [3 * MINUTE, 'in 3 minutes'],
  [-119 * MINUTE, '1 hour ago'],
  [-30 * 60 * MINUTE, 'yesterday'],
  [-9 * 24 * 60 * MINUTE, '9 days ago'],
  [-80 * 24 * 60 * MINUTE, 'Mar 1, 2026'],
])('says of %i milliseconds: %s', (passed, expected) => {
  expect(timeAgo(NOW + passed, NOW, 'en')).toBe(expected);
});
