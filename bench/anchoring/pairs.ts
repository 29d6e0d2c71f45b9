/** Pairs of article versions from a file or a folder, as pages. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import type { ArticlePair, Version } from '../../tests/fixtures/article-pairs.ts';
import { fateOf, loadArticlePairs, paragraphsOf } from '../../tests/fixtures/article-pairs.ts';
import type { KnownSentence, SentencePlace } from './pair-types.ts';

export interface PagePair {
  readonly name: string;
  /** HTML. */
  readonly before: string;
  readonly after: string;
  readonly known: readonly KnownSentence[] | null;
}

const lineSchema = v.object({
  before: v.string(),
  after: v.string(),
  id: v.optional(v.union([v.string(), v.number()])),
  lang: v.optional(v.string()),
});

/**
 * A file of JSON lines with `before` and `after`, or a folder of pairs whose sentences' fate is written down, in the
 * format of `tests/fixtures/article-pairs`.
 *
 * @throws {Error} that names the line or file which is not as it should be
 */
export async function readPairs(path: string): Promise<PagePair[]> {
  if ((await stat(path)).isDirectory()) return loadArticlePairs(path).map(fromArticle);
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line, at) =>
    line.trim() === '' ? [] : [fromLine(line, `${basename(path)} ${at + 1}`)],
  );
}

function fromLine(line: string, name: string): PagePair {
  const parsed = v.safeParse(lineSchema, JSON.parse(line));
  if (!parsed.success) throw new Error(`${name}: ${v.summarize(parsed.issues)}`);
  const { before, after, id, lang = 'en' } = parsed.output;
  return {
    name: id === undefined ? name : String(id),
    before: pageOf(before, lang),
    after: pageOf(after, lang),
    known: null,
  };
}

/** Whole pages stay as they are; fragments get a page around them; plain text becomes a paragraph a line. */
export function pageOf(text: string, language: string): string {
  if (/<(?:!doctype|html|body)[\s>]/i.test(text.slice(0, 2_000))) return text;
  if (/<\/?(?:p|div|article|section|h[1-6]|br|ul|ol|li|table|blockquote|figure)[\s/>]/i.test(text))
    return framed(text, language);
  return framed(paragraphsHtml(text.split('\n').filter((line) => line.trim() !== '')), language);
}

function framed(body: string, language: string): string {
  return `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8"><title>Page</title></head><body><article>${body}</article></body></html>`;
}

function paragraphsHtml(paragraphs: readonly string[]): string {
  return paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function fromArticle(pair: ArticlePair): PagePair {
  const html = (version: Version): string =>
    framed(paragraphsHtml(paragraphsOf(pair, version)), pair.language);
  const places = { before: placesIn(pair, 'before'), after: placesIn(pair, 'after') };
  const known = pair.before.flat().map((id): KnownSentence => {
    const before = places.before.get(id);
    if (!before) throw new RangeError(`${pair.name} has no place for ${id}`);
    return { fate: fateOf(pair, id), before, after: places.after.get(id) ?? null };
  });
  return { name: pair.name, before: html('before'), after: html('after'), known };
}

function placesIn(pair: ArticlePair, version: Version): Map<string, SentencePlace> {
  const texts = paragraphsOf(pair, version);
  const places = new Map<string, SentencePlace>();
  for (const [paragraph, ids] of pair[version].entries()) {
    let at = 0;
    for (const id of ids) {
      const text = pair.sentences[id]?.[version] ?? '';
      const start = texts[paragraph]?.indexOf(text, at) ?? -1;
      if (start === -1) throw new RangeError(`${pair.name}: ${id} is not in its paragraph`);
      at = start + text.length;
      places.set(id, { paragraph, start, end: at });
    }
  }
  return places;
}
