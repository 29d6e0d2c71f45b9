/**
 * The text index of a page: its normalised text, the folded text that matching works on, and the way from either
 * back to the nodes. It is read from the DOM, which it never changes, and stays as it was when the page changes.
 */
import { PageText } from './text/page-text';
import type { ReadOptions } from './text/reader';
import type { SearchableText } from './searchable';
import { lookAt } from './text/shown';

export interface TextIndex extends SearchableText {
  /** The document that it is of; it has the text of documents in frames, too. */
  readonly document: Document;
  /**
   * A live Range for [start, end), UTF-16 units of `text`. Where that stands in several trees (a shadow tree and the
   * one around it, two documents), which no range can hold together: the most of it that stands in one. Null where it
   * is empty, or where its nodes have left the document or say something else than when they were read.
   */
  rangeAt(start: number, end: number): Range | null;
  /**
   * Where a DOM boundary point stands in `text`. A point outside the indexed text goes to the next text
   * (`start`) or the text before (`end`); past the last text it is `text.length`, before the first 0.
   */
  offsetOf(container: Node, offset: number, snap: 'start' | 'end'): number;
}

/**
 * Indexes the text below `root`, normally `document.body`, once. `PageText` does the same for a page that lives.
 *
 * Open shadow trees and documents of the same origin in frames are read where they stand. Left out: scripts, styles,
 * form controls, fallback content, readings above a word (`rt`), what `options.skip` names, and what the page does
 * not show, except where it opens by the platform's own means (`<details>`, `hidden=until-found`,
 * `content-visibility: auto`). Soft hyphens, zero-width spaces and byte-order marks are not part of the text. Lines
 * end where layout ends them; where a blank stands there anyway, an element's name is believed.
 */
export function buildTextIndex(root: Element, options: ReadOptions = {}): TextIndex {
  // A page that hides itself as a whole, until its scripts have run for instance, says nothing about its parts.
  const includeHidden = options.includeHidden ?? lookAt(root) !== 'shown';
  return new PageText(() => root, { ...options, includeHidden }).update();
}
