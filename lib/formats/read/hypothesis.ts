/** Hypothesis' export, as JSON and as a table. What Pullquote wrote in these shapes becomes what it was. */
import * as v from 'valibot';
import type { Kind } from '../../annotation/model';
import { check, unreadable, type Found, type Reader } from './reader';
import { jsonItems } from './sources/json';
import { headOf } from './sources/text';
import { lineOf, maybe, tagsOf, targetOf, timeOf } from './values';

const text = v.optional(v.string(), '');
const annotationSchema = v.looseObject({
  id: text,
  uri: v.string(),
  text,
  tags: v.optional(v.array(v.string()), () => []),
  created: text,
  updated: text,
  references: v.optional(v.array(v.string()), () => []),
  document: v.optional(v.looseObject({ title: v.optional(v.union([v.string(), v.array(v.string())])) })),
  target: v.optional(
    v.array(
      v.looseObject({
        selector: v.optional(
          v.array(v.looseObject({ type: text, exact: text, prefix: text, suffix: text })),
          () => [],
        ),
      }),
    ),
    () => [],
  ),
});
type HypothesisAnnotation = v.InferOutput<typeof annotationSchema>;

export const hypothesis: Reader = {
  id: 'hypothesis',
  async *read(file) {
    const isOurs = /"client_version"\s*:\s*"pullquote"/u.test(await headOf(file));
    for await (const { place, value } of jsonItems(file, ['annotations']))
      yield* readOne(place, value, isOurs);
  },
};

function readOne(place: string, value: unknown, isOurs: boolean): Found[] {
  const parsed = v.safeParse(annotationSchema, value);
  if (!parsed.success) return [unreadable(place, parsed.issues[0])];
  const annotation = parsed.output;
  const quote = annotation.target[0]?.selector.find(({ type }) => type === 'TextQuoteSelector');
  const { title = '' } = annotation.document ?? {};
  return check({
    place,
    article: { url: annotation.uri, ...titled(Array.isArray(title) ? (title[0] ?? '') : title) },
    annotations: [
      {
        target: quote
          ? { ...targetOf('x'), exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix }
          : null,
        ...said(annotation.text, annotation.tags, quote !== undefined, isOurs),
        ...(isOurs ? { id: annotation.id } : maybe('sourceId', annotation.id || undefined)),
        ...timesOf(annotation),
      },
    ],
  });
}

function titled(title: string): { readonly title?: string } {
  return title === '' ? {} : { title: title.slice(0, 1_000) };
}

function timesOf({ created, updated }: HypothesisAnnotation): object {
  const createdAt = timeOf(created);
  return { ...maybe('createdAt', createdAt), ...maybe('updatedAt', timeOf(updated) ?? createdAt) };
}

interface Said {
  readonly kind: Kind;
  readonly note: string;
  readonly tags: readonly string[];
  readonly quote?: object;
  readonly claim?: object;
}

/** What the comment and the tags say. Ours say in them what Hypothesis has no place for: see the writer. */
function said(comment: string, tags: readonly string[], isMark: boolean, isOurs: boolean): Said {
  const plain: Said = { kind: isMark ? 'highlight' : 'note', note: comment, tags };
  const kind = tags.at(-1);
  if (!isOurs || (kind !== 'quote' && kind !== 'claim')) return plain;
  const [, name = '', note = ''] = /^—(?: (.*))?(?:\n\n([^]*))?$/u.exec(comment) ?? ['', '', comment];
  const rest: Said = { kind, note, tags: tags.slice(0, -1) };
  if (name === '') return rest;
  return kind === 'quote' ? { ...rest, quote: { speaker: name } } : { ...rest, claim: { claimant: name } };
}

/** A row of its table (`table.ts` knows the columns). */
export function hypothesisRow(cell: (name: string) => string, place: string): Found[] {
  const target = targetOf(cell('Quote/description'));
  const isPageNote = cell('Type') === 'Page note';
  const createdAt = timeOf(cell('Created at'));
  return check({
    place,
    article: { url: cell('URL'), ...titled(lineOf(cell('Page'))) },
    annotations: [
      {
        target: isPageNote ? null : target,
        ...said(cell('Comment'), tagsOf(cell('Tags'), ','), target !== null && !isPageNote, false),
        ...maybe('createdAt', createdAt),
        ...maybe('updatedAt', createdAt),
      },
    ],
  });
}
