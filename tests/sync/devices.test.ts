/** Devices that sync through real servers, encrypted, while both write at once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSealer } from '../../lib/sync/crypto/envelope';
import type { Sealer } from '../../lib/sync/crypto/sealer';
import { LIMITS } from '../../lib/sync/log/round';
import { syncOnce, type SyncResult } from '../../lib/sync/log/sync';
import { recordChange } from '../../lib/sync/merge/change';
import type { RecordState } from '../../lib/sync/merge/record';
import { valuesOf, type Json } from '../../lib/sync/merge/register';
import { TransportError } from '../../lib/sync/transports/transport';
import { KINDS, type Server } from '../servers/server';
import { startServer, whyNot } from '../servers/start';
import { MemoryReplica } from '../simulation/memory-replica';
import { createRandom, hex } from '../simulation/random';

const RACES = 200;
const ATTEMPTS = 20;
const random = createRandom(7);
const deviceName = (): string => hex(random.bytes(8));

class Device {
  readonly replica = MemoryReplica.create(deviceName(), () => {});
  private time = 0;

  constructor(
    private readonly server: Server,
    private readonly sealer: Sealer,
  ) {}

  write(id: string, fields: Readonly<Record<string, Json>>): void {
    const before = this.values(id);
    const standing = { id, type: 'annotation', ...this.replica.kept(id) };
    this.replica.setPending(id, recordChange(standing, before, { ...before, ...fields }, ++this.time));
  }

  takeAway(id: string): void {
    const standing = { id, type: 'annotation', ...this.replica.kept(id) };
    this.replica.setPending(id, recordChange(standing, this.values(id), null, ++this.time));
  }

  private values(id: string): Record<string, Json> | null {
    const record = this.replica.view(id);
    const values = Object.entries(record?.fields ?? {}).flatMap(([name, { entries }]) => {
      const [first] = valuesOf(entries);
      return first ? [[name, first.value] as const] : [];
    });
    return values.length > 0 ? Object.fromEntries(values) : null;
  }

  texts(id: string): Json[] {
    return valuesOf(this.replica.view(id)?.fields['note']?.entries ?? []).map(({ value }) => value);
  }

  async sync(): Promise<SyncResult> {
    for (let attempt = 1; ; attempt++) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
        return await syncOnce({
          replica: this.replica,
          transport: this.server.transport({ path: 'vault' }),
          sealer: this.sealer,
          now: () => Date.now(),
          newDeviceName: deviceName,
          isKeyCertain: true,
          limits: LIMITS,
          signal: AbortSignal.timeout(60_000),
          progress: () => {},
        });
      } catch (error) {
        // A server that loses a storage of its own may refuse for a while.
        if (!(error instanceof TransportError) || attempt === ATTEMPTS) throw error;
      }
    }
  }
}

async function settle(devices: readonly Device[]): Promise<void> {
  for (let round = 0; round < 6; round++) {
    for (const device of devices) {
      // oxlint-disable-next-line no-await-in-loop -- one device after the other
      await device.sync();
    }
  }
}

function shown({ replica }: Device): unknown {
  const records = replica.ids().map((id): [string, RecordState | null] => [id, replica.view(id)]);
  return Object.fromEntries(records);
}

describe.each(KINDS.filter((kind) => whyNot(kind) === null))('%s', (kind) => {
  let server: Server;
  let sealer: Sealer;
  beforeAll(async () => {
    server = await startServer(kind);
    const current = { vault: hex(random.bytes(16)), epoch: 1, secret: hex(random.bytes(32)) };
    sealer = await createSealer({ current, former: [] });
  });
  afterAll(async () => {
    await server?.stop();
  });

  test(
    'lets two devices write at once for 200 rounds, and a third one join: nothing is lost',
    { timeout: 600_000 },
    async () => {
      const [one, two] = [new Device(server, sealer), new Device(server, sealer)];
      for (let at = 0; at < 20; at++) one.write(`mark-${at}`, { kind: 'quote', note: `first ${at}` });
      await settle([one, two]);
      one.write('mark-0', { note: 'mine' });
      two.write('mark-0', { note: 'yours' });
      two.takeAway('mark-1');
      await settle([one, two]);
      expect(new Set(one.texts('mark-0'))).toEqual(new Set(['mine', 'yours']));
      expect(one.texts('mark-1')).toEqual([]);
      for (let round = 0; round < RACES; round++) {
        one.write(`one-${round}`, { kind: 'claim', note: `one ${round}` });
        two.write(`two-${round}`, { kind: 'claim', note: `two ${round}` });
        // oxlint-disable-next-line no-await-in-loop -- in the middle of the races
        if (round === RACES / 2) await server.stopOneOsd?.();
        // oxlint-disable-next-line no-await-in-loop -- both at once, round after round
        await Promise.all([one.sync(), two.sync()]);
      }
      const three = new Device(server, sealer);
      await settle([one, two, three]);
      for (let round = 0; round < RACES; round++) {
        for (const device of [one, two, three]) {
          expect(device.texts(`one-${round}`)).toEqual([`one ${round}`]);
          expect(device.texts(`two-${round}`)).toEqual([`two ${round}`]);
        }
      }
      expect(shown(two)).toEqual(shown(one));
      expect(shown(three)).toEqual(shown(one));
    },
  );
});
