import { describe, expect, it } from 'vitest';
import { END, page, targetOf, TOP } from '../../../tests/fixtures/marks-on-text';
import { searchable } from '../searchable';
import type { Beside } from './exact';
import type { Placement } from './placement';
import { makeQuery } from './query';
import type { Query } from './query';
import { judge } from './verdict';

const PASSAGE = 'Boats to the outer lighthouse leave at nine, and only in the long days of summer.';
const text = page(TOP, [PASSAGE], END);
const queryFor = (passage: string): Query =>
  makeQuery(searchable(text), targetOf(text, passage), passage.toLowerCase());
const whole = queryFor(PASSAGE);

/** A place with `share` of the passage, all that stood before it, and `after` of what stood after it. */
function placeOf(query: Query, share: number, after: number): Placement {
  return {
    start: 0,
    end: 1,
    pairs: new Int32Array(query.ids.length),
    beside: null,
    passage: share * query.passageBits,
    wordBits: share * query.passageBits,
    share,
    together: share * query.passageBits,
    quoted: 1,
    numbers: 1,
    hasOtherNumbers: false,
    density: 0.9,
    before: query.beforeBits,
    after: after * query.afterBits,
    contextShare: (1 + after) / 2,
    met: new Uint8Array(query.ids.length),
  };
}

const choice = { place: 0, agreement: 1, margin: 30, ahead: 30 };
const known = {
  closed: false,
  bare: false,
  fewer: false,
  copied: false,
  namedElsewhere: false,
  equals: [],
  part: 1,
};

function verdict(share: number, after: number, equals: readonly Beside[]): string {
  return judge(whole, placeOf(whole, share, after), choice, { ...known, equals }).status;
}

function besideCopy(agreement: number, copied: boolean): string {
  return judge(whole, placeOf(whole, 1, 1), { ...choice, agreement }, { ...known, copied }).status;
}

const ELSEWHERE: Beside = { context: 0.5, before: 0, after: 1 };
const COPY: Beside = { context: 0, before: 0, after: 0 };

describe('an edited place of a passage that stands elsewhere letter for letter', () => {
  it('is asked for where the side of the context is missing that stands there', () => {
    expect(verdict(0.9, 0.3, [])).toBe('found');
    expect(verdict(0.9, 0.3, [COPY])).toBe('found');
    expect(verdict(0.9, 0.3, [ELSEWHERE])).toBe('unsure');
    expect(verdict(0.9, 0.9, [ELSEWHERE])).toBe('found');
  });

  it('is asked for where most of the passage is missing, whatever surrounds the other place', () => {
    expect(verdict(0.45, 0.9, [])).toBe('found');
    expect(verdict(0.45, 0.9, [COPY])).toBe('unsure');
  });
});

describe('a place beside a copy of it and of its surroundings', () => {
  it('is asked for unless its neighbours are where it is', () => {
    expect(besideCopy(0.9, true)).toBe('found');
    expect(besideCopy(0.3, true)).toBe('unsure');
    expect(besideCopy(0.3, false)).toBe('found');
  });
});

describe('a place that is likely and no more', () => {
  it('is taken for a whole sentence, and asked for where a part of one was marked', () => {
    const part = queryFor('leave at nine, and only in the long days');
    const place = { ...placeOf(part, 0.52, 0.2), before: 0, contextShare: 0.25 };
    expect(judge(part, place, choice, known)).toEqual({ status: 'unsure', score: expect.closeTo(0.6) });
    expect(judge({ ...part, isWhole: true }, place, choice, known).status).toBe('found');
  });
});

describe('a sentence that has another number, among others than it stood among', () => {
  const place = { ...placeOf(whole, 0.95, 0), before: 0, after: 0, numbers: 0, hasOtherNumbers: true };
  it.each([
    ['is taken where it has a little of its context', 0.15, false, 'found'],
    ['is asked for where it has none', 0.05, false, 'unsure'],
    ['is asked for where those that it stood among show that it was cut', 0.15, true, 'unsure'],
  ])('%s', (_, contextShare, closed, status) => {
    expect(judge(whole, { ...place, contextShare }, choice, { ...known, closed }).status).toBe(status);
  });
});

describe('a part of a sentence among others than it stood among', () => {
  const part = queryFor('long days of summer');
  const place = { ...placeOf(part, 1, 0), before: 0, contextShare: 0 };
  const status = (pairs: Placement['pairs']): string =>
    judge(part, { ...place, density: 1, pairs }, { ...choice, margin: part.passageBits }, known).status;

  it('is taken where it stands letter for letter and nowhere else, and asked for where it was edited', () => {
    expect(part.passageBits).toBeGreaterThan(13);
    expect(part.passageBits).toBeLessThan(25);
    expect(status(null)).toBe('found');
    expect(status(new Int32Array(part.ids.length))).toBe('unsure');
  });
});
