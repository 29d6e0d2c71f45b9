/** Each format read by a program that nobody here wrote. */
import { Cite } from '@citation-js/core';
// They register what they read.
// oxlint-disable import/no-unassigned-import
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
// oxlint-enable import/no-unassigned-import
import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv2020 } from 'ajv/dist/2020';
import * as fc from 'fast-check';
import jsonld from 'jsonld';
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { anyCollection } from '../../tests/fixtures/arbitrary-marks';
import { annotationOf, articleOf, OPTIONS } from '../../tests/fixtures/format-samples';
import { COLUMNS, guard, unguard } from './write/csv';
import { render, type Collection } from './format';
import { isoTime, oneLine } from './text/plain-text';
import { pullquoteFileSchema } from './write/pullquote-json';
import { READER_IDS } from './read/reader';
import { FORMATS } from './registry';
import messages from '../../public/_locales/en/messages.json';

const exactsSchema = v.optional(v.array(v.object({ '@value': v.string() })), () => []);
const graphSchema = v.object({ '@graph': v.array(v.looseObject({ '@type': v.string() })) });
/**
 * What schema.org says of a ClaimReview, and Google's documentation requires of one, but for the `url` under which the user
 * publishes it: https://schema.org/ClaimReview
 */
const claimReviewShape = v.object({
  '@type': v.literal('ClaimReview'),
  claimReviewed: v.pipe(v.string(), v.minLength(1)),
  datePublished: v.pipe(v.string(), v.isoDate()),
  reviewRating: v.object({ '@type': v.literal('Rating'), alternateName: v.pipe(v.string(), v.minLength(1)) }),
  itemReviewed: v.object({
    '@type': v.literal('Claim'),
    appearance: v.object({ '@type': v.literal('NewsArticle'), url: v.pipe(v.string(), v.url()) }),
    author: v.optional(v.object({ '@type': v.picklist(['Person', 'Organization']), name: v.string() })),
  }),
});
const hypothesisSchema = v.object({
  annotations: v.array(
    v.object({
      uri: v.string(),
      created: v.string(),
      target: v.array(v.object({ selector: v.optional(v.array(v.object({ exact: v.string() }))) })),
    }),
  ),
});

const marksOf = (collection: Collection) =>
  collection.flatMap(({ article, annotations }) =>
    annotations.map((annotation) => ({ article, annotation })),
  );

function rows(file: string, delimiter: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(file.replace(/^\uFEFF/u, ''), {
    delimiter,
    newline: '\r\n',
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  return data;
}

describe.each(Object.entries(FORMATS))('%s', (_, format) => {
  test('writes something of any collection, and the same twice', () => {
    fc.assert(
      fc.property(anyCollection, (collection) => {
        const file = render(format, collection, OPTIONS);
        expect(render(format, collection, OPTIONS)).toBe(file);
        expect(file.isWellFormed()).toBe(true);
      }),
    );
  });

  test('takes a note of 10,000 letters, and a mark of nothing but controls', () => {
    const annotations = [
      annotationOf('\u0007\u0000\n', { note: 'n'.repeat(10_000) }),
      annotationOf('x', { kind: 'note', target: null, note: '' }),
    ];
    expect(render(format, [{ article: articleOf(), annotations }], OPTIONS)).not.toBe('');
  });

  test('has a name, a type and an extension of its own kind', () => {
    expect(format.extension).toMatch(/^[a-z]{2,6}$/u);
    expect(format.mime).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/u);
  });
});

describe('Pullquote’s JSON', () => {
  test('follows its published schema, which is made from the model', () => {
    const published: unknown = JSON.parse(readFileSync('docs/formats/pullquote-1.schema.json', 'utf8'));
    expect(published).toEqual({
      $id: 'https://pullquote.example/formats/pullquote-1.schema.json',
      title: 'Pullquote export, version 1',
      ...toJsonSchema(pullquoteFileSchema, { target: 'draft-2020-12' }),
    });
    const validate = new Ajv2020({ strict: false }).compile(v.parse(v.looseObject({}), published));
    fc.assert(
      fc.property(anyCollection, (collection) => {
        const isValid = validate(JSON.parse(render(FORMATS.pullquote, collection, OPTIONS)));
        expect(validate.errors ?? []).toEqual([]);
        expect(isValid).toBe(true);
      }),
    );
  });
});

describe.each([
  ['csv', FORMATS.csv, ','],
  ['tsv', FORMATS.tsv, '\t'],
] as const)('%s', (_, format, delimiter) => {
  test('is read as it was written, cell by cell', () => {
    fc.assert(
      fc.property(anyCollection, (collection) => {
        const [head, ...cells] = rows(render(format, collection, OPTIONS), delimiter);
        expect(head).toEqual(COLUMNS.map(([name]) => name));
        expect(cells.map((row) => row.map(unguard))).toEqual(
          marksOf(collection).map(({ annotation, article }) =>
            COLUMNS.map(([, cell]) => cell(annotation, article)),
          ),
        );
      }),
    );
  });

  test('has no cell that a spreadsheet calculates', () => {
    fc.assert(
      fc.property(anyCollection, (collection) => {
        for (const row of rows(render(format, collection, OPTIONS), delimiter))
          for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
      }),
    );
  });
});

test('a guarded cell comes back as it was, whatever it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("'", '=', 'a', '-', '\t') }), (cell) => {
      expect(unguard(guard(cell))).toBe(cell);
    }),
  );
});

describe('W3C JSON-LD', () => {
  const contexts: Readonly<Record<string, unknown>> = {
    'http://www.w3.org/ns/anno.jsonld': JSON.parse(readFileSync('tests/fixtures/anno-context.json', 'utf8')),
  };
  const documentLoader = (url: string) =>
    Promise.resolve({ contextUrl: undefined, documentUrl: url, document: contexts[url] });

  test('is what a JSON-LD processor understands: every annotation with its target, its words and its motivation', async () => {
    await fc.assert(
      fc.asyncProperty(anyCollection, async (collection) => {
        const file: object = JSON.parse(render(FORMATS.w3c, collection, OPTIONS));
        const flat = await jsonld.flatten(file, undefined, { documentLoader });
        const nodes = Array.isArray(flat) ? flat : [];
        const marks = marksOf(collection);
        const ids = new Set(marks.map(({ annotation }) => annotation.id));
        expect(nodes.filter(isAnnotation)).toHaveLength(ids.size);
        const exacts = nodes.flatMap((node) =>
          v.parse(exactsSchema, Reflect.get(node, 'http://www.w3.org/ns/oa#exact')),
        );
        const wanted = marks.flatMap(({ annotation }) => annotation.target?.exact ?? []);
        expect(exacts.map((value) => value['@value']).toSorted()).toEqual(wanted.toSorted());
        for (const node of nodes.filter(isAnnotation)) {
          expect(Reflect.get(node, 'http://www.w3.org/ns/oa#motivatedBy')).toBeDefined();
          expect(Reflect.get(node, 'http://www.w3.org/ns/oa#hasTarget')).toBeDefined();
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** The rules of the Web Annotation Data Model that a shape can say (sections 3.1, 3.2.4, 3.3.3, 4.2.4, 5.1 and 5.2). */
const iri = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9+.-]*:\S+$/iu));
const textualBody = v.strictObject({
  type: v.literal('TextualBody'),
  value: v.string(),
  format: v.optional(v.string()),
  purpose: v.picklist(['commenting', 'tagging']),
});
const source = v.looseObject({ id: iri });
const annotationShape = v.looseObject({
  id: iri,
  type: v.literal('Annotation'),
  motivation: v.picklist(['quoting', 'assessing', 'highlighting', 'commenting']),
  created: v.pipe(v.string(), v.isoTimestamp()),
  modified: v.pipe(v.string(), v.isoTimestamp()),
  body: v.optional(v.pipe(v.array(textualBody), v.minLength(1))),
  target: v.union([
    v.strictObject({
      type: v.literal('SpecificResource'),
      source,
      selector: v.strictObject({
        type: v.literal('TextQuoteSelector'),
        exact: v.pipe(v.string(), v.minLength(1)),
        prefix: v.optional(v.string()),
        suffix: v.optional(v.string()),
      }),
    }),
    source,
  ]),
});
const collectionShape = v.looseObject({
  '@context': v.pipe(
    v.array(v.unknown()),
    v.check((contexts) => contexts.includes('http://www.w3.org/ns/anno.jsonld')),
  ),
  type: v.literal('AnnotationCollection'),
  total: v.number(),
  first: v.looseObject({
    type: v.literal('AnnotationPage'),
    startIndex: v.literal(0),
    items: v.array(annotationShape),
  }),
});

test('W3C JSON-LD keeps the model’s own rules, and counts its items', () => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      const file = v.parse(collectionShape, JSON.parse(render(FORMATS.w3c, collection, OPTIONS)));
      expect(file.total).toBe(file.first.items.length);
    }),
  );
});

describe('RIS', () => {
  test('has one item an article, with its title, address, tags and marks', () => {
    fc.assert(
      fc.property(anyCollection, (collection) => {
        if (collection.length === 0) return;
        const items = new Cite(render(FORMATS.ris, collection, OPTIONS), { forceType: '@ris/file' }).data;
        expect(items).toHaveLength(collection.length);
        for (const [at, { article }] of collection.entries()) {
          expect(items[at]).toMatchObject({ title: oneLine(article.title) || 'Untitled', URL: article.url });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('BibLaTeX', () => {
  test('has one entry an article, whatever signs its title has', () => {
    fc.assert(
      fc.property(anyCollection, (collection) => {
        if (collection.length === 0) return;
        const items = new Cite(render(FORMATS.biblatex, collection, OPTIONS), { forceType: '@biblatex/text' })
          .data;
        expect(items).toHaveLength(collection.length);
      }),
      { numRuns: 60 },
    );
  });

  test('keeps the words of a title', () => {
    const [entry] =
      fc.sample(
        anyCollection.filter(([first]) => first !== undefined),
        1,
      )[0] ?? [];
    if (!entry) throw new Error('one was asked for');
    const article = {
      ...entry.article,
      title: 'Costs & “risks”: 50% of {all} #walls_^ ~ $9',
      byline: 'Ana de Souza and Bo Li',
    };
    const [item] = new Cite(render(FORMATS.biblatex, [{ ...entry, article }], OPTIONS), {
      forceType: '@biblatex/text',
    }).data;
    expect(String(item?.['title']).replaceAll(/<[^>]+>/gu, '')).toBe(
      'Costs & “risks”: 50% of {all} #walls_^ ~ $9',
    );
    expect(item?.['author']).toEqual([{ family: 'Ana de Souza' }, { family: 'Bo Li' }]);
  });
});

test('CSL-JSON and schema.org are JSON, with an item for each article and each statement', () => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      const items: unknown = JSON.parse(render(FORMATS.csl, collection, OPTIONS));
      expect(items).toHaveLength(collection.length);
      const graph = v.parse(graphSchema, JSON.parse(render(FORMATS.schemaOrg, collection, OPTIONS)));
      const statements = marksOf(collection).filter(
        ({ annotation: { kind } }) => kind === 'quote' || kind === 'claim',
      );
      expect(graph['@graph'].slice(1).map((each) => each['@type'])).toEqual(
        statements.map(({ annotation: { kind, claim } }) =>
          kind === 'quote' ? 'Quotation' : claim.rating === '' ? 'Claim' : 'ClaimReview',
        ),
      );
      for (const review of graph['@graph'].filter((each) => each['@type'] === 'ClaimReview')) {
        expect(v.is(claimReviewShape, review)).toBe(true);
      }
    }),
  );
});

test('Hypothesis’ shapes have every mark with its words, address and time', () => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      const file = v.parse(hypothesisSchema, JSON.parse(render(FORMATS.hypothesis, collection, OPTIONS)));
      const marks = marksOf(collection);
      expect(
        file.annotations.map(({ uri, created, target }) => [uri, created, target[0]?.selector?.[0]?.exact]),
      ).toEqual(
        marks.map(({ annotation, article }) => [
          article.url,
          isoTime(annotation.createdAt),
          annotation.target?.exact,
        ]),
      );
      expect(rows(render(FORMATS.hypothesisCsv, collection, OPTIONS), ',')).toHaveLength(marks.length + 1);
    }),
  );
});

test('Readwise’s table has every passage with its title and address', () => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      const [, ...table] = rows(render(FORMATS.readwise, collection, OPTIONS), ',');
      expect(table.map(([exact = '', title = '', , url]) => [unguard(exact), unguard(title), url])).toEqual(
        marksOf(collection).flatMap(({ annotation: { target }, article: { title, url } }) =>
          target ? [[target.exact, title, url]] : [],
        ),
      );
    }),
  );
});

test('what each format has no place for stands in its documentation', async () => {
  const lines = Object.entries(FORMATS).map(([name, { extension, mime, loses }]) => {
    const lost = loses.length === 0 ? 'nothing' : loses.join(', ');
    return `| ${name} | .${extension} | ${mime} | ${lost} |`;
  });
  const document = [
    '# Formats',
    '',
    'Made from the registry (`lib/formats/registry.ts`); a test holds it to that. Marks leave in these formats; what a format has no',
    'place for is not in its files. Pullquote JSON holds everything: its schema is `pullquote-1.schema.json`.',
    '',
    '| format | file | type | loses |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
    '## What can be brought in',
    '',
    'Told by what stands in the file, not by its name. Marks without a place get one when their page is next visited.',
    '',
    ...READER_IDS.map((id) => `- ${messages[`reader_name_${id}`].message}`),
    '',
  ].join('\n');
  await expect(document).toMatchFileSnapshot('../../docs/formats/README.md');
});

test.each(Object.entries(FORMATS).filter(([name]) => !['pullquote', 'csv', 'tsv'].includes(name)))(
  '%s says of no highlight what was entered while it was a quote or a claim',
  (_, format) => {
    const highlight = annotationOf('The wall stands.', {
      quote: { speaker: 'Formerly Quoted', speakerRole: 'mayor' },
      claim: { claimant: 'Formerly Claiming', status: 'unchecked', rating: '' },
    });
    expect(render(format, [{ article: articleOf(), annotations: [highlight] }], OPTIONS)).not.toContain(
      'Formerly',
    );
  },
);

test('nothing that a page says becomes markup of the HTML', () => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      const file = render(FORMATS.html, collection, OPTIONS).replace(/<style>.*?<\/style>/su, '');
      const tags = new Set([...file.matchAll(/<\/?([a-z0-9]+)/giu)].map(([, name]) => name));
      const own = 'html head meta title style body section h1 h2 p a figure blockquote figcaption'.split(' ');
      expect([...tags].filter((name) => name !== undefined && !own.includes(name))).toEqual([]);
      expect(file.match(/<figure>/gu)?.length ?? 0).toBe(marksOf(collection).length);
    }),
  );
});

function isAnnotation(node: object): boolean {
  return JSON.stringify(Reflect.get(node, '@type') ?? '').includes('oa#Annotation"');
}
