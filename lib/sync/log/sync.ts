/**
 * One round of syncing with one store. Every step is remembered before the next one: a worker may be stopped anywhere, and
 * the next round goes on from there. Only one round at a time may run for a device.
 */
import { isSnapshotDue, putTogether, writeSnapshot } from './compact';
import { readHead } from './files';
import { forgetOld } from './forget';
import { audit, checkStore, isOurs, leaveName, takeName } from './own';
import { collectGarbage, listHeads, noteOldHeads, writeHead } from './publish';
import { pull } from './pull';
import { mendLeft, seal, send, verify } from './push';
import { headName, parseHeadName, type HeadName } from './names';
import { beginRound, type Parts, type Problem, type Progress, type Round } from './round';

/** Another device, as its newest head tells. */
export interface SeenDevice {
  readonly name: string;
  /** The head's name: another one means that the device wrote something. */
  readonly head: string;
  /** What its user calls it, and when it wrote the head by its own clock; null where the head was not read. */
  readonly label: string | null;
  readonly at: number | null;
}

export interface SyncResult extends Progress {
  readonly problems: readonly Problem[];
  readonly devices: readonly SeenDevice[];
  /** Names of notes that lie among the heads. */
  readonly notes: readonly string[];
  /** Whether everything of this device is at the store. */
  readonly isPublished: boolean;
  /** Whether it is, and everything that is there is here. */
  readonly isComplete: boolean;
}

/**
 * @throws {TransportError} where the store fails; what was done until then is kept
 * @throws the signal's reason where it is aborted
 */
export async function syncOnce(parts: Parts): Promise<SyncResult> {
  const round = await beginRound(parts);
  const { heads, notes } = await listHeads(round);
  const isPublished =
    parts.isReadOnly === true ? await readAll(round, heads) : await readAndWrite(round, heads);
  return {
    ...round.done,
    problems: round.problems,
    devices: await devicesIn(round, othersOf(round, heads)),
    notes,
    isPublished,
    isComplete: isPublished && round.problems.length === 0,
  };
}

/** It has no files, so there is nothing of its own to look at either. */
async function readAll(round: Round, heads: readonly HeadName[]): Promise<boolean> {
  await pull(round, heads);
  return true;
}

/** @returns whether everything of ours is at the store */
async function readAndWrite(round: Round, heads: readonly HeadName[]): Promise<boolean> {
  const isRenamed = await leaveName(round, ownOf(round, heads));
  await noteOldHeads(round, ownOf(round, heads));
  const left = round.published.unverified;
  await checkStore(round, heads);
  if (round.isAuditDue === true) await audit(round);
  await pull(round, othersOf(round, heads));
  if (round.isNameTaken) await takeName(round, 0);
  if (round.isAuditDue === true) await forgetOld(round, heads);
  // Somebody changed the key: what is sealed with the one that is here could be read by whom they shut out.
  const isKeyOld = !round.isKeyCertain && round.problems.some(({ type }) => type === 'unknown-key');
  if (isKeyOld) return false;
  await mendLeft(round, left);
  return publish(round, isRenamed || round.isNameTaken);
}

/** One that has nothing else to say has a name all the same, or another one. */
function isLabelKnown(labelled: ReadonlyMap<string, string>, head: HeadName): boolean {
  const name = labelled.get(head.device);
  if (name === undefined) return false;
  return name === headName(head) || parseHeadName(name)?.segment !== head.segment;
}

async function devicesIn(round: Round, heads: readonly HeadName[]): Promise<readonly SeenDevice[]> {
  const devices: SeenDevice[] = [];
  for (const [name, own] of Map.groupBy(heads, ({ device }) => device)) {
    const [newest] = own.toSorted((a, b) => b.revision - a.revision);
    if (!newest) continue;
    // oxlint-disable-next-line no-await-in-loop -- rare
    if (round.labelled && !isLabelKnown(round.labelled, newest)) await readHead(round, newest);
    const head = headName(newest);
    const content = round.heads.get(head)?.head;
    devices.push({ name, head, label: content?.label ?? null, at: content?.at ?? null });
  }
  return devices;
}

/** @returns whether everything of ours is at the store */
async function publish(round: Round, isRenamed: boolean): Promise<boolean> {
  await seal(round);
  await send(round);
  const isSnapshot = isSnapshotDue(round);
  if (isSnapshot) await writeSnapshot(round);
  const isShorter = !isSnapshot && (await putTogether(round));
  const isUncertain = round.published.unverified.length > 0;
  if (isRenamed || isSnapshot || isShorter || isUncertain || !isHeadNewest(round)) {
    const heads = await writeHead(round);
    // Somebody with our name wrote at the same time: the next round leaves the name. Nothing is deleted until then.
    if (!heads || !ownOf(round, heads).every((head) => isOurs(round, head))) return false;
    if (!(await verify(round))) return false;
  }
  await collectGarbage(round);
  return !round.published.needsSnapshot && round.published.suspicions === 0;
}

function isHeadNewest({ published, membership }: Round): boolean {
  const head = published.head === null ? null : parseHeadName(published.head);
  return head?.device === membership.device && head.segment === membership.tip.segment;
}

function ownOf({ membership }: Round, heads: readonly HeadName[]): readonly HeadName[] {
  return heads.filter(({ device }) => device === membership.device);
}

function othersOf({ membership }: Round, heads: readonly HeadName[]): readonly HeadName[] {
  return heads.filter(({ device }) => device !== membership.device);
}
