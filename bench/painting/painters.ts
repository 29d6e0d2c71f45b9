/** Ways to paint passages. Each first gets ready, which is not measured, and then paints all of them. */
import { createTextAnnotator } from '@recogito/text-annotator';
import type { TextAnnotation } from '@recogito/text-annotator';
import Mark from 'mark.js';
import { highlightStyle } from '../../lib/page/painting/highlight-style';
import { createPainter } from '../../lib/page/painting/painter';
import type { PlacedMark } from '../../lib/page/painting/painter';
import { positionOf } from '../anchoring/tools/text-positions';

type Prepare = (ranges: readonly Range[]) => () => void;

const KINDS = ['quote', 'claim', 'highlight'] as const;

function adopt(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}

/** Ours. An adopted sheet stands in for the one that the extension inserts. */
const pullquote: Prepare = (ranges) => {
  const marks = ranges.map((range, at): PlacedMark => ({
    id: `mark-${at}`,
    kind: KINDS[at % KINDS.length] ?? 'highlight',
    unsure: at % 20 === 0,
    range,
  }));
  const css = highlightStyle();
  return () => {
    adopt(css);
    createPainter(globalThis.window).paint(marks);
  };
};

const WRAPPED = `
  hypothesis-highlight { background-color: rgb(255 255 60 / 0.4); cursor: pointer; }
  hypothesis-highlight::before, hypothesis-highlight::after {
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  hypothesis-highlight::before { content: ' annotation start '; }
  hypothesis-highlight::after { content: ' annotation end '; }`;

/** As the Hypothesis client does: each text node's part of a passage goes into an element, which a sheet colours. */
const wrapping: Prepare = (ranges) => () => {
  adopt(WRAPPED);
  for (const range of ranges)
    for (const text of textsIn(range)) {
      const element = document.createElement('hypothesis-highlight');
      text.replaceWith(element);
      element.append(text);
    }
};

/** The text nodes of a range, divided at its ends. */
function textsIn(range: Range): Text[] {
  const { startContainer, endContainer, startOffset, endOffset, commonAncestorContainer } = range;
  if (endContainer instanceof Text && endOffset < endContainer.length) endContainer.splitText(endOffset);
  const first =
    startContainer instanceof Text && startOffset > 0
      ? startContainer.splitText(startOffset)
      : startContainer;
  const last = startContainer === endContainer ? first : endContainer;
  const root = commonAncestorContainer instanceof Text ? document.body : commonAncestorContainer;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  walker.currentNode = first;
  const texts: Text[] = [];
  for (let node: Node | null = first; node; node = node === last ? null : walker.nextNode())
    if (node instanceof Text && node.data.trim() !== '') texts.push(node);
  return texts;
}

/** By places in the text, its fastest way to many passages. */
const markJs: Prepare = (ranges) => {
  const places = ranges.map((range) => ({
    start: positionOf(document.body, range.startContainer, range.startOffset),
    length: range.toString().length,
  }));
  return () => {
    new Mark(document.body).markRanges(places);
  };
};

/** All passages in one highlight at once, and one rule for all elements. */
const cssHighlights: Prepare = (ranges) => () => {
  adopt('::highlight(all) { background-color: rgb(255 255 60 / 0.4); text-decoration: underline; }');
  CSS.highlights.set('all', new Highlight(...ranges));
};

/** Its passages found already: where they are is not measured here. */
function recogito(renderer: 'SPANS' | 'CSS_HIGHLIGHTS'): Prepare {
  return (ranges) => {
    const annotations = ranges.map((range, at): TextAnnotation => {
      const id = `mark-${at}`;
      const selector = { quote: '', start: 0, end: 1, range };
      return { id, bodies: [], target: { annotation: id, selector: [selector] } };
    });
    return () => {
      const annotator = createTextAnnotator<TextAnnotation, TextAnnotation>(document.body, { renderer });
      annotator.state.store.bulkAddAnnotations(annotations, true);
    };
  };
}

const PAINTERS: Readonly<Record<string, Prepare>> = {
  none: () => () => {},
  pullquote,
  'hypothesis (wrapping)': wrapping,
  'mark.js': markJs,
  'css highlights': cssHighlights,
  'recogito (spans)': recogito('SPANS'),
  'recogito (css highlights)': recogito('CSS_HIGHLIGHTS'),
};

/** @throws {RangeError} for a name that no painter has */
export function painterNamed(name: string): Prepare {
  const painter = PAINTERS[name];
  if (!painter) throw new RangeError(`No painter ${name}`);
  return painter;
}
