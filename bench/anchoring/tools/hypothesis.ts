/**
 * Anchoring as the Hypothesis client does it, written anew from its published source (npm `hypothesis` 1.1766.0,
 * whose source maps contain it): see bench/README.md for what was compared. Its text search is the package
 * `approx-string-match` itself.
 */
import search from 'approx-string-match';
import * as v from 'valibot';
import type { Placed, Tool } from '../types';
import { oneByOne } from './one-by-one';
import { pointAt, positionOf, rangeOf } from './text-positions';

const selectorsSchema = v.object({
  range: v.nullable(
    v.object({
      startContainer: v.string(),
      startOffset: v.number(),
      endContainer: v.string(),
      endOffset: v.number(),
    }),
  ),
  position: v.object({ start: v.number(), end: v.number() }),
  quote: v.object({ exact: v.string(), prefix: v.string(), suffix: v.string() }),
});
type Selectors = v.InferOutput<typeof selectorsSchema>;

const CONTEXT = 32;
const WEIGHTS = { quote: 50, prefix: 20, suffix: 20, position: 2 };

/** `root`'s text with a blank for every line break element, and where these blanks are. */
function renderedText(root: Node): { text: string; breaks: number[] } {
  const breaks: number[] = [];
  let text = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? '';
    else if (node.nodeName === 'BR') {
      breaks.push(text.length);
      text += ' ';
    }
  }
  return { text, breaks };
}

/** The range without blanks at its ends, which lie in text nodes: the client marks no other. */
function trimmed(root: Element, range: Range): { start: number; end: number } | null {
  const start = positionOf(root, range.startContainer, range.startOffset);
  const text = range.toString();
  if (text.trim() === '') return null;
  const blanks = text.length - text.trimStart().length;
  return { start: start + blanks, end: start + blanks + text.trim().length };
}

/** `/div[2]/p[1]` below `root`. */
function pathOf(root: Element, element: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at && at !== root; at = at.parentElement) {
    const name = at.nodeName;
    let place = 1;
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling)
      if (before.nodeName === name) place++;
    steps.unshift(`/${name.toLowerCase()}[${place}]`);
  }
  return steps.join('');
}

function elementAt(root: Element, path: string): Element | null {
  let element: Element | null = root;
  for (const [, name = '', place] of path.matchAll(/\/([^/[]+)\[(\d+)\]/g)) {
    const same: Element[] = [...(element?.children ?? [])].filter(
      (child) => child.nodeName.toLowerCase() === name,
    );
    element = same[Number(place) - 1] ?? null;
  }
  return element;
}

function describeOne(root: Element, range: Range): Selectors | null {
  const span = trimmed(root, range);
  const tight = span && rangeOf(root, span.start, span.end);
  if (!tight) return null;
  // The last unit's node: the client's own range ends in the text that it selects.
  const last = pointAt(root, span.end - 1);
  if (last) tight.setEnd(last.node, last.offset + 1);
  const startElement = tight.startContainer.parentElement ?? root;
  const endElement = tight.endContainer.parentElement ?? root;
  const text = root.textContent ?? '';
  const rendered = (start: number, end: number): string => {
    const part = rangeOf(root, Math.max(0, start), Math.min(text.length, end));
    return part ? renderedText(part.cloneContents()).text : '';
  };
  return {
    range: {
      startContainer: pathOf(root, startElement),
      startOffset: positionOf(startElement, tight.startContainer, tight.startOffset),
      endContainer: pathOf(root, endElement),
      endOffset: positionOf(endElement, tight.endContainer, tight.endOffset),
    },
    position: span,
    quote: {
      exact: renderedText(tight.cloneContents()).text,
      prefix: rendered(span.start - CONTEXT, span.start),
      suffix: rendered(span.end, span.end + CONTEXT),
    },
  };
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly errors: number;
}

/** All exact places; only where there is none, those with fewest errors. */
function findAll(text: string, wanted: string, mostErrors: number): Match[] {
  const exact: Match[] = [];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1))
    exact.push({ start: at, end: at + wanted.length, errors: 0 });
  return exact.length > 0 ? exact : search(text, wanted, mostErrors);
}

function likeness(text: string, wanted: string): number {
  if (text === '' || wanted === '') return 0;
  const [best] = findAll(text, wanted, wanted.length);
  return 1 - (best?.errors ?? wanted.length) / wanted.length;
}

interface Hinted {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Where the quote is expected. */
  readonly hint: number;
}

/** Between 0 and 1. Exported for its test. */
export function scoreOf(text: string, { start, end, errors }: Match, quote: Hinted): number {
  const { exact, prefix, suffix, hint } = quote;
  const before = text.slice(Math.max(0, start - prefix.length), start);
  const after = text.slice(end, end + suffix.length);
  const points =
    WEIGHTS.quote * (1 - errors / exact.length) +
    WEIGHTS.prefix * (prefix === '' ? 1 : likeness(before, prefix)) +
    WEIGHTS.suffix * (suffix === '' ? 1 : likeness(after, suffix)) +
    WEIGHTS.position * (1 - Math.abs(start - hint) / text.length);
  return points / (WEIGHTS.quote + WEIGHTS.prefix + WEIGHTS.suffix + WEIGHTS.position);
}

/** The best place in `text`; null where none has at most half its letters wrong. Exported for its test. */
export function matchQuote(
  text: string,
  quote: Hinted,
): { start: number; end: number; score: number } | null {
  if (quote.exact === '') return null;
  const matches = findAll(text, quote.exact, Math.min(256, quote.exact.length / 2));
  const scored = matches.map((match) => ({
    start: match.start,
    end: match.end,
    score: scoreOf(text, match, quote),
  }));
  return scored.toSorted((one, other) => other.score - one.score)[0] ?? null;
}

function fromPath(root: Element, selectors: Selectors): Range | null {
  const { range } = selectors;
  const startElement = range && elementAt(root, range.startContainer);
  const endElement = range && elementAt(root, range.endContainer);
  const from = startElement && pointAt(startElement, range.startOffset);
  const to = endElement && pointAt(endElement, range.endOffset);
  if (!from || !to) return null;
  const found = document.createRange();
  found.setStart(from.node, from.offset);
  found.setEnd(to.node, to.offset);
  return found;
}

function locateOne(root: Element, selectors: Selectors): Placed | null {
  const { position, quote } = selectors;
  const byPath = fromPath(root, selectors);
  if (byPath?.toString() === quote.exact) return { range: byPath };
  const byPosition = rangeOf(root, position.start, position.end);
  if (byPosition?.toString() === quote.exact) return { range: byPosition };
  const { text, breaks } = renderedText(root);
  const match = matchQuote(text, { ...quote, hint: position.start });
  if (!match) return null;
  const raw = (at: number): number => at - breaks.filter((place) => place < at).length;
  const range = rangeOf(root, raw(match.start), raw(match.end));
  return range && { range, score: match.score };
}

export const hypothesis: Tool = {
  name: 'hypothesis',
  describe: (ranges) => ranges.map((range) => describeOne(document.body, range)),
  load: (descriptions) =>
    oneByOne(v.parse(v.array(selectorsSchema), descriptions), (selectors) =>
      locateOne(document.body, selectors),
    ),
};
