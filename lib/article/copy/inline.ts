/** A block's text with its links and emphasis, as a line of HTML of a few elements. */
import { isElement, isText } from '../extraction/nodes';
import type { RawBlock } from '../extraction/blocks';

/** What is kept of the elements in a line, by the name that it is given. */
const KEPT: Readonly<Record<string, string>> = {
  a: 'a',
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  cite: 'cite',
  q: 'q',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  sub: 'sub',
  sup: 'sup',
  s: 's',
  del: 's',
  strike: 's',
  td: 'td',
  th: 'th',
};

/** An element around a text, as it is written. */
interface Tag {
  readonly element: Element;
  readonly name: string;
  readonly attributes: string;
}

/** The HTML of a block; null where it has nothing but its text. Everything in it is escaped. */
export function inlineHtml({ element, nodes }: RawBlock): string | null {
  const writer = new LineWriter(element);
  const own = new Set(nodes);
  const last = nodes.at(-1);
  const [first] = nodes;
  if (!first || !last) return null;
  const walker = element.ownerDocument.createTreeWalker(element, 1 | 4);
  walker.currentNode = first;
  for (let node: Node | null = first; node; node = node === last ? null : walker.nextNode()) {
    if (isText(node)) {
      if (own.has(node)) writer.add(node);
    } else if (isElement(node) && node.localName === 'br') writer.breakLine();
  }
  return writer.end();
}

class LineWriter {
  readonly #around: Element;
  #html = '';
  #open: readonly Tag[] = [];
  #isBlank = true;
  #hasTags = false;

  constructor(around: Element) {
    this.#around = around;
  }

  add(node: Text): void {
    const folded = node.data.replaceAll(/\s+/gu, ' ');
    const text = this.#isBlank ? folded.trimStart() : folded;
    if (text === '') return;
    if (text.trim() !== '') this.#enter(tagsAround(node, this.#around));
    this.#html += escapeHtml(text);
    this.#isBlank = text.endsWith(' ');
  }

  breakLine(): void {
    if (this.#html === '') return;
    this.#html += '<br>';
    this.#isBlank = true;
  }

  end(): string | null {
    this.#enter([]);
    return this.#hasTags ? this.#html.trimEnd() : null;
  }

  /** Closes what does not go on, opens what begins. */
  #enter(tags: readonly Tag[]): void {
    let common = 0;
    while (common < tags.length && tags[common]?.element === this.#open[common]?.element) common++;
    for (const { name } of this.#open.slice(common).toReversed()) this.#html += `</${name}>`;
    for (const { name, attributes } of tags.slice(common)) {
      this.#html += `<${name}${attributes}>`;
      this.#hasTags = true;
      if (name === 'td' || name === 'th') this.#isBlank = true;
    }
    this.#open = tags;
  }
}

/** The kept elements from `around` to the node, outermost first. */
function tagsAround(node: Text, around: Element): Tag[] {
  const tags: Tag[] = [];
  for (let at = node.parentElement; at && at !== around; at = at.parentElement) {
    const tag = tagOf(at);
    if (tag) tags.unshift(tag);
  }
  return tags;
}

function tagOf(element: Element): Tag | null {
  const name = Object.hasOwn(KEPT, element.localName) ? KEPT[element.localName] : undefined;
  if (name === undefined) return null;
  if (name !== 'a') return { element, name, attributes: '' };
  const url = webAddress(element.getAttribute('href') ?? '', element.ownerDocument);
  return url === null ? null : { element, name, attributes: ` href="${escapeHtml(url)}"` };
}

const LONGEST_ADDRESS = 8_000;

/** An address that a page gives, in full; null where it is none on the web, or a place in the page itself. */
export function webAddress(address: string, { baseURI }: Document): string | null {
  if (address.trim() === '' || address.trim().startsWith('#')) return null;
  const url = URL.parse(address, baseURI);
  if (!url || !/^https?:$/.test(url.protocol) || url.href.length > LONGEST_ADDRESS) return null;
  return url.href;
}

/** Text that stands for itself in HTML, in an attribute, too. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
