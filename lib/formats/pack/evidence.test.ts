import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCollection } from '../../../tests/fixtures/arbitrary-marks';
import { MISSING_TOOLS, unpacked, zipOf } from '../../../tests/fixtures/archives';
import { copyOf } from '../../../tests/fixtures/copies';
import { annotationOf, articleOf, NOON, OPTIONS, targetOf } from '../../../tests/fixtures/format-samples';
import { fileOf, readAll } from '../../../tests/fixtures/import-files';
import { textOf, type SavedCopy } from '../../annotation/version';
import type { Entry } from '../format';
import { escapeHtml } from '../text/html-escape';
import { evidencePack, type PackedArticle, type PackedVersion } from './evidence';
import { sumOf, type PackFile } from './files';
import { folderName } from './folder-name';
import type { PackOptions } from './options';

const PACK: PackOptions = {
  ...OPTIONS,
  program: 'Pullquote 1.2.3',
  packLabels: { capturedAt: 'Seen', markedAt: 'Marked', changedAt: 'Changed', sum: 'SHA-256 of the text' },
  articleHtml: ({ blocks }) => blocks.map(({ text }) => `<p>${escapeHtml(text)}</p>`).join('\n'),
};

const ENTRY: Entry = {
  article: articleOf({ title: 'Sea wall: yes', site: 'Tidewater' }),
  annotations: [
    annotationOf('nine to four', {
      kind: 'quote',
      note: 'Check <this>.',
      quote: { speaker: 'Ann Berg', speakerRole: 'mayor' },
      target: targetOf('nine to four', { sentenceBefore: 'It was late.', sentenceAfter: 'They left.' }),
    }),
  ],
};

function versionOf(copy: SavedCopy | null, capturedAt: number, sum?: string): PackedVersion {
  const sha256 = sum ?? sumOf(copy ? textOf(copy) : '');
  const details = copy?.details ?? copyOf([]).details;
  return { version: { id: `v${capturedAt}`, articleId: 'article', capturedAt, sha256, details }, copy };
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T, void> {
  yield* items;
}

function packed(entry: Entry, versions: readonly PackedVersion[] = []): PackedArticle {
  return { entry, versions: each(versions), unreadable: 0 };
}

async function filesOf(articles: readonly PackedArticle[]): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const { path, content } of evidencePack(each(articles), PACK)) {
    let text = '';
    for await (const piece of typeof content === 'string' ? [content] : content) text += piece;
    files.set(path, text);
  }
  return files;
}

const TWO_VERSIONS = [
  versionOf(copyOf(['The council voted nine to four.', 'Straße, 東京, שלום, 👩🏽‍🚀.']), NOON),
  versionOf(copyOf(['The council voted ten to four.'], 'Harbour vote, again'), NOON + 60_000),
];

describe.skipIf(MISSING_TOOLS !== '')(`an evidence pack on a disk ${MISSING_TOOLS}`, () => {
  test('is whole for unzip, and has its sums for sha256sum', async () => {
    const articles = [packed(ENTRY, TWO_VERSIONS), packed({ ...ENTRY, article: articleOf({ id: 'b' }) })];
    using pack = await unpacked(await zipOf(evidencePack(each(articles), PACK)));
    expect(pack.tested).toContain('No errors detected');
    expect(globSync('**/*.*', { cwd: pack.folder }).toSorted()).toEqual([
      '0001-Tidewater-Sea-wall-yes/marks.html',
      '0001-Tidewater-Sea-wall-yes/marks.json',
      '0001-Tidewater-Sea-wall-yes/versions.json',
      '0001-Tidewater-Sea-wall-yes/versions/1-2026-02-11T090000Z.html',
      '0001-Tidewater-Sea-wall-yes/versions/1-2026-02-11T090000Z.txt',
      '0001-Tidewater-Sea-wall-yes/versions/2-2026-02-11T090100Z.html',
      '0001-Tidewater-Sea-wall-yes/versions/2-2026-02-11T090100Z.txt',
      '0002-tidewater.example',
      '0002-tidewater.example/marks.html',
      '0002-tidewater.example/marks.json',
      '0002-tidewater.example/versions.json',
      'README.txt',
    ]);
    const { ok, said } = pack.check();
    expect(said).toContain('README.txt: OK');
    expect(said.trim().split('\n')).toHaveLength(11);
    expect(ok).toBe(true);
  });

  test('no longer has its sums when a letter of it is another', async () => {
    using pack = await unpacked(await zipOf(evidencePack(each([packed(ENTRY, TWO_VERSIONS)]), PACK)));
    for (const path of globSync('**/*.{txt,html,json}', { cwd: pack.folder })) {
      const file = join(pack.folder, path);
      const bytes = readFileSync(file);
      const changed = Uint8Array.from(bytes);
      changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
      writeFileSync(file, changed);
      const { ok, said } = pack.check();
      expect([ok, said]).toEqual([false, expect.stringContaining(`${path}: FAILED`)]);
      writeFileSync(file, bytes);
    }
    expect(pack.check().ok).toBe(true);
  });

  test('is whole whatever its articles are called', async () => {
    const titles = ['../../etc/passwd', 'CON', '👩🏽‍🚀', 'x'.repeat(300), 'Same', 'Same', 'שלום\n\\ *?', '.', ''];
    const articles = titles.map((title) =>
      packed({ ...ENTRY, article: articleOf({ title }) }, [versionOf(copyOf([`On ${title}`], title), NOON)]),
    );
    using pack = await unpacked(await zipOf(evidencePack(each(articles), PACK)));
    expect(pack.check().ok).toBe(true);
    expect(globSync('*/versions/*.txt', { cwd: pack.folder })).toHaveLength(titles.length);
  });

  test('is whole whatever was marked', async () => {
    await fc.assert(
      fc.asyncProperty(anyCollection, async (collection) => {
        const articles = collection.map((entry) => packed(entry, TWO_VERSIONS));
        using pack = await unpacked(await zipOf(evidencePack(each(articles), PACK)));
        expect(pack.check().ok).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

describe('an evidence pack', () => {
  test('has the text whose sum was stored, and says so', async () => {
    const files = await filesOf([packed(ENTRY, TWO_VERSIONS)]);
    const folder = '0001-Tidewater-Sea-wall-yes';
    const list: unknown = JSON.parse(files.get(`${folder}/versions.json`) ?? '');
    expect(list).toMatchObject({
      address: ENTRY.article.url,
      aliases: ENTRY.article.aliases,
      versions: TWO_VERSIONS.map(({ version }, at) => ({
        id: version.id,
        capturedAt: new Date(version.capturedAt).toISOString(),
        sha256: sumOf(files.get(`${folder}/versions/${at + 1}-2026-02-11T090${at}00Z.txt`) ?? ''),
        isAsCaptured: true,
      })),
    });
  });

  test('tells of versions that are damaged, and keeps the rest', async () => {
    const changed = versionOf(copyOf(['Another text.']), NOON + 1_000, sumOf('The text.'));
    const article = { ...packed(ENTRY, [versionOf(null, NOON), changed]), unreadable: 3 };
    const files = await filesOf([article]);
    expect(files.get('README.txt')).toContain('DAMAGED: 2');
    expect(files.get('README.txt')).toContain('MISSING: 3');
    expect(JSON.parse(files.get('0001-Tidewater-Sea-wall-yes/versions.json') ?? '')).toMatchObject({
      versions: [
        { text: null, isAsCaptured: false },
        { text: 'versions/2-2026-02-11T090001Z.txt', isAsCaptured: false },
      ],
    });
  });

  test('tells how it was made, and of what', async () => {
    const readme = (await filesOf([packed(ENTRY, TWO_VERSIONS)])).get('README.txt');
    expect(readme).toContain('Made by Pullquote 1.2.3 on 2026-02-11T09:00:00.000Z');
    expect(readme).toContain(ENTRY.article.url);
    expect(readme).toContain('Saved versions: 2');
  });

  test('shows each mark with what stands around it, and nothing of it as markup', async () => {
    const page = (await filesOf([packed(ENTRY)])).get('0001-Tidewater-Sea-wall-yes/marks.html') ?? '';
    const order = ['It was late.', 'nine to four', 'They left.', 'Check &#60;this&#62;.', 'Ann Berg, mayor'];
    expect(order.map((text) => page.indexOf(text))).toEqual(
      order.map((text) => page.indexOf(text)).toSorted((a, b) => a - b),
    );
    expect(page).not.toContain('<this>');
    expect(page).toContain('#:~:text=');
  });

  test('has marks that Pullquote reads again', async () => {
    const files = await filesOf([packed(ENTRY)]);
    const found = await readAll(fileOf(files.get('0001-Tidewater-Sea-wall-yes/marks.json') ?? ''));
    expect(found).toMatchObject([{ type: 'entry', annotations: [{ note: 'Check <this>.' }] }]);
  });
});

test('a folder’s name is short, in ASCII, and no other’s', () => {
  const url = 'https://xn--bcher-kva.example/a';
  const names = ['Größe und Maß', '../x', 'CON.txt', '日本', 'a..b', 'é'.repeat(300)].map((title, at) =>
    folderName(articleOf({ title, url }), at + 1),
  );
  expect(names).toEqual([
    '0001-xn-bcher-kva.example-Gro-e-und-Ma',
    '0002-xn-bcher-kva.example-x',
    '0003-xn-bcher-kva.example-CON.txt',
    '0004-xn-bcher-kva.example',
    '0005-xn-bcher-kva.example-a.b',
    `0006-xn-bcher-kva.example-${'e'.repeat(34)}`,
  ]);
});

describe('an archive that is being written', () => {
  test('is stopped between two files, and between two pieces of one', async () => {
    for (const when of [1, 3]) {
      const stop = new AbortController();
      let made = 0;
      const long = async function* long(): AsyncGenerator<string, void> {
        for (let piece = 0; piece < 100; piece++) {
          if (++made === when) stop.abort(new Error('stopped'));
          yield 'x'.repeat(100_000);
        }
      };
      const files = async function* files(): AsyncGenerator<PackFile, void> {
        yield { path: 'a', content: long() };
        yield { path: 'b', content: 'never' };
      };
      await expect(zipOf(files(), stop.signal)).rejects.toThrow('stopped');
      expect(made).toBeLessThan(20);
    }
  });

  test('asks for a file only when the one before is written', async () => {
    const log: string[] = [];
    const files = async function* files(): AsyncGenerator<PackFile, void> {
      for (const path of ['a', 'b', 'c']) {
        log.push(`made ${path}`);
        const content = async function* content(): AsyncGenerator<string, void> {
          yield 'x';
          log.push(`read ${path}`);
        };
        yield { path, content: content() };
      }
    };
    await zipOf(files());
    expect(log).toEqual(['made a', 'read a', 'made b', 'read b', 'made c', 'read c']);
  });
});
