/**
 * A note's properties, which have to stand at its very top, outside our part: front matter between two `---`, or lines with
 * `key:: value` as in Logseq. The user may add, change and remove any of them; ours are kept up to date one by one, and
 * only those that nobody touched.
 */
import { digest } from './digest';

export interface Top {
  /** A byte order mark, and the line that opens front matter. */
  readonly open: string;
  readonly properties: readonly Property[];
  readonly close: string;
  /** The note below. */
  readonly rest: string;
}

interface Property {
  /** '' for what stands before the first key. */
  readonly key: string;
  /** All its lines, with their line ends. */
  readonly lines: string;
}

const FRONT_MATTER = /^(\uFEFF?---[ \t]*\r?\n)((?:[^\n]*\n)*?)(---[ \t]*(?:\r?\n|$))/u;
const PROPERTY_LINES = /^(\uFEFF?)((?:[^\s:]+::[ \t][^\n]*(?:\n|$))+)()/u;
const KEY = /^(?![\s#-])(.+?)\s*::?(?=\s|$)/u;

/** Takes a note apart. Where it has no properties, all of it is `rest`. */
export function readTop(note: string): Top {
  const [whole = '', open = '', inner = '', close = ''] =
    FRONT_MATTER.exec(note) ?? PROPERTY_LINES.exec(note) ?? [];
  return { open, properties: propertiesIn(inner), close, rest: note.slice(whole.length) };
}

function propertiesIn(inner: string): Property[] {
  const found: { key: string; lines: string }[] = [];
  for (const line of inner.match(/[^\n]*\n|[^\n]+$/gu) ?? []) {
    const key = KEY.exec(line)?.[1]?.replace(/^(["'])(.*)\1$/u, '$2');
    const last = found.at(-1);
    if (key === undefined && last) last.lines += line;
    else found.push({ key: key ?? '', lines: line });
  }
  return found;
}

/** The properties as they stand in the note. */
export function topText({ open, properties, close }: Top): string {
  return open + properties.map(({ lines }) => lines).join('') + close;
}

/** What is remembered of the properties that were written: each key with a digest of its value. */
export async function stateOf({ properties }: Top): Promise<string> {
  const states = await Promise.all(
    properties.map(async (property) => `${encodeURIComponent(property.key)}:${await valueDigest(property)}`),
  );
  return states.join(',');
}

/** Obsidian writes all properties anew when one is changed, with other quotes and indents: that is not an edit. */
function valueDigest({ lines }: Property): Promise<string> {
  const plain = lines
    .split(/\r?\n/u)
    .map((line) => line.replace(/["'\\]/gu, '').trim())
    .filter(Boolean);
  return digest(plain.join('\n'), 8);
}

/**
 * The top of a note, with what changed in ours since `state`. What the user changed or added stays, what they removed does
 * not come back.
 */
export async function mergeTop(note: Top, next: Top, state: string): Promise<string> {
  const before = new Map(state.split(',').flatMap((item) => (item ? [pairOf(item)] : [])));
  const own = topText(note);
  if (own === '') return before.size === 0 ? topText(next) : '';
  // Front matter, and properties as Logseq writes them: there cannot be both.
  if (next.properties.length > 0 && (note.close === '') !== (next.close === '')) return own;
  const present = Map.groupBy(note.properties, ({ key }) => key);
  const wanted = new Map(next.properties.map((property) => [property.key, property]));
  const kept = await Promise.all(
    note.properties.map(async (property) => {
      const { key, lines } = property;
      const then = before.get(key);
      const isOurs = present.get(key)?.length === 1 && (await valueDigest(property)) === then;
      if (!isOurs) return lines;
      const now = wanted.get(key);
      if (!now) return '';
      return (await valueDigest(now)) === then ? lines : now.lines;
    }),
  );
  const added = next.properties.filter(({ key }) => !before.has(key) && !present.has(key));
  const lines = [...kept, ...added.map((property) => property.lines)].map(withLineEnd).join('');
  if (lines === '' && note.properties.length > 0) return '';
  return note.open + (own.includes('\r\n') ? lines.replace(/\r?\n/gu, '\r\n') : lines) + note.close;
}

function pairOf(item: string): [key: string, value: string] {
  const [key = '', value = ''] = item.split(':');
  return [decode(key), value];
}

/** A mark that somebody edited may hold anything. */
function decode(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function withLineEnd(lines: string): string {
  return lines && !lines.endsWith('\n') ? `${lines}\n` : lines;
}
