/** The names that marks of a file get, so that the file can be read again. */
import { describe, expect, test } from 'vitest';
import { articleIdentity } from '../../article/address/identity';
import { createNamer } from './name';
import type { Found } from './reader';

const URL_A = 'https://tidewater.example/2026/sea-wall';

type Entry = Extract<Found, { type: 'entry' }>;

const namer = (readerId = 'readwise') =>
  createNamer(readerId, (url) => articleIdentity({ url, canonical: [] }));
const entryOf = (exact: string, note = '', url: string | null = URL_A): Entry => ({
  type: 'entry',
  place: '',
  article: { url, title: 'Votes' },
  annotations: [
    {
      kind: 'highlight',
      target: { exact, prefix: '', suffix: '', position: null, sentenceBefore: '', sentenceAfter: '' },
      note,
    },
  ],
});

const withId = (exact: string, note: string, url = URL_A, updatedAt = 1): Entry => {
  const entry = entryOf(exact, note, url);
  for (const each of entry.annotations) Object.assign(each, { id: 'the same', updatedAt });
  return entry;
};

const ids = (list: readonly Entry[], naming = namer()) =>
  list.map((each) => naming(each)?.annotations[0]?.id);

describe('names', () => {
  test('are the same each time that the file is read', () => {
    const list = [entryOf('One.'), entryOf('Two.'), entryOf('One.', 'with a note')];
    expect(ids(list)).toEqual(ids(list));
    expect(new Set(ids(list)).size).toBe(3);
  });

  test('are one for what stands in the file twice', () => {
    expect(new Set(ids([entryOf('One.', 'a'), entryOf('One.', 'b'), entryOf('One.', 'a')])).size).toBe(2);
  });

  test('are of the article, however its address is written', () => {
    expect(ids([entryOf('One.', '', `${URL_A}?utm_source=x`)])).toEqual(ids([entryOf('One.')]));
  });

  test('of what has no address are of its title', () => {
    const book = namer()(entryOf('One.', '', null));
    expect(book?.url).toMatch(/^urn:uuid:[\da-f-]{36}$/u);
    expect(namer()(entryOf('Two.', '', null))?.article.id).toBe(book?.article.id);
  });

  test('are kept apart between tools that count their annotations', () => {
    const counted = {
      ...entryOf('One.'),
      annotations: [{ kind: 'note' as const, target: null, sourceId: '3' }],
    };
    expect(namer('wallabag')(counted)?.annotations[0]?.id).not.toBe(
      namer('clipper')(counted)?.annotations[0]?.id,
    );
  });

  describe('that the file gives twice', () => {
    test('are kept for what says the same, whenever it was said', () => {
      expect(ids([withId('One.', 'a'), withId('One.', 'a', URL_A, 9)])).toEqual(['the same', 'the same']);
    });

    test('are given to one record only where another says, or stands in, something else', () => {
      const list = [
        withId('One.', 'a'),
        withId('Two.', 'a'),
        withId('One.', 'b'),
        withId('One.', 'a', 'https://b.example/'),
      ];
      const named = ids(list);
      expect(named[0]).toBe('the same');
      expect(new Set(named).size).toBe(list.length);
      expect(ids(list)).toEqual(named);
    });
  });

  test('are not given where the address is none', () => {
    expect(namer()(entryOf('One.', '', 'https://'))).toBeNull();
  });
});
