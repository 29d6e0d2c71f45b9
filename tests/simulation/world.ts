/**
 * Some devices and one hostile store. What every device writes is a token that nobody writes twice; what is known of a
 * field when it is written over is remembered, so that at the end it can be told of every token whether somebody who knew
 * of it has replaced it. What nobody replaced has to be there, on every device.
 */
import { retire } from '../../lib/sync/log/retire';
import { LIMITS, type Limits, type Parts, type Problem } from '../../lib/sync/log/round';
import { syncOnce, type SyncResult } from '../../lib/sync/log/sync';
import { annotationDeleted, conflictsOf, requiredFields } from '../../lib/sync/merge/fields';
import { recordChange } from '../../lib/sync/merge/change';
import type { RecordState } from '../../lib/sync/merge/record';
import { keyOf, latest, valuesOf, type Json } from '../../lib/sync/merge/register';
import { TransportError, type Transport } from '../../lib/sync/transports/transport';
import { ALL_FAULTS, HostileStore, NO_FAULTS } from './hostile-store';
import { interruptedSealer, interruptedTransport } from './interrupted';
import { MemoryReplica } from './memory-replica';
import { createPlainSealer } from './plain-sealer';
import { createRandom, hex, type Random } from './random';

export type Step =
  | { readonly type: 'write'; readonly device: number; readonly record: number; readonly field: number }
  | { readonly type: 'take-away'; readonly device: number; readonly record: number; readonly field: number }
  | { readonly type: 'delete'; readonly device: number; readonly record: number }
  | { readonly type: 'restore'; readonly device: number; readonly record: number }
  | { readonly type: 'purge'; readonly device: number; readonly record: number }
  | {
      readonly type: 'sync';
      readonly device: number;
      /** Calls after which the worker is stopped; 0 where it is not. */
      readonly crash: number;
      /** Of the chance by which the store fails; 0 where it does not. */
      readonly faults: number;
      /** Of the chance by which the user edits, and others sync, before it is done; 0 where nothing happens meanwhile. */
      readonly meanwhile: number;
    }
  /** Lost for good, with what it has told nobody. */
  | { readonly type: 'leave'; readonly device: number }
  /** Somebody says that a device is gone for good: one of those that have something at the store. */
  | {
      readonly type: 'retire';
      readonly device: number;
      readonly other: number;
      readonly evenUnread: boolean;
      readonly meanwhile: number;
      readonly crash: number;
    }
  | { readonly type: 'clock'; readonly device: number; readonly years: number }
  | { readonly type: 'copy'; readonly device: number }
  | { readonly type: 'back-up'; readonly device: number }
  | { readonly type: 'put-back'; readonly device: number }
  | { readonly type: 'store-goes-back'; readonly changes: number }
  | { readonly type: 'store-is-emptied' }
  /** Before each half of one everybody who is left syncs, without trouble; no backup, and no store, goes back beyond that. */
  | { readonly type: 'years-pass'; readonly halves: number }
  | { readonly type: 'join' };

const RECORDS = 3;
/** The last one is a field without which a record cannot be shown: it goes only with the record. */
const FIELDS = ['note', 'speaker', 'tag:a', 'tag:b', 'kind'];
const DAY = 86_400_000;
const YEAR = 365 * DAY;
const AUDIT_EVERY = 14 * DAY;
const MAX_DEVICES = 6;
const MIN_DEVICES = 2;
/** What users do, some more often than others. */
const EDITS = [
  'write',
  'write',
  'write',
  'write',
  'take-away',
  'take-away',
  'delete',
  'restore',
  'purge',
] as const;
/** Small, so that a short history has everything in it. */
const TIGHT: Limits = { ...LIMITS, changes: 3, manyChanges: 6, files: 10, log: 4_000, partRecords: 2 };

type Edit = Extract<Step, { type: 'write' | 'take-away' | 'delete' | 'restore' | 'purge' }>;

class Crash extends Error {}

interface Device {
  readonly replica: MemoryReplica;
  backup: {
    readonly replica: MemoryReplica;

    readonly at: number;
  } | null;
  skew: number;
  last: number;
  auditedAt: number;
}

interface Written {
  readonly token: string;
  readonly record: string;
  readonly field: string;
  readonly by: Device;
  readonly number: number;
  readonly type: Edit['type'];
}

export interface Verdict {
  readonly lost: readonly string[];
  readonly diverged: readonly string[];
  readonly wronglyDeleted: readonly string[];
  /** What was replaced or taken away, and is there all the same. */
  readonly cameBack: readonly string[];
  readonly isQuiet: boolean;
}

export class World {
  private readonly devices: Device[] = [];
  readonly store = new HostileStore();
  private readonly sealer = createPlainSealer();
  private readonly random: Random;
  private readonly written: Written[] = [];
  /** Tokens that somebody replaced who knew of them. */
  private readonly replaced = new Map<string, Set<number>>();
  /** Tokens that a delete of the record knew of. */
  private readonly known = new Set<string>();
  /** Writes that the user undid by putting a backup back before anybody had heard of them. */
  private readonly undone = new Set<number>();
  /** Whether what was replaced may come back: a name that was used twice can have been left, see docs/sync-protocol.md. */
  private mayComeBack = false;
  private readonly syncing = new Set<Device>();
  private countdown = 0;
  private names: ReadonlySet<string> = new Set();
  private time = 1_800_000_000_000;
  operations = 0;
  syncs = 0;
  crashes = 0;

  constructor(
    seed: number,
    devices: number,
    private readonly limits: Limits = TIGHT,
  ) {
    this.random = createRandom(seed);
    for (let at = 0; at < devices; at++) this.join();
  }

  private readonly tick = (): void => {
    if (this.countdown > 0 && --this.countdown === 0) throw new Crash();
  };

  private join(): Device {
    const replica = MemoryReplica.create(hex(this.random.bytes(8)), this.tick);
    const device = { replica, backup: null, skew: 0, last: 0, auditedAt: this.time };
    this.devices.push(device);
    return device;
  }

  async take(step: Step): Promise<void> {
    this.time += 1_000;
    if (step.type === 'store-goes-back') this.store.goBack(step.changes);
    else if (step.type === 'store-is-emptied') this.store.wipe();
    else if (step.type === 'years-pass') await this.yearsPass(step.halves);
    else if (step.type === 'join') {
      if (this.devices.length < MAX_DEVICES) this.join();
    } else await this.takeOn(this.deviceAt(step.device), step);
  }

  private async takeOn(
    device: Device,
    step: Exclude<Step, { type: 'join' | 'years-pass' | `store-${string}` }>,
  ): Promise<void> {
    switch (step.type) {
      case 'sync':
        await this.sync(device, step.crash, step.faults, step.meanwhile);
        break;
      case 'leave':
        this.leave(device);
        break;
      case 'retire':
        await this.retire(device, step);
        break;
      case 'clock':
        device.skew += step.years * YEAR;
        break;
      case 'copy':
        this.mayComeBack = true;
        if (this.devices.length < MAX_DEVICES)
          this.devices.push({ ...device, replica: device.replica.copy(this.tick), backup: null });
        break;
      case 'back-up':
        device.backup = {
          replica: device.replica.copy(this.tick),
          at: this.written.length,
        };
        break;
      case 'put-back':
        this.putBack(device);
        break;
      case 'write':
      case 'take-away':
      case 'delete':
      case 'restore':
      case 'purge':
        this.operations++;
        this.edit(device, step);
    }
  }

  private leave(device: Device): void {
    if (this.devices.length <= MIN_DEVICES) return;
    for (const { by, number } of this.written) if (by === device) this.undone.add(number);
    this.devices.splice(this.devices.indexOf(device), 1);
  }

  private async retire(
    device: Device,
    { other, evenUnread, meanwhile, crash }: Extract<Step, { type: 'retire' }>,
  ): Promise<void> {
    const names = this.store.devices().filter((name) => name !== device.replica.device);
    const name = names[other % names.length];
    if (name === undefined) return;
    this.syncing.add(device);
    this.countdown = crash;
    const chance = createRandom(meanwhile);
    const before = meanwhile === 0 ? async () => {} : () => this.meanwhile(device, chance);
    const transport = this.store.transport(this.random, () => NO_FAULTS, this.tick);
    try {
      const parts = this.parts(device, interruptedTransport(transport, before));
      await retire({ ...parts, sealer: interruptedSealer(this.sealer, before) }, name, evenUnread);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.crashes++;
    } finally {
      this.countdown = 0;
      this.syncing.delete(device);
    }
  }

  private putBack(device: Device): void {
    if (!device.backup) return;
    this.mayComeBack = true;
    const { at, replica } = device.backup;
    // What was written since and is not at the store is gone with the profile: nobody could have it.
    for (const { by, number } of this.written.slice(at)) if (by === device) this.undone.add(number);
    device.replica.restore(replica);
  }

  private deviceAt(at: number): Device {
    const device = this.devices[at % this.devices.length];
    if (!device) throw new Error('No devices');
    return device;
  }

  private edit(device: Device, step: Edit): void {
    const id = `record-${step.record % RECORDS}`;
    const view = device.replica.view(id);
    const before = valuesIn(view);
    const time = (device.last = Math.max(this.time + device.skew, device.last + 1));
    const number = this.written.length;
    const after = this.changed(device, step, view, before, time);
    if (after === undefined) return;
    const { published, pending } = device.replica.kept(id);
    const standing = { id, type: 'annotation', published, pending };
    device.replica.setPending(
      id,
      recordChange({ ...standing, next: device.replica.next }, before, after, time),
    );
    // Every write has a number, also one that leaves no token.
    if (this.written.length === number)
      this.written.push({ token: '', record: id, field: '', by: device, number, type: step.type });
  }

  private changed(
    device: Device,
    step: Edit,
    view: RecordState | null,
    before: Readonly<Record<string, Json>> | null,
    time: number,
  ): Record<string, Json> | null | undefined {
    const id = `record-${step.record % RECORDS}`;
    if (step.type === 'write') {
      const field = FIELDS[step.field % FIELDS.length] ?? 'note';
      return this.write(device, { record: id, field }, view, before);
    }
    if (!before || !view) return undefined;
    if (step.type === 'purge') {
      this.replace(tokensIn(view));
      return null;
    }
    if (step.type === 'take-away') {
      const field = FIELDS[step.field % FIELDS.length] ?? 'note';
      if (!(field in before) || requiredFields('annotation').includes(field)) return undefined;
      this.replace(view ? replacedIn(view, field, device.replica) : []);
      const { [field]: _, ...others } = before;
      return others;
    }
    const isDeleted = before['deleted'] !== undefined;
    if (isDeleted === (step.type === 'delete')) return undefined;
    const { deleted: _, ...others } = before;
    if (step.type === 'restore') return others;
    for (const token of tokensIn(view)) this.known.add(token);
    return { ...others, deleted: time };
  }

  private write(
    by: Device,
    { record, field }: { readonly record: string; readonly field: string },
    view: RecordState | null,
    before: Readonly<Record<string, Json>> | null,
  ): Record<string, Json> {
    const number = this.written.length;
    const token = `t${number}`;
    this.replace(view ? replacedIn(view, field, by.replica) : []);
    // What somebody writes on something that they know to be in the trash may stay there with it.
    if (before?.['deleted'] !== undefined) this.known.add(token);
    this.written.push({ token, record, field, by, number, type: 'write' });
    return { ...before, [field]: field.startsWith('tag:') ? [0, token] : token };
  }

  private replace(tokens: readonly string[]): void {
    for (const token of tokens) {
      const by = this.replaced.get(token) ?? new Set();
      this.replaced.set(token, by.add(this.written.length));
    }
  }

  private async sync(
    device: Device,
    crash: number,
    faults: number,
    meanwhile: number,
  ): Promise<SyncResult | null> {
    if (this.syncing.has(device)) throw new Error('Only one round at a time may run for a device');
    this.syncing.add(device);
    this.syncs++;
    const outer = this.countdown;
    this.countdown = crash;
    const random = createRandom(faults === 0 ? this.random.below(2 ** 31) : faults);
    const transport = this.store.transport(random, () => (faults === 0 ? NO_FAULTS : ALL_FAULTS), this.tick);
    const chance = createRandom(meanwhile);
    const before = meanwhile === 0 ? null : () => this.meanwhile(device, chance);
    const isAuditDue = this.time - device.auditedAt > AUDIT_EVERY;
    try {
      const parts = this.parts(device, before ? interruptedTransport(transport, before) : transport);
      const sealer = before ? interruptedSealer(this.sealer, before) : this.sealer;
      const result = await syncOnce({ ...parts, sealer, isAuditDue });
      if (isAuditDue) device.auditedAt = this.time;
      return result;
    } catch (error) {
      if (error instanceof Crash) this.crashes++;
      else if (!(error instanceof TransportError)) throw error;
      return null;
    } finally {
      this.countdown = outer;
      this.syncing.delete(device);
    }
  }

  private parts(device: Device, transport: Transport): Parts {
    return {
      replica: device.replica,
      transport,
      sealer: this.sealer,
      now: () => this.time + device.skew,
      newDeviceName: () => hex(this.random.bytes(8)),
      isKeyCertain: true,
      limits: this.limits,
      signal: new AbortController().signal,
      progress: () => {},
    };
  }

  /** A worker waits: its user goes on, and other devices do not wait for it. */
  private async meanwhile(device: Device, chance: Random): Promise<void> {
    if (chance.chance(0.15)) {
      const type = EDITS[chance.below(EDITS.length)] ?? 'write';
      this.operations++;
      const [record, field] = [chance.below(RECORDS), chance.below(FIELDS.length)];
      this.edit(device, { type, device: 0, record, field });
    }
    const other = chance.chance(0.02) ? this.deviceAt(chance.below(this.devices.length)) : device;
    if (other !== device) await this.sync(other, 0, 0, 0);
  }

  /** Nothing goes wrong any more; a new device joins; everybody syncs until nobody has anything to say. */
  async heal(): Promise<Verdict> {
    this.join();
    const isQuiet = await this.settle();
    return { ...this.judge(), isQuiet };
  }

  private async yearsPass(halves: number): Promise<void> {
    for (let half = 0; half < halves; half++) {
      // oxlint-disable-next-line no-await-in-loop -- one half after the other
      await this.settle();
      this.store.forgetPast();
      for (const device of this.devices) device.backup = null;
      this.time += YEAR / 2;
    }
  }

  /** @returns whether nobody has anything to say any more */
  private async settle(): Promise<boolean> {
    let isQuiet = false;
    for (let round = 0; round < 30 && !isQuiet; round++) {
      const results: (SyncResult | null)[] = [];
      const before = this.store.requests.put;
      for (const device of this.devices) {
        this.time += 60_000;
        // oxlint-disable-next-line no-await-in-loop -- one device after the other
        results.push(await this.sync(device, 0, 0, 0));
      }
      // oxlint-disable-next-line no-await-in-loop -- after each round
      await this.namesInUse();
      isQuiet =
        before === this.store.requests.put &&
        results.every((result) => result !== null && this.isWell(result));
    }
    return isQuiet;
  }

  /** A torn file of a name that nobody has any more cannot be mended: what was in it is gone with the profile. */
  private async namesInUse(): Promise<void> {
    const memberships = await Promise.all(this.devices.map(({ replica }) => replica.membership()));
    this.names = new Set(memberships.map(({ device }) => device));
  }

  private isWell({ isComplete, problems }: SyncResult): boolean {
    const isDead = ({ type, device }: Problem): boolean =>
      (type === 'damaged' || type === 'missing') && !this.names.has(device);
    return isComplete || (problems.length > 0 && problems.every(isDead));
  }

  private judge(): Omit<Verdict, 'isQuiet'> {
    const views = this.devices.map(({ replica }) =>
      Array.from({ length: RECORDS }, (_, at) => replica.view(`record-${at}`)),
    );
    const digests = views.map((view) => view.map((record) => (record ? shownOf(record) : '')).join('\n'));
    const diverged = digests.flatMap((digest, at) => (digest === digests[0] ? [] : [`device ${at}`]));
    const needed = this.written.filter(
      ({ token, number }) => token !== '' && !this.undone.has(number) && !this.replaced.has(token),
    );
    const lost = new Set<string>();
    const wronglyDeleted = new Set<string>();
    for (const view of views) {
      const byId = new Map(view.flatMap((record) => (record ? [[record.id, record] as const] : [])));
      for (const { token, record: id, field } of needed) {
        const record = byId.get(id);
        if (!record || !tokensIn(record, [field]).includes(token)) lost.add(`${token} of ${id} ${field}`);
        else if (annotationDeleted(record) !== null && !this.known.has(token)) wronglyDeleted.add(token);
      }
    }
    return { lost: [...lost], diverged, wronglyDeleted: [...wronglyDeleted], cameBack: this.cameBack(views) };
  }

  private cameBack(views: readonly (readonly (RecordState | null)[])[]): readonly string[] {
    if (this.mayComeBack) return [];
    // A record that was purged while somebody still wrote on it has its other fields again, as whoever noticed knew them.
    const purged = new Set(this.written.flatMap(({ type, record }) => (type === 'purge' ? [record] : [])));
    const isForGood = (number: number): boolean =>
      !this.undone.has(number) && !purged.has(this.written[number]?.record ?? '');
    const tokens = new Set(views.flat().flatMap((record) => (record ? tokensIn(record) : [])));
    return [...tokens].filter((token) => [...(this.replaced.get(token) ?? [])].some(isForGood));
  }
}

/** The fields as the user sees them; null where there is no such record. */
export function valuesIn(record: RecordState | null): Readonly<Record<string, Json>> | null {
  if (!record) return null;
  const deleted = annotationDeleted(record);
  const shown = Object.entries(record.fields).flatMap(([name, { entries }]) => {
    const value = name === 'deleted' ? deleted : latest(entries)?.value;
    return value === undefined || value === null || value === '' ? [] : [[name, value] as const];
  });
  return shown.length > 0 ? Object.fromEntries(shown) : null;
}

/**
 * All that anybody can see of a record: the values of each field, each once, and whether it is in the trash. How an equal
 * value is recorded may differ where devices had one name; nobody sees it, and the next write levels it.
 */
function shownOf(record: RecordState): string {
  const fields = Object.entries(record.fields).flatMap(([name, { entries }]) =>
    entries.length === 0 || name === 'deleted'
      ? []
      : [[name, valuesOf(entries).map(({ value }) => value)] as const],
  );
  if (fields.length === 0) return '';
  return keyOf({ ...Object.fromEntries(fields), deleted: annotationDeleted(record) });
}

/** Of a field on which devices do not agree, who writes it replaces what is shown, and what they wrote on this device. */
function replacedIn(view: RecordState, field: string, replica: MemoryReplica): string[] {
  const shown = conflictsOf(view).find((conflict) => conflict.field === field)?.values[0]?.value;
  if (shown === undefined) return tokensIn(view, [field]);
  const own = (view.fields[field]?.entries ?? []).filter(({ device }) => device === replica.device);
  return [shown, ...own.map(({ value }) => value)].flatMap((value) =>
    typeof value === 'string' ? [value] : [],
  );
}

function tokensIn({ fields }: RecordState, names: readonly string[] = Object.keys(fields)): string[] {
  return names.flatMap((name) =>
    (fields[name]?.entries ?? []).flatMap(({ value }) => {
      const token = Array.isArray(value) ? value[1] : value;
      return typeof token === 'string' && token !== '' ? [token] : [];
    }),
  );
}
