/** A device's collection in memory, with the transactions of the real one: a crash leaves what was committed. */
import type { LogEntry } from '../../lib/sync/log/contents';
import type { Known, Membership, Published, Replica, SealedSegment } from '../../lib/sync/log/replica';
import { newMembership, renamed, UNPUBLISHED, withKnown, withSegment } from '../../lib/sync/log/membership';
import { mergeIncoming } from '../../lib/sync/merge/incoming';
import type { Operation } from '../../lib/sync/merge/operation';
import { remaining, sealOperation } from '../../lib/sync/merge/publication';
import { unpublish } from '../../lib/sync/merge/unpublish';
import { emptyRecord, isGoneWithin, type RecordState } from '../../lib/sync/merge/record';
import type { Dot, Vector } from '../../lib/sync/merge/vector';

interface Kept {
  readonly published: RecordState | null;
  readonly pending: Operation | null;
}

interface State {
  readonly records: ReadonlyMap<string, Kept>;
  readonly membership: Membership;
  readonly published: Published;
  readonly outgoing: ReadonlyMap<string, { readonly entry: LogEntry; readonly bytes: Uint8Array }>;
}

export class MemoryReplica implements Replica {
  private constructor(
    private state: State,
    private readonly tick: () => void,
  ) {}

  static create(device: string, tick: () => void): MemoryReplica {
    const membership = newMembership(device, device);
    return new MemoryReplica(
      { records: new Map(), membership, published: UNPUBLISHED, outgoing: new Map() },
      tick,
    );
  }

  /** As a profile is copied, or a backup made. */
  copy(tick: () => void): MemoryReplica {
    return new MemoryReplica(this.state, tick);
  }

  /** As a backup is put back. */
  restore(backup: MemoryReplica): void {
    this.state = backup.state;
  }

  get device(): string {
    return this.state.membership.device;
  }

  /** What its next segment will be called. */
  get next(): Dot {
    const { device, tip } = this.state.membership;
    return { device, segment: tip.segment + 1 };
  }

  kept(id: string): Kept {
    return this.state.records.get(id) ?? { published: null, pending: null };
  }

  ids(): string[] {
    return [...this.state.records.keys()];
  }

  /** The record as the user sees it. */
  view(id: string): RecordState | null {
    const { published, pending } = this.kept(id);
    return pending ? sealOperation(published, pending, this.next) : published;
  }

  /** What the writer does. */
  setPending(id: string, pending: Operation | null): void {
    this.put([[id, { ...this.kept(id), pending }]]);
  }

  /** Many at once: each of the others copies the whole collection. */
  setAllPending(operations: readonly Operation[]): void {
    this.put(operations.map((pending) => [pending.id, { ...this.kept(pending.id), pending }]));
  }

  private put(entries: readonly (readonly [string, Kept])[], rest: Partial<State> = {}): void {
    const records = entries.length > 0 ? new Map(this.state.records) : this.state.records;
    if (records instanceof Map)
      for (const [id, kept] of entries) {
        if (kept.published || kept.pending) records.set(id, kept);
        else records.delete(id);
      }
    this.state = { ...this.state, ...rest, records };
  }

  private commit<T>(change: () => T): Promise<T> {
    this.tick();
    const result = change();
    this.tick();
    return Promise.resolve(result);
  }

  membership(): Promise<Membership> {
    return this.commit(() => this.state.membership);
  }

  published(): Promise<Published> {
    return this.commit(() => this.state.published);
  }

  savePublished(published: Published): Promise<void> {
    return this.commit(() => this.put([], { published }));
  }

  pending(limit: number): ReturnType<Replica['pending']> {
    return this.commit(() => {
      const all = [...this.state.records.values()].flatMap(({ published, pending }) =>
        pending ? [{ published, operation: pending }] : [],
      );
      return { changes: all.slice(0, limit), count: all.length };
    });
  }

  commitSegment(segment: SealedSegment): Promise<void> {
    const { changes, tip, file } = segment;
    return this.commit(() => {
      const { membership } = this.state;
      const dot = { device: membership.device, segment: tip.segment };
      const outgoing = new Map(this.state.outgoing);
      if (file) outgoing.set(file.name, file);
      this.put(
        changes.map(({ operation, record }) => {
          const { pending } = this.kept(record.id);
          return [record.id, { published: record, pending: remaining(pending, operation, record, dot) }];
        }),
        {
          outgoing,
          membership: withSegment(membership, segment),
        },
      );
    });
  }

  outgoing(): ReturnType<Replica['outgoing']> {
    return this.commit(() => [...this.state.outgoing].map(([name, { entry }]) => ({ name, entry })));
  }

  outgoingBytes(name: string): Promise<Uint8Array | null> {
    return this.commit(() => this.state.outgoing.get(name)?.bytes ?? null);
  }

  sent(name: string, published: Published): Promise<void> {
    return this.commit(() => {
      const outgoing = new Map(this.state.outgoing);
      outgoing.delete(name);
      this.put([], { outgoing, published });
    });
  }

  merge(records: readonly RecordState[], known?: Known): Promise<void> {
    return this.commit(() => {
      const { membership } = this.state;
      const after = new Map<string, Kept>();
      for (const record of records) {
        const { id, type } = record;
        const kept = after.get(id) ?? this.kept(id);
        after.set(id, mergeIncoming({ id, type, ...kept }, record));
      }
      this.put([...after], known ? { membership: withKnown(membership, known) } : {});
    });
  }

  all(after: string | null, limit: number): Promise<readonly RecordState[]> {
    return this.commit(() =>
      [...this.state.records]
        .filter(([id, { published }]) => published !== null && (after === null || id > after))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([id, { published }]) => published ?? emptyRecord('', id)),
    );
  }

  countGone(within: Vector): Promise<number> {
    return this.commit(() => this.goneWithin(within).length);
  }

  forgetGone(within: Vector): Promise<void> {
    return this.commit(() =>
      this.put(this.goneWithin(within).map((id) => [id, { published: null, pending: null }])),
    );
  }

  private goneWithin(within: Vector): string[] {
    return [...this.state.records].flatMap(([id, { published, pending }]) =>
      published && !pending && isGoneWithin(published, within) ? [id] : [],
    );
  }

  rename(device: string, segment: number): Promise<void> {
    return this.commit(() => {
      const { membership } = this.state;
      const old = membership.device;
      this.put(
        [...this.state.records].map(([id, kept]) => {
          const type = kept.published?.type ?? kept.pending?.type ?? '';
          return [id, unpublish({ id, type, ...kept }, old, segment)];
        }),
        {
          membership: renamed(membership, device, segment),
          published: UNPUBLISHED,
          outgoing: new Map(),
        },
      );
    });
  }
}
