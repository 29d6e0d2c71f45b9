/** Files in the shapes that other tools write; all their words are our own. */
import { BlobReader, BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { annotationOf, articleOf, OPTIONS } from '../../../tests/fixtures/format-samples';
import { fileOf, readAll } from '../../../tests/fixtures/import-files';
import type { ImportedAnnotation } from '../../annotation/imported';
import { render } from '../format';
import { FORMATS } from '../registry';
import type { Found, SourceFile } from './reader';
import { recognise } from './recognise';
import { guessColumns, mappedTableReader } from './table';

const URL_A = 'https://tidewater.example/2026/sea-wall';
const URL_B = 'https://tidewater.example/2026/ferry';

type Entry = Extract<Found, { type: 'entry' }>;

function entries(found: readonly Found[]): Entry[] {
  return found.filter((each) => each.type === 'entry');
}

function told({ article, annotations }: Entry): unknown[] {
  return annotations.map(({ kind, target, note, tags, createdAt }: ImportedAnnotation) => [
    article.url,
    article.title,
    kind,
    target?.exact,
    note,
    tags?.join(' '),
    createdAt === undefined ? undefined : new Date(createdAt).toISOString(),
  ]);
}

async function archive(files: Readonly<Record<string, string>>): Promise<SourceFile> {
  const writer = new ZipWriter(new BlobWriter());
  for (const [name, text] of Object.entries(files)) await writer.add(name, new TextReader(text));
  return fileOf(await writer.close(), 'export.zip');
}

async function idOf(content: BlobPart): Promise<string> {
  const recognised = await recognise(fileOf(content));
  return recognised.type === 'known' ? recognised.reader.id : recognised.columns.join('|');
}

describe('an export of', () => {
  test('Hypothesis, as JSON', async () => {
    const file = {
      export_date: '2026-02-11T09:00:00Z',
      export_userid: 'acct:reader@example.org',
      client_version: '1.1500.0',
      annotations: [
        {
          id: 'abc',
          uri: URL_A,
          text: 'Ask the *council*.',
          tags: ['quote', 'to check'],
          created: '2026-02-11T08:00:00.000+00:00',
          updated: '2026-02-11T08:30:00.000+00:00',
          document: { title: ['Harbour town votes'] },
          target: [
            {
              source: URL_A,
              selector: [
                {
                  type: 'RangeSelector',
                  startContainer: '/p[1]',
                  endContainer: '/p[1]',
                  startOffset: 0,
                  endOffset: 4,
                },
                {
                  type: 'TextQuoteSelector',
                  exact: 'The wall stands.',
                  prefix: 'she said: ',
                  suffix: ' Then',
                },
              ],
            },
          ],
        },
        {
          id: 'def',
          uri: URL_A,
          text: 'About the page.',
          tags: [],
          created: '',
          document: { title: 'T' },
          target: [{}],
        },
      ],
    };
    const found = entries(await readAll(fileOf(JSON.stringify(file))));
    expect(found.flatMap(told)).toEqual([
      [
        URL_A,
        'Harbour town votes',
        'highlight',
        'The wall stands.',
        'Ask the *council*.',
        'quote to check',
        '2026-02-11T08:00:00.000Z',
      ],
      [URL_A, 'T', 'note', undefined, 'About the page.', '', undefined],
    ]);
    expect(found[0]?.annotations[0]).toMatchObject({
      sourceId: 'abc',
      target: { prefix: 'she said: ', suffix: ' Then' },
    });
  });

  test('Hypothesis, as a table', async () => {
    const csv = [
      'Created at,Author,Page,URL,Group,Type,Quote/description,Comment,Tags',
      `2026-02-11 08:00:00Z,reader,Votes,${URL_A},Public,Annotation,"He said ""no"".",Why?,"a,b"`,
      `2026-02-11 08:00:00Z,reader,Votes,${URL_A},Public,Page note,,About it.,`,
    ].join('\r\n');
    expect(await idOf(csv)).toBe('hypothesisCsv');
    expect(entries(await readAll(fileOf(csv))).flatMap(told)).toEqual([
      [URL_A, 'Votes', 'highlight', 'He said "no".', 'Why?', 'a b', '2026-02-11T08:00:00.000Z'],
      [URL_A, 'Votes', 'note', undefined, 'About it.', '', '2026-02-11T08:00:00.000Z'],
    ]);
  });

  test('another program that writes Web Annotations', async () => {
    const item = {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: 'https://annotations.example/7',
      type: 'Annotation',
      motivation: 'commenting',
      created: '2026-02-11T08:00:00Z',
      body: [
        { type: 'TextualBody', value: 'Why?' },
        { type: 'TextualBody', purpose: 'tagging', value: 'a' },
      ],
      target: {
        source: URL_A,
        selector: [
          { type: 'TextPositionSelector', start: 1, end: 4 },
          { type: 'TextQuoteSelector', exact: 'The wall' },
        ],
      },
    };
    const page = {
      '@context': item['@context'],
      type: 'AnnotationPage',
      items: [item, { ...item, id: '8', body: 'Plain.', target: URL_A }],
    };
    for (const file of [[item, { ...item, id: '8', body: 'Plain.', target: URL_A }], page]) {
      const found = entries(await readAll(fileOf(JSON.stringify(file))));
      expect(found.flatMap(told)).toEqual([
        [URL_A, '', 'highlight', 'The wall', 'Why?', 'a', '2026-02-11T08:00:00.000Z'],
        [URL_A, '', 'note', undefined, 'Plain.', '', '2026-02-11T08:00:00.000Z'],
      ]);
    }
  });

  test('another program that writes one Web Annotation, of two places, one of them in a part of a page', async () => {
    const selector = { type: 'TextQuoteSelector', exact: 'The wall' };
    const file = {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: 'https://annotations.example/7',
      type: 'Annotation',
      target: [
        { source: URL_A, selector },
        { source: URL_B, selector: { type: 'FragmentSelector', value: 'part', refinedBy: selector } },
      ],
    };
    const found = entries(await readAll(fileOf(JSON.stringify(file))));
    expect(found.map(({ article, annotations: [mark] }) => [article.url, mark?.target?.exact])).toEqual([
      [URL_A, 'The wall'],
      [URL_B, 'The wall'],
    ]);
    expect(new Set(found.map(({ annotations: [mark] }) => mark?.sourceId)).size).toBe(2);
  });

  test.each(['\r\n', '\n', '\r'])('Pullquote, as a table whose lines end in %j', async (end) => {
    const id = '0197f1a0-0000-7000-8000-00000000b001';
    const [head = '', row = ''] = render(
      FORMATS.csv,
      [{ article: articleOf(), annotations: [annotationOf('Yes.', { id })] }],
      OPTIONS,
    )
      .trim()
      .split('\r\n');
    const found = entries(
      await readAll(fileOf([head, row, row.replace(id, 'other'), ''].join(end), 'marks.csv')),
    );
    expect(found.flatMap(({ annotations }) => annotations.map((mark) => mark.id))).toEqual([id, 'other']);
  });

  test('Pullquote, as JSON whose members another program has sorted', async () => {
    const annotations = Array.from({ length: 200 }, (_, at) =>
      annotationOf('The wall stands.', {
        id: `0197f1a0-0000-7000-8000-00000000${1000 + at}`,
        note: 'n'.repeat(500),
      }),
    );
    const { articles, ...head } = v.parse(
      v.looseObject({ articles: v.array(v.unknown()) }),
      JSON.parse(render(FORMATS.pullquote, [{ article: articleOf(), annotations }], OPTIONS)),
    );
    const file = JSON.stringify({ articles, ...head });
    expect(file.length).toBeGreaterThan(100_000);
    expect(await idOf(file)).toBe('pullquote');
    expect(entries(await readAll(fileOf(file))).flatMap((each) => each.annotations)).toHaveLength(200);
  });

  test('Obsidian Web Clipper', async () => {
    const file = [
      {
        url: URL_A,
        title: 'Votes',
        highlights: [{ text: 'The wall stands.', timestamp: '2026-02-11T08:00:00Z' }],
        data: [
          {
            id: '1770800400000',
            type: 'text',
            xpath: '/p',
            content: '<p>The <b>wall</b> &amp; the pier</p>',
            startOffset: 0,
            endOffset: 4,
            textQuote: { prefix: 'a', suffix: 'b' },
            notes: ['Why?'],
          },
        ],
      },
      {
        url: 'https://b.example/',
        title: 'Only words',
        highlights: [{ text: 'Words.', timestamp: '2026-02-11T08:00:00Z' }],
      },
      { url: 'https://c.example/', highlights: [] },
    ];
    expect(await idOf(JSON.stringify(file))).toBe('clipper');
    const found = await readAll(fileOf(JSON.stringify(file)));
    expect(entries(found).flatMap(told)).toEqual([
      [URL_A, 'Votes', 'highlight', 'The wall & the pier', 'Why?', '', undefined],
      ['https://b.example/', 'Only words', 'highlight', 'Words.', '', '', '2026-02-11T08:00:00.000Z'],
    ]);
    expect(found.at(-1)).toEqual({ type: 'unmarked', place: '[2]' });
  });

  test('wallabag', async () => {
    const file = [
      {
        is_archived: 0,
        title: 'Votes',
        url: URL_A,
        domain_name: 'tidewater.example',
        language: 'en',
        published_by: ['Ann Lee', null],
        tags: ['sea', { label: 'wall' }],
        annotations: [
          {
            id: 3,
            text: 'Why?',
            quote: 'The wall stands.',
            created_at: '2026-02-11T08:00:00+0000',
            ranges: [],
          },
        ],
      },
    ];
    expect(await idOf(JSON.stringify(file))).toBe('wallabag');
    const [entry] = entries(await readAll(fileOf(JSON.stringify(file))));
    expect(entry && told(entry)).toEqual([
      [URL_A, 'Votes', 'highlight', 'The wall stands.', 'Why?', 'sea wall', '2026-02-11T08:00:00.000Z'],
    ]);
    expect(entry?.article).toMatchObject({ byline: 'Ann Lee', site: 'tidewater.example' });
  });

  test('Readwise', async () => {
    const csv = `Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags
"The wall
stands.",Votes,Ann Lee,,Why?,yellow,"a,b",order,1,2026-02-11 08:00:00+00:00,`;
    expect(await idOf(csv)).toBe('readwise');
    const [entry] = entries(await readAll(fileOf(csv)));
    expect(entry?.article).toMatchObject({ url: null, title: 'Votes', byline: 'Ann Lee' });
    expect(entry && told(entry)).toEqual([
      [null, 'Votes', 'highlight', 'The wall\nstands.', 'Why?', 'a b', '2026-02-11T08:00:00.000Z'],
    ]);
  });

  test('Raindrop, with two highlights in a cell', async () => {
    const csv = `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite
1,Votes,,,${URL_A},Unsorted,"a, b",2026-02-11T08:00:00.000Z,,"Highlight:The wall stands.
Note:Why?

Highlight:It fell.",false
2,Nothing,,,https://b.example/,Unsorted,,2026-02-11T08:00:00.000Z,,,false`;
    const found = await readAll(fileOf(csv));
    expect(entries(found).flatMap(told)).toEqual([
      [URL_A, 'Votes', 'highlight', 'The wall stands.', 'Why?', 'a b', '2026-02-11T08:00:00.000Z'],
      [URL_A, 'Votes', 'highlight', 'It fell.', '', 'a b', '2026-02-11T08:00:00.000Z'],
    ]);
    expect(found.at(-1)).toEqual({ type: 'unmarked', place: 'row 3' });
  });

  test('Instapaper', async () => {
    const csv = `URL,Title,Selection,Folder,Timestamp,Tags\n${URL_A},Votes,The wall stands.,Unread,1770796800,"[""a"",""b""]"\nhttps://b.example/,B,,Unread,1770796800,[]`;
    const found = await readAll(fileOf(csv));
    expect(entries(found).flatMap(told)).toEqual([
      [URL_A, 'Votes', 'highlight', 'The wall stands.', '', 'a b', '2026-02-11T08:00:00.000Z'],
    ]);
    expect(found.at(-1)?.type).toBe('unmarked');
  });

  test('Pocket: its archive with annotations, and its table, which holds none', async () => {
    const zip = await archive({
      'part_000000.csv': `title,url,time_added,tags,status\nVotes,${URL_A},1770796800,a|b,unread`,
      'annotations/part_000000.json': JSON.stringify([
        { url: URL_A, title: 'Votes', highlights: [{ quote: 'The wall stands.', created_at: 1770796800 }] },
      ]),
    });
    expect(entries(await readAll(zip)).flatMap(told)).toEqual([
      [URL_A, 'Votes', 'highlight', 'The wall stands.', '', '', '2026-02-11T08:00:00.000Z'],
    ]);
    const csv = `title,url,time_added,tags,status\nVotes,${URL_A},1770796800,a|b,unread`;
    expect(await readAll(fileOf(csv))).toEqual([{ type: 'unmarked', place: 'row 2' }]);
  });

  test('Omnivore', async () => {
    const zip = await archive({
      'metadata_0_to_20.json': JSON.stringify([
        {
          id: '1',
          slug: 'votes',
          title: 'Votes',
          author: 'Ann Lee',
          url: URL_A,
          labels: [],
          savedAt: '2026-02-11T08:00:00.000Z',
          publishedAt: null,
        },
        {
          id: '2',
          slug: 'none',
          title: 'None',
          author: null,
          url: 'https://b.example/',
          labels: [],
          savedAt: '2026-02-11T08:00:00.000Z',
        },
      ]),
      'content/votes.html': '<p>The wall stands.</p>',
      'highlights/votes.md': '> The wall\n> stands.\n\n#sea #wall\n\nWhy?\n\n> It fell.\n',
    });
    const found = await readAll(zip);
    expect(entries(found).flatMap(told)).toEqual([
      [URL_A, 'Votes', 'highlight', 'The wall\nstands.', 'Why?', 'sea wall', '2026-02-11T08:00:00.000Z'],
      [URL_A, 'Votes', 'highlight', 'It fell.', '', '', '2026-02-11T08:00:00.000Z'],
    ]);
    expect(found.at(-1)?.type).toBe('unmarked');
  });

  test('Kindle, in several languages, with a note at its passage', async () => {
    const text = [
      '\uFEFFThe Sea Wall (Lee, Ann)',
      '- Your Highlight on page 12 | Location 180-182 | Added on Wednesday, February 11, 2026 8:00:00 AM',
      '',
      'The wall stands.',
      '==========',
      'The Sea Wall (Lee, Ann)',
      '- Your Note on page 12 | Location 182 | Added on Wednesday, February 11, 2026 8:01:00 AM',
      '',
      'Why?',
      '==========',
      'Die Mauer (Lee, Ann)',
      '- Ihr Lesezeichen bei Position 12 | Hinzugefügt am Mittwoch, 11. Februar 2026 08:00:00',
      '',
      '',
      '==========',
      'Die Mauer (Lee, Ann)',
      '- Ihre Markierung bei Position 12-13 | Hinzugefügt am Mittwoch, 11. Februar 2026 08:00:00',
      '',
      'Sie steht.',
      '==========',
      'no clipping at all',
      '==========',
      '',
    ].join('\r\n');
    const found = await readAll(fileOf(text, 'My Clippings.txt'));
    expect(
      entries(found).map(({ article, annotations: [mark] }) => [
        article.title,
        article.byline,
        mark?.kind,
        mark?.target?.exact,
        mark?.note,
      ]),
    ).toEqual([
      ['The Sea Wall', 'Lee, Ann', 'highlight', 'The wall stands.', 'Why?'],
      ['Die Mauer', 'Lee, Ann', 'highlight', 'Sie steht.', ''],
    ]);
    expect(found.filter(({ type }) => type === 'unreadable')).toHaveLength(1);
  });
});

const own = (separator: string) => {
  const columns = ['kind', 'passage', 'speaker', 'claimant', 'status', 'note', 'tags', 'url', 'id'];
  const row = ['quote', 'The wall stands.', 'Ann', '', '', '', '', URL_A, ''];
  return [columns, row].map((cells) => `${cells.join(separator)}\r\n`).join('');
};

describe('a table of our own', () => {
  test.each(['sep=,\r\n', 'sep=;\r\n', 'SEP=|\n', '\uFEFFsep=\t\r\n', '\r\n'])(
    'is read where %j stands before it',
    async (hint) => {
      const sign = /=(.)/u.exec(hint)?.[1] ?? ',';
      const found = await readAll(fileOf(`${hint}${own(sign)}`));
      expect(entries(found).map(({ article, annotations }) => [article.url, annotations[0]?.kind])).toEqual([
        [URL_A, 'quote'],
      ]);
    },
  );

  test('is known for one that holds nothing yet', async () => {
    const [head = ''] = own(',').split('\r\n');
    expect(await readAll(fileOf(`${head}\r\n`))).toEqual([]);
  });

  test('is not seen in a line of text with commas', async () => {
    await expect(recognise(fileOf('The wall, she said, stands.\n'))).rejects.toThrow(
      'neither JSON nor a table',
    );
  });
});

describe('a table that nobody knows', () => {
  const csv = `Quote;Said by;Link;When;Comment\nThe wall stands.;Ann Lee;${URL_A};2026-02-11T08:00:00Z;Why?\n;;not an address;;x\n;;;;`;

  test('is asked about, and its columns are guessed by their names', async () => {
    const recognised = await recognise(fileOf(csv));
    expect(recognised).toEqual({ type: 'table', columns: ['Quote', 'Said by', 'Link', 'When', 'Comment'] });
    expect(guessColumns(['Quote', 'Said by', 'Link', 'When', 'Comment'])).toEqual({
      passage: 'Quote',
      speaker: 'Said by',
      url: 'Link',
      note: 'Comment',
    });
  });

  test('is read as the user says', async () => {
    const reader = mappedTableReader({
      passage: 'Quote',
      speaker: 'Said by',
      url: 'Link',
      time: 'When',
      note: 'Comment',
    });
    const found: Found[] = [];
    for await (const each of reader.read(fileOf(csv))) found.push(each);
    expect(entries(found).flatMap(told)).toEqual([
      [URL_A, '', 'quote', 'The wall stands.', 'Why?', '', '2026-02-11T08:00:00.000Z'],
    ]);
    expect(found.slice(1)).toEqual([
      { type: 'unreadable', place: 'row 3', detail: 'url: not a web address' },
      { type: 'unmarked', place: 'row 4' },
    ]);
  });
});

test('a file that has been packed by another program is read, too', async () => {
  const zip = await archive({ 'metadata_1.json': '[]' });
  const writer = new ZipWriter(new BlobWriter(), { level: 0, dataDescriptor: true });
  await writer.add('deep/metadata_1.json', new BlobReader(new Blob(['[]'])));
  for (const file of [zip, fileOf(await writer.close())]) expect(await readAll(file)).toEqual([]);
});
