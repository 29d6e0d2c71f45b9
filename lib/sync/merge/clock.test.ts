import { describe, expect, it } from 'vitest';
import { createClock } from './clock';

describe('the clock', () => {
  it('never stands still, and never goes back with the wall clock', () => {
    let wall = 1_000;
    const clock = createClock(() => wall);
    const times = [clock.now(), clock.now()];
    wall = 10;
    times.push(clock.now());
    wall = 5_000;
    times.push(clock.now());
    expect(times).toEqual([1_000, 1_001, 1_002, 5_000]);
  });

  it('is ahead of what it has heard of', () => {
    const clock = createClock(() => 1_000);
    clock.observe(2_000);
    expect(clock.now()).toBe(2_001);
  });

  it('does not follow a clock that is years ahead', () => {
    const clock = createClock(() => 1_000);
    clock.observe(1_000 + 30 * 365 * 86_400_000);
    expect(clock.now()).toBe(1_000);
  });
});
