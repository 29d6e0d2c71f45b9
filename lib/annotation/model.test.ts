import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { MAX_EXACT, MAX_LINE, MAX_NOTE } from './limits';
import { annotationChangesSchema, annotationDraftSchema, annotationSchema, articleSchema } from './model';

const article = { id: 'a', url: 'https://a.example/1', aliases: ['https://a.example/1'], savedAt: 1 };

describe('a draft', () => {
  test('needs only a kind and a passage: the rest has defaults', () => {
    expect(v.parse(annotationDraftSchema, { kind: 'quote', target: { exact: 'So it is.' } })).toEqual({
      kind: 'quote',
      note: '',
      tags: [],
      quote: { speaker: '', speakerRole: '' },
      claim: { claimant: '', status: 'unchecked', rating: '' },
      target: {
        exact: 'So it is.',
        prefix: '',
        suffix: '',
        position: null,
        sentenceBefore: '',
        sentenceAfter: '',
      },
    });
  });

  test('does not share its defaults with other drafts', () => {
    const [one, two] = [1, 2].map(() => v.parse(annotationDraftSchema, { kind: 'note', target: null }));
    one?.tags.push('mine');
    expect(two?.tags).toEqual([]);
  });

  test.each([
    ['an unknown kind', { kind: 'rumour', target: null }],
    ['an empty passage', { kind: 'quote', target: { exact: '' } }],
    ['a passage that is too long', { kind: 'quote', target: { exact: 'x'.repeat(MAX_EXACT + 1) } }],
    ['a note that is too long', { kind: 'note', target: null, note: 'x'.repeat(MAX_NOTE + 1) }],
    ['a tag that is too long', { kind: 'note', target: null, tags: ['x'.repeat(MAX_LINE + 1)] }],
    ['too many tags', { kind: 'note', target: null, tags: Array.from({ length: 101 }, (_, i) => `t${i}`) }],
    [
      'a speaker that is too long',
      { kind: 'quote', target: null, quote: { speaker: 'x'.repeat(MAX_LINE + 1) } },
    ],
    ['a status that is none', { kind: 'claim', target: null, claim: { status: 'true' } }],
    ['a place before the text', { kind: 'quote', target: { exact: 'x', position: { start: -1, end: 2 } } }],
    ['no target at all', { kind: 'quote' }],
  ])('with %s is refused', (_, draft) => {
    expect(v.is(annotationDraftSchema, draft)).toBe(false);
  });

  test('may be as long as the limits', () => {
    const draft = { kind: 'quote', note: 'x'.repeat(MAX_NOTE), target: { exact: 'x'.repeat(MAX_EXACT) } };
    expect(v.is(annotationDraftSchema, draft)).toBe(true);
  });
});

describe('an annotation', () => {
  test('without a time of deletion is not deleted', () => {
    const record = { kind: 'note', target: null, id: 'a', articleId: 'b', createdAt: 1, updatedAt: 1 };
    expect(v.parse(annotationSchema, record).deletedAt).toBeNull();
  });

  test.each([
    { createdAt: -1 },
    { createdAt: 1.5 },
    { createdAt: '1' },
    { id: '' },
    { articleId: 'x'.repeat(65) },
  ])('with %o is refused', (wrong) => {
    const record = { kind: 'note', target: null, id: 'a', articleId: 'b', createdAt: 1, updatedAt: 1 };
    expect(v.is(annotationSchema, record)).toBe(true);
    expect(v.is(annotationSchema, { ...record, ...wrong })).toBe(false);
  });
});

describe('a change', () => {
  test('keeps what it leaves out left out', () => {
    expect(v.parse(annotationChangesSchema, { quote: { speaker: 'Ada' } })).toEqual({
      quote: { speaker: 'Ada' },
    });
    expect(v.parse(annotationChangesSchema, {})).toEqual({});
  });

  test('cannot move an annotation, or change what only the writer sets', () => {
    const change = { note: 'mine', id: 'b', articleId: 'c', target: null, createdAt: 1, deletedAt: 1 };
    expect(v.parse(annotationChangesSchema, change)).toEqual({ note: 'mine' });
  });

  test('with nothing where a value belongs is refused', () => {
    expect(v.is(annotationChangesSchema, { note: undefined })).toBe(false);
    expect(v.is(annotationChangesSchema, { tags: null })).toBe(false);
  });
});

describe('an article', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example/', 'a.example', ''])(
    'with the address %o is refused',
    (url) => {
      expect(v.is(articleSchema, { ...article, url })).toBe(false);
      expect(v.is(articleSchema, { ...article, aliases: [url] })).toBe(false);
    },
  );

  test('of an older version, without details, is read', () => {
    expect(v.parse(articleSchema, article)).toMatchObject({ title: '', byline: '', site: '', language: '' });
  });
});
