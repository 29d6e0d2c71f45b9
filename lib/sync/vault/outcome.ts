/** How a run changes the status of a vault. */
import type { SyncResult } from '../log/sync';
import type { SyncDevice, SyncFailure, SyncStatus } from './state';

export interface Run extends Pick<
  SyncResult,
  'merged' | 'published' | 'problems' | 'devices' | 'isPublished' | 'isComplete'
> {
  readonly moved: SyncStatus['moved'];
}

const MINUTE = 60_000;
/** Failures that only a person can end: trying again soon would be of no use, and could lock the account. */
const FOR_A_PERSON = new Set([
  'unauthorised',
  'forbidden',
  'not-permitted',
  'not-found',
  'moved',
  'full',
  'wrong-clock',
  'not-a-store',
  'locked',
  'device-locked',
]);
/** Of a device; what another one says is not trusted to be short. */
const LONGEST_LABEL = 60;
const LONGEST_WAIT = 60 * MINUTE;
/** Runs in the history. */
const MOST_REMEMBERED = 50;

/** Whether a vault waits for its user: it fails and will go on to, or is elsewhere by now. */
export function waitsForPerson({ failure, moved }: Pick<SyncStatus, 'failure' | 'moved'>): boolean {
  return needsPerson(failure) || moved !== null;
}

/** Whether a failure will not go away by itself. */
function needsPerson(failure: SyncFailure | null): boolean {
  return failure !== null && FOR_A_PERSON.has(failure.reason);
}

/** @param isAudited all files were to be looked at; they were, if it came to its end */
export function succeeded(status: SyncStatus, run: Run, now: number, isAudited: boolean): SyncStatus {
  return {
    ...status,
    auditedAt: isAudited && run.isPublished ? now : status.auditedAt,
    completeAt: run.isComplete ? now : status.completeAt,
    failure: null,
    failures: 0,
    retryAt: null,
    problems: run.problems.map(({ type, device }) => ({ type, device })),
    progress: null,
    moved: run.moved,
    devices: withSeen(stillThere(status.devices, run), run.devices, now),
    history: withRun(status.history, run, now),
  };
}

function withRun(
  history: SyncStatus['history'],
  { merged, published }: Run,
  at: number,
): SyncStatus['history'] {
  if (merged + published === 0) return history;
  return [{ at, merged, published }, ...history].slice(0, MOST_REMEMBERED);
}

/**
 * @param failure null where it was stopped by the user
 * @param chance from 0 to 1: devices that failed together do not try again together
 */
export function failed(
  status: SyncStatus,
  failure: (SyncFailure & { readonly retryAfter: number | null }) | null,
  chance: number,
): SyncStatus {
  if (!failure) return { ...status, progress: null };
  const { retryAfter, ...told } = failure;
  const failures = status.failures + 1;
  const wait = needsPerson(told) ? LONGEST_WAIT : Math.min(LONGEST_WAIT, MINUTE * 2 ** (failures - 1));
  return {
    ...status,
    failure: told,
    failures,
    retryAt: told.at + Math.max(retryAfter ?? 0, wait * (0.75 + chance / 2)),
    progress: null,
  };
}

/** Those that another device has removed are gone, once nothing looks odd at the store any more. */
function stillThere(known: readonly SyncDevice[], { isComplete, devices }: Run): readonly SyncDevice[] {
  if (!isComplete) return known;
  const there = new Set(devices.map(({ name }) => name));
  return known.filter(({ name }) => there.has(name));
}

function withSeen(known: readonly SyncDevice[], seen: Run['devices'], now: number): SyncDevice[] {
  const before = new Map(known.map((device) => [device.name, device]));
  for (const { name, head, label, at } of seen) {
    const old = before.get(name);
    if (old?.head === head && label === null) continue;
    before.set(name, {
      name,
      head,
      label: label?.slice(0, LONGEST_LABEL) ?? old?.label ?? '',
      lastSeen: at ?? now,
    });
  }
  return [...before.values()].toSorted((a, b) => b.lastSeen - a.lastSeen);
}
