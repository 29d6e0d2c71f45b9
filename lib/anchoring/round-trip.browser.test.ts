/** Whatever a page looks like: what was described on it is found where it was. */
import * as fc from 'fast-check';
import { afterEach, describe as suite, expect, it } from 'vitest';
import type { Target } from '../annotation/model';
import { MAX_EXACT } from '../annotation/limits';
import { targetSchema } from '../annotation/model';
import * as v from 'valibot';
import { describe } from './describe';
import { locate } from './locate';
import { rangesBySelectors } from './range-selector';
import { buildTextIndex } from './text-index';
import type { TextIndex } from './text-index';

afterEach(() => document.body.replaceChildren());

const words = [
  'the',
  'mayor',
  'Ausschuß',
  'said',
  '“no”',
  'a\u00ADgain',
  'x\u200By',
  '😀',
  '👩‍💻',
  '❤️',
  'ﬁrst',
  '…',
];
const others = [
  '漢字',
  'ひらがな',
  'שלום',
  '\u202Bعالم\u202C',
  'cafe\u0301',
  'é',
  '—',
  '12%',
  '\u00A0',
  '\u200D',
  '',
  '\n  ',
];
const phrase = fc
  .array(fc.constantFrom(...words, ...others), { maxLength: 8 })
  .chain((list) => fc.constantFrom(' ', '', '\n').map((blank) => list.join(blank)));
const TAGS = [
  'p',
  'div',
  'b',
  'i',
  'span',
  'a',
  'ul',
  'li',
  'table',
  'tr',
  'td',
  'br',
  'style',
  'textarea',
] as const;

/** A tree as data, so that fast-check can print and shrink it. */
type Tree = string | { tag: string; children: Tree[] };
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    phrase,
    fc.record({ tag: fc.constantFrom(...TAGS), children: fc.array(tie('tree'), { maxLength: 5 }) }),
  ),
}));

function make(shape: Tree): Node {
  if (typeof shape === 'string') return document.createTextNode(shape);
  const element = document.createElement(shape.tag);
  element.append(...shape.children.map(make));
  return element;
}

function paragraphs(texts: readonly string[]): Node[] {
  return texts.map((text) => make({ tag: 'p', children: [text] }));
}

function show(shapes: readonly Tree[]): void {
  document.body.replaceChildren(...shapes.map(make));
}

/** Every node below the body and the body itself: any of them may hold a boundary. */
function containers(): Node[] {
  const walker = document.createTreeWalker(document.body);
  const nodes: Node[] = [document.body];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
  return nodes;
}

function lengthOf(node: Node): number {
  return node.nodeType === 3 ? (node.nodeValue ?? '').length : node.childNodes.length;
}

function randomRange([one, oneAt, other, otherAt]: readonly [number, number, number, number]): Range {
  const nodes = containers();
  const point = (pick: number, at: number): [Node, number] => {
    const node = nodes[pick % nodes.length] ?? document.body;
    return [node, at % (lengthOf(node) + 1)];
  };
  const range = document.createRange();
  range.setStart(...point(one, oneAt));
  range.setEnd(...point(other, otherAt));
  return range;
}

/** Shrinking a failure must end before the test does, or the counterexample is never shown. */
const limit = { interruptAfterTimeLimit: 8_000 } as const;

const picks = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat());

function describeOn(index: TextIndex, range: Range): Target {
  const described = describe(index, range);
  if (!described.ok) throw new Error(described.reason);
  return described.target;
}

/** The range of `part` in the body's own first text that holds it. */
function rangeOf(part: string): Range {
  const index = buildTextIndex(document.body);
  const start = index.text.indexOf(part);
  const range = index.rangeAt(start, start + part.length);
  if (start < 0 || !range) throw new Error(`no ${part}`);
  return range;
}

suite('describe, then locate', () => {
  it('is the identity on any page, for any range', () => {
    let described = 0;
    let ways = 0;
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), picks, (shapes, pick) => {
        show(shapes);
        const index = buildTextIndex(document.body);
        const result = describe(index, randomRange(pick));
        if (!result.ok) return;
        described++;
        const { target } = result;
        expect(v.parse(targetSchema, target)).toEqual(target);
        expect(target.exact).toBe(target.exact.trim());
        const [located] = locate(buildTextIndex(document.body), [target]);
        expect(located).toMatchObject({ status: 'found', ...target.position });
        expect(index.text.slice(located?.start, located?.end)).toBe(target.exact);
        const again = index.rangeAt(located?.start ?? 0, located?.end ?? 0);
        expect(again && describe(index, again)).toEqual(result);
        const [led] = rangesBySelectors(document, [target]);
        if (!led) return;
        expect(describe(index, led)).toEqual(result);
        ways++;
      }),
      { numRuns: 600, ...limit },
    );
    expect(described).toBeGreaterThan(100);
    expect(ways).toBeGreaterThan(described * 0.9);
  });

  it('finds every unit of the text back through the DOM', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (shapes) => {
        show(shapes);
        const index = buildTextIndex(document.body);
        for (let at = 0; at < index.text.length; at++) {
          if (index.text[at] === '\n') continue;
          const range = index.rangeAt(at, at + 1);
          expect(range).not.toBeNull();
          if (!range) continue;
          expect(range.toString().replace(/\s/u, ' ')).toBe(index.text[at]);
          expect(index.offsetOf(range.startContainer, range.startOffset, 'start')).toBe(at);
          expect(index.offsetOf(range.endContainer, range.endOffset, 'end')).toBe(at + 1);
        }
      }),
      { numRuns: 150, ...limit },
    );
  });

  it('keeps a mark in its place when unrelated paragraphs come before and after', () => {
    const added = fc.array(
      fc.constantFrom('Sign up for our letter.', 'Advertisement', 'Most read today', 'Weather: 12 degrees'),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        fc.array(tree, { minLength: 1, maxLength: 6 }),
        picks,
        added,
        added,
        (shapes, pick, above, below) => {
          // A word of its own at every place, so that no passage stands twice with the same context.
          let count = 0;
          const numbered = (shape: Tree): Tree =>
            typeof shape === 'string'
              ? shape.replaceAll(
                  /the|mayor|said/gu,
                  (word) => `${word}${String.fromCharCode(97 + (count % 26))}${count++}`,
                )
              : { ...shape, children: shape.children.map(numbered) };
          show(shapes.map(numbered));
          const result = describe(buildTextIndex(document.body), randomRange(pick));
          fc.pre(result.ok && /the|mayor|said/u.test(result.target.exact));
          if (!result.ok) return;
          document.body.prepend(...paragraphs(above));
          document.body.append(...paragraphs(below));
          const { exact, position } = result.target;
          const moved = above.length > 0 ? `${above.join('\n')}\n`.length : 0;
          const index = buildTextIndex(document.body);
          const [located] = locate(index, [result.target]);
          expect(index.text.slice(located?.start, located?.end)).toBe(exact);
          expect(located?.start).toBe((position?.start ?? 0) + moved);
        },
      ),
      { numRuns: 300, ...limit },
    );
  });
});

suite('a description', () => {
  it('trims blanks at the edges and takes whole characters', () => {
    document.body.innerHTML = '<p>One <b> 😀 </b>two</p>';
    const text = document.querySelector('b')?.firstChild;
    if (!text) throw new Error('no text');
    const range = document.createRange();
    // Ends between the two halves of the smiley's pair, and begins at the blank before it.
    range.setStart(text, 0);
    range.setEnd(text, 2);
    const target = describeOn(buildTextIndex(document.body), range);
    expect(target).toMatchObject({
      exact: '😀',
      prefix: 'One ',
      suffix: ' two',
      position: { start: 4, end: 6 },
    });
  });

  it('says that a selection without text is blank', () => {
    document.body.innerHTML = '<p>One</p> <p> </p>';
    const range = document.createRange();
    range.selectNodeContents(document.body.lastElementChild ?? document.body);
    expect(describe(buildTextIndex(document.body), range)).toEqual({ ok: false, reason: 'blank' });
  });

  it('says that a selection is longer than a mark may be', () => {
    document.body.innerHTML = `<p>${'word '.repeat(MAX_EXACT / 5)}more</p>`;
    const range = document.createRange();
    range.selectNodeContents(document.body);
    expect(describe(buildTextIndex(document.body), range)).toEqual({ ok: false, reason: 'too-long' });
  });

  it('gives context that begins and ends between words, and the sentences beside the passage', () => {
    document.body.innerHTML =
      '<h1>News</h1><p>The first sentence stands here, and it is rather long for one. The second one is marked, ' +
      'which all can see. A third follows, and it goes on for longer than the context reaches, as it happens.</p>';
    const target = describeOn(buildTextIndex(document.body), rangeOf('second one is marked'));
    expect(target.prefix).toBe('first sentence stands here, and it is rather long for one. The ');
    expect(target.suffix).toBe(', which all can see. A third follows, and it goes on for longer');
    expect(target.sentenceBefore).toBe('The');
    expect(target.sentenceAfter).toBe(', which all can see.');
  });
});
