import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeptSelection, type KeptSelection } from './kept-selection';

const PAGE = `<p>The ferry leaves at nine. Nobody waits for it any more.</p>
  <p>The bus leaves at nine. Nobody waits for it any more.</p>`;

let kept: KeptSelection;

function keep(paragraph: number, start: number, end: number): void {
  const text = document.querySelectorAll('p')[paragraph]?.firstChild;
  if (!text) throw new Error('no text');
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, end);
  kept.keep(range);
}

beforeEach(() => {
  document.body.innerHTML = PAGE;
  kept = createKeptSelection(document, () => false);
});
afterEach(() => document.body.replaceChildren());

describe('a selection that is kept in words', () => {
  it('is found where it stood when the page has drawn its text anew, also among twins', () => {
    keep(1, 24, 53);
    document.body.innerHTML = PAGE;
    const found = kept.find();
    expect(found?.toString()).toBe('Nobody waits for it any more.');
    expect(found?.startContainer).toBe(document.querySelectorAll('p')[1]?.firstChild);
  });

  it('is not found when its words are gone, and nothing is before anything was kept', () => {
    expect(kept.find()).toBeNull();
    keep(0, 4, 25);
    document.body.innerHTML = '<p>Something else stands here now, and says nothing of boats.</p>';
    expect(kept.find()).toBeNull();
  });
});
