import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { anyCollection } from '../../tests/fixtures/arbitrary-marks';
import { annotationOf, articleOf, OPTIONS, targetOf } from '../../tests/fixtures/format-samples';
import { annotationSchema, articleSchema } from '../annotation/model';
import { render } from './format';
import { FORMATS } from './registry';
import { ALL_FIELDS, choicesOf, inOrder, MARK_ORDERS, withFields, type MarkOrder } from './selection';

const SECRETS = {
  notes: ['SecretNote', 'SecretThought'],
  tags: ['SecretTag'],
  speakers: ['SecretSpeaker', 'SecretRole', 'SecretClaimant'],
  context: ['SecretPrefix', 'SecretSuffix', 'SecretBefore', 'SecretAfter', 'SecretMoved'],
  articleDates: ['1987-06-05', '1988-07-06'],
} as const;

const ENTRY = {
  article: articleOf({ title: 'Sea wall', publishedAt: '1987-06-05', modifiedAt: '1988-07-06' }),
  annotations: (['quote', 'claim', 'highlight'] as const)
    .map((kind) =>
      annotationOf('It will stand.', {
        kind,
        note: 'SecretNote',
        tags: ['SecretTag'],
        quote: { speaker: 'SecretSpeaker', speakerRole: 'SecretRole' },
        claim: { claimant: 'SecretClaimant', status: 'checked', rating: '' },
        target: targetOf('It will stand.', {
          prefix: 'SecretPrefix ',
          suffix: ' SecretSuffix',
          sentenceBefore: 'SecretBefore',
          sentenceAfter: 'SecretAfter',
        }),
        reanchored: targetOf('It will stand.', { prefix: 'SecretMoved' }),
      }),
    )
    .concat(annotationOf('', { kind: 'note', target: null, note: 'SecretThought' })),
};

describe.each(Object.entries(FORMATS))('%s', (_, format) => {
  test.each(Object.entries(SECRETS))('says nothing of %s that were left out', (name, secrets) => {
    const file = render(format, [withFields(ENTRY, { ...ALL_FIELDS, [name]: false })], OPTIONS);
    expect(secrets.filter((secret) => file.includes(secret))).toEqual([]);
    expect(file).toContain('It will stand.');
  });
});

test('with every field, an entry is as it was', () => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      expect(collection.map((entry) => withFields(entry, ALL_FIELDS))).toEqual(collection);
    }),
  );
});

test('whatever is left out, what is left is whole by the model, and every passage, kind and status is there', () => {
  const anyFields = fc.record({
    notes: fc.boolean(),
    tags: fc.boolean(),
    speakers: fc.boolean(),
    context: fc.boolean(),
    articleDates: fc.boolean(),
  });
  fc.assert(
    fc.property(anyCollection, anyFields, (collection, fields) => {
      for (const entry of collection) {
        const { article, annotations } = withFields(entry, fields);
        expect(v.is(articleSchema, article)).toBe(true);
        expect(annotations.every((annotation) => v.is(annotationSchema, annotation))).toBe(true);
        expect(withFields({ article, annotations }, fields)).toEqual({ article, annotations });
        const said = ({ annotations: marks }: typeof entry) =>
          marks
            .filter(({ kind }) => kind !== 'note')
            .map(({ id, kind, target, claim }) => [id, kind, target?.exact, target?.position, claim.status]);
        expect(said({ article, annotations })).toEqual(said(entry));
      }
    }),
  );
});

test('only what a format has a place for is there to choose', () => {
  expect(choicesOf(FORMATS.pullquote)).toEqual(['notes', 'tags', 'speakers', 'context', 'articleDates']);
  expect(choicesOf(FORMATS.text)).toEqual(['notes', 'speakers', 'articleDates']);
  expect(choicesOf(FORMATS.schemaOrg)).toEqual(['tags', 'speakers', 'articleDates']);
});

const at = (id: string, createdAt: number, start?: number) =>
  annotationOf(id, {
    id,
    createdAt,
    target: targetOf(id, start === undefined ? {} : { position: { start, end: start + 1 } }),
  });

describe('the order of marks', () => {
  test('is that of the page with notes on all of it first, or that in which they were made', () => {
    const annotations = [
      at('end', 1, 90),
      at('nowhere', 3),
      at('start', 4, 0),
      annotationOf('', { id: 'note', createdAt: 5, kind: 'note', target: null }),
      at('start, earlier', 2, 0),
    ];
    const ids = (order: MarkOrder) =>
      inOrder({ article: articleOf(), annotations }, order).annotations.map(({ id }) => id);
    expect(ids('place')).toEqual(['note', 'start, earlier', 'start', 'end', 'nowhere']);
    expect(ids('time')).toEqual(['end', 'start, earlier', 'nowhere', 'start', 'note']);
  });

  test('changes nothing else, and is settled the first time', () => {
    fc.assert(
      fc.property(anyCollection, fc.constantFrom(...MARK_ORDERS), (collection, order) => {
        for (const entry of collection) {
          const once = inOrder(entry, order);
          expect(inOrder(once, order)).toEqual(once);
          expect(new Set(once.annotations)).toEqual(new Set(entry.annotations));
          expect(once.annotations).toHaveLength(entry.annotations.length);
        }
      }),
    );
  });
});
