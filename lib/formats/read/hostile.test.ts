/** Files that are broken, or made to break what reads them: a clear error that says where, and nothing else happens. */
import { BlobReader, BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import { describe, expect, test } from 'vitest';
import { fileOf, readAll } from '../../../tests/fixtures/import-files';
import { annotationOf, articleOf, OPTIONS } from '../../../tests/fixtures/format-samples';
import { render } from '../format';
import { FORMATS } from '../registry';
import { ReadError, type SourceFile } from './reader';

const URL_A = 'https://tidewater.example/2026/sea-wall';
const MEGABYTE = 1024 * 1024;
const collection = [
  { article: articleOf(), annotations: [annotationOf('One.'), annotationOf('Zwei – drei.')] },
];

async function errorOf(broken: SourceFile): Promise<{ code: string; detail: string }> {
  const outcome: unknown = await readAll(broken).catch((error: unknown) => error);
  if (outcome instanceof ReadError) return { code: outcome.code, detail: outcome.detail };
  throw new Error(`not refused, but ${String(outcome)}`);
}

const file = fileOf;

describe('a file that is cut off', () => {
  test.each([
    ['pullquote', 'articles[0]'],
    ['w3c', 'items[1]'],
    ['hypothesis', 'annotations[1]'],
  ] as const)('%s is damaged, and the record is named', async (name, place) => {
    const text = render(FORMATS[name], collection, OPTIONS);
    const { code, detail } = await errorOf(file(text.slice(0, text.indexOf('Zwei') + 2)));
    expect([code, detail]).toEqual(['damaged', `it ends in ${place}`]);
  });

  test('is never taken for a whole one, wherever it is cut', async () => {
    const text = render(FORMATS.pullquote, collection, OPTIONS).trimEnd();
    for (let end = 60; end < text.length; end += 7) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await errorOf(file(text.slice(0, end)))).code).toMatch(/damaged|unknown/u);
    }
  });

  test('in a quoted cell of a table is damaged', async () => {
    const text = render(
      FORMATS.csv,
      [{ article: articleOf(), annotations: [annotationOf('One, two.')] }],
      OPTIONS,
    );
    expect(await errorOf(file(text.slice(0, text.indexOf('two'))))).toMatchObject({ code: 'damaged' });
  });

  test('in an archive is damaged', async () => {
    const zip = await archive({ 'metadata_0.json': '[]' });
    expect(await errorOf(file(zip.slice(0, zip.size - 10)))).toMatchObject({ code: 'damaged' });
  });
});

describe('encodings', () => {
  test('UTF-16, with a byte order mark as spreadsheets write it, is read', async () => {
    const text = `\uFEFF${render(FORMATS.csv, collection, OPTIONS).replace(/^\uFEFF/u, '')}`;
    const bytes = new Uint8Array(text.length * 2);
    for (let at = 0; at < text.length; at++)
      new DataView(bytes.buffer).setUint16(at * 2, text.charCodeAt(at), true);
    expect(await readAll(file(bytes))).toHaveLength(2);
  });

  test('Latin-1 is refused, with the place of the first byte that is no UTF-8', async () => {
    const text = render(FORMATS.csv, collection, OPTIONS).replaceAll('–', '-').replace('Zwei', 'Öl');
    const bytes = Uint8Array.from(text.replace(/^\uFEFF/u, ''), (sign) => sign.charCodeAt(0));
    expect(await errorOf(file(bytes))).toEqual({ code: 'encoding', detail: 'not UTF-8 after byte 0' });
  });

  test('pictures and programs are nothing that is known', async () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 44, 44, 10, 1]);
    expect((await errorOf(file(png))).code).toBe('unknown');
    expect((await errorOf(file(''))).code).toBe('unknown');
    expect((await errorOf(file('Dear editor,'))).code).toBe('unknown');
    expect((await errorOf(file('Dear editor, I wish to complain.\nNobody was asked.'))).code).toBe('unknown');
    expect((await errorOf(file('{"articles": "none"}'))).code).toBe('unknown');
  });
});

describe('a file that is too large', () => {
  const head = '{"format":"pullquote","version":1,"articles":[{"title":"';

  test('in one record of 200 MB is refused before it is in memory as a whole', async () => {
    const block = new Blob(['a'.repeat(MEGABYTE)]);
    const blob = new Blob([head, ...Array.from({ length: 200 }, () => block)]);
    expect(await errorOf(file(blob))).toEqual({ code: 'tooLarge', detail: 'articles[0] is too long' });
  });

  test('around its list is refused', async () => {
    const blob = new Blob([
      '{"format":"pullquote",',
      ...Array.from({ length: 30 }, () => '"a":1,'.repeat(10_000)),
    ]);
    expect((await errorOf(file(blob))).code).toBe('tooLarge');
  });

  test('in a cell whose quotation mark is never closed is refused', async () => {
    const rows = Array.from({ length: 20 }, () => `${'b,'.repeat(MEGABYTE / 2)}\n`);
    expect(
      await errorOf(file(new Blob(['Quote/description,Created at,Page,URL,Type,Comment,Tags\n"', ...rows]))),
    ).toMatchObject({
      code: 'damaged',
    });
  });

  test('because it is nested without an end is refused', async () => {
    for (const deep of ['['.repeat(2 * MEGABYTE), '{"a":'.repeat(MEGABYTE)]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { code, detail } = await errorOf(file(`{"format":"pullquote","version":1,"articles":[${deep}`));
      expect([code, detail]).toEqual(['tooLarge', 'articles[0] is nested too deep']);
    }
  });
});

async function archive(files: Readonly<Record<string, string | Blob>>): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter());
  for (const [name, content] of Object.entries(files)) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await writer.add(name, typeof content === 'string' ? new TextReader(content) : new BlobReader(content));
  }
  return writer.close();
}

const zeros = () => new Blob(Array.from({ length: 65 }, () => new Uint8Array(MEGABYTE)));

describe('an archive', () => {
  test('that unpacks to more than it should is refused, also where it lies about that', async () => {
    const bomb = await archive({ 'metadata_0.json': zeros() });
    expect(bomb.size).toBeLessThan(MEGABYTE);
    expect(await errorOf(file(bomb))).toMatchObject({
      code: 'tooLarge',
      detail: expect.stringMatching(/metadata_0/u),
    });
    const bytes = new Uint8Array(await bomb.arrayBuffer());
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 46 < bytes.length; at++) {
      // Central directory header (APPNOTE 4.3.12): the unpacked size stands at 24.
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    }
    expect((await errorOf(file(bytes))).code).toMatch(/tooLarge|damaged/u);
  });

  test.each(['../metadata_9.json', '/metadata_9.json', 'C:\\metadata_9.json', 'a/../../metadata_9.json'])(
    'with a name that leads out of it is refused, or the file is left out: %s',
    async (name) => {
      const item = JSON.stringify([{ slug: 's', title: 'T', author: null, url: URL_A, savedAt: '' }]);
      const zip = file(await archive({ [name]: item, 'metadata_0.json': '[]' }));
      const outcome = await readAll(zip).catch((error: unknown) => String(error));
      expect([[], expect.stringMatching(/damaged: .*metadata_9\.json/u)]).toContainEqual(outcome);
    },
  );

  test('is not asked for a file outside of it by what stands in it', async () => {
    const item = JSON.stringify([
      { slug: '../../secret', title: 'T', author: null, url: URL_A, savedAt: '' },
    ]);
    expect(await readAll(file(await archive({ 'metadata_0.json': item })))).toEqual([
      { type: 'unmarked', place: 'metadata_0.json [0]' },
    ]);
  });

  test('with a damaged file in it is damaged, and the file is named', async () => {
    const zip = await archive({ 'metadata_0.json': `[${' '.repeat(5_000)}]`.replaceAll('  ', ' \n') });
    const bytes = new Uint8Array(await zip.arrayBuffer());
    const at = 30 + 'metadata_0.json'.length + 12;
    bytes.fill(0x55, at, at + 4);
    expect(await errorOf(file(bytes))).toMatchObject({ code: 'damaged' });
  });
});

describe('records', () => {
  test('that break the model are named, and the others are read', async () => {
    const [good] = collection;
    const text = JSON.stringify({
      format: 'pullquote',
      version: 1,
      articles: [
        {
          ...good?.article,
          annotations: [good?.annotations[0], { ...good?.annotations[0], kind: 'rumour' }],
        },
        { ...good?.article, url: 'javascript:alert(1)', annotations: good?.annotations },
        { ...good?.article, annotations: 'none' },
        null,
      ],
    });
    const found = await readAll(file(text));
    expect(found.map((each) => [each.type, each.place])).toEqual([
      ['entry', 'articles[0]'],
      ['unreadable', 'articles[0].annotations[1]'],
      ['unreadable', 'articles[1]'],
      ['unreadable', 'articles[2]'],
      ['unreadable', 'articles[3]'],
    ]);
    expect(found.map((each) => (each.type === 'unreadable' ? each.detail : ''))).toEqual([
      '',
      expect.stringMatching(/^kind: /u),
      expect.stringMatching(/^url: not a web address/u),
      expect.stringMatching(/^annotations: /u),
      expect.stringMatching(/Object/u),
    ]);
  });

  test('cannot reach the prototype of anything', async () => {
    const text = `{"format":"pullquote","version":1,"articles":[{"__proto__":{"polluted":true,"url":"${URL_A}"},"constructor":{"prototype":{"polluted":true}},"annotations":[]}]}`;
    const found = await readAll(file(text));
    expect(found).toMatchObject([{ type: 'unreadable', place: 'articles[0]' }]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    const csv = `kind,passage,speaker,claimant,status,note,tags,url,id,__proto__\nhighlight,One.,,,,,,${URL_A},1,polluted`;
    expect(await readAll(file(csv))).toHaveLength(1);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('with markup in every field are text', async () => {
    const html = '<img src=x onerror=alert(1)><script>alert(1)</script>';
    const row = ['highlight', html, html, html, 'unchecked', html, html, URL_A, 'id'];
    const csv = `kind,passage,speaker,claimant,status,note,tags,url,id\n${row.join(',')}`;
    const [entry] = await readAll(file(csv));
    expect(entry).toMatchObject({
      annotations: [{ note: html, target: { exact: html }, quote: { speaker: html } }],
    });
  });

  test('of a version to come are refused as a whole', async () => {
    const text = render(FORMATS.pullquote, collection, OPTIONS).replace('"version": 1', '"version": 2');
    expect(await errorOf(file(text))).toEqual({ code: 'newer', detail: 'version 2' });
  });

  test.each([
    '{"a":1}{"format":"pullquote"',
    '{"format":"pullquote","version":1,"articles":[1,]}',
    '{"format":"pullquote","articles":[}]}',
  ])('in what is not quite JSON are refused: %s', async (text) => {
    expect((await errorOf(file(text))).code).toMatch(/damaged|unknown/u);
  });

  test('with a cell too many in their row are named', async () => {
    const csv = `kind,passage,speaker,claimant,status,note,tags,url,id\nhighlight,One,two,,,,,,${URL_A},1,x`;
    expect(await readAll(file(csv))).toEqual([
      { type: 'unreadable', place: 'row 2', detail: '2 cells more than columns' },
    ]);
  });
});
