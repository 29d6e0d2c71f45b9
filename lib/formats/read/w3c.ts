/** JSON-LD after the W3C's Web Annotation Data Model: a collection, a page, or a list of annotations. */
import * as v from 'valibot';
import type { Kind } from '../../annotation/model';
import { check, unreadable, type Found, type Reader } from './reader';
import { jsonItems } from './sources/json';
import { maybe, targetOf, timeOf } from './values';

/** Most members may be one value or a list of them. */
function oneOrMore<T extends v.GenericSchema>(schema: T) {
  return v.pipe(
    v.optional(v.union([v.array(schema), schema]), () => []),
    v.transform((value): v.InferOutput<T>[] => (Array.isArray(value) ? value : [value])),
  );
}

const text = v.optional(v.string(), '');
const bodySchema = v.union([
  v.pipe(
    v.string(),
    v.transform((value) => ({ value, purpose: '' })),
  ),
  v.looseObject({ value: text, purpose: text }),
]);
const selectorSchema = v.looseObject({
  type: text,
  exact: text,
  prefix: text,
  suffix: text,
  refinedBy: v.optional(v.unknown()),
});
type Selector = v.InferOutput<typeof selectorSchema>;
const described = v.looseObject({
  id: v.string(),
  language: text,
  'schema:name': text,
  'schema:author': text,
  'schema:publisher': text,
  'schema:datePublished': text,
});
const sourceSchema = v.union([
  v.pipe(
    v.string(),
    v.transform((id) => v.parse(described, { id })),
  ),
  described,
]);
const targetSchema = v.union([
  v.looseObject({ source: sourceSchema, selector: oneOrMore(selectorSchema) }),
  v.pipe(
    sourceSchema,
    v.transform((source) => ({ source, selector: [] })),
  ),
]);
/** An agent, or its address alone. */
const creatorSchema = v.union([
  v.looseObject({ name: text }),
  v.pipe(
    v.string(),
    v.transform(() => ({ name: '' })),
  ),
]);
const annotationSchema = v.looseObject({
  id: text,
  motivation: oneOrMore(v.string()),
  created: text,
  modified: text,
  body: oneOrMore(bodySchema),
  bodyValue: text,
  target: oneOrMore(targetSchema),
  speaker: text,
  speakerRole: text,
  claimant: text,
  rating: text,
  status: v.optional(v.string()),
  creator: oneOrMore(creatorSchema),
});
type W3cAnnotation = v.InferOutput<typeof annotationSchema>;

export const w3c: Reader = {
  id: 'w3c',
  async *read(file) {
    const items = jsonItems(file, ['', 'items', '@graph']);
    for (let isFirst = true; ; isFirst = false) {
      // oxlint-disable-next-line no-await-in-loop -- one element after the other
      const { done, value } = await items.next();
      if (!done) yield* readOne(value.place, value.value);
      // A file may be one annotation, without a list around it.
      else if (isFirst && isAnnotation(value)) yield* readOne('the file', value);
      if (done) return;
    }
  },
};

function isAnnotation(value: unknown): boolean {
  return v.is(v.looseObject({ type: v.literal('Annotation') }), value);
}

function readOne(place: string, value: unknown): Found[] {
  const parsed = v.safeParse(annotationSchema, value);
  if (!parsed.success) return [unreadable(place, parsed.issues[0])];
  const annotation = parsed.output;
  if (annotation.target.length === 0) return [{ type: 'unreadable', place, detail: 'target: it has none' }];
  return annotation.target.flatMap((target, nth) => readTarget(place, annotation, target, nth));
}

/** Selectors may lie in one another: the passage in a part of the page. */
const MOST_REFINED = 4;

function quoteIn(selectors: readonly Selector[], depth = 0): Selector | undefined {
  const quote = selectors.find(({ type }) => type === 'TextQuoteSelector');
  if (quote || depth === MOST_REFINED) return quote;
  for (const { refinedBy } of selectors) {
    const inner = v.safeParse(oneOrMore(selectorSchema), refinedBy);
    const found = inner.success ? quoteIn(inner.output, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** @param nth of the annotation's targets, each of which becomes an annotation here */
function readTarget(
  place: string,
  annotation: W3cAnnotation,
  target: W3cAnnotation['target'][number],
  nth: number,
): Found[] {
  const quote = quoteIn(target.selector);
  const passage = quote ? { prefix: quote.prefix, suffix: quote.suffix } : {};
  const { source } = target;
  return check({
    place,
    article: {
      url: source.id,
      language: source.language,
      title: source['schema:name'],
      byline: source['schema:author'],
      site: source['schema:publisher'],
      publishedAt: source['schema:datePublished'],
    },
    annotations: [
      {
        kind: kindOf(annotation, quote !== undefined),
        target: quote ? { ...targetOf('x'), ...passage, exact: quote.exact } : null,
        ...wordsOf(annotation),
        ...nameOf(annotation.id, nth),
        ...(annotation.creator[0]?.name ? { creator: annotation.creator[0].name } : {}),
        ...maybe('createdAt', timeOf(annotation.created)),
        ...maybe('updatedAt', timeOf(annotation.modified || annotation.created)),
      },
    ],
  });
}

function kindOf({ motivation }: W3cAnnotation, isPassage: boolean): Kind {
  if (!isPassage) return 'note';
  if (motivation.includes('quoting')) return 'quote';
  return motivation.includes('assessing') ? 'claim' : 'highlight';
}

function wordsOf({ body, bodyValue, speaker, speakerRole, claimant, status, rating }: W3cAnnotation): object {
  const comments = body.filter(({ purpose }) => purpose !== 'tagging').map(({ value }) => value);
  const role = speakerRole ? { speakerRole } : {};
  return {
    note: [...comments, bodyValue].filter((words) => words !== '').join('\n\n'),
    tags: body.filter(({ purpose }) => purpose === 'tagging').map(({ value }) => value),
    ...(speaker || speakerRole ? { quote: { speaker, ...role } } : {}),
    ...(claimant || status || rating ? { claim: { claimant, rating, ...maybe('status', status) } } : {}),
  };
}

function nameOf(id: string, nth: number): object {
  if (id && nth > 0) return { sourceId: `${id}#${nth}` };
  const uuid = /^urn:uuid:([\da-f-]{36})$/iu.exec(id)?.[1];
  if (uuid) return { id: uuid };
  return id ? { sourceId: id } : {};
}
