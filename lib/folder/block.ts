/**
 * Our part of a note, between two comments that no reader shows. The last one says what the part was when it was written,
 * so that an edit by the user is seen, wherever in the note the part stands and whatever the file is called.
 */
import { digest } from './digest';

export interface Block {
  /** The article's id as it stands in the mark. */
  readonly id: string;
  /** From the first comment to the end of the last, without a line end; UTF-16 units of the note. */
  readonly start: number;
  readonly end: number;
  /** Nobody changed it since it was written. */
  readonly isIntact: boolean;
  /** What its last comment says that was written; null where that comment is gone. */
  readonly written: Written | null;
}

interface Written {
  /** The digest of what stands between the comments. */
  readonly sha: string;
  /** The state of the properties that came with it: see `properties.ts`. */
  readonly properties: string;
}

interface Mark extends Written {
  readonly isBegin: boolean;
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Only whole lines that begin with it: what is quoted, indented or in a list is not ours. */
const MARK =
  /^(?<bom>\uFEFF?)<!-- pullquote:(?<kind>begin|end) id=(?<id>\S+)(?: sha=(?<sha>\S+) properties=(?<properties>\S*))? -->[ \t]*$/gmu;

/** A note with thousands of such comments must not take for ever. */
const MAX_ENDS = 8;

/** An article's id as marks state it: without white space, and without what would end a comment. */
export function markId(articleId: string): string {
  return encodeURIComponent(articleId.toWellFormed());
}

/** Of which articles the note has a part, edited or not; each once. */
export function idsIn(note: string): string[] {
  return [...new Set(marksIn(note).map(({ id }) => id))];
}

/** The part that says `body`. It ends without a line end. */
export async function writeBlock(id: string, body: string, properties: string): Promise<string> {
  const content = contentOf(body);
  const sha = await digest(content);
  return `<!-- pullquote:begin id=${id} -->${content}<!-- pullquote:end id=${id} sha=${sha} properties=${properties} -->`;
}

/** What `writeBlock` would state of `body`. */
export function bodyDigest(body: string): Promise<string> {
  return digest(contentOf(body));
}

/** All parts in the note, in their order. */
export async function readBlocks(note: string): Promise<Block[]> {
  const marks = marksIn(note);
  const found: Block[] = [];
  const ends = new Set<number>();
  let at = 0;
  for (const [index, mark] of marks.entries()) {
    if (mark.start < at || ends.has(mark.end)) continue;
    const same = marks.slice(index + 1).filter(({ id }) => id === mark.id);
    // oxlint-disable-next-line no-await-in-loop -- where the next part begins depends on where this one ends
    const block = mark.isBegin ? await blockAt(note, mark, same) : endAlone(mark);
    found.push(block);
    ends.add(block.end);
    // What looks like a mark inside an intact part is somebody's text; in an edited one it may be another part.
    if (block.isIntact) at = block.end;
  }
  return found;
}

/** A note may hold a copy of a part in its text, so the end is the one whose digest is right. */
async function blockAt(note: string, begin: Mark, same: readonly Mark[]): Promise<Block> {
  const { id, start } = begin;
  const ends = same.filter(({ isBegin }) => !isBegin);
  for (const end of ends.slice(0, MAX_ENDS)) {
    // oxlint-disable-next-line no-await-in-loop -- nearly always the first is right
    const sha = await digest(withLineFeeds(note.slice(begin.end, end.start)));
    if (sha === end.sha) return { id, start, end: end.end, isIntact: true, written: end };
  }
  const [next] = same;
  const written = next && !next.isBegin ? next : null;
  return { id, start, end: written?.end ?? next?.start ?? note.length, isIntact: false, written };
}

/** Somebody removed the comment above: what was ours cannot be told from their own text. */
function endAlone(mark: Mark): Block {
  return { id: mark.id, start: mark.start, end: mark.end, isIntact: false, written: mark };
}

function marksIn(note: string): Mark[] {
  return [...note.matchAll(MARK)].map(({ index, 0: line, groups = {} }) => ({
    isBegin: groups['kind'] === 'begin',
    id: groups['id'] ?? '',
    sha: groups['sha'] ?? '',
    properties: groups['properties'] ?? '',
    start: index + (groups['bom'] ?? '').length,
    end: index + line.length,
  }));
}

/** Markdown after a comment begins with an empty line. */
function contentOf(body: string): string {
  const lines = withLineFeeds(body.toWellFormed());
  return `\n\n${lines.replace(/^(?:[ \t]*\n)+/u, '').trimEnd()}\n\n`;
}

/** Editors and version control change line ends; that is not an edit. */
function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/gu, '\n');
}
