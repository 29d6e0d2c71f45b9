import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rangesAt, rangesUnder } from './hit';

function text(selector: string, root: ParentNode = document): Range {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  const range = document.createRange();
  range.selectNodeContents(element);
  return range;
}

beforeEach(() => {
  document.body.innerHTML = `<p id="a">A line of text.</p><div id="host"></div>
    <p id="covered">Covered text.</p><div id="cover" style="position:absolute;background:white"></div>`;
  const shadow = document.querySelector('#host')?.attachShadow({ mode: 'open' });
  if (shadow) shadow.innerHTML = '<p>In a shadow tree.</p>';
  const { left, top, width, height } = text('#covered').getBoundingClientRect();
  document
    .querySelector<HTMLElement>('#cover')
    ?.setAttribute('style', `position:fixed;left:${left}px;top:${top}px;width:${width}px;height:${height}px`);
});
afterEach(() => {
  CSS.highlights.clear();
  document.body.replaceChildren();
});

// The second is for browsers that have no `highlightsFromPoint`; both must say the same.
describe.each([
  ['by the registry', rangesAt],
  ['by geometry', rangesUnder],
])('the ranges under a point, %s', (_, under) => {
  it('are those whose text is there, in shadow trees too, and not what is covered', () => {
    const ranges = [
      text('#a'),
      text('p', document.querySelector('#host')?.shadowRoot ?? document),
      text('#covered'),
    ];
    CSS.highlights.set('test', new Highlight(...ranges));
    const found = ranges.map((range) => {
      const { left, top } = range.getBoundingClientRect();
      return under(document, left + 4, top + 6, ranges).map((each) => ranges.indexOf(each));
    });
    expect(found).toEqual([[0], [1], []]);
    const { right, top } = text('#a').getBoundingClientRect();
    expect(under(document, right + 200, top + 6, ranges)).toEqual([]);
  });
});
