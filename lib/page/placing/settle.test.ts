import { describe, expect, it } from 'vitest';
import { isGone, type Waiting } from './settle';

const quiet: Waiting = { now: 10_000, since: 1_000, looked: 2_000, changed: 500, loaded: 800 };

describe('a mark without a place', () => {
  it('is gone when a loaded page was searched and has been quiet since', () => {
    expect(isGone(quiet)).toBe(true);
  });

  it.each<[string, Partial<Waiting>]>([
    ['nobody has looked for it', { looked: null }],
    ['it was lost after the page was searched', { since: 9_000 }],
    ['the page has not had its time since it was lost', { since: 8_000, looked: 8_100 }],
    ['the page has just been loaded', { loaded: 8_000 }],
    ['the page is loading', { loaded: null }],
    ['the page has just changed', { changed: 9_000, looked: 9_100 }],
    ['the page changed after it was searched', { changed: 2_500 }],
  ])('is waited for while %s', (_, differs) => {
    expect(isGone({ ...quiet, ...differs })).toBe(false);
  });

  it('is gone in the end on a page that is never quiet, or never loaded', () => {
    expect(isGone({ ...quiet, now: 14_000, changed: 13_990 })).toBe(true);
    expect(isGone({ ...quiet, now: 32_000, changed: 31_990, loaded: null })).toBe(true);
  });
});
