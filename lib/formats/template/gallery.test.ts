/** The templates to begin with, over whatever pages say; and the documentation of what templates can name. */
import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { anyCollection } from '../../../tests/fixtures/arbitrary-marks';
import { annotationOf, articleOf, OPTIONS, targetOf } from '../../../tests/fixtures/format-samples';
import { render, type Collection } from '../format';
import { obsidianTags } from '../text/front-matter';
import { oneLine } from '../text/plain-text';
import { GALLERY } from './gallery';
import { LEVELS } from './name';
import { NAMES } from './names';
import { FILE_TYPES, FILTERS } from './print';
import { templateSchema } from './schema';
import { templateFormat } from './template';

const SAMPLE: Collection = [
  {
    article: articleOf({
      title: 'Harbour town votes on sea wall',
      byline: 'Ana Ferreira',
      site: 'The Tidewater Post',
      publishedAt: '2026-02-11T08:30:00Z',
    }),
    annotations: [
      annotationOf('We will not build a wall\nthat our children must tear down.', {
        kind: 'quote',
        quote: { speaker: 'Ilse Brandt', speakerRole: 'mayor' },
        note: '**Ask** her:\n\n- where from?\n- when?',
        tags: ['sea wall', 'Budget'],
      }),
      annotationOf('The sea has risen by 14 centimetres since 1990.', {
        id: '0197f1a0-0000-7000-8000-00000000b002',
        kind: 'claim',
        claim: { claimant: 'Port authority', status: 'checked', rating: '' },
        note: 'Tide gauge: 13.6 | see table 2',
        target: targetOf('The sea has risen by 14 centimetres since 1990.', { prefix: 'He said: ' }),
      }),
      annotationOf('a vote that nobody expected', { id: '0197f1a0-0000-7000-8000-00000000b003' }),
      annotationOf('', {
        id: '0197f1a0-0000-7000-8000-00000000b004',
        kind: 'note',
        target: null,
        note: 'Call the harbour master.',
      }),
    ],
  },
  {
    article: articleOf({ title: 'A second look [updated]', url: 'https://b.example/look' }),
    annotations: [
      annotationOf('Nobody asked us.', { id: '0197f1a0-0000-7000-8000-00000000b005', kind: 'quote' }),
    ],
  },
];

function withoutNotes(collection: Collection): Collection {
  return collection.map(({ article, annotations }) => ({
    article,
    annotations: annotations.map((annotation) => ({ ...annotation, note: '' })),
  }));
}

function formatOf(id: string) {
  const template = GALLERY.find((each) => each.id === id);
  if (!template) throw new Error(`there is no template ${id}`);
  return templateFormat(template);
}

describe.each(GALLERY)('$name', (template) => {
  test('is a template as they are stored, of an id of its own', () => {
    expect(v.parse(templateSchema, template)).toEqual(template);
    expect(GALLERY.filter(({ id }) => id === template.id)).toHaveLength(1);
  });

  test('writes this', async () => {
    await expect(render(templateFormat(template), SAMPLE, OPTIONS)).toMatchFileSnapshot(
      `../../../docs/formats/examples/${template.id}.${template.extension}`,
    );
  });

  test('writes any collection', () => {
    fc.assert(
      fc.property(anyCollection, (collection) => {
        expect(render(templateFormat(template), collection, OPTIONS).isWellFormed()).toBe(true);
      }),
    );
  });
});

test.each([
  ['quotebacks', 'blockquote p footer cite a'],
  ['wordpress', 'blockquote p cite a'],
])('nothing that a page says becomes markup of %s', (id, own) => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      const file = render(formatOf(id), collection, OPTIONS);
      const tags = [...file.matchAll(/<(?!!--)\/?([^\s>]*)/gu)].map(([, name = '']) => name);
      expect(tags.filter((name) => !own.split(' ').includes(name))).toEqual([]);
      const comments = [...file.matchAll(/<!--.*?-->/gsu)].map(([comment]) => comment);
      expect(comments.filter((comment) => !/^<!-- \/?wp:(?:quote|paragraph) -->$/u.test(comment))).toEqual(
        [],
      );
      const passages = collection.flatMap(({ annotations }) => annotations.filter(({ target }) => target));
      expect(file.match(/<blockquote /gu)?.length ?? 0).toBe(passages.length);
      // Every attribute is one of ours, and its value ends where it should.
      const attributes = [...file.matchAll(/<[a-z]+((?: [a-z-]+="[^"<>]*")*)>/gu)];
      expect(attributes).toHaveLength(tags.length - (file.match(/<\//gu)?.length ?? 0));
    }),
  );
});

test('an Obsidian note has properties, callouts and ids, and no other line', () => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      for (const entry of withoutNotes(collection)) {
        const file = render(formatOf('obsidian-note'), [entry], OPTIONS);
        const end = file.indexOf('\n---\n');
        const properties: unknown = parse(file.slice(4, end));
        const tags = obsidianTags(entry.annotations.flatMap((annotation) => annotation.tags));
        expect(properties).toMatchObject({
          title: oneLine(entry.article.title) || 'Untitled',
          source: entry.article.url,
        });
        expect(tags.every((tag) => JSON.stringify(properties).includes(tag))).toBe(true);
        const lines = file.slice(end + 5).split('\n');
        expect(lines.filter((line) => !/^(?:|>.*|\^pq-[a-z0-9]+)$/u.test(line))).toEqual([]);
        expect(lines.filter((line) => line.startsWith('> [!'))).toHaveLength(entry.annotations.length);
      }
    }),
  );
});

test('a table of claims has a row of five cells for each, whatever stands in a note', () => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      const [, , , , ...rows] = render(formatOf('fact-check-table'), collection, OPTIONS)
        .trimEnd()
        .split('\n');
      const claims = collection.flatMap(({ annotations }) =>
        annotations.filter(({ kind }) => kind === 'claim'),
      );
      expect(rows).toHaveLength(claims.length);
      for (const row of rows) expect(row.replaceAll(/\\./gu, '').split('|')).toHaveLength(7);
    }),
  );
});

test('a line for each quote is one list item with one link', () => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      const [, , ...items] = render(formatOf('obsidian-daily'), collection, OPTIONS).split('\n');
      const quotes = collection.flatMap(({ annotations }) =>
        annotations.filter(({ kind }) => kind === 'quote'),
      );
      expect(items.filter(Boolean)).toHaveLength(quotes.length);
      for (const item of items.filter(Boolean)) {
        expect(item.replaceAll(/\\./gu, '§')).toMatch(
          /^- “[^[\]<>|]*”[^[\]<>|]*, \[[^[\]<>|]*\]\([^\s()<>]*\)(?: #\S+)*$/u,
        );
      }
    }),
  );
});

test('LaTeX has no command and no special sign but ours', () => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      const file = render(formatOf('latex'), collection, OPTIONS)
        .replaceAll(/^% .*$/gmu, '')
        .replaceAll(/\\(?:textbackslash|textasciitilde|textasciicircum)\{\}|\\[{}%&$#_]/gu, '§');
      const commands = [...file.matchAll(/\\[^\s{]*/gu)].map(([command]) => command);
      expect([...new Set(commands)].filter((each) => !['\\begin', '\\end', '\\href'].includes(each))).toEqual(
        [],
      );
      const [opened, closed] = [file.split('{').length, file.split('}').length];
      expect(opened).toBe(closed);
      expect(file.replaceAll(/\\href\{[^}]*\}/gu, '')).not.toMatch(/[%&$#_^~]/u);
    }),
  );
});

test('what a template can name stands in the documentation', async () => {
  const where = {
    file: 'anywhere',
    article: 'in `article`',
    mark: 'within `{{#marks}}`, `{{#quotes}}` …',
    tag: 'within `{{#tags}}`',
    line: 'within `{{#lines}}`',
    noteLine: 'within `{{#noteLines}}`',
  };
  const kinds = {
    text: 'text',
    own: 'your text',
    address: 'address',
    date: 'date',
    number: 'number',
    yes: 'yes or no',
    list: 'list',
  };
  const tables = LEVELS.map((level) =>
    [
      `### ${where[level].replace(/^\w/u, (letter) => letter.toUpperCase())}`,
      '',
      '| name | is | what |',
      '| --- | --- | --- |',
      ...[...NAMES]
        .filter(([, name]) => name.level === level)
        .map(([key, { type, what }]) => `| \`${key}\` | ${kinds[type]} | ${what} |`),
    ].join('\n'),
  );
  const filters = [...FILTERS].map(
    ([name, { what, files }]) =>
      `| \`${name}\` | ${what} | ${files.length === Object.keys(FILE_TYPES).length ? 'all' : files.join(', ')} |`,
  );
  const files = Object.entries(FILE_TYPES).map(([name, { what }]) => `| ${name} | ${what} |`);
  const gallery = GALLERY.map(
    ({ id, name, extension }) => `| ${name} | [${id}.${extension}](examples/${id}.${extension}) |`,
  );
  const document = `${INTRODUCTION}
${tables.join('\n\n')}

## Filters

Behind a bar: \`{{title|yaml}}\`, \`{{published|iso|yaml}}\`.

| filter | what it gives | files |
| --- | --- | --- |
${filters.join('\n')}

## Files

| file | how a name is written |
| --- | --- |
${files.join('\n')}

## Templates to begin with

| template | what it writes |
| --- | --- |
${gallery.join('\n')}
`;
  await expect(document).toMatchFileSnapshot('../../../docs/formats/templates.md');
});

const INTRODUCTION = `# Templates

Made from the lists in \`lib/formats/template/\`; a test holds it to them.

A template is a text with names in double braces. \`article\` is written once for each article; \`header\` and \`footer\` stand
once in the file. The language is [mustache](https://mustache.github.io/mustache.5.html):

- \`{{title}}\` is what the name stands for.
- \`{{#marks}}\` … \`{{/marks}}\` is written for each of a list; \`{{#note}}\` … \`{{/note}}\` if there is one;
  \`{{^note}}\` … \`{{/note}}\` if there is none. Alone in its line, such a tag leaves no empty line.
- \`{{! … }}\` is a comment. \`{{=<< >>=}}\` changes the braces, for LaTeX.

What pages say is written so that it stays text, whatever the file is; three braces change nothing about that. A name that is
not in these lists, or not known where it stands, is a mistake that is shown with its line. Templates include no others, and
run nothing.

## Names
`;
