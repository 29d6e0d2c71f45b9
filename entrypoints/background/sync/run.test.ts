import { beforeEach, describe, expect, test, vi } from 'vitest';
import { inMemory } from '../../../tests/fixtures/memory-database';
import { counting, creationOf } from '../../../tests/fixtures/store-samples';
import { HostileStore, NO_FAULTS } from '../../../tests/simulation/hostile-store';
import { createRandom } from '../../../tests/simulation/random';
import { openDatabase, type Database } from '../../../lib/store/database';
import { findVault, statusOf } from '../../../lib/store/sync/queries';
import type { Vault } from '../../../lib/store/sync/rows';
import { createWriter, type Writer } from '../../../lib/store/writer';
import { createDeviceKey } from '../../../lib/sync/crypto/device-lock';
import { createSealer } from '../../../lib/sync/crypto/envelope';
import { keysOf, ringOf, type KeyRing } from '../../../lib/sync/crypto/key-ring';
import { TransportError, type Transport } from '../../../lib/sync/transports/transport';
import { openAt, rotateAt, setUpAt } from '../../../lib/sync/vault/keys-at';
import { leaveNote } from '../../../lib/sync/vault/moved';
import { lockSecrets, unlockSecrets } from '../../../lib/sync/vault/secrets';
import type { SyncStatus } from '../../../lib/sync/vault/state';
import { runSync } from './run';

const CHEAP = { cost: { memory: 8192, passes: 1, lanes: 1 } };
const PLACE = { kind: 'browser' } as const;
const never = new AbortController().signal;

let store: HostileStore;
let place: Transport;

beforeEach(() => {
  store = new HostileStore();
  place = store.transport(
    createRandom(1),
    () => NO_FAULTS,
    () => {},
  );
});

class Device {
  readonly db: Database = openDatabase(inMemory());
  readonly writer: Writer;
  private readonly now: () => number;
  transport: Transport = place;

  constructor(
    private readonly name: string,
    start: number,
  ) {
    const { now, newId } = counting(start);
    this.now = now;
    this.writer = createWriter(this.db, { now, newId: () => `${name.slice(0, 4)}-${newId()}` });
  }

  async adopt(ring: KeyRing): Promise<void> {
    const deviceKey = await createDeviceKey();
    const locked = await lockSecrets(deviceKey, { place: PLACE, ring });
    const lock = {
      placeName: { kind: 'browser' as const, name: '', fields: {} },
      folder: null,
      deviceKey,
      locked,
      keysSeenAt: null,
      keyFile: null,
    };
    await this.writer.vaults.add('vault', lock, { name: this.name, label: `Device ${this.name[0]}` });
  }

  async vault(): Promise<Vault> {
    const vault = await findVault(this.db);
    if (!vault) throw new Error('no vault');
    return vault;
  }

  async ring(): Promise<KeyRing> {
    const { deviceKey, locked } = await this.vault();
    return (await unlockSecrets(deviceKey, locked)).ring;
  }

  async relock(ring: KeyRing): Promise<void> {
    const vault = await this.vault();
    const locked = await lockSecrets(vault.deviceKey, { place: PLACE, ring });
    await this.writer.vaults.relock(vault.id, { ...vault, locked });
  }

  async sync(signal = never, isWished = false): Promise<SyncStatus> {
    const { db, writer, now } = this;
    const parts = { db, writer, now, transportTo: () => this.transport, random: () => 0.5, isWished };
    await runSync(parts, await this.vault(), signal);
    return statusOf(db, 'vault');
  }

  async notes(): Promise<string[]> {
    return (await this.db.annotations.orderBy('id').toArray()).map(({ note }) => note);
  }
}

async function twoDevices(): Promise<readonly [Device, Device]> {
  const { ring } = await setUpAt(place, 'one', CHEAP);
  const devices = [
    new Device('a'.repeat(16), 1_700_000_000_000),
    new Device('b'.repeat(16), 1_700_000_500_000),
  ] as const;
  for (const device of devices) await device.adopt(ring);
  return devices;
}

const mark = (device: Device, note: string) =>
  device.writer.create(['https://a.example/story'], creationOf(`About ${note}.`, { note }));

describe('a run', () => {
  test('learns where another device has moved the vault, asks for it once, and forgets it when it goes along', async () => {
    const [one, two] = await twoDevices();
    await mark(one, 'first');
    await one.sync();
    await two.sync();
    const moved = { place: { kind: 'folder', name: 'Notes', fields: {} }, by: 'Device a', at: 5 } as const;
    await leaveNote(place, await createSealer(await one.ring()), moved);
    expect((await two.sync()).moved).toMatchObject(moved);
    const get = vi.fn<Transport['get']>((...given) => place.get(...given));
    two.transport = { ...place, list: (...given) => place.list(...given), get };
    expect((await two.sync()).moved).toMatchObject(moved);
    expect(get).not.toHaveBeenCalled();
    await two.writer.vaults.moveTo('vault', {});
    expect((await statusOf(two.db, 'vault')).moved).toBeNull();
  });

  test('brings what was here to the place, and from there to the other device, sealed', async () => {
    const [one, two] = await twoDevices();
    await mark(one, 'first');
    expect(await one.sync()).toMatchObject({ failure: null, progress: null, completeAt: expect.any(Number) });
    expect(await two.sync()).toMatchObject({ devices: [{ label: 'Device a' }] });
    expect(await two.notes()).toEqual(['first']);
    for (const { name } of await place.list('log')) {
      const bytes = await place.get('log', name, 1e6);
      expect(new TextDecoder().decode(bytes ?? new Uint8Array())).not.toContain('first');
    }
  });

  test('tells the others what the user calls the device, and what they call it later', async () => {
    const [one, two] = await twoDevices();
    await one.sync();
    expect(await two.sync()).toMatchObject({ devices: [{ label: 'Device a' }] });
    await one.writer.vaults.label('vault', 'The red laptop');
    expect(await one.sync()).toMatchObject({ problems: [], completeAt: expect.any(Number) });
    expect(await two.sync()).toMatchObject({ devices: [{ label: 'The red laptop' }] });
    expect((await place.list('heads')).length).toBe(2);
  });

  test('that fails says why, and when it is tried again: later each time', async () => {
    const [one] = await twoDevices();
    await mark(one, 'first');
    one.transport = { ...place, list: () => Promise.reject(new TransportError('offline', 'no answer')) };
    const first = await one.sync();
    const second = await one.sync();
    expect(first).toMatchObject({ failure: { reason: 'offline', detail: 'no answer' }, failures: 1 });
    const waits = [first, second].map(({ retryAt, failure }) => (retryAt ?? 0) - (failure?.at ?? 0));
    expect(waits).toEqual([60_000, 120_000]);
    one.transport = place;
    expect(await one.sync()).toMatchObject({ failure: null, failures: 0, retryAt: null });
  });

  test('that the user stops is no failure', async () => {
    const [one] = await twoDevices();
    await mark(one, 'first');
    expect(await one.sync(AbortSignal.abort())).toMatchObject({
      failure: null,
      progress: null,
      completeAt: null,
    });
    await one.sync();
    expect(await one.sync()).toMatchObject({ completeAt: expect.any(Number) });
  });

  test('does not go on with a lock of another device', async () => {
    const [one, two] = await twoDevices();
    const { locked } = await two.vault();
    await one.db.vaults.update('vault', { locked });
    expect(await one.sync()).toMatchObject({ failure: { reason: 'device-locked' } });
  });
});

describe('a store that loses', () => {
  test.each(['its key files', 'everything'])(
    '%s gets them back: the passphrase still opens it',
    async (what) => {
      const [one, two] = await twoDevices();
      await mark(one, 'first');
      await one.sync();
      await two.sync();
      store.tamper((files) => {
        for (const name of files.keys())
          if (what === 'everything' || name.startsWith('keys/')) files.delete(name);
      });
      for (let run = 0; run < 3; run++) {
        await one.sync(never, true);
        await two.sync(never, true);
      }
      expect((await openAt(place, { type: 'passphrase', text: 'one' })).current).toEqual(
        (await one.ring()).current,
      );
      expect(await one.sync()).toMatchObject({ failure: null, problems: [] });
    },
  );
});

describe('a device that was shut out by another key', () => {
  test('writes nothing that could be read with the old one, and waits for the passphrase', async () => {
    const [one, two] = await twoDevices();
    await mark(one, 'first');
    await one.sync();
    await two.sync();
    const rotated = await rotateAt(place, await one.ring(), { passphrase: 'one', next: 'two' });
    await one.relock(rotated.ring);
    await mark(one, 'second');
    await one.sync();
    await mark(two, 'third');
    const before = store.requests.put;
    expect(await two.sync()).toMatchObject({ failure: { reason: 'locked' } });
    expect(store.requests.put).toBe(before);
    expect(await two.notes()).not.toContain('second');
    const opened = await openAt(place, { type: 'passphrase', text: 'two' });
    await two.relock(ringOf(opened.current, [...keysOf(opened), ...keysOf(await two.ring())]));
    expect(await two.sync()).toMatchObject({ failure: null });
    await one.sync();
    expect((await one.notes()).toSorted()).toEqual(['first', 'second', 'third']);
    expect((await two.notes()).toSorted()).toEqual(['first', 'second', 'third']);
  });
});
