/**
 * The text of the page that is open as the specification searches it, and the search itself: "find a range from a
 * text directive" of the WICG draft "URL Fragment Text Directives", written from its text alone, so that what it says
 * of a link is independent of the product and of the browser.
 *
 * Where the draft speaks of a node's data it means the text as it is rendered, says a note in it: blanks are collapsed
 * here, and a `<br>` ends a line. Letters are compared by their base characters.
 */
import { isElement, isText, supported } from '../anchoring/page-model';

/** A directive's parts, decoded; a part that is not there is empty. */
export interface Directive {
  readonly prefix: string;
  readonly start: string;
  readonly end: string;
  readonly suffix: string;
}

/** [start, end) in `Searchable.text`. */
export interface Found {
  readonly start: number;
  readonly end: number;
}

const INVISIBLE = 'iframe, img, meter, object, progress, style, script, video, audio, select:not([multiple])';
/** Never rendered where scripts are on, or in a drawing, whatever their style says. */
const UNRENDERED = 'noscript, svg title, svg desc, svg defs';
const VOID = 'area, base, br, col, embed, hr, input, link, meta, source, track, wbr';
const BLOCK = new Set(['block', 'table', 'flow-root', 'grid', 'flex', 'list-item']);
const PRESERVED = /^(?:pre|break-spaces)/;
const LINE_END = '\n';

const QUOTES = [
  [/[‘’‚‛]/g, "'"],
  [/[“”„‟]/g, '"'],
] as const;

/** Base characters: neither case nor accents, no characters that nobody sees. */
function base(text: string): string {
  return QUOTES.reduce((folded, [quotes, quote]) => folded.replaceAll(quotes, quote), text)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}\p{Cf}]/gu, '');
}

/** Text in which a directive is looked for. */
export class Searchable {
  /** Lines, each ended by `\n`: no part of a directive matches across one. */
  readonly text: string;
  readonly #nodes: readonly Text[];
  readonly #offsets: readonly number[];
  readonly #first = new Map<Text, number>();
  readonly #folded: string;
  /** Of each folded unit, where in `text` the character stands that it comes from. */
  readonly #origins: readonly number[];
  readonly #segmenter: Intl.Segmenter;
  readonly #boundaries = new Map<number, ReadonlySet<number>>();

  constructor(document: Document) {
    const reader = new Reader();
    reader.read(document.documentElement);
    this.text = reader.text;
    this.#nodes = reader.nodes;
    this.#offsets = reader.offsets;
    this.#segmenter = new Intl.Segmenter(supported(document.documentElement.lang || 'en'), {
      granularity: 'word',
    });
    for (const [at, node] of this.#nodes.entries())
      if (!this.#first.has(node) && this.text[at] !== LINE_END) this.#first.set(node, at);
    const folded: string[] = [];
    const origins: number[] = [];
    for (let at = 0; at < this.text.length; at++) {
      const character = String.fromCodePoint(this.text.codePointAt(at) ?? 0);
      const unit = character === LINE_END ? LINE_END : base(character);
      folded.push(unit);
      for (let part = 0; part < unit.length; part++) origins.push(at);
      at += character.length - 1;
    }
    this.#folded = folded.join('');
    this.#origins = origins;
  }

  /** Where the passage stands in `text`; null where an end of it is not part of that. */
  spanOf(range: Range): Found | null {
    const { startContainer: from, endContainer: to } = range;
    if (!isText(from) || !isText(to)) return null;
    const start = this.#at(from, range.startOffset);
    const end = this.#at(to, range.endOffset);
    if (start === null || end === null) return null;
    const text = this.text.slice(start, end);
    const trimmed = text.trim();
    const first = start + text.indexOf(trimmed);
    return trimmed === '' ? null : { start: first, end: first + trimmed.length };
  }

  /** The place of the first character of the node from `offset` on, or behind it; null where it has none. */
  #at(node: Text, offset: number): number | null {
    const first = this.#first.get(node);
    if (first === undefined) return null;
    let at = first;
    while (this.#nodes[at] === node && (this.#offsets[at] ?? 0) < offset) at++;
    return at;
  }

  lineStart(at: number): number {
    return this.text.lastIndexOf(LINE_END, at - 1) + 1;
  }

  lineEnd(at: number): number {
    return this.text.indexOf(LINE_END, at);
  }

  /** The first passage that the directive leads to. */
  find(directive: Directive): Found | null {
    const [prefix = '', start = '', end = '', suffix = ''] = [
      directive.prefix,
      directive.start,
      directive.end,
      directive.suffix,
    ].map(base);
    let from = 0;
    for (;;) {
      let first: Found | null;
      const endsWord = end !== '' || suffix === '';
      if (prefix === '') {
        first = this.#next(start, from, true, endsWord);
        if (!first) return null;
        from = first.start + 1;
      } else {
        const before = this.#next(prefix, from, true, false);
        if (!before) return null;
        from = before.start + 1;
        const at = this.#pastBlanks(before.end);
        first = this.#next(start, at, false, endsWord);
        if (!first) return null;
        if (first.start !== at) continue;
      }
      const last = end === '' && suffix === '' ? first : this.#last(first, end, suffix);
      if (last === 'nowhere') return null;
      if (last) return this.#original(first.start, last.end);
    }
  }

  /** Where the passage that begins with `first` ends; null where it may begin later, `nowhere` where it cannot. */
  #last(first: Found, end: string, suffix: string): Found | 'nowhere' | null {
    let last = first;
    for (;;) {
      if (end !== '') {
        const next = this.#next(end, last.end, true, suffix === '');
        if (!next) return 'nowhere';
        last = next;
      }
      if (suffix === '') return last;
      const at = this.#pastBlanks(last.end);
      const after = this.#next(suffix, at, false, true);
      if (!after) return 'nowhere';
      if (after.start === at) return last;
      if (end === '') return null;
    }
  }

  #original(start: number, end: number): Found {
    const last = this.#origins[end - 1] ?? 0;
    return {
      start: this.#origins[start] ?? 0,
      end: last + String.fromCodePoint(this.text.codePointAt(last) ?? 0).length,
    };
  }

  #pastBlanks(folded: number): number {
    let at = folded;
    while (/\s/.test(this.#folded[at] ?? '')) at++;
    return at;
  }

  /** The first occurrence of folded `term` from folded place `from` on. */
  #next(term: string, from: number, startsWord: boolean, endsWord: boolean): Found | null {
    let at = this.#folded.indexOf(term, from);
    for (; at !== -1; at = this.#folded.indexOf(term, at + 1)) {
      const { start, end } = this.#original(at, at + term.length);
      if ((!startsWord || this.#isBoundary(start)) && (!endsWord || this.#isBoundary(end)))
        return { start: at, end: at + term.length };
    }
    return null;
  }

  #isBoundary(at: number): boolean {
    const start = this.lineStart(at);
    let known = this.#boundaries.get(start);
    if (!known) {
      const line = this.text.slice(start, this.lineEnd(start));
      const ends = [...this.#segmenter.segment(line)].map(({ index }) => start + index);
      known = new Set([...ends, start + line.length]);
      this.#boundaries.set(start, known);
    }
    return known.has(at);
  }
}

/** Walks the page in shadow-including tree order. */
class Reader {
  text = '';
  readonly nodes: Text[] = [];
  readonly offsets: number[] = [];
  #parts: string[] = [];

  read(root: Element): void {
    this.#visit(root);
    this.#endLine();
    this.text = this.#parts.join('');
  }

  #visit(element: Element): void {
    const { display, visibility, whiteSpace } = getComputedStyle(element);
    if (element.localName === 'br') this.#endLine();
    if (display === 'none' || element.matches(`${INVISIBLE}, ${UNRENDERED}, ${VOID}`)) return;
    const isBlock = BLOCK.has(display);
    if (isBlock) this.#endLine();
    const isRendered = visibility === 'visible';
    for (const node of (element.shadowRoot ?? element).childNodes)
      if (isElement(node)) this.#visit(node);
      else if (isText(node) && isRendered) this.#add(node, PRESERVED.test(whiteSpace));
    if (isBlock) this.#endLine();
  }

  #add(node: Text, isPreserved: boolean): void {
    for (let at = 0; at < node.data.length; at++) {
      const unit = node.data[at] ?? '';
      const isBlank = /[ \t\r\n\f]/.test(unit);
      const last = this.#parts.at(-1) ?? LINE_END;
      if (isBlank && !isPreserved && (last === ' ' || last === LINE_END)) continue;
      const shown = isPreserved || !isBlank ? unit : ' ';
      this.#parts.push(shown);
      this.nodes.push(node);
      this.offsets.push(at);
    }
  }

  #endLine(): void {
    while (this.#parts.at(-1) === ' ') {
      this.#parts.pop();
      this.nodes.pop();
      this.offsets.pop();
    }
    const last = this.nodes.at(-1);
    if (!last || this.#parts.at(-1) === LINE_END) return;
    this.#parts.push(LINE_END);
    this.nodes.push(last);
    this.offsets.push(last.length);
  }
}
