/**
 * The text index of a page: its normalised text, the folded text that matching works on, and the way from
 * either back to the nodes. Built in one pass that reads the DOM and never changes it; it stays as it was when
 * the page changes, and a new one is built then.
 */
import { nearestText } from './boundary';
import { fold } from './fold';
import type { Folded } from './fold';
import { lowerBound } from './growable';
import { TextCollector } from './text-collector';
import type { CollectedText } from './text-collector';
import { collectText, isText } from './walk';
import { buildWordIndex } from './words';
import type { WordIndex } from './words';

export interface TextIndex {
  /** The page's normalised text: whitespace collapsed, one '\n' between blocks, original letters. */
  readonly text: string;
  /** `text` in the form that matching compares; made when first asked for. */
  readonly folded: Folded;
  /** The words of `folded`; made when first asked for. */
  readonly words: WordIndex;
  /**
   * A live Range for [start, end), UTF-16 units of `text`. Null where that is empty, where its nodes have left
   * the document or were shortened since, or where it starts and ends in different shadow trees.
   */
  rangeAt(start: number, end: number): Range | null;
  /**
   * Where a DOM boundary point stands in `text`. A point outside the indexed text goes to the next text
   * (`start`) or the text before (`end`); past the last text it is `text.length`, before the first 0.
   */
  offsetOf(container: Node, offset: number, snap: 'start' | 'end'): number;
}

export interface IndexOptions {
  /** Elements to leave out, for instance our own shadow host. */
  skip?: (element: Element) => boolean;
}

interface NodePoint {
  readonly node: Text;
  readonly offset: number;
}

/** Where the unit at `position` stands. Not defined for a line break, which stands nowhere. */
function pointAt(collected: CollectedText, position: number): NodePoint | null {
  const run = lowerBound(collected.runText, position + 1) - 1;
  const node = collected.nodes[collected.runNode[run] ?? -1];
  if (!node) return null;
  const offset = (collected.runSource[run] ?? 0) + position - (collected.runText[run] ?? 0);
  return node.isConnected && offset < node.length ? { node, offset } : null;
}

function rangeAt(collected: CollectedText, start: number, end: number): Range | null {
  const { text } = collected;
  let from = Math.max(0, start);
  let to = Math.min(text.length, end);
  while (from < to && text[from] === '\n') from++;
  while (from < to && text[to - 1] === '\n') to--;
  if (from >= to) return null;
  const first = pointAt(collected, from);
  const last = pointAt(collected, to - 1);
  if (!first || !last || first.node.getRootNode() !== last.node.getRootNode()) return null;
  const range = first.node.ownerDocument.createRange();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset + 1);
  // Slots may show nodes in another order than the document has them: such a range would be empty.
  return range.collapsed ? null : range;
}

/** Position in the text of `offset` in the indexed node whose runs begin at `run`. */
function positionInNode(collected: CollectedText, run: number, offset: number): number {
  const { text, runText, runNode, runSource } = collected;
  const node = runNode[run];
  let position = 0;
  for (let at = run; at < runText.length && runNode[at] === node; at++) {
    const start = runText[at] ?? 0;
    const length = (runText[at + 1] ?? text.length) - start;
    position = start + Math.min(length, Math.max(0, offset - (runSource[at] ?? 0)));
    if (position < start + length) break;
  }
  return position;
}

/** The first run of every node. */
function firstRuns(collected: CollectedText): ReadonlyMap<Node, number> {
  const runs = new Map<Node, number>();
  for (let run = collected.runNode.length - 1; run >= 0; run--) {
    const node = collected.nodes[collected.runNode[run] ?? -1];
    if (node) runs.set(node, run);
  }
  return runs;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/**
 * Indexes the text below `root`, normally `document.body`.
 *
 * Left out: scripts, styles, form controls, fallback content, `[hidden]` (but not `hidden=until-found`) and what
 * `options.skip` names. Blocks are told by element name. Soft hyphens, zero-width spaces and byte-order marks
 * are not part of the text.
 */
export function buildTextIndex(root: Element, options: IndexOptions = {}): TextIndex {
  const collector = new TextCollector();
  collectText(root, collector, options.skip ?? (() => false));
  const collected = collector.finish();
  const { text } = collected;
  const folded = once(() => fold(text));
  const words = once(() => buildWordIndex(folded().text));
  const runs = once(() => firstRuns(collected));

  return {
    text,
    get folded() {
      return folded();
    },
    get words() {
      return words();
    },
    rangeAt: (start, end) => rangeAt(collected, start, end),
    offsetOf(container, offset, snap) {
      const own = isText(container) ? runs().get(container) : undefined;
      if (own !== undefined) return positionInNode(collected, own, offset);
      const near = nearestText(container, offset, snap, (node) => runs().has(node));
      const run = near && runs().get(near);
      if (!near || run === null || run === undefined) return snap === 'start' ? text.length : 0;
      return positionInNode(collected, run, snap === 'start' ? 0 : near.length);
    },
  };
}
