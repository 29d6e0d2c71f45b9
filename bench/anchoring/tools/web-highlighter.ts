/** npm `web-highlighter`: element and offset of both ends; what it finds it wraps in elements. */
import * as v from 'valibot';
import Highlighter from 'web-highlighter';
import type { Json, Placed, Tool } from '../types';
import { describeEach } from './one-by-one';

const endSchema = v.object({ parentTagName: v.string(), parentIndex: v.number(), textOffset: v.number() });
const sourceSchema = v.object({ startMeta: endSchema, endMeta: endSchema, text: v.string(), id: v.string() });

/** The way down from the document's element. */
function pathOf(node: Node): number[] {
  const path: number[] = [];
  for (let at = node; at.parentNode && at !== document.documentElement; at = at.parentNode)
    path.unshift([...at.parentNode.childNodes].findIndex((child) => child === at));
  return path;
}

function nodeAt(root: Node, path: readonly number[]): Node {
  return path.reduce((node, at) => node.childNodes[at] ?? node, root);
}

let describer: Highlighter | null = null;

/** It wraps whatever it describes: each mark on a copy, so that the page and the other ranges stay whole. */
function describeOne(range: Range): Json | null {
  const root = document.documentElement.cloneNode(true);
  if (!(root instanceof HTMLElement)) return null;
  const inCopy = document.createRange();
  inCopy.setStart(nodeAt(root, pathOf(range.startContainer)), range.startOffset);
  inCopy.setEnd(nodeAt(root, pathOf(range.endContainer)), range.endOffset);
  // One for all: what a highlighter listens to is never let go.
  describer ??= new Highlighter();
  describer.setOption({ $root: root });
  const { startMeta, endMeta, text, id } = describer.fromRange(inCopy);
  return {
    startMeta: { ...v.parse(endSchema, startMeta) },
    endMeta: { ...v.parse(endSchema, endMeta) },
    text,
    id,
  };
}

function rangeAround(elements: readonly Element[]): Range | null {
  const first = elements[0];
  const last = elements.at(-1);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first, 0);
  range.setEnd(last, last.childNodes.length);
  return range;
}

let stop: (() => void) | null = null;

export const webHighlighter: Tool = {
  name: 'web-highlighter',
  describe: (ranges) => describeEach(ranges, describeOne),
  load(descriptions) {
    const sources = v.parse(v.array(sourceSchema), descriptions);
    return (timeLeft) => {
      const highlighter = new Highlighter();
      stop = () => highlighter.dispose();
      const tried: string[] = [];
      for (const { startMeta, endMeta, text, id } of sources) {
        if (!timeLeft()) break;
        // Gives null where it fails.
        highlighter.fromStore(startMeta, endMeta, text, id);
        tried.push(id);
      }
      // Only now: a later mark divides the elements of an earlier one that it overlaps.
      return tried.map((id): Placed | null => {
        const range = rangeAround(highlighter.getDoms(id));
        return range && { range };
      });
    };
  },
  cleanUp() {
    stop?.();
    stop = null;
  },
};
