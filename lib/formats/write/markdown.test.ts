import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { annotationOf, articleOf, OPTIONS } from '../../../tests/fixtures/format-samples';
import type { Annotation } from '../../annotation/model';
import { render } from '../format';
import { markdown } from './markdown';
import { obsidianTags } from '../text/front-matter';
import { oneLine } from '../text/plain-text';

const ARTICLE = articleOf({
  title: 'Harbour town votes on sea wall',
  byline: 'Ana Ferreira',
  site: 'The Tidewater Post',
  publishedAt: '2026-02-11T08:30:00Z',
});

const MARKS: readonly Annotation[] = [
  annotationOf('We will not build a wall\nthat our children must tear down.', {
    kind: 'quote',
    quote: { speaker: 'Ilse Brandt', speakerRole: 'mayor' },
    note: '**Ask** her:\n\n- where from?  \n- when?',
    tags: ['sea wall', 'Budget'],
  }),
  annotationOf('# The sea has risen by *14* centimetres since 1990, says the port.', {
    id: 'b002',
    kind: 'claim',
    claim: { claimant: 'Port authority', status: 'checking', rating: '' },
  }),
  annotationOf('', { id: 'b003', kind: 'note', target: null, note: 'On it all.' }),
];

function frontMatterOf(text: string): unknown {
  const end = text.indexOf('\n---\n');
  expect(text.startsWith('---\n')).toBe(true);
  return parse(text.slice(4, end));
}

describe('one article', () => {
  test('becomes a note with properties, callouts and links back', () => {
    const text = render(markdown, [{ article: ARTICLE, annotations: MARKS }], OPTIONS);
    expect(text).toBe(String.raw`---
title: "Harbour town votes on sea wall"
source: "https://tidewater.example/2026/sea-wall"
author:
  - "Ana Ferreira"
site: "The Tidewater Post"
published: "2026-02-11T08:30:00Z"
saved: "2026-02-11"
tags:
  - "sea-wall"
  - "Budget"
speakers:
  - "Ilse Brandt"
quotes: 1
claims: 1
highlights: 0
---

# Harbour town votes on sea wall

[The Tidewater Post](https://tidewater.example/2026/sea-wall) · Ana Ferreira · 2026-02-11

> [!quote] Ilse Brandt (mayor)
> > We will not build a wall
> >
> > that our children must tear down.
>
> #sea-wall · #Budget · 2026-02-11 · [In the article](https://tidewater.example/2026/sea-wall#:~:text=We%20will%20not%20build%20a%20wall,that%20our%20children%20must%20tear%20down.)
>
> **Ask** her:
>
> - where from?${'  '}
> - when?

^pq-00000000b001

> [!question] Claim — Port authority (being checked)
> > \# The sea has risen by \*14\* centimetres since 1990, says the port.
>
> 2026-02-11 · [In the article](https://tidewater.example/2026/sea-wall#:~:text=%23%20The%20sea%20has%20risen%20by%20%2A14%2A%20centimetres%20since%201990%2C%20says%20the%20port.)

^pq-b002

> [!note] Note
> 2026-02-11
>
> On it all.

^pq-b003
`);
  });

  test('without a title, a site or marks is still a note', () => {
    const text = render(markdown, [{ article: articleOf(), annotations: [] }], OPTIONS);
    expect(frontMatterOf(text)).toMatchObject({ title: 'Untitled', author: [], tags: [], quotes: 0 });
    expect(text).toContain('\n# Untitled\n\n[tidewater.example](https://tidewater.example/2026/sea-wall)\n');
  });

  test('has the marks in the order in which they were given', () => {
    const annotations = ['Third.', 'First.', 'Second.'].map((exact, i) =>
      annotationOf(exact, { id: `id${i}` }),
    );
    const text = render(markdown, [{ article: ARTICLE, annotations }], OPTIONS);
    expect(text.match(/> > \w+\./gu)).toEqual(['> > Third.', '> > First.', '> > Second.']);
  });
});

test('several articles become one document with a section for each', () => {
  const other = articleOf({ title: 'Another [story]' });
  const text = render(
    markdown,
    [
      { article: ARTICLE, annotations: MARKS.slice(0, 1) },
      { article: other, annotations: MARKS.slice(1) },
    ],
    OPTIONS,
  );
  expect(frontMatterOf(text)).toEqual({
    title: 'Quotes and claims',
    exported: '2026-02-11',
    articles: 2,
    tags: ['sea-wall', 'Budget'],
    speakers: ['Ilse Brandt'],
    quotes: 1,
    claims: 1,
    highlights: 0,
  });
  expect(text.match(/^#+ .*$/gmu)).toEqual([
    '# Quotes and claims',
    '## Harbour town votes on sea wall',
    String.raw`## Another \[story\]`,
  ]);
});

test('nothing at all is a document with nothing in it', () => {
  expect(frontMatterOf(render(markdown, [], OPTIONS))).toMatchObject({ articles: 0, quotes: 0 });
});

const PIECES = [
  'a',
  ' ',
  '\n',
  '\r',
  '---',
  '# ',
  '- ',
  '1. ',
  '> ',
  '```',
  '`',
  '<script>',
  '-->',
  ']]',
  '[[',
  '%%',
  '$$',
  '|',
  '\u2028',
  '    ',
  '\t',
  '*',
  '_',
  '~~~',
  '^x',
  '[^1]: ',
  '![',
  '](',
  '&amp;',
  '\\',
  '"',
  ': ',
  '\u202E',
];
const hostile = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 25 })
  .map((pieces) => pieces.join(''));

test('nothing that a page says becomes markup, a block, or front matter', () => {
  fc.assert(
    fc.property(hostile, hostile, fc.array(hostile), hostile, (exact, title, tags, speaker) => {
      const article = articleOf({ title, byline: title, site: title, publishedAt: title });
      const mark = annotationOf(exact, { kind: 'quote', tags, quote: { speaker, speakerRole: speaker } });
      const text = render(markdown, [{ article, annotations: [mark] }], OPTIONS);
      expect(frontMatterOf(text)).toEqual({
        title: oneLine(title) || 'Untitled',
        source: article.url,
        author: oneLine(title) ? [oneLine(title)] : [],
        site: oneLine(title),
        published: oneLine(title),
        saved: '2026-02-11',
        tags: obsidianTags(tags),
        speakers: oneLine(speaker) ? [oneLine(speaker)] : [],
        quotes: 1,
        claims: 0,
        highlights: 0,
      });
      const body = text.slice(text.indexOf('\n---\n') + 5).split('\n');
      // Heading, source, callout, block id: whatever was in the text, there is no other line.
      const shapes = body
        .filter(Boolean)
        .map((line) => (line.startsWith('>') ? '>' : (/^(?:# |\^pq-|\[)/u.exec(line)?.[0] ?? line)));
      expect(new Set(shapes)).toEqual(new Set(['# ', '[', '>', '^pq-']));
      expect(shapes.filter((shape) => shape !== '>')).toHaveLength(3);
      for (const line of body.filter((each) => each.startsWith('> >'))) {
        const said = line.slice(3).replace(/\\./gu, '§');
        expect(said).not.toMatch(/^ ?(?: {3,}|[-+>#=]|\d+[.)])|[`*_[\]<>~|$%#^]|&amp;|[\r\u2028\u202E]/u);
      }
    }),
    { numRuns: 500 },
  );
});

test('a note stays as it is, inside its callout', () => {
  fc.assert(
    fc.property(hostile, (note) => {
      const text = render(
        markdown,
        [{ article: ARTICLE, annotations: [annotationOf('One.', { note })] }],
        OPTIONS,
      );
      const callout = text.split('\n').filter((line) => line.startsWith('>'));
      const lines = note.trimEnd() === '' ? [] : note.trimEnd().split(/\r\n|\r|\n/u);
      const shown = callout.slice(4).map((line) => line.replace(/^> ?/u, ''));
      expect(shown).toEqual(lines.length > 0 ? ['', ...lines] : []);
      expect(text.endsWith('\n\n^pq-00000000b001\n')).toBe(true);
    }),
  );
});
