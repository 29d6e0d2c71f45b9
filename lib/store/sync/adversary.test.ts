/** The store belongs to somebody who wants to do harm, and has everything but the key. */
import { beforeAll, describe, expect, test } from 'vitest';
import { creationOf } from '../../../tests/fixtures/store-samples';
import { SyncedDevice } from '../../../tests/fixtures/synced-device';
import { HostileStore, NO_FAULTS } from '../../../tests/simulation/hostile-store';
import { createRandom, hex, type Random } from '../../../tests/simulation/random';
import { createSealer } from '../../sync/crypto/envelope';
import type { Sealer } from '../../sync/crypto/sealer';
import { TransportError } from '../../sync/transports/transport';

type Files = Map<string, Uint8Array>;
type Attack = (files: Files, random: Random, past: readonly ReadonlyMap<string, Uint8Array>[]) => void;

function oneOf<T>(random: Random, items: readonly T[]): T | undefined {
  return items[random.below(Math.max(1, items.length))];
}

function changed(files: Files, random: Random, change: (bytes: Uint8Array) => Uint8Array): void {
  const name = oneOf(random, [...files.keys()]);
  const bytes = name === undefined ? undefined : files.get(name);
  if (name !== undefined && bytes) files.set(name, change(bytes));
}

const ATTACKS: Readonly<Record<string, Attack>> = {
  'flips bits': (files, random) =>
    changed(files, random, (bytes) =>
      bytes.map((byte, at) => (at === random.below(bytes.length) ? byte ^ (1 << random.below(8)) : byte)),
    ),
  'cuts files short': (files, random) =>
    changed(files, random, (bytes) => bytes.slice(0, random.below(bytes.length + 1))),
  'lengthens files': (files, random) =>
    changed(files, random, (bytes) => Uint8Array.from([...bytes, ...random.bytes(64)])),
  'swaps what two names hold': (files, random) => {
    const [a, b] = [oneOf(random, [...files.keys()]), oneOf(random, [...files.keys()])];
    const [first, second] = [files.get(a ?? ''), files.get(b ?? '')];
    if (a === undefined || b === undefined || !first || !second) return;
    files.set(a, second);
    files.set(b, first);
  },
  'gives a file another name': (files, random) => {
    const [a, b] = [oneOf(random, [...files.keys()]), oneOf(random, [...files.keys()])];
    const bytes = files.get(a ?? '');
    if (a === undefined || b === undefined || !bytes) return;
    const other = b.replace(/[0-9a-f]{4}/u, hex(random.bytes(2)));
    files.set(`${a.split('/', 1)[0] ?? ''}/${other.split('/', 2)[1] ?? ''}`, bytes);
  },
  'brings old files back': (files, random, past) => {
    const then = oneOf(random, past);
    for (const [name, bytes] of then ?? []) if (random.chance(0.5)) files.set(name, bytes);
  },
  'takes files away': (files, random) => {
    for (const name of files.keys()) if (random.chance(0.3)) files.delete(name);
  },
  'lays down files of its own': (files, random) => {
    const device = hex(random.bytes(8));
    const id = hex(random.bytes(16));
    files.set(`heads/${device}.1.1.0.${id}.${id}`, random.bytes(200));
    files.set(`log/${device}.1.1.${id}`, random.bytes(200));
    files.set(`snapshots/${device}.${id}`, random.bytes(200));
    files.set(`heads/${'9'.repeat(60)}.${'9'.repeat(50)}`, random.bytes(20));
  },
  'lays down a head of a device that exists, from the far future': (files, random) => {
    const head = oneOf(
      random,
      [...files.keys()].filter((name) => name.startsWith('heads/')),
    );
    const bytes = files.get(head ?? '');
    if (head === undefined || !bytes) return;
    const parts = head.split('.');
    files.set([parts[0], '999999', '999999', ...parts.slice(3)].join('.'), bytes);
  },
  'puts a huge file in the place of one': (files, random) =>
    changed(files, random, () => new Uint8Array(9_000_000)),
};

let sealer: Sealer;

beforeAll(async () => {
  sealer = await createSealer({
    current: { vault: '1'.repeat(32), epoch: 1, secret: '2'.repeat(64) },
    former: [],
  });
});

async function syncInSpite(device: SyncedDevice, isAuditDue = false): Promise<void> {
  await device.sync(NO_FAULTS, isAuditDue).catch((error: unknown) => {
    // A store may refuse; it may not break anything.
    if (!(error instanceof TransportError)) throw error;
  });
}

async function notesOf(device: SyncedDevice): Promise<string[]> {
  return (await device.annotations())
    .flatMap(({ note, deletedAt }) => (deletedAt === null ? [note] : []))
    .toSorted();
}

describe('a store that', () => {
  test.each(Object.keys(ATTACKS))(
    '%s never shows a device what nobody wrote, and loses nothing',
    async (name) => {
      const random = createRandom(name.length);
      const store = new HostileStore();
      const devices = [new SyncedDevice(store, 1, sealer), new SyncedDevice(store, 2, sealer)] as const;
      for (const device of devices) await device.join();
      const written: string[] = [];
      for (let turn = 0; turn < 12; turn++) {
        const device = devices[turn % 2 === 0 ? 0 : 1];
        const note = `Note ${turn}`;
        await device.writer.create(
          [`https://a.example/${turn % 3}`],
          creationOf(`Passage ${turn}.`, { note }),
        );
        written.push(note);
        await syncInSpite(device);
        store.tamper((files, past) => ATTACKS[name]?.(files, random, past));
        await syncInSpite(devices[turn % 3 === 0 ? 0 : 1]);
        for (const each of devices) {
          const strange = (await notesOf(each)).filter((text) => !written.includes(text));
          expect(strange).toEqual([]);
        }
      }
      for (let round = 0; round < 5; round++)
        for (const device of devices) await syncInSpite(device, round === 0 || round === 2);
      for (const device of devices) expect(await notesOf(device)).toEqual(written.toSorted());
      const joined = new SyncedDevice(store, 3, sealer);
      await joined.join();
      await syncInSpite(joined);
      expect(await notesOf(joined)).toEqual(written.toSorted());
    },
    60_000,
  );
});
