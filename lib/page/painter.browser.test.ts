import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPainter, type PlacedMark } from './painter';

const page = '<p id="a">The council approved the plan on Monday.</p><p id="b">Nobody objected.</p>';

function mark(id: string, kind: PlacedMark['kind'], start = 0, end = 11, unsure = false): PlacedMark {
  const text = document.querySelector('#a')?.firstChild;
  if (!text) throw new Error('no text');
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, end);
  return { id, kind, unsure, range };
}

const painted = (name: string): string[] =>
  [...(CSS.highlights.get(`pullquote-${name}`) ?? [])].map((range) =>
    range instanceof Range ? range.toString() : '',
  );

describe('the painter', () => {
  beforeEach(() => {
    document.body.innerHTML = page;
  });
  afterEach(() => CSS.highlights.clear());

  it('paints each kind under its own name and changes nothing in the document', () => {
    const before = document.documentElement.outerHTML;
    createPainter(window).paint([
      mark('1', 'quote'),
      mark('2', 'claim', 4, 20),
      mark('3', 'highlight', 0, 3, true),
    ]);
    expect(painted('quote')).toEqual(['The council']);
    expect(painted('claim')).toEqual(['council approved']);
    expect(painted('unsure')).toEqual(['The']);
    expect(painted('highlight')).toEqual([]);
    expect(document.documentElement.outerHTML).toBe(before);
  });

  it('leaves the highlights of the page alone, also when it goes', () => {
    const own = new Highlight(mark('x', 'quote').range);
    CSS.highlights.set('search-results', own);
    const painter = createPainter(window);
    painter.paint([mark('1', 'quote')]);
    painter.clear();
    expect([...CSS.highlights.keys()]).toEqual(['search-results']);
  });

  it('does not take away what a newer copy of the extension painted', () => {
    const old = createPainter(window);
    old.paint([mark('1', 'quote')]);
    createPainter(window).paint([mark('2', 'quote', 4, 11)]);
    old.clear();
    expect(painted('quote')).toEqual(['council']);
  });

  it('finds the shortest mark under a point, and none beside the text', () => {
    const painter = createPainter(window);
    const inner = mark('inner', 'claim', 4, 11);
    painter.paint([mark('outer', 'quote', 0, 40), inner]);
    const rect = inner.range.getBoundingClientRect();
    expect(painter.hit(rect.left + 2, rect.top + 2)?.id).toBe('inner');
    expect(painter.hit(rect.right + 30, rect.top + 2)?.id).toBe('outer');
    expect(painter.hit(rect.left, rect.bottom + 200)).toBeNull();
  });
});
