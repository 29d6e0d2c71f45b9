/** The text of a page as its layout shows it: where lines end, and what is not seen. */
import { afterEach, describe, expect, it } from 'vitest';
import { buildTextIndex } from '../text-index';

afterEach(() => document.body.replaceChildren());

const STYLES = `<style>
  .own { display: block } .line { display: inline } .box { display: inline-block } .row { display: flex }
  .flat { display: contents } .cell { display: table-cell } .initial { float: left } .aside { position: absolute }
  .gone { display: none } .faint { visibility: hidden } .seen { visibility: visible } .clear { opacity: 0 }
  .clipped { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .cached { content-visibility: hidden } .lazy { content-visibility: auto }
</style>`;

function textOf(html: string, options = {}): string {
  document.body.innerHTML = STYLES + html;
  return buildTextIndex(document.body, options).text;
}

describe('lines', () => {
  it.each([
    [
      'a span that is a block',
      '<span class="own">Politics</span><span class="own">The mayor</span>',
      'Politics\nThe mayor',
    ],
    ['a block after text', 'Politics<span class="own">The mayor</span>', 'Politics\nThe mayor'],
    ['flex items', '<div class="row"><span>Home</span><span>News</span></div>', 'Home\nNews'],
    ['table cells', '<span class="cell">Home</span><span class="cell">News</span>', 'Home\nNews'],
    ['boxes in a line', '<a class="box">Home</a><a class="box">News</a>', 'Home\nNews'],
    ['a box before punctuation', '<a class="box">12 km</a>, and', '12 km, and'],
    ['letters that are boxes', '<i class="box">W</i><i class="box">o</i><i class="box">w</i>!', 'Wow!'],
    ['an initial that floats', '<span class="initial">“T</span>he mayor', '“The mayor'],
    ['a label that floats', '<span class="initial">Note</span>The mayor', 'Note\nThe mayor'],
    ['a div in a line', 'un<div class="line">believ</div>able', 'unbelievable'],
    ['a div without a box', 'un<div class="flat">believ</div>able', 'unbelievable'],
    ['a div in a line, before it', '<div class="line">be</div>tter', 'better'],
    ['a picture between words', 'One<img>two <img>, three', 'One\ntwo , three'],
    ['a drawing between words', 'One<svg></svg>two', 'One\ntwo'],
    ['an element without a name of its own', 'a<x-own class="own">b</x-own>c<x-line>d</x-line>', 'a\nb\ncd'],
    ['a place where a word may break', 'super<wbr>califragilistic', 'supercalifragilistic'],
    ['a line break that is not shown', 'One<br class="gone">more<br>time', 'Onemore\ntime'],
    ['what is not shown in a word', 'un<span class="gone">x</span>seen<div class="gone">y</div>s', 'unseens'],
    ['footnote marks', 'word<sup><a href="#1">[1]</a></sup>, next', 'word[1], next'],
    ['readings above a word', '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby>', '漢字'],
    ['preformatted lines', '<pre>One\n  two\tthree</pre>', 'One two three'],
    ['formulas', '<math><mi>a</mi><mo>+</mo><mi>b</mi></math> is', 'a+b is'],
  ])('%s', (_, html, text) => {
    expect(textOf(html)).toBe(text);
  });
});

describe('what is not shown', () => {
  it.each([
    ['no box', 'a <b class="gone">x</b>b<p class="gone">y<b>z</b></p>', 'a b'],
    ['not visible', '<p class="faint">x <b>y</b></p>a <b class="faint">z</b>', 'a'],
    [
      'visible in what is not',
      '<div class="faint">x <b class="seen">a</b><p class="seen">b</p></div>',
      'a\nb',
    ],
    ['an attribute that says so', '<p hidden>x</p>a', 'a'],
    ['a style that overrules the attribute', '<p hidden style="display: block">b</p>a', 'b\na'],
    ['kept rendered out of sight', '<div class="cached"><p>x</p></div>a', 'a'],
    ['a dialog that is closed', '<dialog>x</dialog><dialog open>a</dialog>', 'a'],
    ['a menu that is folded by its page', '<ul style="display: none"><li><a href="#">x</a></ul>a', 'a'],
    ['an element without a box in one that is gone', '<p class="gone"><b class="flat">x</b></p>a', 'a'],
  ])('is left out: %s', (_, html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it.each([
    ['folded details', '<details><summary>a</summary><p>b <i>c</i></p>d</details>', 'a\nb c\nd'],
    [
      'folded details in such',
      '<details><summary>a</summary><details><summary>b</summary>c</details></details>',
      'a\nb\nc',
    ],
    ['what a search opens', '<p hidden="until-found">a <b>b</b></p>', 'a b'],
    [
      'what is laid out when it is scrolled to',
      '<div style="height: 9999px"></div><p class="lazy">a</p>',
      'a',
    ],
    ['an element without a box of its own', '<p class="flat">a<b class="flat">b</b></p>', 'ab'],
    ['text for screen readers', '<p>a<span class="clipped"> b</span></p>', 'a b'],
    ['text that is transparent', '<p class="clear">a</p>', 'a'],
    ['text that screen readers leave out', '<p aria-hidden="true">a</p>', 'a'],
  ])('stays: %s', (_, html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it('is left out in folded details, where it would stay so when they are opened', () => {
    const html =
      '<summary>a</summary><p>b <i class="gone">x</i></p><p class="faint">y</p><div class="gone"><p>z</p></div>';
    expect(textOf(`<details>${html}</details>`)).toBe('a\nb');
    expect(textOf(`<details open>${html}</details>`)).toBe('a\nb');
    expect(textOf(`<div class="gone"><details>${html}</details></div>c`)).toBe('c');
  });

  it('is asked of the slot for what stands in one', () => {
    document.body.innerHTML = '<x-tab>x</x-tab><x-tab>a<b slot="more">y</b></x-tab>';
    for (const [at, tab] of [...document.querySelectorAll('x-tab')].entries()) {
      const look = at === 0 ? 'display: none' : '';
      tab.attachShadow({ mode: 'open' }).innerHTML =
        `<div style="${look}"><slot></slot></div><slot name="more" style="display: none"></slot>`;
    }
    expect(buildTextIndex(document.body).text).toBe('a');
  });

  it('is taken in where that is asked for', () => {
    const html = '<p class="gone">a <b>b</b></p><p class="faint">c</p><dialog>d</dialog><style>x</style>';
    expect(textOf(html, { includeHidden: true })).toBe('a b\nc\nd');
  });
});

function frameWith(html: string, parent: Element = document.body): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  parent.append(frame);
  if (frame.contentDocument) frame.contentDocument.body.innerHTML = html;
  return frame;
}

describe('a document in a frame', () => {
  it('is read where its frame stands, with the frames and shadow trees in it', () => {
    document.body.innerHTML = '<p>one</p><div id="here"></div><p>four</p>';
    const frame = frameWith('<p>two</p><x-y></x-y>', document.querySelector('#here') ?? document.body);
    const inner = frame.contentDocument;
    inner?.querySelector('x-y')?.attachShadow({ mode: 'open' }).append('shade');
    if (inner) frameWith('<b>three</b>', inner.body);
    const index = buildTextIndex(document.body);
    expect(index.text).toBe('one\ntwo\nshade\nthree\nfour');
    const range = index.rangeAt(index.text.indexOf('three'), index.text.indexOf('three') + 5);
    expect(range?.toString()).toBe('three');
    expect(range?.startContainer.ownerDocument).not.toBe(inner);
    const start = range && index.offsetOf(range.startContainer, range.startOffset, 'start');
    expect(start).toBe(index.text.indexOf('three'));
  });

  it('gives the larger part of a passage that goes on outside', () => {
    document.body.innerHTML = '<p>one</p>';
    frameWith('<p>two three</p>');
    const index = buildTextIndex(document.body);
    expect(index.rangeAt(0, index.text.length)?.toString()).toBe('two three');
  });

  it('finds the text beside a boundary in it', () => {
    document.body.innerHTML = '<p>one</p>';
    const inner = frameWith('<i></i>').contentDocument;
    document.body.append(' two');
    const index = buildTextIndex(document.body);
    if (!inner) throw new Error('no document');
    expect(index.offsetOf(inner.body, 1, 'start')).toBe(4);
    expect(index.offsetOf(inner.body, 0, 'end')).toBe(3);
  });

  it('is left out with its frame, and where it may not be read', () => {
    document.body.innerHTML = '<p>one</p>';
    frameWith('<p>two</p>').style.display = 'none';
    const unseen = document.createElement('div');
    unseen.style.visibility = 'hidden';
    document.body.append(unseen);
    frameWith('<p>nor this</p>', unseen);
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', '');
    frame.srcdoc = '<p>three</p>';
    document.body.append(frame);
    expect(buildTextIndex(document.body).text).toBe('one');
  });
});
