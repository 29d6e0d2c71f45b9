/** What anchoring costs on long pages. The times are printed, not held: machines differ. */
import { afterEach, expect, it } from 'vitest';
import type { Target } from '../annotation/model';
import { seeded } from '../../tests/fixtures/edited-article';
import { describe } from './describe';
import { locate } from './locate';
import { buildTextIndex } from './text-index';

afterEach(() => document.body.replaceChildren());

const SYLLABLES = [
  'ba',
  'ren',
  'ti',
  'so',
  'mal',
  'ke',
  'dor',
  'vi',
  'an',
  'pe',
  'lu',
  'gri',
  'sta',
  'no',
  'fe',
];

/** A language of 5,000 words, the common ones short and as frequent as in a real one. */
function makeVocabulary(random: () => number): string[] {
  return Array.from({ length: 5_000 }, (_, rank) => {
    const syllables = 1 + Math.floor(Math.log10(rank + 1) * 0.8 + random());
    return Array.from({ length: syllables }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(
      '',
    );
  });
}

function makeParagraphs(length: number, random: () => number): string[] {
  const vocabulary = makeVocabulary(random);
  const word = (): string => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? 'ba';
  const paragraphs: string[] = [];
  for (let written = 0; written < length; written += paragraphs.at(-1)?.length ?? 1) {
    const sentences = Array.from({ length: 4 }, () => Array.from({ length: 18 }, word).join(' '));
    paragraphs.push(`${sentences.join('. ')}.`);
  }
  return paragraphs;
}

function show(paragraphs: readonly string[]): void {
  document.body.innerHTML = paragraphs
    .map((text) => `<p>${text.replaceAll(/(\S+) (\S+)\./gu, '<a href="#">$1</a> <em>$2</em>.')}</p>`)
    .join('\n');
}

function timed<T>(name: string, run: () => T): T {
  const before = performance.now();
  const result = run();
  console.log(`${name}: ${(performance.now() - before).toFixed(1)} ms`);
  return result;
}

function marksOn(count: number): Target[] {
  const index = buildTextIndex(document.body);
  return Array.from({ length: count }, (_, nth) => {
    const start = Math.floor(((nth + 0.3) * index.text.length) / count);
    const range = index.rangeAt(start, start + 40 + 3 * nth);
    const described = range && describe(index, range);
    if (!described?.ok) throw new Error('nothing to mark');
    return described.target;
  });
}

it('locates 100 marks on 200,000 characters, unchanged, edited, moved and deleted', () => {
  const random = seeded(3);
  const paragraphs = makeParagraphs(200_000, random);
  show(paragraphs);
  const targets = marksOn(100);
  const statuses = (name: string, changed: readonly string[]): Record<string, number> => {
    show(changed);
    const counts: Record<string, number> = { found: 0, unsure: 0, gone: 0 };
    const index = timed(`${name}, index`, () => buildTextIndex(document.body));
    for (const { status } of timed(`${name}, 100 marks`, () => locate(index, targets))) {
      counts[status] = (counts[status] ?? 0) + 1;
    }
    console.log(`${name}: ${JSON.stringify(counts)}`);
    return counts;
  };
  const other = makeParagraphs(200_000, seeded(77));
  const edited = paragraphs.map((text) =>
    text.replaceAll(/\w+/gu, (word) => (random() < 0.1 ? 'sobarenti' : word)),
  );
  statuses('warm-up', paragraphs);
  expect(statuses('unchanged', paragraphs)).toMatchObject({ found: 100 });
  expect(statuses('text above', [...other.slice(0, 50), ...paragraphs])).toMatchObject({ found: 100 });
  expect(statuses('every tenth word replaced', edited)['found']).toBeGreaterThan(95);
  expect(statuses('another text', other)).toMatchObject({ found: 0 });
});

it('indexes a page of a million characters', () => {
  show(makeParagraphs(1_000_000, seeded(5)));
  for (const round of ['first', 'second']) {
    const index = timed(`1 MB, ${round}, index`, () => buildTextIndex(document.body));
    timed(`1 MB, ${round}, folded`, () => index.folded);
    timed(`1 MB, ${round}, words`, () => index.words);
    expect(index.text.length).toBeGreaterThan(1_000_000);
  }
});

it('does not choke on a page that repeats one letter', () => {
  document.body.textContent = 'a'.repeat(300_000);
  const index = buildTextIndex(document.body);
  const target = { ...marksOn(1)[0], exact: 'a'.repeat(20_000), position: null };
  const bare = { prefix: '', suffix: '', sentenceBefore: '', sentenceAfter: '' };
  const [located] = timed('one letter', () => locate(index, [{ ...bare, ...target, prefix: 'b' }]));
  expect(located?.status).not.toBe('found');
});

it('takes a page of a million text nodes', () => {
  const paragraph = document.createElement('p');
  for (let at = 0; at < 1_000_000; at++) paragraph.append('ab ');
  document.body.replaceChildren(paragraph);
  const index = timed('a million nodes, index', () => buildTextIndex(document.body));
  const range = index.rangeAt(1_500_000, 1_500_020);
  const described = range && timed('a million nodes, describe', () => describe(index, range));
  expect(described?.ok).toBe(true);
});
