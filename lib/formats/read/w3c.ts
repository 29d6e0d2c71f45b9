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
const selectorSchema = v.looseObject({ type: text, exact: text, prefix: text, suffix: text });
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
    for await (const { place, value } of jsonItems(file, ['', 'items', '@graph']))
      yield* readOne(place, value);
  },
};

function readOne(place: string, value: unknown): Found[] {
  const parsed = v.safeParse(annotationSchema, value);
  if (!parsed.success) return [unreadable(place, parsed.issues[0])];
  const annotation = parsed.output;
  const [target] = annotation.target;
  if (!target) return [{ type: 'unreadable', place, detail: 'target: it has none' }];
  const quote = target.selector.find(({ type }) => type === 'TextQuoteSelector');
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
        ...nameOf(annotation.id),
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

function nameOf(id: string): object {
  const uuid = /^urn:uuid:([\da-f-]{36})$/iu.exec(id)?.[1];
  if (uuid) return { id: uuid };
  return id ? { sourceId: id } : {};
}
