/** Places of boundary points in the text of the whole document, whatever a tool has wrapped or divided. */
import { isElement } from './page-model';

export interface Answer {
  readonly start: number;
  readonly end: number;
}

/** The style elements of the document: what a tool adds to them is no text of the page. */
export function stylesOf(root: Element): ReadonlySet<Element> {
  return new Set(root.querySelectorAll('style'));
}

/**
 * From answers in `now` to answers in `before`, where something was lost or added in between: what stands before the
 * first difference and behind the last keeps its place, what lies between goes to the first.
 */
export function answersBefore(now: string, before: string): (answer: Answer) => Answer {
  const most = Math.min(now.length, before.length);
  let head = 0;
  while (head < most && now[head] === before[head]) head++;
  let tail = 0;
  while (tail < most - head && now.at(-1 - tail) === before.at(-1 - tail)) tail++;
  const behind = now.length - tail;
  const moved = (place: number): number => place + before.length - now.length;
  return ({ start, end }) => ({
    start: start >= behind ? moved(start) : Math.min(start, head),
    end: end > head && end >= behind ? moved(end) : Math.min(end, head),
  });
}

export class Ruler {
  readonly text: string;
  readonly #root: Element;
  readonly #starts = new Map<Node, number>();
  readonly #walker: TreeWalker;

  /** `styles`: those that `stylesOf` gave before the tool came. */
  constructor(root: Element, styles: ReadonlySet<Element> = stylesOf(root)) {
    this.#root = root;
    const isForeign = (node: Node): boolean =>
      isElement(node) && node.localName === 'style' && !styles.has(node);
    this.#walker = root.ownerDocument.createTreeWalker(
      root,
      NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
      (node) => {
        if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
        return isForeign(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
      },
    );
    const parts: string[] = [];
    let length = 0;
    for (let node = this.#walker.nextNode(); node; node = this.#walker.nextNode()) {
      const text = node.nodeValue ?? '';
      this.#starts.set(node, length);
      parts.push(text);
      length += text.length;
    }
    this.text = parts.join('');
  }

  /** Null outside the document's own text: in a shadow tree, or taken out of the page. */
  placeOf(container: Node, offset: number): number | null {
    const own = this.#starts.get(container);
    if (own !== undefined) return own + offset;
    if (!this.#root.contains(container)) return null;
    // The first text at or behind the point.
    let next: Node | null = container.childNodes[offset] ?? null;
    for (let at: Node | null = container; !next && at && at !== this.#root; at = at.parentNode)
      next = at.nextSibling;
    if (!next) return this.text.length;
    this.#walker.currentNode = next;
    const text = next.nodeType === Node.TEXT_NODE ? next : this.#walker.nextNode();
    return text ? (this.#starts.get(text) ?? null) : this.text.length;
  }

  /** Where the range is; null for no range, an empty one, or one outside the document's text. */
  answerOf(range: Range | null): Answer | null {
    if (!range) return null;
    const start = this.placeOf(range.startContainer, range.startOffset);
    const end = this.placeOf(range.endContainer, range.endOffset);
    return start === null || end === null || end <= start ? null : { start, end };
  }
}
