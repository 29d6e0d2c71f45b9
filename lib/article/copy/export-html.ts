/** A saved copy as HTML that leaves the extension: sanitised, with pictures by name alone, and marks where they stand. */
import type { Target } from '../../annotation/model';
import type { CopyBlock } from '../../annotation/version';
import { isText } from '../extraction/nodes';
import { renderCopy } from './sanitise';

/**
 * HTML that runs nothing and fetches nothing. A passage is marked where its place is certain: where its words stand once,
 * or once with the words around them.
 */
export function exportHtml(
  window: Window & typeof globalThis,
  blocks: readonly CopyBlock[],
  targets: readonly Target[],
): string {
  const { body } = window.document.implementation.createHTMLDocument('');
  body.append(renderCopy(window, blocks));
  for (const image of body.querySelectorAll('img')) nameOnly(image);
  // A page could have put it anywhere; it says nothing outside of the reader.
  for (const node of body.querySelectorAll('[data-src]')) node.removeAttribute('data-src');
  markPassages(body, targets);
  return body.innerHTML;
}

/** What the picture shows, with a link to it: nothing is fetched until somebody follows it. */
function nameOnly(image: HTMLImageElement): void {
  const address = image.dataset['src'] ?? '';
  const name = image.ownerDocument.createElement(address === '' ? 'span' : 'a');
  if (address !== '') {
    name.setAttribute('href', address);
    name.setAttribute('rel', 'noopener noreferrer');
  }
  name.className = 'picture';
  name.textContent = `[${image.alt || address}]`;
  image.replaceWith(name);
}

/** The letters that show, without blanks, which page and copy fold each in its own way. */
interface Letters {
  readonly text: string;
  /** For each letter its place in its node. */
  readonly offsets: readonly number[];
  /** Which letters are in which node. */
  readonly runs: readonly { readonly node: Text; readonly start: number; readonly end: number }[];
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function markPassages(body: HTMLElement, targets: readonly Target[]): void {
  const { text, offsets, runs } = lettersOf(body);
  // From the end: a node that is split keeps its beginning.
  const stretches = joined(targets.flatMap((target) => find(text, target) ?? [])).toReversed();
  for (const { node, start, end } of runs) {
    for (const stretch of stretches) {
      if (stretch.start >= end || stretch.end <= start) continue;
      const first = offsets[Math.max(start, stretch.start)];
      const last = offsets[Math.min(end, stretch.end) - 1];
      if (first !== undefined && last !== undefined) markText(node, first, last + 1);
    }
  }
}

function find(text: string, { exact, prefix, suffix }: Target): Stretch | null {
  const own = withoutBlanks(exact);
  if (own === '') return null;
  const before = withoutBlanks(prefix);
  const inContext = onlyPlace(text, before + own + withoutBlanks(suffix));
  const start = inContext === null ? onlyPlace(text, own) : inContext + before.length;
  return start === null ? null : { start, end: start + own.length };
}

/** Null where it stands nowhere, or in several places. */
function onlyPlace(text: string, words: string): number | null {
  const at = text.indexOf(words);
  return at < 0 || text.includes(words, at + 1) ? null : at;
}

/** In order; what overlaps is one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const next of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && next.start <= last.end)
      all[all.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    else all.push(next);
  }
  return all;
}

function markText(node: Text, start: number, end: number): void {
  const mark = node.ownerDocument.createElement('mark');
  const rest = node.splitText(start);
  rest.splitText(end - start);
  rest.replaceWith(mark);
  mark.append(rest);
}

function lettersOf(body: HTMLElement): Letters {
  const [parts, offsets, runs]: [string[], number[], Letters['runs'][number][]] = [[], [], []];
  const walker = body.ownerDocument.createTreeWalker(body, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!isText(node)) continue;
    const start = offsets.length;
    for (const { 0: word, index } of node.data.matchAll(/\S+/gu)) {
      parts.push(word);
      for (let at = 0; at < word.length; at++) offsets.push(index + at);
    }
    if (offsets.length > start) runs.push({ node, start, end: offsets.length });
  }
  return { text: parts.join(''), offsets, runs };
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/gu, '');
}
