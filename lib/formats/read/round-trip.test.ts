/** What leaves in a format that can be read comes back, but for what the format is documented to lose. */
import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { anyCollection } from '../../../tests/fixtures/arbitrary-marks';
import { fileOf, readAll } from '../../../tests/fixtures/import-files';
import { annotationOf, articleOf, OPTIONS } from '../../../tests/fixtures/format-samples';
import { normaliseTags } from '../../annotation/commands';
import { articleSchema, type Annotation, type Article, type Target } from '../../annotation/model';
import { render, type Collection, type Field, type Format } from '../format';
import { oneLine } from '../text/plain-text';
import { FORMATS } from '../registry';

/** A mark as it is told, without what the format loses. */
function told(annotation: Annotation, article: Article, format: Format): unknown {
  const { loses } = format;
  const has = (field: Field) => !loses.includes(field);
  const { kind, target, note, tags, quote, claim } = annotation;
  const isQuote = kind === 'quote' && has('speaker');
  const isClaim = kind === 'claim' && has('claimant');
  return {
    // Hypothesis names its annotations itself.
    id: format.id === 'hypothesis' ? '' : annotation.id,
    article: {
      url: article.url,
      title: article.title,
      ...(has('article-details')
        ? {
            byline: article.byline,
            site: article.site,
            language: article.language,
            publishedAt: article.publishedAt,
          }
        : {}),
    },
    kind,
    target: target && targetWithout(target, has),
    note,
    tags: normaliseTags(tags),
    quote: isQuote
      ? { ...quote, ...(has('article-details') ? {} : { speaker: oneLine(quote.speaker), speakerRole: '' }) }
      : null,
    claim: isClaim
      ? {
          claimant: has('article-details') ? claim.claimant : oneLine(claim.claimant),
          status: has('status') ? claim.status : 'unchecked',
          rating: has('rating') ? claim.rating : '',
        }
      : null,
    createdAt: has('times') ? annotation.createdAt : null,
    creator: has('creator') ? (annotation.creator ?? '') : '',
  };
}

function targetWithout(target: Target, has: (field: Field) => boolean): Target {
  return {
    exact: target.exact,
    prefix: has('context') ? target.prefix : '',
    suffix: has('context') ? target.suffix : '',
    sentenceBefore: has('sentences') ? target.sentenceBefore : '',
    sentenceAfter: has('sentences') ? target.sentenceAfter : '',
    position: has('position') ? target.position : null,
  };
}

async function comeBack(format: Format, collection: Collection): Promise<unknown[]> {
  const found = await readAll(fileOf(render(format, collection, OPTIONS), `export.${format.extension}`));
  expect(found.filter(({ type }) => type === 'unreadable')).toEqual([]);
  return found.flatMap((each) => {
    if (each.type !== 'entry') return [];
    const { article, annotations } = each;
    return annotations.map((annotation) =>
      told(
        {
          reanchored: null,
          rejected: '',
          deletedAt: null,
          updatedAt: 0,
          articleId: '',
          ...annotation,
          id: annotation.id ?? '',
          createdAt: annotation.createdAt ?? 0,
          note: annotation.note ?? '',
          tags: annotation.tags ?? [],
          quote: annotation.quote ?? { speaker: '', speakerRole: '' },
          claim: annotation.claim ?? { claimant: '', status: 'unchecked', rating: '' },
        },
        v.parse(articleSchema, { id: 'any', aliases: [], savedAt: 0, ...article }),
        format,
      ),
    );
  });
}

const BOTH_WAYS = [FORMATS.pullquote, FORMATS.w3c, FORMATS.hypothesis, FORMATS.csv, FORMATS.tsv] as const;

describe.each(BOTH_WAYS.map((format) => [format.id, format] as const))('%s', (_, format) => {
  test('comes back as it left', async () => {
    await fc.assert(
      fc.asyncProperty(anyCollection, async (collection) => {
        fc.pre(collection.some(({ annotations }) => annotations.length > 0));
        const wanted = collection.flatMap(({ article, annotations }) =>
          annotations.map((annotation) => told(annotation, article, format)),
        );
        expect(await comeBack(format, collection)).toEqual(wanted);
      }),
    );
  });

  test('brings back what is long, empty, or a quotation in a quotation', async () => {
    const words = [
      '“He said ‘she said “no”’,” she said',
      '"a","b"\r\n=1+1',
      'ا\u200Fب\u202E',
      'x'.repeat(20_000),
    ];
    const annotations = words.map((exact, at) =>
      annotationOf(exact, {
        id: `0197f1a0-0000-7000-8000-00000000b00${at}`,
        kind: 'quote',
        note: at === 0 ? 'n\n'.repeat(5_000) : '',
        quote: { speaker: at === 1 ? '' : 'Ilse “the wall” Brandt', speakerRole: '' },
      }),
    );
    const collection = [{ article: articleOf({ title: '', byline: '', site: '' }), annotations }];
    expect(await comeBack(format, collection)).toEqual(
      annotations.map((annotation) =>
        told(annotation, articleOf({ title: '', byline: '', site: '' }), format),
      ),
    );
  });
});

test('Pullquote’s JSON comes back to the letter, times, places and all', async () => {
  await fc.assert(
    fc.asyncProperty(anyCollection, async (collection) => {
      const found = await readAll(fileOf(render(FORMATS.pullquote, collection, OPTIONS)));
      const marked = collection.filter(({ annotations }) => annotations.length > 0);
      expect(found.filter(({ type }) => type !== 'unmarked')).toEqual(
        marked.map(({ article, annotations }) =>
          expect.objectContaining({
            article,
            annotations: annotations.map(({ articleId, ...each }) => (articleId === '' ? {} : each)),
          }),
        ),
      );
    }),
  );
});
