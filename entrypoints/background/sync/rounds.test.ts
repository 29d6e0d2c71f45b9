import { describe, expect, test } from 'vitest';
import { creationOf } from '../../../tests/fixtures/store-samples';
import { SyncedDevice } from '../../../tests/fixtures/synced-device';
import { HostileStore } from '../../../tests/simulation/hostile-store';
import type { Run } from '../../../lib/sync/vault/outcome';
import { inRounds } from './rounds';

const run = (merged: number, isComplete = true): { readonly done: Run } => ({
  done: { merged, published: 0, problems: [], devices: [], isPublished: true, isComplete, moved: null },
});

async function taken(runs: readonly ReturnType<typeof run>[], vaults: readonly string[]): Promise<string[]> {
  const order: string[] = [];
  const left = [...runs];
  await inRounds(vaults, (vault) => {
    order.push(vault);
    return Promise.resolve(left.shift() ?? run(0));
  });
  return order;
}

describe('vaults', () => {
  test('are gone through again where one has brought something, until nothing comes any more', async () => {
    expect(await taken([], ['own', 'desk'])).toEqual(['own', 'desk']);
    expect(await taken([run(0), run(2)], ['own', 'desk'])).toEqual(['own', 'desk', 'own', 'desk']);
    expect(await taken([run(3)], ['own'])).toEqual(['own']);
  });

  test('are left alone after some rounds, whatever a store brings', async () => {
    const endless = Array.from({ length: 100 }, () => run(1));
    expect((await taken(endless, ['own', 'desk'])).length).toBeLessThan(20);
  });

  test('that came to no end in the last round are gone on with', async () => {
    const runs = [run(1, false), run(0), run(0), run(0)];
    const rounds = await inRounds(['own', 'desk'], () => Promise.resolve(runs.shift() ?? null));
    expect(rounds).toEqual({ runs: 4, isMore: false });
    const last = await inRounds(['own', 'desk'], () => Promise.resolve(run(0, false)));
    expect(last).toEqual({ runs: 2, isMore: true });
    expect(await inRounds(['own'], () => Promise.resolve({ done: null }))).toEqual({
      runs: 1,
      isMore: false,
    });
    expect(await inRounds(['own'], () => Promise.resolve(null))).toEqual({ runs: 0, isMore: false });
  });
});

test('what a colleague wrote goes on to the user’s other devices at once', async () => {
  const [own, team] = [new HostileStore(), new HostileStore()];
  const [desk, laptop] = [new SyncedDevice(own, 1), new SyncedDevice(own, 2)];
  const ben = new SyncedDevice(new HostileStore(), 3);
  for (const device of [desk, laptop, ben]) {
    // oxlint-disable-next-line no-await-in-loop -- one device after the other
    await device.join();
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (device !== laptop) await device.join({ store: team, tag: 'desk', author: 'Ada' });
  }
  await ben.writer.create(['https://a.example/story'], creationOf('Prices fell.', { tags: ['desk'] }));
  await ben.syncShared('desk');
  await inRounds(['own', 'desk'], async (vault) => ({
    done: { ...(await (vault === 'own' ? desk.sync() : desk.syncShared('desk'))), moved: null },
  }));
  await laptop.sync();
  expect(await laptop.annotations()).toMatchObject([{ tags: ['desk'] }]);
});
