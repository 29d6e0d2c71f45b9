import { afterEach, describe, expect, it } from 'vitest';
import { buildTextIndex } from './text-index';

afterEach(() => document.body.replaceChildren());

function show(html: string): HTMLElement {
  document.body.innerHTML = html;
  return document.body;
}

function element(selector: string): Element {
  const found = document.body.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

const textOf = (html: string): string => buildTextIndex(show(html)).text;

describe('the normalised text', () => {
  it.each([
    [
      'collapses whitespace and trims blocks',
      '<p>  One \n\t two&nbsp; three </p>  <p> four</p> ',
      'One two three\nfour',
    ],
    [
      'puts one line break between blocks, however deep',
      '<div><div><p>One</p></div></div><ul><li>Two',
      'One\nTwo',
    ],
    ['lets inline elements run on', 'un<b>believ</b><i>able</i> <em>news</em>', 'unbelievable news'],
    [
      'breaks at br, rule and table cell',
      'One<br>two<hr>three<table><tr><td>four<td>five',
      'One\ntwo\nthree\nfour\nfive',
    ],
    [
      'drops hints for line breaks, keeps joiners',
      'an&shy;chor&#x200B;ing \u{1F469}\u200D\u{1F4BB}',
      'anchoring \u{1F469}\u200D\u{1F4BB}',
    ],
    [
      'leaves out code and controls',
      'a<script>x</script><style>x</style><b>b</b> c<textarea>x</textarea>',
      'ab c',
    ],
    [
      'leaves out the hidden, not the findable',
      '<p hidden>x</p><p hidden="until-found">y</p><p aria-hidden="true">z',
      'y\nz',
    ],
    ['is empty for an empty page', ' <p> </p> ', ''],
  ])('%s', (_, html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it('leaves out what the caller names', () => {
    const body = show('a <b id="ours">b</b> c');
    expect(buildTextIndex(body, { skip: (each) => each.id === 'ours' }).text).toBe('a c');
  });

  it('reads open shadow trees, and the slotted content where it shows', () => {
    show('<x-card>light <b slot="b">named</b></x-card>');
    element('x-card').attachShadow({ mode: 'open' }).innerHTML =
      'in <slot name="b"></slot> <slot></slot> end';
    expect(buildTextIndex(document.body).text).toBe('in named light end');
  });

  it('does not change the page', () => {
    const body = show('<p>One <b>two</b></p>');
    const before = body.innerHTML;
    const index = buildTextIndex(body);
    index.rangeAt(0, 5);
    expect(body.innerHTML).toBe(before);
  });

  it('takes deep and broad trees', () => {
    const body = show('');
    let deepest: Element = body;
    for (let depth = 0; depth < 5_000; depth++) deepest = deepest.appendChild(document.createElement('div'));
    deepest.textContent = 'deep';
    const broad = document.createElement('p');
    for (let at = 0; at < 100_000; at++) broad.append(document.createTextNode('ab '));
    body.append(broad);
    const index = buildTextIndex(body);
    expect(index.text).toMatch(/^deep\nab ab /u);
    expect(index.text).toHaveLength(5 + 300_000 - 1);
  });
});

describe('rangeAt', () => {
  it('gives the live range of a passage across nodes', () => {
    const index = buildTextIndex(show('<p>One  <b>two</b></p><p>three</p>'));
    const range = index.rangeAt(2, 9);
    expect(range?.toString()).toBe('e  twot');
    expect(index.rangeAt(4, 7)?.toString()).toBe('two');
  });

  it('leaves a line break at its edges out', () => {
    const index = buildTextIndex(show('<p>One</p><p>two</p>'));
    expect(index.rangeAt(3, 7)?.toString()).toBe('two');
    expect(index.rangeAt(3, 4)).toBeNull();
  });

  it('is null where the nodes left the page or were cut short', () => {
    const index = buildTextIndex(show('<p>One</p><p>two</p>'));
    element('p').remove();
    expect(index.rangeAt(0, 3)).toBeNull();
    const last = document.querySelector('p')?.firstChild;
    if (last) last.nodeValue = 't';
    expect(index.rangeAt(4, 7)).toBeNull();
  });

  it('is the larger part of a passage that stands in several trees', () => {
    show('out <x-y></x-y>');
    element('x-y').attachShadow({ mode: 'open' }).innerHTML = 'inner <b>text</b>';
    const index = buildTextIndex(document.body);
    expect(index.text).toBe('out inner text');
    expect(index.rangeAt(0, 14)?.toString()).toBe('inner text');
    expect(index.rangeAt(0, 5)?.toString()).toBe('out ');
    expect(index.rangeAt(4, 9)?.toString()).toBe('inner');
  });

  it('is the larger part where slots show a passage in another order than the document has it', () => {
    show('<x-y><b slot="b">second part</b><i slot="a">first</i></x-y>');
    element('x-y').attachShadow({ mode: 'open' }).innerHTML = '<slot name="a"></slot> <slot name="b"></slot>';
    const index = buildTextIndex(document.body);
    expect(index.text).toBe('first second part');
    expect(index.rangeAt(0, index.text.length)?.toString()).toBe('second part');
    expect(index.rangeAt(0, 5)?.toString()).toBe('first');
  });

  it('spans a shadow tree that stands in the middle', () => {
    show('one <x-y></x-y> two');
    element('x-y').attachShadow({ mode: 'open' }).innerHTML = 'inner';
    const range = buildTextIndex(document.body).rangeAt(0, 13);
    expect([range?.startOffset, range?.endContainer.nodeValue]).toEqual([0, ' two']);
  });
});

describe('offsetOf', () => {
  it('finds element boundaries in the text beside them', () => {
    const body = show('<p>One</p><!-- --><p>two <b>three</b></p><p>four</p>');
    const index = buildTextIndex(body);
    expect(index.offsetOf(body, 2, 'start')).toBe(4);
    expect(index.offsetOf(body, 2, 'end')).toBe(3);
    expect(index.offsetOf(body, body.childNodes.length, 'end')).toBe(index.text.length);
    expect(index.offsetOf(body, body.childNodes.length, 'start')).toBe(index.text.length);
    expect(index.offsetOf(body, 0, 'end')).toBe(0);
    expect(index.offsetOf(element('b'), 1, 'end')).toBe(13);
  });

  it('snaps a point in skipped content to the text beside it', () => {
    const index = buildTextIndex(show('<p>One</p><script>let x;</script><p>two</p>'));
    const code = element('script').firstChild;
    if (!code) throw new Error('no code');
    expect(index.offsetOf(code, 3, 'start')).toBe(4);
    expect(index.offsetOf(code, 3, 'end')).toBe(3);
  });

  it('goes into a shadow tree that comes next', () => {
    const body = show('<p>one</p><x-y></x-y><p>two</p>');
    element('x-y').attachShadow({ mode: 'open' }).innerHTML = '<p>in</p>';
    const index = buildTextIndex(body);
    expect(index.offsetOf(body, 1, 'start')).toBe(index.text.indexOf('in'));
    expect(index.offsetOf(body, 2, 'end')).toBe(index.text.indexOf('in') + 2);
    expect(index.offsetOf(element('x-y'), 0, 'start')).toBe(index.text.indexOf('two'));
  });

  it('finds the text after an empty container', () => {
    const index = buildTextIndex(show('<p>One</p><p id="e"></p><p>two</p>'));
    expect(index.offsetOf(element('#e'), 0, 'start')).toBe(4);
    expect(index.offsetOf(element('#e'), 0, 'end')).toBe(3);
  });

  it('goes on outside a shadow tree that ends', () => {
    show('one <x-y></x-y><p>two</p>');
    const shadow = element('x-y').attachShadow({ mode: 'open' });
    shadow.innerHTML = 'in<i></i>';
    const index = buildTextIndex(document.body);
    expect(index.offsetOf(shadow, 2, 'start')).toBe(index.text.indexOf('two'));
    expect(index.offsetOf(shadow, 0, 'end')).toBe(4);
  });
});
