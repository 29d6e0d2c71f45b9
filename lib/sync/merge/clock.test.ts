import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextTime, withObserved } from './clock';

const HOUR = 3_600_000;

test('times go forward, whatever the wall clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1e9)), (walls) => {
      let last = 0;
      for (const wall of walls) {
        const time = nextTime(last, wall);
        expect(time).toBeGreaterThan(last);
        last = time;
      }
    }),
  );
});

test('a time that came from elsewhere lies before the next one', () => {
  expect(nextTime(withObserved(5, 1_000, 500), 500)).toBeGreaterThan(1_000);
});

test('a clock that runs hours ahead is not followed', () => {
  expect(withObserved(5, 500 + HOUR + 1, 500)).toBe(5);
  expect(withObserved(5, 500 + HOUR, 500)).toBe(500 + HOUR);
});
