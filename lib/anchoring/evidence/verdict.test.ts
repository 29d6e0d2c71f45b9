import { describe, expect, it } from 'vitest';
import { END, page, targetOf, TOP } from '../../../tests/fixtures/marks-on-text';
import { searchable } from '../searchable';
import type { Beside } from './exact';
import type { Placement } from './placement';
import { makeQuery } from './query';
import { judge } from './verdict';

const PASSAGE = 'Boats to the outer lighthouse leave at nine, and only in the long days of summer.';
const text = page(TOP, [PASSAGE], END);
const query = makeQuery(searchable(text), targetOf(text, PASSAGE), PASSAGE.toLowerCase());

/** The verdict on a place with `share` of the passage, all that stood before it, and `after` of what stood after it. */
function verdict(share: number, after: number, equals: readonly Beside[]): string {
  const place: Placement = {
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
  const choice = { place: 0, agreement: 1, margin: 30, ahead: 30 };
  const known = { closed: false, bare: false, fewer: false, namedElsewhere: false, part: 1 };
  return judge(query, place, choice, { ...known, equals }).status;
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
