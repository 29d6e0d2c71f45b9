/** Whatever is marked and whatever the user does to the notes between exports: their text stays, and ours is up to date. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAnnotation, anyArticle } from '../../tests/fixtures/arbitrary-marks';
import { run as exportTo } from '../../tests/fixtures/folder-samples';
import { OPTIONS } from '../../tests/fixtures/format-samples';
import { MemoryDisk } from '../../tests/fixtures/memory-folder';
import { render, type Entry, type Format } from '../formats/format';
import { markdown } from '../formats/write/markdown';
import { text as plainText } from '../formats/write/text';
import { markId, readBlocks } from './block';
import { planNote } from './plan';
import { readTop } from './properties';

const IDS = ['a', 'b-->', 'c d', '日本'];

const anyEntries: fc.Arbitrary<readonly Entry[]> = fc
  .record({
    ids: fc.shuffledSubarray(IDS),
    articles: fc.array(anyArticle, { minLength: 4, maxLength: 4 }),
    marks: fc.array(fc.array(anyAnnotation, { maxLength: 2 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ ids, articles, marks }) =>
    ids.flatMap((id, at) => {
      const [article, annotations] = [articles[at], marks[at]];
      return article && annotations ? [{ article: { ...article, id }, annotations }] : [];
    }),
  );

type Edit = (note: string, mine: string) => string;
type Move = (disk: MemoryDisk, path: string, at: number) => void;

/** What a user does to the text of a note; `mine` is theirs. */
const EDITS = {
  below: (note, mine) => `${note}${mine}`,
  above: (note, mine) => {
    const { rest } = readTop(note);
    return `${note.slice(0, note.length - rest.length)}${mine}\n${rest}`;
  },
  property: (note, mine) => note.replace(/^---\n/u, `---\nown: ${mine}\n`),
  ownProperty: (note, mine) => note.replace(/^(title|saved|quotes): .*$/mu, `$1: ${mine}`),
  within: (note, mine) => note.replace(/^# /mu, `# ${mine} `),
  noEnd: (note) => note.replace(/<!-- pullquote:end .*-->/u, ''),
  noBegin: (note) => note.replace(/<!-- pullquote:begin .*-->/u, ''),
  twice: (note, mine) => `${note}\n${mine}\n${note}`,
  windows: (note) => note.replace(/\r?\n/gu, '\r\n'),
  noTop: (note) => readTop(note).rest,
} satisfies Record<string, Edit>;

const MOVES = {
  rename: (disk, path, at) => disk.move(path, path.replace(/[^/]*$/u, `renamed ${at}.md`)),
  move: (disk, path, at) => disk.move(path, `Elsewhere/${at}/${path.split('/').at(-1)}`),
  copy: (disk, path, at) => disk.write(`Copies/copy ${at}.md`, disk.read(path)),
  noIndex: (disk) => disk.write('.pullquote/index.json', ''),
} satisfies Record<string, Move>;

type Action =
  | { readonly type: 'export'; readonly entries: readonly Entry[] }
  | { readonly type: 'edit'; readonly edit: Edit; readonly file: number }
  | { readonly type: 'move'; readonly move: Move; readonly file: number };

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  anyEntries.map((entries) => ({ type: 'export' as const, entries })),
  fc.record({
    type: fc.constant('edit' as const),
    edit: fc.constantFrom<Edit[]>(...Object.values(EDITS)),
    file: fc.nat(20),
  }),
  fc.record({
    type: fc.constant('move' as const),
    move: fc.constantFrom<Move[]>(...Object.values(MOVES)),
    file: fc.nat(20),
  }),
);

function run(disk: MemoryDisk, entries: readonly Entry[], format: Format = markdown) {
  return exportTo(disk, entries, { folder: 'In', format });
}

function marked(entries: readonly Entry[]): number {
  return entries.some(({ annotations }) => annotations.length > 0) ? 1 : 0;
}

function trimmed(texts: Record<string, string>): string[] {
  return Object.values(texts).map((note) => note.trim());
}

/** What in a note is the user's: all but intact parts and what is said in the top. White space is compared apart. */
async function outside(note: string): Promise<string> {
  let rest = note;
  for (const { start, end, isIntact } of (await readBlocks(note)).toReversed()) {
    if (isIntact) rest = rest.slice(0, start) + rest.slice(end);
  }
  return readTop(rest).rest.replace(/\s+/gu, ' ').trim();
}

async function expectUpToDate(disk: MemoryDisk, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries.filter(({ annotations }) => annotations.length > 0)) {
    const id = markId(entry.article.id);
    const rendered = render(markdown, [entry], OPTIONS);
    const plans = await Promise.all(Object.values(disk.texts()).map((note) => planNote(note, id, rendered)));
    expect(plans.map(({ action }) => action)).toContain('leave');
  }
}

async function expectGoodExport(disk: MemoryDisk, entries: readonly Entry[], mine: string): Promise<void> {
  const before = Object.entries(disk.texts());
  expect(await run(disk, entries)).toMatchObject({ failed: [], stopped: null });
  const after = disk.texts();
  for (const [path, note] of before) {
    expect(await outside(after[path] ?? '')).toBe(await outside(note));
    expect((after[path] ?? '').split(mine)).toHaveLength(note.split(mine).length);
  }
  await expectUpToDate(disk, entries);
  expect(await run(disk, entries)).toMatchObject({ written: 0, failed: [] });
  expect(disk.texts()).toEqual(after);
}

describe('any notes', () => {
  test('keep what the user wrote, are up to date after an export, and are not written twice', async () => {
    const mine = '«mine»';
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        anyEntries,
        fc.array(anyAction, { maxLength: 8 }),
        anyEntries,
        async (isCoarse, first, actions, last) => {
          const disk = new MemoryDisk();
          // Some file systems tell times apart by seconds.
          if (isCoarse) disk.clock = () => 1;
          await expectGoodExport(disk, first, mine);
          for (const [at, action] of actions.entries()) {
            const paths = Object.keys(disk.texts());
            const path = action.type === 'export' ? undefined : paths[action.file % paths.length];
            if (action.type === 'export') await expectGoodExport(disk, action.entries, mine);
            else if (path === undefined) continue;
            else if (action.type === 'move') action.move(disk, path, at);
            else disk.write(path, action.edit(disk.read(path), mine));
          }
          await expectGoodExport(disk, last, mine);
          expect(Object.keys(disk.texts()).length).toBeGreaterThanOrEqual(marked(last));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('say the same whatever the order of articles and exports', async () => {
    await fc.assert(
      fc.asyncProperty(anyEntries, fc.nat(4), async (entries, cut) => {
        const [once, apart] = [new MemoryDisk(), new MemoryDisk()];
        await run(once, entries);
        await run(apart, entries.slice(cut).toReversed());
        await run(apart, entries.slice(0, cut));
        expect(Object.values(apart.texts()).toSorted()).toEqual(Object.values(once.texts()).toSorted());
      }),
    );
  });

  test('become those of another format in their files', async () => {
    await fc.assert(
      fc.asyncProperty(anyEntries, async (entries) => {
        const [disk, fresh] = [new MemoryDisk(), new MemoryDisk()];
        const template: Format = { ...plainText, extension: 'md' };
        await run(disk, entries);
        const names = Object.keys(disk.texts());
        await run(disk, entries, template);
        await run(fresh, entries, template);
        expect(Object.keys(disk.texts())).toEqual(names);
        expect(trimmed(disk.texts())).toEqual(trimmed(fresh.texts()));
      }),
    );
  });
});
