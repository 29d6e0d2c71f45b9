/**
 * A saved copy of an article, and the versions in which it was seen: what the reader shows, what changes are found in.
 *
 * A copy is data, not a page: blocks with what each is, the text of each, and where it has links or emphasis a line of
 * HTML. Whoever shows that HTML sanitises it first: it comes from a page.
 */
import * as v from 'valibot';
import { articleDetailsSchema } from './model';

/** The most blocks and characters that a copy has. A page with more is kept without one. */
export const MAX_BLOCKS = 20_000;
const MAX_BLOCK = 200_000;
const MAX_HTML = 1_000_000;
export const MAX_COPY = 4_000_000;

/** The kinds of blocks that are the article's text; `image` and `caption` stand among them. */
const TEXT_KINDS = ['standfirst', 'paragraph', 'heading', 'item', 'quote', 'row'] as const;
const COPY_KINDS = [...TEXT_KINDS, 'caption', 'image', 'embed'] as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20));

export const copyBlockSchema = v.object({
  kind: v.picklist(COPY_KINDS),
  /** Its plain text: blanks folded, lines parted by '\n'. Of an image: what it shows, in words. */
  text: v.pipe(v.string(), v.maxLength(MAX_BLOCK)),
  /** The same with links and emphasis, where it has any. Of a row: its cells. */
  html: v.exactOptional(v.pipe(v.string(), v.maxLength(MAX_HTML))),
  /** Of a heading: its rank, 2 to 6. Of an item: how many lists it stands in. */
  level: v.exactOptional(count),
  /** Of an item: its list is numbered. */
  ordered: v.exactOptional(v.boolean()),
  /** Of an image: where it is. Of an embedded post: where it can be read. */
  url: v.exactOptional(v.pipe(v.string(), v.maxLength(8_000), v.regex(/^https?:/, 'not a web address'))),
});
export type CopyBlock = v.InferOutput<typeof copyBlockSchema>;

export const savedCopySchema = v.object({
  details: articleDetailsSchema,
  blocks: v.pipe(
    v.array(copyBlockSchema),
    v.minLength(1),
    v.maxLength(MAX_BLOCKS),
    v.check((blocks) => sizeOf(blocks) <= MAX_COPY, 'too long an article'),
  ),
});
export type SavedCopy = v.InferOutput<typeof savedCopySchema>;

/** Milliseconds since the epoch. */
const time = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A copy with when it was seen: how it leaves, and comes back. */
export const datedCopySchema = v.object({ capturedAt: time, ...savedCopySchema.entries });
export type DatedCopy = v.InferOutput<typeof datedCopySchema>;

/** Characters that blocks take. */
export function sizeOf(blocks: readonly CopyBlock[]): number {
  return blocks.reduce((sum, { text, html = '' }) => sum + text.length + html.length, 0);
}

const TEXT: ReadonlySet<string> = new Set(TEXT_KINDS);

/** Whether a block is part of the article's text. */
export function isTextBlock({ kind }: Pick<CopyBlock, 'kind'>): boolean {
  return TEXT.has(kind);
}

/** The article's text: its blocks, parted by blank lines. */
export function textOf({ blocks }: Pick<SavedCopy, 'blocks'>): string {
  return blocks
    .filter(isTextBlock)
    .map(({ text }) => text)
    .join('\n\n');
}

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** A version as lists show it: when it was seen, and what the page said of itself then. */
export const versionSchema = v.object({
  id,
  articleId: id,
  capturedAt: time,
  /** Of {@link textOf} its copy in UTF-8, as 64 hexadecimal digits. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  details: articleDetailsSchema,
});
export type ArticleVersion = v.InferOutput<typeof versionSchema>;

/**
 * Of what a copy is kept: `known`: of an article of which something is kept already; `any`: of every article; `less`: of a known
 * one even where the page shows only a part of it, because the user says that this is how it stands now.
 */
export const keepSchema = v.picklist(['known', 'any', 'less']);
export type Keep = v.InferOutput<typeof keepSchema>;

/**
 * What became of a copy that a page handed in: its article, null where nothing is kept of it, and what the copy is to the
 * versions before it. `same`: the same text, but for typography, under the same headline; `less`: a page that shows only a part
 * of it; `other`: a page that is not the article, such as one that tells of an error; `none`: a page without one.
 */
export const capturedSchema = v.object({
  articleId: v.nullable(id),
  seen: v.picklist(['new', 'same', 'less', 'other', 'none']),
});
export type Captured = v.InferOutput<typeof capturedSchema>;
