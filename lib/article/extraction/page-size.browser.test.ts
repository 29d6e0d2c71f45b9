import { expect, it } from 'vitest';
import { isWithinLimits, QUICK_LIMITS } from './page-size';

function pageOf(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

const words = (count: number): string => 'word '.repeat(count);

it('a page of the usual size is taken apart at once, however long its scripts are', () => {
  const story = `<p>${words(2_000)}</p>`;
  expect(isWithinLimits(pageOf(`${story}<script>${words(100_000)}</script>`), QUICK_LIMITS)).toBe(true);
});

it.each([
  ['text', `<p>${words(50_000)}</p>`],
  ['elements', '<i></i>'.repeat(9_000)],
  ['pieces of text', '<br>x'.repeat(7_900) + 'x<!-- -->'.repeat(30_000)],
])('a page of very much %s is not', (_, html) => {
  expect(isWithinLimits(pageOf(html), QUICK_LIMITS)).toBe(false);
  expect(isWithinLimits(pageOf(html))).toBe(true);
});
