import { afterEach, expect, it } from 'vitest';
import { XSS_VECTORS } from '../../../tests/fixtures/xss-vectors';
import { renderCopy } from './sanitise';

const ELEMENTS = new Set(
  (
    'p h2 h3 h4 h5 h6 ul ol li blockquote figure figcaption img br div table tbody tr td th ' +
    'a strong em cite q code sub sup s'
  ).split(' '),
);
const ATTRIBUTES = new Set(['href', 'alt', 'class', 'data-src', 'target', 'rel']);

/** What of a node nobody may bring into a page of ours. */
function harm(node: Element): string[] {
  const names = [...node.attributes].map(({ name }) => name).filter((name) => !ATTRIBUTES.has(name));
  const addresses = ['href', 'data-src'].map((name) => node.getAttribute(name) ?? 'https:');
  return [
    ...(ELEMENTS.has(node.localName) && node.namespaceURI === 'http://www.w3.org/1999/xhtml'
      ? []
      : [node.localName]),
    ...names,
    ...addresses.filter((address) => !/^https?:/.test(address)),
  ];
}

const place = document.createElement('div');
afterEach(() => place.remove());

/** All that is harmful in what is shown, and in the same when it is written out and read again. */
function harmIn(nodes: DocumentFragment): string[] {
  place.replaceChildren(nodes);
  const again = document.createElement('template');
  again.innerHTML = place.innerHTML;
  return [place, again.content].flatMap((shown) => [...shown.querySelectorAll('*')].flatMap(harm));
}

/** What HTML says, as if a page had taken care that its text agrees with it. */
function textIn(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent;
}

const KINDS = ['paragraph', 'row', 'item', 'quote', 'caption', 'heading'] as const;

it('lets nothing of the ways in which HTML runs, fetches or misleads into a page', async () => {
  document.body.append(place);
  const found = XSS_VECTORS.flatMap((html) => {
    const text = textIn(html);
    return KINDS.flatMap((kind) => harmIn(renderCopy(window, [{ kind, text, html }]))).map(
      (what) => `${what}: ${html.slice(0, 80)}`,
    );
  });
  expect(found).toEqual([]);
  await new Promise((resolve) => {
    setTimeout(resolve, 500);
  });
  expect(Reflect.get(window, 'hacked')).toBeUndefined();
});

it('lets no block reach into the next', () => {
  const torn = XSS_VECTORS.filter((html) => {
    const { children } = renderCopy(window, [
      { kind: 'paragraph', text: textIn(html), html },
      { kind: 'paragraph', text: 'The next one.' },
    ]);
    return children.length !== 2 || children[1]?.textContent !== 'The next one.';
  });
  expect(torn).toEqual([]);
});

it('keeps text that only looks like HTML as the text that it is', () => {
  // A parser turns returns and nulls into others, or drops them, before anybody could keep them.
  for (const vector of XSS_VECTORS.filter((each) => !/[\r\0]/.test(each))) {
    const nodes = renderCopy(window, [{ kind: 'paragraph', text: vector }]);
    for (const line of nodes.querySelectorAll('br')) line.replaceWith('\n');
    expect(nodes.textContent).toBe(vector);
  }
});

it('shows the text where its HTML says something else', () => {
  const nodes = renderCopy(window, [
    { kind: 'paragraph', text: 'He agreed.', html: 'He <em>never</em> agreed.' },
  ]);
  expect(nodes.textContent).toBe('He agreed.');
});
