/** However a page changes, the text that is kept up to date is the one that would be read from it now. */
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { change, grow, randomChange, randomShape, show, STYLES } from '../../../tests/fixtures/changing-page';
import { fold } from './fold';
import { PageText } from './page-text';
import type { PageTextOptions } from './page-text';
import { buildTextIndex } from '../text-index';
import type { TextIndex } from '../text-index';

const WATCHED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'style', 'hidden', 'open', 'slot', 'name'],
  attributeOldValue: true,
};

const style = document.createElement('style');
style.textContent = STYLES;
beforeAll(() => document.head.append(style));
afterAll(() => style.remove());
afterEach(() => show([]));

/** A text that hears of every change, as the page's own does. */
function watchedText(options: PageTextOptions = {}) {
  const observer = new MutationObserver(() => undefined);
  observer.observe(document, WATCHED);
  const text = new PageText(() => document.body, {
    ...options,
    onRoot: (root) => observer.observe(root, WATCHED),
  });
  const hear = (): void => text.touch(observer.takeRecords());
  return { text, hear, stop: () => observer.disconnect() };
}

/** All that can be asked of an index, so that two of them can be compared. */
function answers(index: TextIndex) {
  const { text, folded, words } = index;
  const known = Array.from(words.starts, (start, at) => folded.text.slice(start, words.ends[at]));
  const ranges: unknown[] = [];
  for (let at = 0; at < text.length; at++) {
    const range = index.rangeAt(at, at + 1);
    ranges.push(range && [range.startContainer, range.startOffset, range.endContainer, range.endOffset]);
  }
  return {
    text,
    folded: folded.text,
    sources: Array.from(folded.text, (_, unit) => folded.sourceOf(unit)),
    units: Array.from(text, (_, offset) => folded.unitFrom(offset)),
    words: known,
    places: known.map((word) => [...words.places(words.idOf(word))]),
    bits: known.map((word) => words.bits(word)),
    ranges,
    offsets: boundaries().map(([node, offset]) => [
      index.offsetOf(node, offset, 'start'),
      index.offsetOf(node, offset, 'end'),
    ]),
  };
}

/** Boundary points in every node of the document and its shadow trees. */
function boundaries(): [Node, number][] {
  const points: [Node, number][] = [];
  const visit = (node: Node): void => {
    const length = node.nodeType === 3 ? (node.nodeValue ?? '').length : node.childNodes.length;
    for (let at = 0; at <= length; at++) points.push([node, at]);
    for (const child of node.childNodes) visit(child);
    if (node instanceof Element && node.shadowRoot) visit(node.shadowRoot);
  };
  visit(document.body);
  return points;
}

/** Shrinking a failure must end before the test does, or the counterexample is never shown. */
const limit = { interruptAfterTimeLimit: 10_000 } as const;
const shapes = fc.array(randomShape, { minLength: 1, maxLength: 6, size: 'max' });
const changes = fc.array(randomChange, { minLength: 1, maxLength: 10, size: 'max' });

describe('the text of a page that lives', () => {
  it.each([{ includeHidden: false }, { includeHidden: true }])(
    'is after any changes what would be read anew (%o)',
    (options) => {
      fc.assert(
        fc.property(shapes, changes, (shape, list) => {
          show(shape);
          const { text, hear, stop } = watchedText(options);
          text.update();
          for (const step of list) {
            change(step);
            hear();
            expect(answers(text.update())).toEqual(answers(buildTextIndex(document.body, options)));
          }
          stop();
        }),
        { numRuns: 200, ...limit },
      );
    },
    30_000,
  );

  it('does not end a line at an empty block that is hidden, though it stood there before', () => {
    document.body.innerHTML = '<p></p><span class="tab"></span><p><img></p>the';
    const { text, hear, stop } = watchedText();
    expect(text.update().text).toBe('the');
    document.querySelector('span')?.before('mayor said ');
    hear();
    expect(text.update().text).toBe(buildTextIndex(document.body).text);
    expect(text.update().text).toBe('mayor said the');
    stop();
  });

  it('is so, too, where it is read in steps between which the page changes', () => {
    const filler = fc.integer({ min: 0, max: 60 });
    let steps = 0;
    fc.assert(
      fc.property(shapes, fc.array(fc.tuple(randomChange, filler), { maxLength: 12 }), (shape, list) => {
        show(shape);
        for (let at = 0; at < 30; at++) document.body.append(...shape.map(grow));
        const { text, hear, stop } = watchedText();
        for (const [step, more] of list) {
          for (let asked = 0; asked < more; asked += 20) if (!text.update(() => false)) steps++;
          change(step);
          hear();
        }
        const { text: read, folded } = text.update();
        const anew = buildTextIndex(document.body, { includeHidden: false });
        expect(read).toBe(anew.text);
        expect(folded.text).toBe(anew.folded.text);
        stop();
      }),
      { numRuns: 80, ...limit },
    );
    expect(steps).toBeGreaterThan(100);
  }, 30_000);

  it('folds to what its text folds to, and has its words', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        show(shape);
        const { text, folded } = buildTextIndex(document.body);
        expect(folded.text).toBe(fold(text).text.trim());
      }),
      { numRuns: 150, ...limit },
    );
  });
});

const paragraph = (at: number): string =>
  `<p id="p${at}">Paragraph <b>number</b> ${at} of the <i>page</i>.</p>`;
const page = (length: number): string =>
  Array.from({ length }, (_, at) => `<section>${paragraph(2 * at)}${paragraph(2 * at + 1)}</section>`).join(
    '\n',
  );

function counted() {
  document.body.innerHTML = page(200);
  const skip = vi.fn<() => boolean>(() => false);
  const watched = watchedText({ skip });
  const first = watched.text.update();
  skip.mockClear();
  const update = (): TextIndex => {
    watched.hear();
    return watched.text.update();
  };
  return { skip, first, update, ...watched };
}

describe('the work of keeping it', () => {
  it('reads one paragraph anew where one word was edited', () => {
    const { skip, update, stop } = counted();
    const word = document.querySelector('#p200 b')?.firstChild;
    if (word) word.nodeValue = 'edited';
    expect(update().text).toContain('Paragraph edited 200 of the page.');
    // The two elements in the line.
    expect(skip.mock.calls.length).toBeLessThanOrEqual(4);
    stop();
  });

  it('reads only what came where a section was inserted', () => {
    const { skip, update, stop } = counted();
    const section = document.createElement('section');
    section.innerHTML = '<p>Just <b>in</b></p>';
    document.querySelectorAll('section')[99]?.after(section);
    expect(update().text).toContain('199 of the page.\nJust in\nParagraph number 200');
    // Three that came, seven after them that may look different, and one look at each of the body's children.
    expect(skip.mock.calls.length).toBeLessThanOrEqual(201 + 3 + 7);
    stop();
  });

  it('reads nothing and gives the same index where nothing changed', () => {
    const { skip, first, update, stop } = counted();
    expect(update()).toBe(first);
    document.querySelector('#p7')?.setAttribute('style', 'opacity: 0.5');
    expect(update()).toBe(first);
    expect(skip.mock.calls.length).toBeLessThanOrEqual(12);
    stop();
  });

  it('stops reading when it is told to, and goes on from there', () => {
    document.body.innerHTML = page(400);
    const skip = vi.fn<() => boolean>(() => false);
    const text = new PageText(() => document.body, { skip });
    let slices = 0;
    let asked = 0;
    while (!text.update(() => ++asked % 4 !== 0)) slices++;
    expect(slices).toBeGreaterThan(20);
    // Nothing is read twice.
    expect(skip.mock.calls.length).toBe(document.body.querySelectorAll('*').length);
  });
});
