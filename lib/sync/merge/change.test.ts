import { describe, expect, it } from 'vitest';
import { annotationDeleted, type Fields } from './fields';
import { recordChange } from './change';
import { mergeIncoming } from './incoming';
import type { Operation, Standing } from './operation';
import { publishedPart, sealOperation } from './publication';
import { unpublish } from './unpublish';
import { emptyRecord, joinRecords, type RecordState } from './record';

const A = 'a'.repeat(16);
const B = 'b'.repeat(16);
const C = 'c'.repeat(16);
/** The name that A takes when it has to leave its own. */
const A2 = 'd'.repeat(16);

function sealed(
  published: RecordState | null,
  pending: Operation | null,
  device: string,
  segment: number,
): RecordState {
  if (!pending) return published ?? emptyRecord('annotation', 'one');
  return sealOperation(published, pending, { device, segment });
}

function standing(published: RecordState | null, pending: Operation | null = null): Standing {
  return { id: 'one', type: 'annotation', published, pending };
}

/** What B has published, and A has merged. */
const byB = sealed(null, recordChange(standing(null), null, { note: 'first' }, 1), B, 1);

/** A has changed it in its first segment, and has left its name since: nobody may ever have that segment. */
function leftBehind(after: Fields): Standing {
  const changed = sealed(byB, recordChange(standing(byB), { note: 'first' }, after, 2), A, 1);
  return { ...standing(changed), ...unpublish(standing(changed), A, 0) };
}

interface Anew {
  /** The record as A has it afterwards. */
  readonly here: RecordState;
  /** What others hear of it. */
  readonly part: RecordState;
}

function publishedAnew(now: Standing, before: Fields | null, after: Fields | null): Anew {
  return anew(now.published, recordChange(now, before, after, 3));
}

function anew(published: RecordState | null, pending: Operation | null): Anew {
  const here = sealed(published, pending, A2, 1);
  return { here, part: pending ? publishedPart(here, pending) : emptyRecord('annotation', 'one') };
}

describe('of two writes of the same time', () => {
  it.each([
    [A, ['again']],
    [C, ['again', 'there']],
  ])('who writes again on %s has seen the one that is shown there, and their own', (device, left) => {
    const next = { device, segment: 1 };
    const pending = recordChange(standing(null), null, { note: 'here' }, 2);
    const there = sealed(null, recordChange(standing(null), null, { note: 'there' }, 2), B, 1);
    const now = { ...standing(there, pending), next };
    const after = sealed(there, recordChange(now, { note: 'here' }, { note: 'again' }, 3), device, 1);
    expect(after.fields['note']?.entries.map(({ value }) => value).toSorted()).toEqual(left);
  });
});

describe('what was published under a name that had to be left', () => {
  it.each<[what: string, after: Fields | null]>([
    ['changed again', { note: 'third' }],
    ['taken away', {}],
    ['purged', null],
  ])('still replaces what it replaced when it is %s before it is published anew', (_, after) => {
    const { here, part } = publishedAnew(leftBehind({ note: 'second' }), { note: 'second' }, after);
    expect(joinRecords(byB, part)).toEqual(here);
  });

  it('still takes away what it took away, also where others wrote beside it meanwhile', () => {
    const beside = sealed(null, recordChange(standing(null), null, { note: 'beside' }, 2), C, 1);
    const taken = sealed(byB, recordChange(standing(byB), { note: 'first' }, null, 2), A, 1);
    const { published, pending } = unpublish(standing(joinRecords(taken, beside)), A, 0);
    const { here, part } = anew(published, pending);
    expect(joinRecords(joinRecords(byB, beside), part)).toEqual(here);
    expect(here.fields['note']?.entries).toMatchObject([{ value: 'beside' }]);
  });

  it('still takes the place of a delete, when it is worked with again', () => {
    const inTrash = { note: 'first', deleted: 2 };
    const deleted = sealed(byB, recordChange(standing(byB), { note: 'first' }, inTrash, 2), B, 2);
    const changed = recordChange(standing(deleted), inTrash, { ...inTrash, note: 'changed' }, 3);
    const left = standing(sealed(deleted, changed, A, 1));
    const edit = recordChange(standing(byB), { note: 'first' }, { note: 'first', speaker: 'S' }, 3);
    const elsewhere = joinRecords(deleted, sealed(byB, edit, C, 1));
    const now = { ...left, ...unpublish(left, A, 0) };
    const alive = { ...now, ...mergeIncoming(now, elsewhere) };
    const before = { note: 'changed', speaker: 'S' };
    const { here, part } = publishedAnew(alive, before, { ...before, note: 'again' });
    expect(annotationDeleted(here)).toBeNull();
    expect(joinRecords(elsewhere, part)).toEqual(here);
  });
});

describe('an edit of what was taken out of the trash by somebody else', () => {
  const before = { note: 'first' };
  const inTrash = { ...before, deleted: 5 };
  const elsewhere = sealed(byB, recordChange(standing(byB), before, { note: 'edited' }, 3), B, 2);

  it('is not published with the delete, which would seem to have known of it', () => {
    const deletion = recordChange(standing(byB), before, inTrash, 2);
    const now = { ...standing(byB), ...mergeIncoming(standing(byB, deletion), elsewhere) };
    const edit = recordChange(now, { note: 'edited' }, { note: 'edited again' }, 4);
    expect(annotationDeleted(sealed(now.published, edit, A, 1))).toBeNull();
  });

  it('is not published with a delete that is published again under another name', () => {
    const deleted = sealed(byB, recordChange(standing(byB), before, inTrash, 2), A, 1);
    const published = joinRecords(deleted, elsewhere);
    const edit = recordChange(standing(published), { note: 'edited' }, { note: 'edited again' }, 4);
    const now = unpublish(standing(published, edit), A, 0);
    expect(annotationDeleted(sealed(now.published, now.pending, A2, 1))).toBeNull();
  });

  it('is not published with a delete, either, when both are published again under another name', () => {
    const deleted = sealed(byB, recordChange(standing(byB), before, inTrash, 2), A, 1);
    const published = joinRecords(deleted, elsewhere);
    const edit = recordChange(standing(published), { note: 'edited' }, { note: 'edited again' }, 4);
    const now = unpublish(standing(sealed(published, edit, A, 2)), A, 0);
    expect(annotationDeleted(sealed(now.published, now.pending, A2, 1))).toBeNull();
  });

  it('stays in the trash where it was known to be there, also under another name', () => {
    const deleted = sealed(byB, recordChange(standing(byB), before, inTrash, 2), A, 1);
    const edit = recordChange(standing(deleted), inTrash, { ...inTrash, note: 'edited' }, 4);
    const now = unpublish(standing(sealed(deleted, edit, A, 2)), A, 0);
    expect(annotationDeleted(sealed(now.published, now.pending, A2, 1))).toBe(5);
  });
});
