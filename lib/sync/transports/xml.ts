/** As much XML as stores speak, read without a DOM: a worker has none. Namespaces are left out, names are enough. */

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** What stands directly in it. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** What was sent is no XML, or not the whole of it. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

interface Open {
  name: string;
  text: string;
  children: XmlElement[];
}

/** What a tag begins with. Sticky, as it is looked for only where a `<` is. */
const NAME = /<(\/?)([^\s<>/"'=!?]{1,200})/uy;
/** What may end a tag, or hide its end. */
const MARK = /[<>"']/gu;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The one element that a document is. Throws {@link XmlError} unless the last thing is the end of the first: what was cut
 * off is never read as less. Has no types of documents, so that nothing is defined in them.
 */
export function parseXml(source: string): XmlElement {
  const outside: Open = { name: '', text: '', children: [] };
  const path: Open[] = [outside];
  let at = 0;
  while (at < source.length) {
    const here = path.at(-1) ?? outside;
    const markup = source.indexOf('<', at);
    const end = markup === -1 ? source.length : markup;
    here.text += unescaped(source.slice(at, end));
    if (markup === -1) break;
    at = afterMarkup(source, markup, path, here);
  }
  const [root] = outside.children;
  if (path.length !== 1) throw new XmlError('cut off');
  if (!root || outside.children.length !== 1 || /[^\s\uFEFF]/u.test(outside.text))
    throw new XmlError('not one element');
  return root;
}

/** The children that are called so. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the first child that is called so; null where there is none. */
export function textIn(element: XmlElement, name: string): string | null {
  return element.children.find((child) => child.name === name)?.text.trim() ?? null;
}

function afterMarkup(source: string, start: number, path: Open[], here: Open): number {
  if (source.startsWith('<!--', start)) return after(source, '-->', start + 4);
  if (source.startsWith('<?', start)) return after(source, '?>', start + 2);
  if (source.startsWith('<![CDATA[', start)) {
    const end = after(source, ']]>', start + 9);
    here.text += source.slice(start + 9, end - 3);
    return end;
  }
  NAME.lastIndex = start;
  const [head, slash, qualified = ''] = NAME.exec(source) ?? [];
  if (head === undefined) throw new XmlError(`no markup at ${start}`);
  const name = qualified.slice(qualified.indexOf(':') + 1);
  const end = endOfTag(source, start + head.length);
  if (slash) close(name, path);
  else open(name, source[end - 1] === '/', path, here);
  return end + 1;
}

/** Where a tag's `>` is; one that stands in quotes is none. Not an expression: those give up on long texts. */
function endOfTag(source: string, from: number): number {
  MARK.lastIndex = from;
  for (;;) {
    const mark = MARK.exec(source);
    if (!mark || mark[0] === '<') throw new XmlError('a tag without an end');
    if (mark[0] === '>') return mark.index;
    MARK.lastIndex = after(source, mark[0], mark.index + 1);
  }
}

function after(source: string, end: string, from: number): number {
  const at = source.indexOf(end, from);
  if (at === -1) throw new XmlError('cut off');
  return at + end.length;
}

function open(name: string, isEmpty: boolean, path: Open[], here: Open): void {
  const element: Open = { name, text: '', children: [] };
  here.children.push(element);
  if (!isEmpty) path.push(element);
}

function close(name: string, path: Open[]): void {
  if (path.length === 1 || path.pop()?.name !== name) throw new XmlError(`</${name}> ends nothing`);
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{1,4}));/gu,
    (whole, decimal, hex, named) => {
      if (typeof named === 'string') return ENTITIES[named] ?? whole;
      const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    },
  );
}
