import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { everything } from '../../../tests/fixtures/everything';
import { creationOf } from '../../../tests/fixtures/store-samples';
import { SyncedDevice } from '../../../tests/fixtures/synced-device';
import { ALL_FAULTS, HostileStore, NO_FAULTS } from '../../../tests/simulation/hostile-store';
import type { Annotation, ArticleIdentity } from '../../annotation/model';
import { LIMITS } from '../../sync/log/round';
import { searchAnnotations } from '../search';
import { countConflicts, syncView } from './queries';

const STORY: ArticleIdentity = ['https://a.example/story'];

let store: HostileStore;
let one: SyncedDevice;
let two: SyncedDevice;

beforeEach(async () => {
  store = new HostileStore();
  one = new SyncedDevice(store, 1);
  two = new SyncedDevice(store, 2);
  await one.join();
  await two.join();
});

async function settle(...devices: readonly SyncedDevice[]): Promise<void> {
  for (let round = 0; round < 3; round++) {
    for (const device of devices) {
      // oxlint-disable-next-line no-await-in-loop -- one device after the other
      await device.sync();
    }
  }
}

/** What everybody sees of an annotation: when it was changed last differs by the clocks. */
const shown = (annotation: Annotation): object => ({ ...annotation, updatedAt: 0 });

/** A file with one mark in an article. @returns the import's id */
async function bringIn(device: SyncedDevice): Promise<string> {
  const id = await device.writer.imports.begin({ name: 'notes.json', format: 'pullquote' });
  const incoming = {
    identity: STORY,
    url: STORY[0],
    article: { id: 'article-1', url: STORY[0], title: 'From a file' },
    annotations: [{ id: 'mark-1', isOurs: true, ...creationOf('Prices fell.').draft }],
  };
  await device.writer.imports.take(id, [incoming], { different: 'keep', deleted: 'keep' }, new Set());
  await device.writer.imports.finish(id);
  return id;
}

/** Both devices wrote another note. */
async function conflict(): Promise<Annotation> {
  const { annotation } = await one.writer.create(STORY, creationOf('Prices fell.', { note: 'Check this.' }));
  await settle(one, two);
  await one.writer.execute({ type: 'edit', id: annotation.id, changes: { note: 'Asked the ministry.' } });
  await two.writer.execute({ type: 'edit', id: annotation.id, changes: { note: 'Rang the union.' } });
  await settle(one, two);
  return annotation;
}

describe('what is marked on one device', () => {
  test('is on the other, with its article, found by its words', async () => {
    const { annotation } = await one.writer.create(
      STORY,
      creationOf(
        'Prices fell.',
        { kind: 'claim', tags: ['prices'], note: 'Which?' },
        { title: 'Market day' },
      ),
    );
    await settle(one, two);
    expect((await two.annotations()).map(shown)).toEqual([shown(annotation)]);
    const { hits } = await searchAnnotations(two.db, 'market which', { limit: 5 });
    expect(hits.map(({ annotation: { id } }) => id)).toEqual([annotation.id]);
    expect(await two.db.articles.toArray()).toEqual(await one.db.articles.toArray());
  });

  test('before it was set up comes along, too', async () => {
    const early = new SyncedDevice(store, 3);
    const { annotation } = await early.writer.create(STORY, creationOf('Prices fell.', {}, { title: 'Old' }));
    await early.writer.execute({ type: 'delete', ids: [annotation.id] });
    await early.writer.create(STORY, creationOf('Prices rose.'));
    await early.join();
    await settle(early, one);
    expect((await one.annotations()).map(shown)).toEqual((await early.annotations()).map(shown));
  });

  test('is in the trash there when it is deleted, and back when that is undone', async () => {
    const { annotation } = await one.writer.create(STORY, creationOf('Prices fell.'));
    await settle(one, two);
    const { undo } = await two.writer.execute({ type: 'delete', ids: [annotation.id] });
    await settle(one, two);
    expect(await one.annotations()).toMatchObject([{ deletedAt: expect.any(Number) }]);
    await two.writer.execute(undo);
    await settle(one, two);
    expect(await one.annotations()).toMatchObject([{ deletedAt: null }]);
  });

  test('stays when it is changed there while it is deleted here', async () => {
    const { annotation } = await one.writer.create(STORY, creationOf('Prices fell.'));
    await settle(one, two);
    await one.writer.execute({ type: 'delete', ids: [annotation.id] });
    await two.writer.execute({ type: 'edit', id: annotation.id, changes: { note: 'Keep me' } });
    await settle(one, two);
    expect(await one.annotations()).toMatchObject([{ deletedAt: null, note: 'Keep me' }]);
  });
});

describe('what has been in the trash for long enough', () => {
  const EVER = Number.MAX_SAFE_INTEGER;

  test('is taken away, on the other device, too', async () => {
    const { annotation } = await one.writer.create(STORY, creationOf('Prices fell.'));
    const { annotation: other } = await one.writer.create(STORY, creationOf('Prices rose.'));
    await one.writer.execute({ type: 'delete', ids: [annotation.id] });
    await settle(one, two);
    await one.writer.expireTrash(EVER);
    await settle(one, two);
    expect((await one.annotations()).map(({ id }) => id)).toEqual([other.id]);
    expect((await two.annotations()).map(({ id }) => id)).toEqual([other.id]);
  });

  test('stays, with what is written there, where another device has worked on it meanwhile', async () => {
    const { annotation } = await one.writer.create(STORY, creationOf('Prices fell.'));
    await one.writer.execute({ type: 'delete', ids: [annotation.id] });
    await settle(one, two);
    await two.writer.execute({ type: 'restore', ids: [annotation.id] });
    await two.writer.execute({ type: 'edit', id: annotation.id, changes: { note: 'Keep me' } });
    await one.writer.expireTrash(EVER);
    await settle(one, two);
    for (const device of [one, two]) {
      // oxlint-disable-next-line no-await-in-loop -- one device after the other
      expect(await device.annotations()).toMatchObject([
        { deletedAt: null, note: 'Keep me', target: { exact: 'Prices fell.' } },
      ]);
    }
  });

  test('is forgotten a year after that, and a device that joins then does not have it', async () => {
    const { annotation } = await one.writer.create(STORY, creationOf('Prices fell.'));
    await one.writer.execute({ type: 'delete', ids: [annotation.id] });
    await settle(one, two);
    await one.writer.expireTrash(EVER);
    await settle(one, two);
    const isRemembered = async ({ db }: SyncedDevice): Promise<boolean> =>
      (await db.records.get(['vault', annotation.id])) !== undefined;
    for (const isStill of [true, true, false]) {
      for (const device of [one, two]) {
        // oxlint-disable-next-line no-await-in-loop -- one device after the other
        await device.sync(NO_FAULTS, true);
      }
      // oxlint-disable-next-line no-await-in-loop -- as above
      expect(await Promise.all([one, two].map(isRemembered))).toEqual([isStill, isStill]);
      for (const device of [one, two]) device.wait(LIMITS.remember / 2);
    }
    const late = new SyncedDevice(store, 3);
    await late.join();
    await settle(late, one, two);
    expect(await late.annotations()).toEqual([]);
    expect(await late.db.articles.count()).toBe(1);
  });
});

describe('a file that was taken in and is taken back', () => {
  test('is gone on the other device, too', async () => {
    const id = await bringIn(one);
    await settle(one, two);
    expect(await two.annotations()).toHaveLength(1);
    await one.writer.imports.undo(id);
    await settle(one, two);
    expect(await two.annotations()).toEqual([]);
    expect(await two.db.articles.count()).toBe(0);
  });
});

describe('an article that one device takes away for good', () => {
  test('stays, for both, where the other has marked in it meanwhile', async () => {
    const id = await bringIn(one);
    await settle(one, two);
    await two.writer.create(STORY, creationOf('Prices rose.'));
    await one.writer.imports.undo(id);
    await settle(one, two);
    for (const device of [one, two]) {
      expect((await everything(device.db)).entries).toMatchObject([
        {
          article: { id: 'article-1', title: 'From a file' },
          annotations: [{ target: { exact: 'Prices rose.' } }],
        },
      ]);
    }
  });
});

describe('an article that both devices saved before they knew of each other', () => {
  test('is one article with the marks of both, on both', async () => {
    await one.writer.create(STORY, creationOf('Prices fell.', {}, { title: 'Market day' }));
    await two.writer.create(
      ['https://m.a.example/story', ...STORY],
      creationOf('Prices rose.', {}, { byline: 'A. Writer' }),
    );
    await settle(one, two);
    const [first, second] = [await everything(one.db), await everything(two.db)];
    expect(first.entries).toMatchObject([
      {
        article: { title: 'Market day', byline: 'A. Writer' },
        annotations: [{ target: { exact: 'Prices fell.' } }, { target: { exact: 'Prices rose.' } }],
      },
    ]);
    expect(second.entries.map(({ annotations }) => annotations.map(shown))).toEqual(
      first.entries.map(({ annotations }) => annotations.map(shown)),
    );
    const { annotation } = await two.writer.create(['https://m.a.example/story'], creationOf('Later.'));
    expect(annotation.articleId).toBe(first.entries[0]?.article.id);
  });
});

async function aliveOn(device: SyncedDevice): Promise<string[]> {
  return (await device.annotations()).flatMap(({ note, deletedAt }) => (deletedAt === null ? [note] : []));
}

describe('a passage that both devices marked before they knew of each other', () => {
  test('is one mark, with what was written on it', async () => {
    await one.writer.create(STORY, creationOf('Prices fell.', {}, { title: 'Market day' }));
    await two.writer.create(STORY, creationOf('Prices fell.', { note: 'Which?' }));
    await settle(one, two);
    expect(await aliveOn(one)).toEqual(['Which?']);
    expect(await aliveOn(two)).toEqual(['Which?']);
  });

  test('stays two marks where something else was written on each', async () => {
    await one.writer.create(STORY, creationOf('Prices fell.', { note: 'Whose?' }));
    await two.writer.create(STORY, creationOf('Prices fell.', { note: 'Which?' }));
    await settle(one, two);
    expect((await aliveOn(one)).toSorted()).toEqual(['Which?', 'Whose?']);
    expect((await aliveOn(two)).toSorted()).toEqual(['Which?', 'Whose?']);
  });
});

describe('a note that both devices wrote', () => {
  test('waits for a person where it cannot be put together, and shows the same on both', async () => {
    await conflict();
    expect(await countConflicts(one.db)).toBe(1);
    expect((await one.annotations()).map(shown)).toEqual((await two.annotations()).map(shown));
    const view = await syncView(one.db);
    const values = view?.conflicts[0]?.conflicts[0]?.values.map(({ value }) => value);
    expect(values?.toSorted()).toEqual(['Asked the ministry.', 'Rang the union.']);
    expect(view?.conflicts).toMatchObject([{ passage: 'Prices fell.' }]);
  });

  test('is what that person says, everywhere', async () => {
    const { id } = await conflict();
    await two.writer.vaults.settle(id, 'note', 'Asked the ministry.');
    await settle(one, two);
    expect(await countConflicts(one.db)).toBe(0);
    expect(await one.annotations()).toMatchObject([{ note: 'Asked the ministry.' }]);
  });

  test('keeps the other text when a third device works on the one that is shown', async () => {
    const { id } = await conflict();
    const three = new SyncedDevice(store, 3);
    await three.join();
    await settle(three);
    const [before] = await three.annotations();
    await three.writer.execute({ type: 'edit', id, changes: { note: 'Asked again.' } });
    expect(await three.annotations()).toMatchObject([{ note: 'Asked again.' }]);
    await settle(three, one, two);
    expect(await two.annotations()).toMatchObject([{ note: 'Asked again.' }]);
    const values = (await syncView(two.db))?.conflicts[0]?.conflicts[0]?.values.map(({ value }) => value);
    expect(values).toHaveLength(2);
    expect(values).not.toContain(before?.note);
  });

  test('is settled by who knows both: who wrote the one here, and works on the other that is shown', async () => {
    const { id } = await conflict();
    const [shownNow] = await one.annotations();
    const device = shownNow?.note === 'Rang the union.' ? one : two;
    const note = 'Asked the ministry, rang the union.';
    await device.writer.execute({ type: 'edit', id, changes: { note } });
    await settle(one, two);
    expect(await two.annotations()).toMatchObject([{ note: 'Asked the ministry, rang the union.' }]);
    expect(await countConflicts(two.db)).toBe(0);
  });

  test('is put together without asking where the two changed different words', async () => {
    const note = 'The mayor said it on Monday in the town hall.';
    const { annotation } = await one.writer.create(STORY, creationOf('Prices fell.', { note }));
    await settle(one, two);
    const edit = (device: SyncedDevice, text: string) =>
      device.writer.execute({ type: 'edit', id: annotation.id, changes: { note: text } });
    await edit(one, note.replace('Monday', 'Tuesday'));
    await edit(two, note.replace('town hall', 'harbour'));
    await settle(one, two);
    expect(await one.annotations()).toMatchObject([{ note: 'The mayor said it on Tuesday in the harbour.' }]);
    expect((await syncView(one.db))?.merged).toHaveLength(1);
    expect(await countConflicts(one.db)).toBe(0);
  });
});

test('a device that leaves keeps its annotations, and joins again without doubling them', async () => {
  await one.writer.create(STORY, creationOf('Prices fell.', { note: 'n', tags: ['t'] }));
  await settle(one, two);
  const before = (await two.annotations()).map(shown);
  await two.writer.vaults.remove('vault');
  expect(await syncView(two.db)).toBeNull();
  expect((await two.annotations()).map(shown)).toEqual(before);
  await two.join();
  await settle(two, one);
  expect((await one.annotations()).map(shown)).toEqual(before);
  expect(await countConflicts(one.db)).toBe(0);
});

async function valuesOf(device: SyncedDevice, id: string, field: string): Promise<unknown> {
  const row = await device.db.records.get(['vault', id]);
  return row?.published?.fields[field]?.entries.map(({ value }) => value);
}

describe('a device with a later version', () => {
  const MOOD = { time: 1_700_000_900_000, value: 'glad', over: {} };

  /** Writes as a version does that knows more fields, and more types of records, than this one. */
  async function writeLater(device: SyncedDevice, id: string): Promise<void> {
    const row = await device.db.records.get(['vault', id]);
    if (!row) throw new Error('not recorded');
    const operation = { id, type: row.type, fields: { ...row.operation?.fields, mood: MOOD } };
    const project = { id: 'project-1', type: 'project', fields: { name: { ...MOOD, value: 'Sea wall' } } };
    await device.db.records.bulkPut([
      { ...row, operation, pending: 1 },
      {
        vault: 'vault',
        id: 'project-1',
        type: 'project',
        published: null,
        operation: project,
        pending: 1,
      },
    ]);
  }

  test('loses nothing by a device with this one between them', async () => {
    const { annotation } = await one.writer.create(STORY, creationOf('Prices fell.'));
    await settle(one);
    await writeLater(one, annotation.id);
    await settle(one, two);
    await two.writer.execute({ type: 'edit', id: annotation.id, changes: { note: 'From the older one.' } });
    await settle(two, one);
    expect(await one.annotations()).toMatchObject([{ note: 'From the older one.' }]);
    expect(await valuesOf(one, annotation.id, 'mood')).toEqual(['glad']);
    const third = new SyncedDevice(store, 3);
    await third.join();
    await settle(third);
    expect(await valuesOf(third, annotation.id, 'mood')).toEqual(['glad']);
    expect(await valuesOf(third, 'project-1', 'name')).toEqual(['Sea wall']);
  });

  test('whose value this one cannot read leaves what is shown here as it was', async () => {
    const { annotation } = await one.writer.create(STORY, creationOf('Prices fell.', { kind: 'claim' }));
    await settle(one, two);
    const row = await one.db.records.get(['vault', annotation.id]);
    if (!row) throw new Error('not recorded');
    const kind = { ...MOOD, value: 'prophecy', over: row.published?.fields['kind']?.seen ?? {} };
    const operation = { id: annotation.id, type: row.type, fields: { kind } };
    await one.db.records.put({ ...row, operation, pending: 1 });
    await settle(one, two);
    expect(await two.annotations()).toMatchObject([{ kind: 'claim' }]);
    expect(await valuesOf(two, annotation.id, 'kind')).toEqual(['prophecy']);
  });
});

const actions = fc.array(
  fc.record({
    device: fc.nat(1),
    what: fc.constantFrom('create', 'note', 'speaker', 'tags', 'delete', 'restore', 'sync'),
    which: fc.nat(3),
    value: fc.nat(1_000),
  }),
  { maxLength: 40 },
);

async function act(
  device: SyncedDevice,
  { what, which, value }: { what: string; which: number; value: number },
): Promise<void> {
  if (what === 'sync') {
    await device.sync(value % 2 === 0 ? NO_FAULTS : ALL_FAULTS).catch(() => undefined);
    return;
  }
  if (what === 'create') {
    await device.writer.create([`https://a.example/${which}`], creationOf(`Passage ${value % 5}.`));
    return;
  }
  const all = await device.annotations();
  const annotation = all[which % Math.max(1, all.length)];
  if (!annotation) return;
  const { id } = annotation;
  if (what === 'delete' || what === 'restore') await device.writer.execute({ type: what, ids: [id] });
  else if (what === 'note')
    await device.writer.execute({ type: 'edit', id, changes: { note: `Note ${value}` } });
  else if (what === 'tags')
    await device.writer.execute({ type: 'edit', id, changes: { tags: [`t${value % 4}`, `t${value % 3}`] } });
  else await device.writer.execute({ type: 'edit', id, changes: { quote: { speaker: `S${value}` } } });
}

test('whatever two devices and a new one do, in the end they show the same', async () => {
  await fc.assert(
    fc.asyncProperty(actions, async (steps) => {
      store = new HostileStore();
      const devices = [new SyncedDevice(store, 1), new SyncedDevice(store, 2)] as const;
      await devices[0].join();
      await devices[1].join();
      for (const step of steps) {
        // oxlint-disable-next-line no-await-in-loop -- one step after the other
        await act(devices[step.device === 0 ? 0 : 1], step);
      }
      const joined = new SyncedDevice(store, 3);
      await joined.join();
      await settle(...devices, joined);
      await settle(...devices, joined);
      const [a, b, c] = await Promise.all([...devices, joined].map((device) => device.annotations()));
      expect(b?.map(shown)).toEqual(a?.map(shown));
      expect(c?.map(shown)).toEqual(a?.map(shown));
    }),
    { numRuns: 25 },
  );
}, 60_000);
