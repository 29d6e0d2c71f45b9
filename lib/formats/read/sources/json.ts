/** The elements of a list in a JSON file, read in one pass: only the one that is read lies in memory. */
import { ReadError } from '../reader';
import { MAX_RECORD, textOf } from './text';

/** Nested deeper than this, it is no export of any tool. */
const MAX_DEPTH = 64;
/** How much may stand around the lists, in UTF-16 units. */
const MAX_REST = 1024 * 1024;

interface JsonItem {
  /** `articles[3]`; `[3]` where the file is the list. */
  readonly place: string;
  readonly value: unknown;
}

/**
 * The elements of every list that is called by one of `names` in the file's object, or in an object in that; with the name ''
 * of the list that the file is. What stands around them is the generator's return value.
 *
 * The scanner only finds where an element begins and ends; what it is, `JSON.parse` says. The parsers that work on a stream
 * were tried: they lose characters (U+FEFF at the beginning of a string) or hold the file's values until its end.
 *
 * @throws {ReadError} `damaged` where it is no JSON or ends too early, `tooLarge` where an element is, or lies too deep
 */
export async function* jsonItems(file: Blob, names: readonly string[]): AsyncGenerator<JsonItem, unknown> {
  const scanner = createScanner(names);
  for await (const piece of textOf(file)) yield* scanner.scan(piece);
  return scanner.end();
}

/** Where in the text the scanner is. */
interface Scan {
  depth: number;
  inString: boolean;
  escaped: boolean;
  /** The list whose elements are read: its name and depth; null outside of one. */
  list: { readonly name: string; readonly depth: number; count: number } | null;
  /** The element's text so far. */
  item: string;
  /** All that stands around the elements, itself JSON: `{"version":1,"articles":[]}`. */
  rest: string;
}

function createScanner(names: readonly string[]) {
  const at: Scan = { depth: 0, inString: false, escaped: false, list: null, item: '', rest: '' };
  return {
    scan: function* scan(piece: string): Generator<JsonItem, void> {
      let from = 0;
      const take = (to: number): void => {
        if (at.list) at.item += piece.slice(from, to);
        else at.rest += piece.slice(from, to);
        from = to;
        if (at.item.length > MAX_RECORD) throw new ReadError('tooLarge', `${placeIn(at)} is too long`);
        if (at.rest.length > MAX_REST) throw new ReadError('tooLarge', 'too much around the list');
      };
      for (const { index, sign } of signsIn(piece, at)) {
        if (at.list?.depth === at.depth && (sign === ',' || sign === ']')) {
          take(index);
          const item = endItem(at, sign);
          if (item) yield item;
          if (sign === ',') from = index + 1;
        }
        if (sign === '{' || sign === '[') open(at, sign, () => take(index + 1), names);
        else if (sign === '}' || sign === ']') close(at, sign);
      }
      take(piece.length);
    },
    end: (): unknown => {
      if (at.list || at.inString) throw new ReadError('damaged', `it ends in ${placeIn(at)}`);
      return parse(at.rest, 'the file');
    },
  };
}

/** The signs of `piece` that JSON is made of, without those in strings; across pieces, too. */
function* signsIn(piece: string, at: Scan): Generator<{ index: number; sign: string }, void> {
  const [inside, outside] = [/["\\]/gu, /["{}[\],]/gu];
  let from = 0;
  if (at.escaped) {
    from = 1;
    at.escaped = false;
  }
  for (;;) {
    const signs = at.inString ? inside : outside;
    signs.lastIndex = from;
    const match = signs.exec(piece);
    if (!match) return;
    from = match.index + 1;
    if (match[0] === '"') at.inString = !at.inString;
    else if (match[0] === '\\') {
      at.escaped = from === piece.length;
      from++;
    } else yield { index: match.index, sign: match[0] };
  }
}

function open(at: Scan, sign: '{' | '[', take: () => void, names: readonly string[]): void {
  at.depth++;
  if (at.depth > MAX_DEPTH) throw new ReadError('tooLarge', `${placeIn(at)} is nested too deep`);
  if (at.list || sign === '{' || at.depth > 3) return;
  take();
  const [, name] = /"([^"\\]*)"\s*:\s*\[$/u.exec(at.rest) ?? [
    at.rest,
    at.rest.trim() === '[' ? '' : undefined,
  ];
  if (name !== undefined && names.includes(name)) at.list = { name, depth: at.depth, count: 0 };
}

function close(at: Scan, sign: '}' | ']'): void {
  if (at.list?.depth === at.depth && sign === '}') {
    throw new ReadError('damaged', `${placeIn(at)}: a bracket too many`);
  }
  if (at.list?.depth === at.depth) at.list = null;
  at.depth--;
}

function endItem(at: Scan, sign: ',' | ']'): JsonItem | null {
  const place = placeIn(at);
  const text = at.item;
  at.item = '';
  if (!at.list || (sign === ']' && at.list.count === 0 && text.trim() === '')) return null;
  at.list.count++;
  return { place, value: parse(text, place) };
}

function placeIn({ list }: Scan): string {
  return list ? `${list.name}[${list.count}]` : 'the file';
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ReadError('damaged', `${place}: ${error instanceof Error ? error.message.slice(0, 200) : ''}`, {
      cause: error,
    });
  }
}
