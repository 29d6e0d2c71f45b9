/** Whether the store still has what this device wrote, and whether nobody else writes under its name. */
import { filesTold } from './compact';
import { isInHistory, readHead } from './files';
import { hasTip, headName, logName, partName, type HeadName, type Tip } from './names';
import { knownOf, report, save, type Round } from './round';
import type { LogEntry, Snapshot } from './contents';
import type { FileRef, Published } from './replica';

/**
 * A head of our name that we did not write: the profile was copied and lives twice, or a backup of it was put back. Whoever
 * finds it takes another name, under which everything that the other does not have is published again.
 *
 * @param own the heads of this device's name
 * @returns whether it was so
 */
export async function leaveName(round: Round, own: readonly HeadName[]): Promise<boolean> {
  const foreign = own.filter((head) => !isOurs(round, head));
  if (foreign.length === 0) return false;
  let common = Infinity;
  for (const head of foreign) {
    // oxlint-disable-next-line no-await-in-loop -- a store that is asked for much at once refuses
    common = Math.min(common, await commonSegment(round, head));
  }
  await takeName(round, common);
  return true;
}

/** Takes a new name; what was published beyond `segment` will be published again. */
export async function takeName(round: Round, segment: number): Promise<void> {
  report(round, 'copied', round.membership.device);
  await round.replica.rename(round.newDeviceName(), segment);
  round.membership = await round.replica.membership();
  round.published = await round.replica.published();
}

export function isOurs({ membership, published }: Round, head: HeadName): boolean {
  const { segment, revision, id } = head;
  const name = headName(head);
  if (name === published.head || published.garbage.some((file) => file.name === name)) return true;
  if (revision >= published.revision) return false;
  return segment === 0 || isInHistory(membership.history, { segment, id });
}

/** The last segment that both wrote before their ways parted; 0 where it cannot be told. */
async function commonSegment(round: Round, name: HeadName): Promise<number> {
  const { history } = round.membership;
  if (history.some(({ id, segment }) => id === name.id && segment === name.segment)) return name.segment;
  const head = await readHead(round, name);
  const theirs = head
    ? [...head.log.map(({ last, tip }) => ({ segment: last, id: tip })), ...beforeOf(head.log)]
    : [];
  const covered = head?.snapshot?.covers[name.device] ?? [];
  const common = [...theirs, ...covered].filter((tip) =>
    history.some(({ id, segment }) => id === tip.id && segment === tip.segment),
  );
  return Math.max(0, ...common.map(({ segment }) => segment));
}

function beforeOf(log: readonly LogEntry[]): Tip[] {
  return log.map(({ first, before }) => ({ segment: first - 1, id: before }));
}

/**
 * Whether the store lacks what was there: our own head, or what we know of others. It may be a listing that lags, so it has
 * to be so twice. Then everything that is known is written again, as a snapshot.
 */
export async function checkStore(round: Round, heads: readonly HeadName[]): Promise<void> {
  const { published, membership } = round;
  const isHeadThere = published.head === null || heads.some((head) => headName(head) === published.head);
  const lacking = Object.keys(membership.tips).filter((device) => lacks(round, device, heads));
  if (isHeadThere && lacking.length === 0) {
    if (published.suspicions > 0) await save(round, { ...published, suspicions: 0 });
    return;
  }
  if (isHeadThere && published.suspicions === 0) {
    await save(round, { ...published, suspicions: 1 });
    return;
  }
  if (!isHeadThere && (await isAllThere(round))) {
    // Only the head is gone, as far as a listing can tell: it is written anew, and then everything is looked at.
    const garbage = [...published.garbage, ...headOf(published)];
    await save(round, {
      ...published,
      head: null,
      garbage,
      unverified: filesTold(membership.device, published),
      suspicions: 0,
    });
    return;
  }
  // Another device took away what one had that is gone for good, see `retire`: that is nothing to worry about.
  if (!isHeadThere || !(await isInSnapshots(round, lacking, heads)))
    report(round, 'rolled-back', isHeadThere ? (lacking[0] ?? '') : membership.device);
  await save(round, { ...published, needsSnapshot: true, suspicions: 0 });
}

/**
 * Everything of ours is to be looked at once more when the next head is there: a store may lose or change a file long after it
 * was written, and whoever cannot read it has no way to say so.
 */
export async function audit(round: Round): Promise<void> {
  const { published } = round;
  const certain = filesTold(round.membership.device, published).filter(
    ({ name }) => !published.unverified.some((file) => file.name === name),
  );
  await save(round, { ...published, unverified: [...published.unverified, ...certain] });
}

/** Whether what we merged of a device can no longer be had from the store. */
function lacks(round: Round, device: string, heads: readonly HeadName[]): boolean {
  const known = knownOf(round, device);
  if (heads.some((head) => head.device === device && head.segment >= known)) return false;
  // Our own snapshot has it, too.
  const covered = round.published.snapshot?.covers[device] ?? [];
  return !covered.some(({ segment }) => segment >= known);
}

/** Whether snapshots of others have all that is known of the devices. */
async function isInSnapshots(
  round: Round,
  devices: readonly string[],
  heads: readonly HeadName[],
): Promise<boolean> {
  const snapshots: Snapshot[] = [];
  for (const name of heads) {
    // oxlint-disable-next-line no-await-in-loop -- rare
    const snapshot = (await readHead(round, name))?.snapshot;
    if (snapshot) snapshots.push(snapshot);
  }
  const tips = devices.flatMap((device) =>
    (round.membership.tips[device] ?? []).map((tip) => ({ device, tip })),
  );
  return tips.every(({ device, tip }) => snapshots.some(({ covers }) => hasTip(covers[device], tip)));
}

/** Remembered also when it is gone: a listing that lagged shows it again, and then it must not be taken for another's. */
function headOf({ head }: Published): readonly FileRef[] {
  return head === null ? [] : [{ folder: 'heads', name: head }];
}

/** Whether all files of our log and of our snapshot are there, as far as a listing can tell. */
async function isAllThere({ transport, published, membership, signal }: Round): Promise<boolean> {
  const { device } = membership;
  const log = await transport.list('log', { signal });
  const snapshots = published.snapshot ? await transport.list('snapshots', { signal }) : [];
  const isListed = (listed: typeof log, name: string, bytes: number): boolean =>
    listed.some((file) => file.name === name && (file.size === null || file.size === bytes));
  return (
    published.log.every((entry) => isListed(log, logName({ device, ...entry }), entry.bytes)) &&
    (published.snapshot?.parts ?? []).every(({ id, bytes }) =>
      isListed(snapshots, partName(device, id), bytes),
    )
  );
}
