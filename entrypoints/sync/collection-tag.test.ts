import { expect, test } from 'vitest';
import { collectionTag } from './collection-tag';

test('a tag that is typed with its sign, or with blanks, is shared as annotations have it', () => {
  expect(collectionTag(' #Sea  wall ')).toBe('Sea wall');
  expect(collectionTag('desk,')).toBe('desk');
});

test('what no annotation can have as one tag is not shared', () => {
  for (const typed of ['', '  ', '#', 'desk, field', 'x'.repeat(1_001)])
    expect(collectionTag(typed)).toBeNull();
});
