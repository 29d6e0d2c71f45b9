import { describe, expect, it } from 'vitest';
import { Budget } from './budget';

function clock() {
  let now = 1_000;
  return { now: () => now, pass: (milliseconds: number) => void (now += milliseconds) };
}

describe('a budget', () => {
  it('allows bursts, and then a fiftieth of the time that passes', () => {
    const time = clock();
    const budget = new Budget(time.now);
    budget.spend(200);
    expect(budget.left).toBe(0);
    time.pass(500);
    expect(budget.left).toBeCloseTo(10);
  });

  it('never takes more than a fiftieth in the long run, whatever one piece of work costs', () => {
    const time = clock();
    const budget = new Budget(time.now);
    let spent = 0;
    while (time.now() < 1_800_000) {
      time.pass(Math.max(16, budget.wait));
      const cost = (time.now() % 7) + 1;
      if (budget.left <= 0) continue;
      budget.spend(cost);
      time.pass(cost);
      spent += cost;
    }
    expect(spent / time.now()).toBeLessThan(0.021);
    expect(spent / time.now()).toBeGreaterThan(0.015);
  });

  it('saves up no more than one burst, and never waits longer than ten seconds', () => {
    const time = clock();
    const budget = new Budget(time.now);
    time.pass(3_600_000);
    expect(budget.left).toBe(200);
    budget.spend(5_000);
    expect(budget.wait).toBeCloseTo(10_000);
    time.pass(10_000);
    expect(budget.wait).toBeCloseTo(0);
  });
});
