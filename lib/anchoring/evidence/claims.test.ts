import { describe, expect, it } from 'vitest';
import { Claims } from './claims';
import type { Taken } from './clashes';

const taken = (start: number, end: number, original = start): Taken => ({
  start,
  end,
  original: { start: original, end: original + end - start },
});

describe('claims to places', () => {
  const claims = new Claims([taken(100, 150), taken(150, 200), taken(400, 900)]);

  it('hold against a passage that stood elsewhere', () => {
    expect(claims.has(taken(105, 150, 1_000))).toBe(true);
  });

  it('do not hold against the same passage, or one around it', () => {
    expect(claims.has(taken(105, 150, 105))).toBe(false);
    expect(claims.has(taken(90, 160, 90))).toBe(false);
  });

  it('hold together against a place that they fill by more than half', () => {
    expect(claims.has(taken(90, 210, 1_000))).toBe(true);
    expect(claims.has(taken(90, 310, 1_000))).toBe(false);
  });

  it('hold against a small part of what they fill, and not against what lies beside', () => {
    expect(claims.has(taken(500, 520, 1_000))).toBe(true);
    expect(claims.has(taken(200, 400, 1_000))).toBe(false);
    expect(new Claims([]).has(taken(0, 10))).toBe(false);
  });

  it('hold against nobody where it is not known where one of them stood', () => {
    expect(claims.has({ start: 105, end: 150, original: null })).toBe(false);
  });
});
