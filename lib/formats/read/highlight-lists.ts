/** Exports that are a JSON list of articles, each with a list of its highlights. */
import * as v from 'valibot';
import { check, unreadable, type Found, type Reader, type ReaderId } from './reader';
import { jsonItems } from './sources/json';
import { archiveOf } from './sources/zip';
import { lineOf, maybe, targetOf, timeOf } from './values';

const text = v.optional(v.nullable(v.string()), '');
const time = v.optional(v.nullable(v.union([v.string(), v.number()])), '');
const labels = v.optional(
  v.array(
    v.union([
      v.string(),
      v.pipe(
        v.looseObject({ label: v.string() }),
        v.transform(({ label }) => label),
      ),
    ]),
  ),
  () => [],
);

/** The members of all of these tools: none uses a name for what another calls otherwise. */
const highlightSchema = v.looseObject({
  id: v.optional(v.nullable(v.union([v.string(), v.number()])), ''),
  /** Pocket and wallabag; Obsidian's clipper and others say `text` for it, which in wallabag is the comment. */
  quote: text,
  text,
  content: text,
  notes: v.optional(v.nullable(v.union([v.string(), v.array(v.string())])), ''),
  note: text,
  timestamp: time,
  created_at: time,
  updated_at: time,
  textQuote: v.optional(v.nullable(v.looseObject({ prefix: text, suffix: text }))),
});
type Highlight = v.InferOutput<typeof highlightSchema>;

const articleSchema = v.looseObject({
  url: v.string(),
  title: text,
  language: text,
  domain_name: text,
  published_by: v.optional(v.nullable(v.array(v.nullable(v.string())))),
  tags: labels,
  data: v.optional(v.array(v.unknown())),
  highlights: v.optional(v.array(v.unknown())),
  annotations: v.optional(v.array(v.unknown())),
});

function lists(id: ReaderId): Reader {
  return {
    id,
    async *read(file) {
      for await (const { place, value } of jsonItems(file, [''])) yield* readArticle(place, value);
    },
  };
}

/** Obsidian Web Clipper's highlights: `[{ url, title, highlights, data }]`. */
export const clipper = lists('clipper');
/** wallabag's entries: `[{ url, title, annotations: [{ quote, text }] }]`. */
export const wallabag = lists('wallabag');
/** Pocket's annotations: `[{ url, title, highlights: [{ quote, created_at }] }]`. */
export const pocket = lists('pocket');

/** Where they lie in the archive that Pocket sent its users. */
export const POCKET_ANNOTATIONS = /(?:^|\/)annotations\/[^/]*\.json$/u;

/** The whole of that archive; its tables of addresses hold no highlights. */
export const pocketArchive: Reader = {
  id: 'pocket',
  async *read(file) {
    const archive = await archiveOf(file);
    for (const name of archive.names.filter((each) => POCKET_ANNOTATIONS.test(each))) {
      // oxlint-disable-next-line no-await-in-loop -- one file at a time, so that memory stays bounded
      for await (const { place, value } of jsonItems(await archive.open(name), [''])) {
        yield* readArticle(`${name} ${place}`, value);
      }
    }
  },
};

function readArticle(place: string, value: unknown): Found[] {
  const parsed = v.safeParse(articleSchema, value);
  if (!parsed.success) return [unreadable(place, parsed.issues[0])];
  const { url, title, language, domain_name: site, published_by: authors, tags, ...article } = parsed.output;
  // The clipper's `data` says more of each highlight than its `highlights`.
  const stated = [article.data, article.highlights, article.annotations].find(
    (list) => list && list.length > 0,
  );
  const highlights = (stated ?? []).map((each) => v.safeParse(highlightSchema, each));
  const bad = highlights.flatMap((each, at) =>
    each.success ? [] : [unreadable(`${place}[${at}]`, each.issues[0])],
  );
  const annotations = highlights.flatMap((each) => (each.success ? [annotationOf(each.output, tags)] : []));
  const details = { title: lineOf(title ?? ''), language: language ?? '', site: lineOf(site ?? '') };
  const byline = (authors ?? []).filter((name) => name !== null).join(', ');
  const found = check({ place, article: { url, ...details, byline: lineOf(byline) }, annotations });
  return bad.length > 0 && annotations.length === 0 ? bad : [...found, ...bad];
}

function annotationOf(highlight: Highlight, articleTags: readonly string[]): object {
  const { id } = highlight;
  const createdAt = timeOf(String(highlight.created_at || highlight.timestamp || ''));
  return {
    kind: 'highlight',
    target: passageOf(highlight),
    note: noteOf(highlight),
    tags: articleTags.map(lineOf),
    ...maybe('sourceId', id ? String(id) : undefined),
    ...maybe('createdAt', createdAt),
    ...maybe('updatedAt', timeOf(String(highlight.updated_at ?? '')) ?? createdAt),
  };
}

/** Without words, it is one that the model refuses, and names. */
function passageOf({ quote, text: words, content, textQuote }: Highlight): object {
  const context = { prefix: textQuote?.prefix ?? '', suffix: textQuote?.suffix ?? '' };
  return targetOf(quote || words || plainTextOf(content ?? ''), context) ?? { ...context, exact: '' };
}

function noteOf({ quote, text: words, note, notes }: Highlight): string {
  // Where the passage is called `quote`, the text is what was said of it.
  const comments = [quote ? words : '', note, ...(Array.isArray(notes) ? notes : [notes])];
  return comments.filter(Boolean).join('\n\n');
}

/** The words of a piece of HTML, for finding them on the page: it is never shown as HTML. */
function plainTextOf(html: string): string {
  const named: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    nbsp: ' ',
    apos: "'",
  };
  return html
    .replaceAll(/<(?:br|\/p|\/li|\/h\d|\/div)[^>]*>/giu, '\n')
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/giu, (entity, decimal, hex, name) => {
      if (name) return named[String(name).toLowerCase()] ?? entity;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : '';
    })
    .trim();
}
