import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation, Article } from '../../annotation/model';
import {
  annotationFields,
  annotationOf,
  articleFields,
  articleOf,
  conflictsOf,
  mergedTextsOf,
} from './fields';
import { recordChange } from './change';
import type { Operation } from './operation';
import { sealOperation } from './publication';
import { joinRecords, type RecordState } from './record';

const A = 'a'.repeat(16);
const B = 'b'.repeat(16);

const ARTICLE: Article = {
  id: 'article-1',
  url: 'https://news.example/1',
  aliases: ['https://news.example/1', 'https://news.example/amp/1'],
  title: 'A town votes',
  byline: 'Ada Byron',
  site: '',
  language: 'en',
  publishedAt: '2026-01-02',
  modifiedAt: '',
  savedAt: 5,
};

const MARK: Annotation = {
  id: 'mark-1',
  articleId: 'article-1',
  kind: 'quote',
  note: 'one two three',
  tags: ['Budget', 'war'],
  quote: { speaker: 'The mayor', speakerRole: '' },
  claim: { claimant: '', status: 'unchecked', rating: '' },
  target: {
    exact: 'It will pass.',
    prefix: 'said: ',
    suffix: '',
    position: { start: 3, end: 16 },
    sentenceBefore: '',
    sentenceAfter: '',
  },
  reanchored: null,
  rejected: '',
  createdAt: 10,
  updatedAt: 10,
  deletedAt: null,
};

/** What a device does: the record after its change is published. */
function change(
  before: RecordState | null,
  device: string,
  segment: number,
  after: Annotation | null,
): RecordState {
  const operation = operationFor(before, after, segment);
  return operation ? sealOperation(before, operation, { device, segment }) : (before ?? fail());
}

function operationFor(before: RecordState | null, after: Annotation | null, time: number): Operation | null {
  const known = before && annotationOf(before);
  const standing = { id: MARK.id, type: 'annotation', published: before, pending: null };
  return recordChange(
    standing,
    known && annotationFields(known),
    after && annotationFields(after),
    100 + time,
  );
}

function fail(): never {
  throw new Error('Nothing was changed');
}

const created = change(null, A, 1, MARK);

describe('an annotation as fields', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 20 });
  const annotations = fc.record<Annotation>({
    id: fc.constant('mark-1'),
    articleId: fc.constant('article-1'),
    kind: fc.constantFrom('quote', 'claim', 'highlight', 'note'),
    note: line,
    tags: fc.uniqueArray(fc.constantFrom('Budget', 'war', 'ÄRZTE', 'a:b', '__proto__'), { maxLength: 4 }),
    quote: fc.record({ speaker: line, speakerRole: line }),
    claim: fc.record({ claimant: line, status: fc.constantFrom('unchecked', 'checked'), rating: line }),
    target: fc.constantFrom(null, MARK.target),
    reanchored: fc.constantFrom(null, MARK.target),
    rejected: line,
    createdAt: fc.nat(),
    updatedAt: fc.constant(0),
    deletedAt: fc.option(fc.nat({ max: 1_000 })),
  });

  it('is the same again, whatever is in it', () => {
    fc.assert(
      fc.property(annotations, annotations, (first, second) => {
        const one = change(null, A, 1, first);
        expect({ ...annotationOf(one), updatedAt: 0 }).toEqual(first);
        const operation = operationFor(one, { ...second, createdAt: first.createdAt }, 2);
        const two = operation ? sealOperation(one, operation, { device: A, segment: 2 }) : one;
        expect({ ...annotationOf(two), updatedAt: 0, tags: [] }).toEqual({
          ...second,
          createdAt: first.createdAt,
          tags: [],
        });
        expect(annotationOf(two)?.tags.toSorted()).toEqual(second.tags.toSorted());
      }),
    );
  });

  it('has nothing of what nobody said', () => {
    const { note: _, ...rest } = annotationFields({ ...MARK, note: '' });
    expect(Object.keys(rest)).not.toContain('claimant');
    expect(annotationFields({ ...MARK, note: '' })).not.toHaveProperty('note');
  });

  it('is not shown where a later version wrote what this one cannot read', () => {
    const strange = { ...created.fields['kind'], seen: { [A]: 1 }, entries: [] };
    expect(annotationOf({ ...created, fields: { ...created.fields, kind: strange } })).toBeNull();
  });
});

describe('an article as fields', () => {
  it('is the same again', () => {
    const standing = { id: ARTICLE.id, type: 'article', published: null, pending: null };
    const operation = recordChange(standing, null, articleFields(ARTICLE), 1);
    const record = operation && sealOperation(null, operation, { device: A, segment: 1 });
    const aliases = [...ARTICLE.aliases].toSorted();
    expect(record && articleOf(record)).toEqual({ ...ARTICLE, aliases });
  });
});

describe('two devices that change one annotation', () => {
  it('both have their way where they change different fields', () => {
    const one = change(created, A, 2, { ...MARK, note: 'mine' });
    const two = change(created, B, 1, { ...MARK, quote: { speaker: 'The treasurer', speakerRole: '' } });
    const merged = joinRecords(one, two);
    expect(annotationOf(merged)).toMatchObject({ note: 'mine', quote: { speaker: 'The treasurer' } });
    expect(conflictsOf(merged)).toEqual([]);
  });

  it('are asked where they say different things of one field, and the later one is shown', () => {
    const one = change(created, A, 2, { ...MARK, kind: 'claim' });
    const two = change(created, B, 3, { ...MARK, kind: 'highlight' });
    const merged = joinRecords(two, one);
    expect(annotationOf(merged)?.kind).toBe('highlight');
    expect(conflictsOf(merged)).toMatchObject([
      { field: 'kind', values: [{ value: 'highlight' }, { value: 'claim' }] },
    ]);
    const settled = change(merged, A, 4, { ...MARK, kind: 'claim' });
    expect(conflictsOf(joinRecords(settled, two))).toEqual([]);
    expect(annotationOf(joinRecords(settled, two))?.kind).toBe('claim');
  });

  it('have one note where they changed different places of it, and both texts are kept', () => {
    const one = change(created, A, 2, { ...MARK, note: 'zero one two three' });
    const two = change(created, B, 1, { ...MARK, note: 'one two three four' });
    const merged = joinRecords(one, two);
    expect(annotationOf(merged)?.note).toBe('zero one two three four');
    expect(conflictsOf(merged)).toEqual([]);
    expect(mergedTextsOf(merged)[0]?.values).toHaveLength(2);
  });

  it('are asked where they changed the same place of a note', () => {
    const one = change(created, A, 2, { ...MARK, note: 'one 2 three' });
    const two = change(created, B, 1, { ...MARK, note: 'one zwei three' });
    expect(conflictsOf(joinRecords(one, two))).toHaveLength(1);
  });

  it('keep a tag that one added while the other took it away', () => {
    const without = change(created, A, 2, { ...MARK, tags: ['war'] });
    const again = change(change(created, B, 1, { ...MARK, tags: [] }), B, 2, { ...MARK, tags: ['budget'] });
    expect(annotationOf(joinRecords(without, again))?.tags).toEqual(['budget']);
  });

  it('keep what one edited while the other deleted it', () => {
    const deleted = change(created, A, 2, { ...MARK, deletedAt: 50 });
    const edited = change(created, B, 1, { ...MARK, note: 'still needed' });
    expect(annotationOf(deleted)?.deletedAt).toBe(50);
    expect(annotationOf(joinRecords(deleted, edited))).toMatchObject({
      deletedAt: null,
      note: 'still needed',
    });
  });

  it('keep what one did not hear of although it heard of something else that was written with it', () => {
    const edited = change(created, B, 1, { ...MARK, note: 'mine', quote: { speaker: 'S', speakerRole: '' } });
    const { note } = joinRecords(created, edited).fields;
    const heard: RecordState = { ...created, fields: { ...created.fields, ...(note && { note }) } };
    const deleted = change(heard, A, 2, { ...MARK, note: 'mine', deletedAt: 50 });
    expect(annotationOf(deleted)?.deletedAt).toBe(50);
    expect(annotationOf(joinRecords(deleted, edited))?.deletedAt).toBeNull();
  });

  it('delete it where nobody edited it meanwhile', () => {
    const edited = change(created, B, 1, { ...MARK, note: 'seen' });
    const known = annotationOf(edited) ?? fail();
    const deleted = change(edited, A, 2, { ...known, deletedAt: 50 });
    expect(annotationOf(joinRecords(created, deleted))?.deletedAt).toBe(50);
  });

  it('take away for good only what was known', () => {
    const gone = change(created, A, 2, null);
    expect(annotationOf(gone)).toBeNull();
    expect(annotationOf(joinRecords(created, gone))).toBeNull();
    const edited = change(created, B, 1, { ...MARK, note: 'still needed' });
    expect(joinRecords(gone, edited).fields['note']?.entries).toMatchObject([{ value: 'still needed' }]);
  });
});
