/** What runs inside the page: one function of this script for each thing that the runner asks for. */
import { describe } from '../../lib/anchoring/describe';
import { buildTextIndex } from '../../lib/anchoring/text-index';
import { linkTo } from '../../lib/formats/text/text-fragment';
import { isText, nodesOf, readPage } from '../anchoring/page-model';
import { seeded } from '../anchoring/random';
import { rangeAt } from '../anchoring/show';
import { samplePassages } from './passages';
import { barrierTo, bySpecification } from './reach';
import { Searchable } from './searchable';
import { strip } from './stripped';
import type { Box, TextFragmentsHarness } from './types';

declare global {
  var textFragmentsBench: TextFragmentsHarness | undefined;
}

/** How long a page may scroll, in ms. */
const SCROLLING = 800;

const frame = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => done());
  });

/** The boxes of the text in `range` that is seen, in CSS pixels from the corner of the window. */
function boxesIn(range: Range): DOMRect[] {
  const root = range.commonAncestorContainer;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const boxes: DOMRect[] = [];
  for (let node: Node | null = isText(root) ? root : walker.nextNode(); node; node = walker.nextNode()) {
    if (!isText(node) || !range.intersectsNode(node)) continue;
    if (node.parentElement?.checkVisibility({ visibilityProperty: true }) !== true) continue;
    const part = document.createRange();
    part.setStart(node, node === range.startContainer ? range.startOffset : 0);
    part.setEnd(node, node === range.endContainer ? range.endOffset : node.length);
    boxes.push(...[...part.getClientRects()].filter(({ width, height }) => width >= 1 && height >= 1));
  }
  return boxes;
}

const inPage = ({ left, top, right, bottom }: DOMRect): Box => ({
  left: left + scrollX,
  top: top + scrollY,
  right: right + scrollX,
  bottom: bottom + scrollY,
});

globalThis.textFragmentsBench = {
  isHidden: () => !document.body.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
  prepare({ page, seed, marks, url }) {
    const model = readPage(document);
    const index = buildTextIndex(document.body);
    const searchable = new Searchable(document);
    const passages = samplePassages(model, marks, seeded(seed, page, 'text-fragments'));
    return passages.flatMap(({ start, end, from, to, shape }) => {
      const described = describe(index, rangeAt(model.nodes, start, end));
      if (!described.ok) return [];
      const { target } = described;
      const link = linkTo(url, target);
      const range = rangeAt(model.nodes, from, to);
      const barrier = barrierTo(searchable, range);
      return [
        {
          shape,
          exact: target.exact,
          start: from,
          end: to,
          link,
          barrier,
          bySpecification: bySpecification(searchable, link, range),
        },
      ];
    });
  },
  async land({ start, end }) {
    const range = rangeAt(nodesOf(document.documentElement), start, end);
    const isInView = (): boolean => {
      const [first] = boxesIn(range);
      return first !== undefined && first.bottom > 0 && first.top < innerHeight;
    };
    // Some pages have their scrolling take its time.
    const until = performance.now() + SCROLLING;
    do await frame();
    while (!isInView() && performance.now() < until);
    return { isInView: isInView() };
  },
  strip() {
    strip(document);
  },
  layout({ start, end }) {
    const { scrollWidth: width, scrollHeight: height } = document.documentElement;
    return {
      width,
      height,
      boxes: boxesIn(rangeAt(nodesOf(document.documentElement), start, end)).map(inPage),
    };
  },
  async scroll({ left, top }) {
    scrollTo({ left, top, behavior: 'instant' });
    await frame();
    return { left: scrollX, top: scrollY };
  },
};
