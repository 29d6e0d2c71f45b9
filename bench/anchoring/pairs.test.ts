import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pageOf, readPairs } from './pairs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pairs-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a page stays as it is, a fragment gets one around it, plain text a paragraph a line', () => {
  const page = '<!DOCTYPE html><html><body><p>One.</p></body></html>';
  expect(pageOf(page, 'en')).toBe(page);
  expect(pageOf('<p>One.</p><p>Two.</p>', 'fr')).toMatch(
    /<html lang="fr">.*<article><p>One\.<\/p><p>Two\.<\/p><\/article>/,
  );
  expect(pageOf('One < two & three.\n\nFour.', 'en')).toContain(
    '<p>One &lt; two &amp; three.</p>\n<p>Four.</p>',
  );
});

test('JSON lines become pairs of which nothing is known', async () => {
  const file = join(folder, 'pairs.jsonl');
  await writeFile(
    file,
    '{"before": "One.", "after": "Two.", "id": 7}\n\n{"before": "Three.", "after": "Four."}\n',
  );
  const pairs = await readPairs(file);
  expect(pairs.map(({ name, known }) => [name, known])).toEqual([
    ['7', null],
    ['pairs.jsonl 3', null],
  ]);
  expect(pairs[1]?.after).toContain('<p>Four.</p>');
});

test('a line that is no pair is named', async () => {
  const file = join(folder, 'pairs.jsonl');
  await writeFile(file, '{"before": "One.", "after": "Two."}\n{"before": "One."}\n');
  await expect(readPairs(file)).rejects.toThrow('pairs.jsonl 2');
});

test('a folder of pairs tells what became of every sentence, and where it stands', async () => {
  const pair = {
    title: 'A pair',
    language: 'en',
    sentences: {
      s1: { before: 'A headline', after: 'A headline' },
      s2: { before: 'The first sentence.', after: 'The first new sentence.' },
      s3: { before: 'The second.', after: null },
      s4: { before: null, after: 'The third.' },
    },
    before: [['s1'], ['s2', 's3']],
    after: [['s1'], ['s4', 's2']],
  };
  await writeFile(join(folder, 'one.json'), JSON.stringify(pair));
  const [read] = await readPairs(folder);
  expect(read?.before).toContain('<p>A headline</p>\n<p>The first sentence. The second.</p>');
  expect(read?.known).toEqual([
    { fate: 'same', before: { paragraph: 0, start: 0, end: 10 }, after: { paragraph: 0, start: 0, end: 10 } },
    {
      fate: 'edited',
      before: { paragraph: 1, start: 0, end: 19 },
      after: { paragraph: 1, start: 11, end: 34 },
    },
    { fate: 'cut', before: { paragraph: 1, start: 20, end: 31 }, after: null },
  ]);
});
