import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { anyCollection } from '../../tests/fixtures/arbitrary-marks';
import { annotationOf, articleOf, OPTIONS, targetOf } from '../../tests/fixtures/format-samples';
import { annotationSchema, articleSchema } from '../annotation/model';
import { render, type Collection } from './format';
import { FORMATS } from './registry';
import { ALL_FIELDS, ARTICLE_ORDERS, choicesOf, MARK_ORDERS, ordered, withFields } from './selection';

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
        claim: { claimant: 'SecretClaimant', status: 'checked' },
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

const entry = (title: string, fields: { site?: string; publishedAt?: string; savedAt?: number } = {}) => ({
  article: articleOf({ title, ...fields }),
  annotations: [],
});
const titles = (collection: Collection) => collection.map(({ article }) => article.title);
const by = (articles: (typeof ARTICLE_ORDERS)[number], descending = false) =>
  ({ articles, descending, marks: 'place', locale: 'en' }) as const;

const at = (id: string, createdAt: number, start?: number) =>
  annotationOf(id, {
    id,
    createdAt,
    target: targetOf(id, start === undefined ? {} : { position: { start, end: start + 1 } }),
  });
const records = (all: Collection) =>
  all.map(({ article, annotations }) =>
    [article, annotations.map((each) => JSON.stringify(each)).toSorted()]
      .map((each) => JSON.stringify(each))
      .join('\n'),
  );
describe('the order', () => {
  test('by title is that of the alphabet, with numbers as numbers', () => {
    const mixed = ['Part 10', 'äther', 'Zoo', '', 'part 9', 'Ash'].map((title) => entry(title));
    expect(titles(ordered(mixed, by('title')))).toEqual(['Ash', 'äther', 'part 9', 'Part 10', 'Zoo', '']);
    expect(titles(ordered(mixed, by('title', true)))).toEqual([
      'Zoo',
      'Part 10',
      'part 9',
      'äther',
      'Ash',
      '',
    ]);
  });

  test('by publication compares moments, and puts what has none last both ways', () => {
    const mixed = [
      entry('unknown'),
      entry('evening there', { publishedAt: '2026-02-11T23:30:00-05:00' }),
      entry('next day', { publishedAt: '2026-02-12' }),
      entry('a word', { publishedAt: 'yesterday' }),
      entry('a month', { publishedAt: '2026-02' }),
    ];
    expect(titles(ordered(mixed, by('published')))).toEqual([
      'a month',
      'next day',
      'evening there',
      'unknown',
      'a word',
    ]);
    expect(titles(ordered(mixed, by('published', true)))).toEqual([
      'evening there',
      'next day',
      'a month',
      'unknown',
      'a word',
    ]);
  });

  test('of marks is that of the page with notes on all of it first, or that in which they were made', () => {
    const annotations = [
      at('end', 1, 90),
      at('nowhere', 3),
      at('start', 4, 0),
      annotationOf('', { id: 'note', createdAt: 5, kind: 'note', target: null }),
      at('start, earlier', 2, 0),
    ];
    const collection = [{ article: articleOf(), annotations }];
    const ids = (marks: (typeof MARK_ORDERS)[number]) =>
      ordered(collection, { articles: 'saved', descending: false, marks })[0]?.annotations.map(
        ({ id }) => id,
      );
    expect(ids('place')).toEqual(['note', 'start, earlier', 'start', 'end', 'nowhere']);
    expect(ids('time')).toEqual(['end', 'start, earlier', 'nowhere', 'start', 'note']);
  });

  test('changes nothing but the order, and is settled the first time', () => {
    const anyOrder = fc.record({
      articles: fc.constantFrom(...ARTICLE_ORDERS),
      descending: fc.boolean(),
      marks: fc.constantFrom(...MARK_ORDERS),
      locale: fc.constantFrom('en', 'sv', 'ar'),
    });
    fc.assert(
      fc.property(anyCollection, anyOrder, (collection, order) => {
        const once = ordered(collection, order);
        expect(ordered(once, order)).toEqual(once);
        expect(records(once).toSorted()).toEqual(records(collection).toSorted());
      }),
    );
  });
});
