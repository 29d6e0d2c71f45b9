/**
 * JSON-LD after the W3C's Web Annotation Data Model: an AnnotationCollection with one page. Quotes have the motivation
 * `quoting`, claims `assessing`; the speaker and the like stand in bodies that classify and describe.
 */
import type { Annotation, Article } from '../../annotation/model';
import type { Entry, Format } from '../format';
import { isoTime } from '../text/plain-text';

/** The Web Annotation context has no `quoting`; this says what is meant. */
const CONTEXT = [
  'http://www.w3.org/ns/anno.jsonld',
  {
    schema: 'https://schema.org/',
    quoting: 'schema:Quotation',
    speaker: 'schema:spokenByCharacter',
    speakerRole: 'schema:roleName',
    claimant: 'schema:author',
    status: 'schema:creativeWorkStatus',
    rating: 'schema:reviewRating',
  },
];

const MOTIVATION: Readonly<Record<Annotation['kind'], string>> = {
  quote: 'quoting',
  claim: 'assessing',
  highlight: 'highlighting',
  note: 'commenting',
};

export const w3c: Format = {
  id: 'w3c',
  extension: 'jsonld',
  mime: 'application/ld+json',
  // A TextPositionSelector counts code points of the page's text. Ours are UTF-16 units, and which letters before the mark
  // take two of them is not known without that text: a number that may be wrong is worse than none.
  loses: ['sentences', 'position', 'article-dates'],
  open: ({ annotations }, { labels }) =>
    `{\n"@context": ${JSON.stringify(CONTEXT)},\n"type": "AnnotationCollection",\n"label": ${JSON.stringify(
      labels.collection,
    )},\n"total": ${annotations},\n"first": {\n"type": "AnnotationPage",\n"startIndex": 0,\n"items": [`,
  entry: ({ article, annotations }: Entry, _, { before }) =>
    annotations
      .map(
        (annotation, nth) => `${before + nth === 0 ? '' : ','}
${JSON.stringify(annotationOf(annotation, article))}`,
      )
      .join(''),
  close: () => '\n]\n}\n}\n',
};

function annotationOf(annotation: Annotation, article: Article): Readonly<Record<string, unknown>> {
  const { id, kind, createdAt, updatedAt, creator } = annotation;
  const body = bodiesOf(annotation);
  return {
    id: `urn:uuid:${id}`,
    type: 'Annotation',
    motivation: MOTIVATION[kind],
    created: isoTime(createdAt),
    modified: isoTime(updatedAt),
    ...(creator ? { creator: { type: 'Person', name: creator } } : {}),
    ...(body.length > 0 ? { body } : {}),
    ...speechOf(annotation),
    target: targetOf(annotation, article),
  };
}

function bodiesOf({ note, tags }: Annotation): readonly object[] {
  const comment = { type: 'TextualBody', value: note, format: 'text/markdown', purpose: 'commenting' };
  const tagging = tags.map((value) => ({ type: 'TextualBody', value, purpose: 'tagging' }));
  return note === '' ? tagging : [comment, ...tagging];
}

function speechOf({ kind, quote, claim }: Annotation): object {
  const { speaker, speakerRole } = quote;
  if (kind === 'quote') return { ...(speaker ? { speaker } : {}), ...(speakerRole ? { speakerRole } : {}) };
  if (kind !== 'claim') return {};
  const { status, claimant, rating } = claim;
  return { status, ...(claimant ? { claimant } : {}), ...(rating ? { rating } : {}) };
}

function targetOf({ target }: Annotation, article: Article): object {
  const { url, title, byline, site, language, publishedAt } = article;
  const source = {
    id: url,
    type: 'Text',
    format: 'text/html',
    ...(language ? { language } : {}),
    ...(title ? { 'schema:name': title } : {}),
    ...(byline ? { 'schema:author': byline } : {}),
    ...(site ? { 'schema:publisher': site } : {}),
    ...(publishedAt ? { 'schema:datePublished': publishedAt } : {}),
  };
  if (!target) return source;
  const { exact, prefix, suffix } = target;
  const selector = {
    type: 'TextQuoteSelector',
    exact,
    ...(prefix ? { prefix } : {}),
    ...(suffix ? { suffix } : {}),
  };
  return { type: 'SpecificResource', source, selector };
}
