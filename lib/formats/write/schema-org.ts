/**
 * JSON-LD in the vocabulary of schema.org: Quotations with who said them, and Claims with who made them and where they
 * appeared. A claim with a rating is the `itemReviewed` of a ClaimReview; who reviewed it, and where that is published, only the
 * user can add: https://schema.org/ClaimReview
 */
import type { Annotation, Article } from '../../annotation/model';
import type { Entry, Format } from '../format';
import { isoDay } from '../text/plain-text';
import { linkTo } from '../text/text-fragment';

export const schemaOrg: Format = {
  id: 'schema-org',
  extension: 'jsonld',
  mime: 'application/ld+json',
  loses: ['highlights', 'status', 'note', 'context', 'position', 'notes-on-articles', 'creator'],
  open: () => '{\n"@context": "https://schema.org",\n"@graph": [{"@type": "DataFeed"}',
  entry: ({ article, annotations }: Entry) =>
    annotations
      .flatMap((annotation) => statementOf(annotation, article) ?? [])
      .map((statement) => `,\n${JSON.stringify(statement)}`)
      .join(''),
  close: () => '\n]\n}\n',
};

function statementOf(annotation: Annotation, article: Article): object | null {
  const { kind, target, quote, claim, tags } = annotation;
  if (!target || (kind !== 'quote' && kind !== 'claim')) return null;
  const source = sourceOf(article, linkTo(article.url, target));
  const keywords = tags.length > 0 ? { keywords: [...tags] } : {};
  if (kind === 'quote') {
    const role = quote.speakerRole ? { jobTitle: quote.speakerRole } : {};
    const speaker = quote.speaker
      ? { spokenByCharacter: { '@type': 'Person', name: quote.speaker, ...role } }
      : {};
    return { '@type': 'Quotation', text: target.exact, ...speaker, isPartOf: source, ...keywords };
  }
  const author = claim.claimant ? { author: { '@type': 'Person', name: claim.claimant } } : {};
  const made = { '@type': 'Claim', text: target.exact, ...author, appearance: source, ...keywords };
  return claim.rating === '' ? made : reviewOf(annotation, target.exact, made);
}

function reviewOf(
  { claim, note, updatedAt }: Annotation,
  claimReviewed: string,
  itemReviewed: object,
): object {
  return {
    '@type': 'ClaimReview',
    claimReviewed,
    datePublished: isoDay(updatedAt),
    reviewRating: {
      '@type': 'Rating',
      alternateName: claim.rating,
      ...(note ? { ratingExplanation: note } : {}),
    },
    itemReviewed,
  };
}

function sourceOf({ title, byline, site, publishedAt, language }: Article, url: string): object {
  return {
    '@type': 'NewsArticle',
    url,
    ...(title ? { headline: title } : {}),
    ...(byline ? { author: { '@type': 'Person', name: byline } } : {}),
    ...(site ? { publisher: { '@type': 'Organization', name: site } } : {}),
    ...(publishedAt ? { datePublished: publishedAt } : {}),
    ...(language ? { inLanguage: language } : {}),
  };
}
