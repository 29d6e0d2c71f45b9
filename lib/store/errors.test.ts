import { Dexie } from 'dexie';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { UnknownAnnotationError } from '../annotation/commands';
import { annotationDraftSchema } from '../annotation/model';
import { StoreError, toStoreError } from './errors';

test.each([
  ['a full disk', new DOMException('full', 'QuotaExceededError'), 'quota'],
  ['a full disk that aborted the transaction', new Dexie.AbortError('aborted', quota()), 'quota'],
  ['a full disk inside a bulk write', new Dexie.BulkError('bulk', [quota()]), 'quota'],
  ['a full disk that another error was caused by', new Error('outer', { cause: quota() }), 'quota'],
  ['a closed database', new Dexie.DatabaseClosedError('closed'), 'closed'],
  ['a connection that is gone', new DOMException('gone', 'InvalidStateError'), 'closed'],
  ['a browser without IndexedDB', new Dexie.MissingAPIError('none'), 'closed'],
  ['a newer database', new DOMException('version', 'VersionError'), 'newer'],
  [
    'a newer database behind a closed one',
    new Dexie.DatabaseClosedError('c', new StoreError('newer', 'n')),
    'newer',
  ],
  ['a missing annotation', new UnknownAnnotationError(['x']), 'unknown'],
  ['any other error', new TypeError('oops'), 'failed'],
  ['something that is no error', 'oops', 'failed'],
  ['nothing', undefined, 'failed'],
])('%s is told apart', (_, thrown, code) => {
  expect(toStoreError(thrown)).toMatchObject({ name: 'StoreError', code });
});

test('a record that breaks the model names the field', () => {
  const parsed = v.safeParse(annotationDraftSchema, {
    kind: 'claim',
    target: null,
    claim: { status: 'maybe' },
  });
  expect(parsed.success).toBe(false);
  const error = toStoreError(new v.ValiError(parsed.issues ?? neverEmpty()));
  expect(error.code).toBe('invalid');
  expect(error.message).toContain('claim.status');
});

test('a StoreError stays what it is', () => {
  const error = new StoreError('quota', 'full');
  expect(toStoreError(error)).toBe(error);
});

test('errors that wrap each other in a circle end', () => {
  const a = new Error('a');
  a.cause = new Error('b', { cause: a });
  expect(toStoreError(a).code).toBe('failed');
});

function quota(): DOMException {
  return new DOMException('full', 'QuotaExceededError');
}

function neverEmpty(): never {
  throw new Error('there are issues');
}
