/** Kindle's `My Clippings.txt`, in the languages that the device may be set to. */
import { check, type Found, type Reader } from './reader';
import { linesOf } from './sources/text';
import { lineOf, maybe, targetOf, timeOf } from './values';

const RULE = /^={5,}\s*$/u;
const NOTE = /\b(?:note|notiz|nota|notitie|anteckning|notat)\b|メモ|注記|笔记|筆記|заметка/iu;
const BOOKMARK =
  /\b(?:bookmark|lesezeichen|marcador|signet|segnalibro|bladwijzer)\b|ブックマーク|书签|закладка/iu;
const LOCATION =
  /(?:location|position|posición|posição|posizione|emplacement|locatie|位置No\.?|位置|место)\D{0,12}(\d+)(?:\s*[-–]\s*(\d+))?/iu;

interface Clipping {
  readonly place: string;
  readonly title: string;
  readonly author: string;
  readonly isNote: boolean;
  readonly from: number;
  readonly to: number;
  readonly time: number | undefined;
  readonly text: string;
  readonly note: string;
}

export const kindle: Reader = {
  id: 'kindle',
  async *read(file) {
    // A note stands beside the passage that it belongs to, before or behind it.
    let pending: Clipping | null = null;
    for await (const block of blocksOf(linesOf(file))) {
      const clipping = clippingOf(block);
      if (clipping === 'bookmark') continue;
      if (clipping === null) {
        yield { type: 'unreadable', place: block.place, detail: 'neither a title nor a line about it' };
        continue;
      }
      const joined: Clipping | null = pending && join(pending, clipping);
      if (joined === null && pending) yield* found(pending);
      pending = joined ?? clipping;
    }
    if (pending) yield* found(pending);
  },
};

interface Block {
  readonly place: string;
  readonly lines: readonly string[];
}

async function* blocksOf(lines: AsyncIterable<string>): AsyncGenerator<Block, void> {
  let block: string[] = [];
  let [number, first] = [0, 1];
  for await (const line of lines) {
    number++;
    if (RULE.test(line)) {
      if (block.some((each) => each.trim() !== '')) yield { place: `line ${first}`, lines: block };
      block = [];
      first = number + 1;
    } else block.push(line);
  }
  if (block.some((each) => each.trim() !== '')) yield { place: `line ${first}`, lines: block };
}

function clippingOf({ place, lines }: Block): Clipping | 'bookmark' | null {
  const [head = '', about = '', ...rest] = lines.map((line) => line.replaceAll('\uFEFF', ''));
  if (head.trim() === '' || !/^\s*-/u.test(about)) return null;
  const text = rest.join('\n').trim();
  const [kindPart = ''] = about.split('|');
  if (BOOKMARK.test(kindPart) || text === '') return 'bookmark';
  const isNote = NOTE.test(kindPart);
  return { place, ...workOf(head), ...locationOf(about), isNote, time: addedOn(about), text, note: '' };
}

/** `Title (Author)`. */
function workOf(head: string): Pick<Clipping, 'title' | 'author'> {
  const [, title = head, author = ''] = /^(.*)\(([^()]*)\)\s*$/u.exec(head) ?? [];
  return { title: lineOf(title), author: lineOf(author) };
}

/** Not a number where the line names none: then nothing stands at the same place as anything. */
function locationOf(about: string): Pick<Clipping, 'from' | 'to'> {
  const [, from = '', to = from] = LOCATION.exec(about) ?? [];
  return { from: Number(from || Number.NaN), to: Number(to || Number.NaN) };
}

/** Only English dates are understood: a date in words of another language is none rather than a wrong one. */
function addedOn(about: string): number | undefined {
  const [, date = ''] = /\|\s*Added on\s+([^|]+)$/iu.exec(about) ?? [];
  return timeOf(date);
}

/** A note and the passage that it stands at; null where they do not belong together. */
function join(a: Clipping, b: Clipping): Clipping | null {
  if (a.isNote === b.isNote || a.title !== b.title || a.author !== b.author) return null;
  const [note, passage] = a.isNote ? [a, b] : [b, a];
  const isThere = note.from >= passage.from && note.from <= passage.to;
  return isThere && passage.note === '' ? { ...passage, note: note.text } : null;
}

function found({ place, title, author, isNote, time, text, note }: Clipping): Found[] {
  return check({
    place,
    article: { url: null, title, byline: author, site: 'Kindle' },
    annotations: [
      {
        kind: isNote ? 'note' : 'highlight',
        target: isNote ? null : targetOf(text),
        note: isNote ? text : note,
        ...maybe('createdAt', time),
        ...maybe('updatedAt', time),
      },
    ],
  });
}
