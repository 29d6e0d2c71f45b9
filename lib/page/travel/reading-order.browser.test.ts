import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { comparePlaces, type Place } from './reading-order';

const start = (node: Node | null | undefined): Place => {
  if (!node) throw new Error('no node');
  return { node, offset: 0 };
};

/** Places of the page in the order in which they are read, through a shadow tree and a frame. */
let places: Place[] = [];

beforeEach(() => {
  document.body.innerHTML =
    '<p id="a">One two</p><div id="host"><i>slotless</i></div><iframe></iframe><p id="b">Last</p>';
  const shadow = document.querySelector('#host')?.attachShadow({ mode: 'open' });
  if (shadow) shadow.innerHTML = '<p>In the shadow</p><p>and on</p>';
  const framed = document.querySelector('iframe')?.contentDocument;
  if (framed) framed.body.innerHTML = '<p>In the frame</p>';
  const [first, second] = shadow?.querySelectorAll('p') ?? [];
  const a = document.querySelector('#a')?.firstChild;
  places = [
    start(document.body),
    start(a),
    { ...start(a), offset: 4 },
    start(document.querySelector('#host')),
    start(first?.firstChild),
    start(second?.firstChild),
    start(document.querySelector('iframe')),
    start(framed?.querySelector('p')?.firstChild),
    start(document.querySelector('#b')),
    start(document.querySelector('#b')?.firstChild),
  ];
});
afterEach(() => document.body.replaceChildren());

describe('comparePlaces', () => {
  it('puts every pair of places in the order in which they are read', () => {
    for (const [i, a] of places.entries()) {
      for (const [j, b] of places.entries())
        expect(Math.sign(comparePlaces(a, b)), `${i}, ${j}`).toBe(Math.sign(i - j));
    }
  });

  it('says nothing of nodes that are no longer in the page', () => {
    const gone = document.createElement('p');
    expect(comparePlaces(start(gone), start(document.querySelector('#b')))).toBe(0);
  });
});
