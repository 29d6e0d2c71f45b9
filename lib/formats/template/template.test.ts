import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { anyCollection } from '../../../tests/fixtures/arbitrary-marks';
import { annotationOf, articleOf, OPTIONS, targetOf } from '../../../tests/fixtures/format-samples';
import { fileName } from '../file-name';
import { render, type Collection, type RenderOptions } from '../format';
import { TemplateError } from './compile';
import { NAMES } from './names';
import { EXTENSIONS, type Extension } from './print';
import { templateSchema, type Template } from './schema';
import { previewTemplate, templateFormat } from './template';

function templateOf(article: string, fields: Partial<Template> = {}): Template {
  return { id: 'mine', name: 'Mine', extension: 'txt', header: '', footer: '', article, ...fields };
}

const ARTICLE = articleOf({
  title: 'Harbour town [votes] on <sea> wall & 50% #1',
  byline: 'Ana Ferreira',
  site: '',
  publishedAt: '2026-02-11T23:30:00-05:00',
});
const QUOTE = annotationOf('First *line*.\nSecond.', {
  kind: 'quote',
  quote: { speaker: 'Ilse Brandt', speakerRole: 'mayor' },
  note: '**Ask** her:\n  - when?',
  tags: ['sea wall', 'Budget'],
  target: targetOf('First *line*.\nSecond.', { prefix: 'before ', suffix: ' after' }),
});
const CLAIM = annotationOf('It rose.', {
  kind: 'claim',
  claim: { claimant: 'Port authority', status: 'checked', rating: '' },
  quote: { speaker: 'Formerly', speakerRole: '' },
});
const COLLECTION: Collection = [{ article: ARTICLE, annotations: [QUOTE, CLAIM] }];

/** What a template makes of the collection; its error as one line. */
function written(
  article: string,
  fields: Partial<Template> = {},
  options: Partial<RenderOptions> = {},
): string {
  const preview = previewTemplate(templateOf(article, fields), COLLECTION, { ...OPTIONS, ...options });
  return preview.ok ? preview.text : `! ${preview.error.message}`;
}

describe('a template', () => {
  test.each([
    ['{{title}}', 'Harbour town [votes] on <sea> wall & 50% #1\n'],
    [
      '{{#marks}}{{index}} {{kind}} {{text}}\n{{/marks}}',
      '1 Quote First *line*. Second.\n2 Claim It rose.\n',
    ],
    ['{{#marks}}\n  {{index}}\n{{/marks}}\n', '  1\n  2\n'],
    [
      '{{#quotes}}{{attribution}}|{{speaker}}|{{role}}|{{claimant}}|{{status}}{{/quotes}}',
      'Ilse Brandt, mayor|Ilse Brandt|mayor||\n',
    ],
    [
      '{{#claims}}{{attribution}}|{{speaker}}|{{claimant}}|{{status}}{{/claims}}',
      'Port authority||Port authority|checked\n',
    ],
    ['{{#highlights}}x{{/highlights}}{{^highlights}}none{{/highlights}}', 'none\n'],
    ['{{#quotes}}{{#lines}}> {{.}}\n{{/lines}}{{/quotes}}', '> First *line*.\n> Second.\n'],
    [
      '{{tags}}: {{#tags}}{{tag}}/{{slug}}{{^last}}, {{/last}}{{/tags}}',
      'sea wall, Budget: sea wall/sea-wall, Budget/Budget\n',
    ],
    ['{{#claims}}{{#tags}}x{{/tags}}{{^tags}}no tags{{/tags}}{{/claims}}', 'no tags\n'],
    [
      '{{site}} {{markCount}} {{quoteCount}}{{#highlightCount}}!{{/highlightCount}}',
      'tidewater.example 2 1\n',
    ],
    ['{{#marks}}{{#first}}[{{/first}}{{index}}{{#last}}]{{/last}}{{/marks}}', '[12]\n'],
    ['{{! nothing }}{{#isQuote}}', '! unclosed-section in line 1 of the article: isQuote'],
    ['{{#quotes}}{{prefix}}|{{suffix}}{{/quotes}}', 'before|after\n'],
    ['{{=<% %>=}}<%index%>{{title}}', '1{{title}}\n'],
    [
      '{{{title}}} {{&title}}',
      'Harbour town [votes] on <sea> wall & 50% #1 Harbour town [votes] on <sea> wall & 50% #1\n',
    ],
  ])('%j writes %j', (article, expected) => {
    expect(written(article)).toBe(expected);
  });

  test('has its header and footer once, each in lines of its own', () => {
    const file = written('{{index}} {{title}}', {
      extension: 'csv',
      header: '{{collection}},{{articleCount}}',
      footer: 'end',
    });
    expect(file).toBe('\uFEFFQuotes and claims,1\n1 Harbour town [votes] on <sea> wall & 50% #1\nend\n');
  });

  test('writes dates as the user has them, or as ISO 8601', () => {
    const article =
      '{{published}} | {{published|iso}} | {{published|time}} | {{saved}} | {{saved | iso}} | {{saved|time}}';
    expect(written(article)).toBe(
      '2026-02-11 | 2026-02-11 | 2026-02-11T23:30:00-05:00 | 2026-02-11 | 2026-02-11 | 2026-02-11T09:00:00.000Z\n',
    );
    expect(written('{{published}} {{saved}}', {}, { locale: 'de', timeZone: 'Pacific/Auckland' })).toBe(
      '11.02.2026 11.02.2026\n',
    );
    expect(written('{{saved}}', {}, { locale: 'en-GB', timeZone: 'Asia/Tokyo' })).toBe('11 Feb 2026\n');
  });

  test.each([
    ['yesterday', 'yesterday||\n'],
    ['2026-02', '2026-02|2026-02|2026-02\n'],
    ['2026-13-45', '2026-13-45|2026-13-45|2026-13-45\n'],
    ['', '||\n'],
  ])('writes a date that a page states as %j as far as it is one', (publishedAt, expected) => {
    const collection = [{ article: articleOf({ publishedAt }), annotations: [] }];
    const preview = previewTemplate(
      templateOf('{{published}}|{{published|iso}}|{{published|time}}'),
      collection,
      {
        ...OPTIONS,
        locale: 'en',
      },
    );
    expect(preview).toEqual({ ok: true, text: expected });
  });

  test.each<[Extension, string, string]>([
    ['md', '{{title}}', String.raw`Harbour town \[votes\] on \<sea\> wall & 50\% \#1`],
    ['md', '{{#quotes}}{{note}} {{hashtags}}{{/quotes}}', '**Ask** her: - when? #sea-wall #Budget'],
    ['md', '{{#quotes}}{{#noteLines}}> {{.}}\n{{/noteLines}}{{/quotes}}', '> **Ask** her:\n>   - when?'],
    ['md', 't: {{title|yaml}}', 't: "Harbour town [votes] on <sea> wall & 50% #1"'],
    [
      'md',
      '{{#claims}}[x]({{link}}){{/claims}}',
      '[x](https://tidewater.example/2026/sea-wall#:~:text=It%20rose.)',
    ],
    ['html', '{{title}}', 'Harbour town [votes] on &#60;sea&#62; wall &#38; 50% #1'],
    ['html', '{{{title}}}{{&title}}', 'Harbour town [votes] on &#60;sea&#62; wall &#38; 50% #1'.repeat(2)],
    ['html', '{{#quotes}}{{note}}{{/quotes}}', '**Ask** her: - when?'],
    ['tex', '{{title}}', String.raw`Harbour town [votes] on <sea> wall \& 50\% \#1`],
    [
      'tex',
      '{{#claims}}{{link}}{{/claims}}',
      String.raw`https://tidewater.example/2026/sea-wall\#:~:text=It\%20rose.`,
    ],
    [
      'json',
      '[{{title}}, {{index}}, {{#quotes}}{{text}}{{/quotes}}]',
      String.raw`["Harbour town [votes] on <sea> wall & 50% #1", 1, "First *line*.\nSecond."]`,
    ],
    ['csv', '{{#quotes}}{{text}},{{tags}}{{/quotes}}', '\uFEFF"First *line*.\nSecond.","sea wall, Budget"'],
    [
      'txt',
      'mailto:?subject={{title|url}}',
      'mailto:?subject=Harbour%20town%20%5Bvotes%5D%20on%20%3Csea%3E%20wall%20%26%2050%25%20%231',
    ],
  ])('in a file .%s, %j writes %j', (extension, article, expected) => {
    expect(written(article, { extension }).trimEnd()).toBe(expected);
  });
});

describe('a mistake', () => {
  test.each([
    ['one\n{{title', 'unclosed-tag in line 2 of the article: '],
    ['{{#marks}}\n\n{{/quotes}}', 'unclosed-section in line 3 of the article: marks'],
    ['\n\n{{/marks}}', 'unopened-section in line 3 of the article: marks'],
    ['\n{{=x=}}', 'bad-delimiters in line 2 of the article: '],
    ['a\r\n\r\n{{> other}}', 'partial in line 3 of the article: other'],
    ['\n{{titel}}', 'unknown-name in line 2 of the article: titel'],
    ['{{.}}', 'unknown-name in line 1 of the article: .'],
    ['{{text}}', 'misplaced-name in line 1 of the article: text'],
    ['{{#marks}}\n{{#quotes}}{{/quotes}}{{/marks}}', 'misplaced-name in line 2 of the article: quotes'],
    ['{{#tags}}{{#tags}}{{/tags}}{{/tags}}', 'misplaced-name in line 1 of the article: tags'],
    ['{{marks}}', 'not-printable in line 1 of the article: marks'],
    ['{{#marks}}{{isQuote}}{{/marks}}', 'not-printable in line 1 of the article: isQuote'],
    ['{{title|shout}}', 'unknown-filter in line 1 of the article: shout'],
    ['{{title|iso}}', 'misplaced-filter in line 1 of the article: iso'],
    ['{{title|yaml}}', 'misplaced-filter in line 1 of the article: yaml'],
    ['{{#title|url}}{{/title|url}}', 'misplaced-filter in line 1 of the article: url'],
  ])('%j is named with its line: %s', (article, message) => {
    expect(written(article)).toBe(`! ${message}`);
    expect(() => templateFormat(templateOf(article))).toThrow(TemplateError);
  });

  test('in the header or footer is said to be there', () => {
    expect(written('', { header: '\n{{title}}' })).toBe('! misplaced-name in line 2 of the header: title');
    expect(written('', { footer: '{{#marks}}{{/marks}}' })).toBe(
      '! misplaced-name in line 1 of the footer: marks',
    );
  });

  test('is every name that reaches into an object, and nothing runs', () => {
    const inherited = Object.getOwnPropertyNames(Object.prototype).concat(
      'prototype',
      'length',
      'call',
      'pop',
    );
    const names = inherited.flatMap((name) => [
      name,
      `title.${name}`,
      `marks.${name}`,
      `title.constructor.${name}`,
    ]);
    for (const name of names) {
      for (const tag of [
        `{{${name}}}`,
        `{{{${name}}}}`,
        `{{#${name}}}process.exit(1){{/${name}}}`,
        `{{title|${name}}}`,
      ]) {
        expect(written(tag)).toBe(
          `! ${name.includes(name) && tag.includes('|') ? 'unknown-filter' : 'unknown-name'} in line 1 of the article: ${name}`,
        );
      }
    }
  });
});

const anyExtension = fc.constantFrom(...EXTENSIONS);

test('whatever is typed, there is a text or an error with a line of the template', () => {
  const names = [...NAMES.keys()];
  const piece = fc.oneof(
    fc.constantFrom(
      '{{',
      '}}',
      '{{{',
      '}}}',
      '#',
      '^',
      '/',
      '&',
      '>',
      '=',
      '!',
      '|',
      '.',
      ' ',
      '\n',
      '<%',
      '%>',
      '{{=<% %>=}}',
      '__proto__',
      'iso',
      'yaml',
      'x',
    ),
    fc.constantFrom(
      ...names.flatMap((name) => [`{{${name}}}`, `{{#${name}}}`, `{{/${name}}}`, `{{^${name}}}`]),
    ),
  );
  const source = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(source, source, anyExtension, anyCollection, (article, header, extension, collection) => {
      const preview = previewTemplate(templateOf(article, { header, extension }), collection, OPTIONS);
      // An error is a text here, and a text has no line to be wrong in.
      const {
        line,
        part,
        message: text,
      } = preview.ok ? { line: 1, part: 'article', message: preview.text } : preview.error;
      expect(text.isWellFormed()).toBe(true);
      const lines = (part === 'header' ? header : article).split('\n').length;
      expect(line).toBeGreaterThan(0);
      expect(line).toBeLessThanOrEqual(lines);
    }),
    { numRuns: 1_000 },
  );
});

test('a template as deep as it can be is written', () => {
  const deep = 1_200;
  expect(written('{{#url}}'.repeat(deep) + 'x' + '{{/url}}'.repeat(deep))).toBe('x\n');
});

describe('JSON', () => {
  test('is JSON whatever a page says', () => {
    const template = templateOf(
      '{{^first}},{{/first}}{"title": {{title}}, "date": {{published}}, "marks": [{{#marks}}{"text": {{text}}, "note": {{note}}, "link": {{link}}}{{^last}},{{/last}}{{/marks}}]}',
      { extension: 'json', header: '[', footer: ']' },
    );
    const format = templateFormat(template);
    fc.assert(
      fc.property(anyCollection, (collection) => {
        const file: unknown = JSON.parse(render(format, collection, OPTIONS));
        expect(file).toMatchObject(
          collection.map(({ annotations }) => ({
            marks: annotations.map(({ target, note }) => ({ text: target?.exact ?? '', note })),
          })),
        );
      }),
    );
  });
});

describe('as a format', () => {
  test('it names what it has no place for', () => {
    expect(templateFormat(templateOf('{{#quotes}}{{text}} {{attribution}}{{/quotes}}')).loses).toEqual([
      'tags',
      'article-dates',
      'highlights',
      'notes-on-articles',
      'status',
      'rating',
      'note',
      'context',
      'times',
      'position',
      'creator',
    ]);
    expect(
      templateFormat(
        templateOf(
          '{{#marks}}{{kind}}{{tags}}{{note}}{{attribution}}{{status}}{{rating}}{{prefix}}{{created}}{{/marks}}{{published}}',
        ),
      ).loses,
    ).toEqual(['position', 'creator']);
  });

  test('it has a file name like any other', () => {
    const format = templateFormat(templateOf('', { extension: 'md' }));
    expect(fileName(COLLECTION, format, OPTIONS.now)).toBe('Harbour town votes on sea wall & 50% 1.md');
  });
});

describe('a stored template', () => {
  test('has a text of a length that can be read, and a file that nothing runs', () => {
    expect(v.is(templateSchema, templateOf('x'))).toBe(true);
    expect(v.parse(templateSchema, { id: 'a', name: ' A ', extension: 'md', article: '' })).toEqual({
      id: 'a',
      name: 'A',
      extension: 'md',
      article: '',
      header: '',
      footer: '',
    });
    const wrong: readonly object[] = [
      { article: 'x'.repeat(20_001) },
      { header: 'x'.repeat(20_001) },
      { id: '../x' },
      { id: '' },
      { name: ' ' },
      { name: 'x'.repeat(101) },
      { extension: 'exe' },
      { extension: '__proto__' },
      { article: null },
    ];
    for (const fields of wrong) expect(v.is(templateSchema, { ...templateOf('x'), ...fields })).toBe(false);
  });
});
