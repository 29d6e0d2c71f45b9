import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { creationOf } from '../../../tests/fixtures/store-samples';
import { SyncedDevice } from '../../../tests/fixtures/synced-device';
import { HostileStore } from '../../../tests/simulation/hostile-store';
import type { Annotation, ArticleIdentity } from '../../annotation/model';
import { syncView } from './queries';

const STORY: ArticleIdentity = ['https://a.example/story'];
const TAG = 'desk';

let team: HostileStore;
/** Two devices of one person, and one of a colleague. */
let desk: SyncedDevice;
let laptop: SyncedDevice;
let ben: SyncedDevice;

beforeEach(async () => {
  team = new HostileStore();
  const own = new HostileStore();
  desk = new SyncedDevice(own, 1);
  laptop = new SyncedDevice(own, 2);
  ben = new SyncedDevice(new HostileStore(), 3);
  for (const device of [desk, laptop, ben]) {
    // oxlint-disable-next-line no-await-in-loop -- one device after the other
    await device.join();
  }
  await desk.join({ store: team, tag: TAG, author: 'Ada' });
  await ben.join({ store: team, tag: TAG, author: 'Ben' });
});

async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    for (const device of [desk, laptop, ben]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await device.sync();
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (device !== laptop) await device.syncShared(TAG);
    }
  }
}

async function marked(device: SyncedDevice, passage: string, tags: string[] = [TAG]): Promise<Annotation> {
  const { annotation } = await device.writer.create(STORY, creationOf(passage, { tags }, { title: 'Story' }));
  return annotation;
}

async function noteOf(device: SyncedDevice, id: string): Promise<string | undefined> {
  return (await device.annotations()).find((annotation) => annotation.id === id)?.note;
}

function edit(
  device: SyncedDevice,
  id: string,
  changes: Partial<Pick<Annotation, 'note' | 'tags'>>,
): Promise<unknown> {
  return device.writer.execute({ type: 'edit', id, changes });
}

describe('what has the tag', () => {
  test('comes to whoever shares it, with its article and the name of its author; what has it not does not', async () => {
    const { id } = await marked(desk, 'Prices fell.');
    await marked(desk, 'Mine alone.', ['private']);
    await settle();
    expect(await ben.annotations()).toMatchObject([{ id, creator: 'Ada', tags: [TAG] }]);
    expect(await ben.db.articles.toArray()).toMatchObject([{ title: 'Story' }]);
    expect(await laptop.annotations()).toHaveLength(2);
  });

  test('comes to the user’s other devices, which do not share it, and what is done there comes back', async () => {
    const { id } = await marked(ben, 'Prices fell.');
    await settle();
    expect(await laptop.annotations()).toMatchObject([{ id, creator: 'Ben' }]);
    await edit(laptop, id, { note: 'Which prices?' });
    await settle();
    expect(await noteOf(ben, id)).toBe('Which prices?');
    await edit(ben, id, { note: 'Those of bread.' });
    await settle();
    expect(await noteOf(laptop, id)).toBe('Those of bread.');
    expect(await noteOf(desk, id)).toBe('Those of bread.');
  });

  test('is its user’s also where it was tagged on a device of theirs that does not share it', async () => {
    const { id } = await marked(laptop, 'Prices fell.');
    await settle();
    for (const device of [ben, desk, laptop])
      // oxlint-disable-next-line no-await-in-loop -- three
      expect(await device.annotations()).toMatchObject([{ id, creator: 'Ada' }]);
  });

  test('is there from before it was shared', async () => {
    const { id } = await marked(laptop, 'Prices fell.', ['late']);
    const other = new HostileStore();
    await laptop.join({ store: other, tag: 'late', author: 'Ada' });
    await ben.join({ store: other, tag: 'Late', author: 'Ben' });
    await laptop.syncShared('late');
    await ben.syncShared('Late');
    expect(await ben.annotations()).toMatchObject([{ id, tags: ['late'], creator: 'Ada' }]);
    expect(await laptop.annotations()).toMatchObject([{ id, creator: 'Ada' }]);
    expect(await ben.db.articles.count()).toBe(1);
  });

  test('may say different things, which stand beside each other until somebody settles it', async () => {
    const { id } = await marked(desk, 'Prices fell.');
    await edit(desk, id, { note: 'Check this.' });
    await settle();
    await edit(desk, id, { note: 'Asked the ministry.' });
    await edit(ben, id, { note: 'Rang the union.' });
    await settle();
    expect(await syncView(ben.db, `shared ${TAG}`)).toMatchObject({ conflictCount: 1 });
    await ben.writer.vaults.settle(id, 'note', 'Asked both.');
    await settle();
    expect(await noteOf(laptop, id)).toBe('Asked both.');
    expect(await syncView(desk.db, `shared ${TAG}`)).toMatchObject({ conflictCount: 0 });
  });
});

test('what two say differently stays, whatever the user writes on a device on which they saw one of the two', async () => {
  const { id } = await marked(desk, 'Prices fell.');
  await settle();
  await edit(desk, id, { note: 'Asked the ministry.' });
  // Later than the one of the desk.
  for (const note of ['Rang.', 'Rang the union.']) await edit(ben, id, { note });
  await settle();
  const shown = await noteOf(laptop, id);
  await edit(laptop, id, { note: 'Asked nobody.' });
  await settle();
  const view = await syncView(desk.db, `shared ${TAG}`);
  const values = view?.conflicts[0]?.conflicts[0]?.values.map(({ value }) => value);
  const other = shown === 'Rang the union.' ? 'Asked the ministry.' : 'Rang the union.';
  expect(values).toEqual(['Asked nobody.', other]);
});

describe('what loses the tag', () => {
  test('stays with everybody; what is done to it afterwards is told to nobody, until it has the tag again', async () => {
    const { id } = await marked(desk, 'Prices fell.');
    await settle();
    await edit(desk, id, { tags: [] });
    await settle();
    expect(await ben.annotations()).toMatchObject([{ id, tags: [] }]);
    await edit(desk, id, { note: 'Between us.' });
    await settle();
    expect(await noteOf(ben, id)).toBe('');
    expect(await noteOf(laptop, id)).toBe('Between us.');
    await edit(desk, id, { tags: [TAG] });
    await settle();
    expect(await ben.annotations()).toMatchObject([{ id, tags: [TAG], note: 'Between us.' }]);
  });
});

describe('what loses the tag and is changed', () => {
  test('at once, or before this device hears of either, is told of the loss alone', async () => {
    const { id } = await marked(desk, 'Prices fell.');
    await settle();
    await edit(laptop, id, { tags: ['mine'] });
    await edit(laptop, id, { note: 'Between us.' });
    await settle();
    expect(await noteOf(desk, id)).toBe('Between us.');
    expect(await ben.annotations()).toMatchObject([{ id, tags: [], note: '' }]);
    expect(await laptop.annotations()).toMatchObject([{ id, tags: ['mine'], note: 'Between us.' }]);
  });

  test('keeps its new note, also where a colleague wrote one and had not heard of the loss', async () => {
    const { id } = await marked(desk, 'Prices fell.');
    await settle();
    await edit(desk, id, { tags: [] });
    await edit(desk, id, { note: 'Between us.' });
    await edit(ben, id, { note: 'For all.' });
    await settle();
    expect(await noteOf(desk, id)).toBe('Between us.');
    expect(await noteOf(laptop, id)).toBe('Between us.');
    expect(await noteOf(ben, id)).toBe('For all.');
  });

  test('keeps it also where a colleague gives it the tag again and writes on', async () => {
    const { id } = await marked(desk, 'Prices fell.');
    await settle();
    await edit(desk, id, { tags: [] });
    await edit(desk, id, { note: 'Between us.' });
    await settle();
    await edit(ben, id, { tags: [TAG] });
    await settle();
    await edit(ben, id, { note: 'For all.' });
    await settle();
    expect(await desk.annotations()).toMatchObject([{ id, tags: [TAG], note: 'Between us.' }]);
    expect(await noteOf(laptop, id)).toBe('Between us.');
    expect(await noteOf(ben, id)).toBe('For all.');
  });

  test('while this device does not share is neither told nor written over when it does again', async () => {
    const { id } = await marked(desk, 'Prices fell.');
    await edit(ben, (await marked(ben, 'Rents rose.')).id, { note: 'Really?' });
    await settle();
    await edit(ben, id, { note: 'For all.' });
    await desk.writer.vaults.remove(`shared ${TAG}`);
    await edit(desk, id, { tags: [] });
    await edit(desk, id, { note: 'Between us.' });
    await desk.join({ store: team, tag: TAG, author: 'Ada' });
    await settle();
    expect(await noteOf(ben, id)).toBe('For all.');
    expect((await syncView(ben.db, `shared ${TAG}`))?.conflictCount).toBe(0);
    expect(await noteOf(desk, id)).toBe('Between us.');
    expect(await noteOf(laptop, id)).toBe('Between us.');
  });

  test('does not write over what a colleague wrote when it has the tag again', async () => {
    const { id } = await marked(desk, 'Prices fell.');
    await settle();
    await edit(desk, id, { tags: [] });
    await edit(desk, id, { note: 'Between us.' });
    await edit(ben, id, { note: 'For all.' });
    await settle();
    await edit(desk, id, { tags: [TAG] });
    await settle();
    const view = await syncView(ben.db, `shared ${TAG}`);
    expect(view?.conflicts[0]?.conflicts[0]?.values.map(({ value }) => value)).toEqual([
      'Between us.',
      'For all.',
    ]);
  });
});

describe('what a colleague deletes', () => {
  test('is in the trash of all, and comes back for all', async () => {
    const { id } = await marked(desk, 'Prices fell.');
    await settle();
    const { undo } = await ben.writer.execute({ type: 'delete', ids: [id] });
    await settle();
    expect(await laptop.annotations()).toMatchObject([{ deletedAt: expect.any(Number) }]);
    await ben.writer.execute(undo);
    await settle();
    expect(await laptop.annotations()).toMatchObject([{ deletedAt: null }]);
  });

  test('for good is in the trash of the others, from where it can be shared again', async () => {
    const id = await broughtIn(ben);
    await settle();
    const [shared] = await desk.annotations();
    await ben.writer.imports.undo(id);
    await settle();
    expect(await ben.annotations()).toEqual([]);
    expect(await desk.annotations()).toMatchObject([{ id: shared?.id, deletedAt: expect.any(Number) }]);
    await desk.writer.execute({ type: 'restore', ids: [shared?.id ?? ''] });
    await settle();
    expect(await ben.annotations()).toMatchObject([{ id: shared?.id, deletedAt: null }]);
    expect(await ben.db.articles.count()).toBe(1);
  });
});

test('an article that a colleague takes away for good comes back where somebody else still marks in it', async () => {
  const id = await broughtIn(ben);
  await settle();
  await marked(desk, 'Rents rose.');
  await ben.writer.imports.undo(id);
  await settle();
  const left = (await ben.annotations()).find(({ deletedAt }) => deletedAt === null);
  expect(await ben.db.articles.toArray()).toMatchObject([{ id: left?.articleId, url: STORY[0] }]);
});

/** A file with one mark that has the tag. @returns the import's id */
async function broughtIn(device: SyncedDevice): Promise<string> {
  const id = await device.writer.imports.begin({ name: 'notes.json', format: 'pullquote' });
  const mark = { id: 'mark-1', isOurs: true, ...creationOf('Prices fell.', { tags: [TAG] }).draft };
  const article = { id: 'article-1', url: STORY[0], title: 'From a file' };
  const incoming = { identity: STORY, url: STORY[0], article, annotations: [mark] };
  await device.writer.imports.take(id, [incoming], { different: 'keep', deleted: 'keep' }, new Set());
  await device.writer.imports.finish(id);
  return id;
}

describe('who may only read', () => {
  let guest: SyncedDevice;
  beforeEach(async () => {
    guest = new SyncedDevice(new HostileStore(), 4);
    await guest.join();
    await guest.join({ store: team, tag: TAG, author: '', isReadOnly: true });
  });

  test('sees everything and writes nothing; what they say themselves is neither lost nor told', async () => {
    const { id } = await marked(desk, 'Prices fell.');
    await edit(desk, id, { note: 'Check this.' });
    await settle();
    await guest.syncShared(TAG);
    expect(await guest.annotations()).toMatchObject([{ id, note: 'Check this.' }]);
    const before = team.requests.put;
    await edit(guest, id, { note: 'For myself.' });
    await marked(guest, 'My own.');
    await guest.syncShared(TAG);
    expect(team.requests.put).toBe(before);
    await edit(desk, id, { note: 'Checked.' });
    await settle();
    await guest.syncShared(TAG);
    const view = await syncView(guest.db, `shared ${TAG}`);
    expect(view?.conflicts[0]?.conflicts[0]?.values.map(({ value }) => value).toSorted()).toEqual([
      'Checked.',
      'For myself.',
    ]);
    expect(view?.pending).toBe(0);
    expect(await noteOf(ben, id)).toBe('Checked.');
  });
});

type Act = readonly [
  device: number,
  what: 'mark' | 'note' | 'tag' | 'untag' | 'delete' | 'sync' | 'share',
  mark: number,
];

test('whatever three devices do, in the end all who share see the same of what is shared', async () => {
  const act = fc.tuple(
    fc.nat(2),
    fc.constantFrom('mark', 'note', 'tag', 'untag', 'delete', 'sync', 'share', 'note', 'sync', 'share'),
    fc.nat(2),
  ) satisfies fc.Arbitrary<Act>;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      const history = new Shared();
      await history.begin();
      for (const each of acts) {
        // oxlint-disable-next-line no-await-in-loop -- a history
        await history.take(each);
      }
      expect(await history.ends()).toEqual({ isSame: true, lost: [] });
    }),
    { numRuns: 40 },
  );
}, 120_000);

/** A history of the three devices, with what was written in it. */
class Shared {
  private readonly team = new HostileStore();
  private readonly own = new HostileStore();
  private readonly devices = [
    new SyncedDevice(this.own, 1),
    new SyncedDevice(this.own, 2),
    new SyncedDevice(new HostileStore(), 3),
  ];
  private readonly shared = new Set<string>();
  private notes = 0;

  async begin(): Promise<void> {
    const [first, second, other] = this.devices;
    await Promise.all([first?.join(), second?.join(), other?.join()]);
    await first?.join({ store: this.team, tag: TAG, author: 'Ada' });
    await other?.join({ store: this.team, tag: TAG, author: 'Ben' });
  }

  async take([at, what, which]: Act): Promise<void> {
    const device = this.devices[at];
    if (!device) return;
    if (what === 'mark') {
      const { id } = await marked(device, `Passage ${String((this.notes += 1))}`);
      this.shared.add(id);
    }
    if (what === 'sync') await device.sync();
    if (what === 'share' && at !== 1) await device.syncShared(TAG);
    const mark = (await device.annotations())[which];
    if (!mark) return;
    if (what === 'note') await edit(device, mark.id, { note: `Note ${String((this.notes += 1))}` });
    if (what === 'tag') await edit(device, mark.id, { tags: [TAG] });
    if (what === 'untag') await edit(device, mark.id, { tags: [] });
    if (what === 'delete') await device.writer.execute({ type: 'delete', ids: [mark.id] });
  }

  async ends(): Promise<{ readonly isSame: boolean; readonly lost: readonly string[] }> {
    for (let round = 0; round < 4; round++) {
      for (const [at, device] of this.devices.entries()) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await device.sync();
        // oxlint-disable-next-line no-await-in-loop -- as above
        if (at !== 1) await device.syncShared(TAG);
      }
    }
    const [first = [], second = [], other = []] = await Promise.all(
      this.devices.map(async (device) => (await device.annotations()).map(said)),
    );
    const isSame =
      JSON.stringify(first) === JSON.stringify(second) &&
      JSON.stringify(first.filter(isShared)) === JSON.stringify(other.filter(isShared));
    const here = new Set((await this.devices[0]?.annotations())?.map(({ id }) => id));
    return { isSame, lost: [...this.shared].filter((id) => !here.has(id)) };
  }
}

function isShared(text: string): boolean {
  return text.includes(`"tags":["${TAG}"]`);
}

function said({ id, note, tags, deletedAt }: Annotation): string {
  return JSON.stringify({ id, note, tags, isDeleted: deletedAt !== null });
}
