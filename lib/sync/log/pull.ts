/** What other devices published, fetched, checked and merged. */
import type { RecordState } from '../merge/record';
import type { Head, LogEntry, LogFile, Snapshot } from './contents';
import { isOurNameTaken, readHead, readLogFile, readPart } from './files';
import { hasTip, type HeadName, type Tip } from './names';
import { withKnown } from './membership';
import type { Known, Membership } from './replica';
import { knownOf, newest, report, save, type Round } from './round';

/** Records that are merged in one transaction: others are waiting for the database. */
const BATCH = 400;
/** Branches that are remembered of one device. */
const MAX_TIPS = 8;

/** @param heads those of other devices */
export async function pull(round: Round, heads: readonly HeadName[]): Promise<void> {
  const byDevice = Map.groupBy(heads, ({ device }) => device);
  for (const [device, theirs] of byDevice) {
    // oxlint-disable-next-line no-await-in-loop -- a snapshot that one device needs may have what the next one wrote
    await pullDevice(round, device, newestOf(theirs), heads);
  }
  for (const [, theirs] of byDevice) {
    for (const head of newestOf(theirs)) {
      // oxlint-disable-next-line no-await-in-loop -- after all logs: then few snapshots have news
      if (await pullMend(round, head)) break;
    }
  }
  if (await isBegunLost(round, heads)) await save(round, { ...round.published, needsSnapshot: true });
  if (!round.membership.isStale || round.isNameTaken) return;
  // What could not be read is not known, and is tried again; unless it was merged before, see `isMended`.
  await merge(round, [], { ...round.membership, isStale: false });
}

/** The newest first. */
function newestOf(heads: readonly HeadName[]): readonly HeadName[] {
  return heads.toSorted((a, b) => b.segment - a.segment || b.revision - a.revision);
}

/** @param theirs the heads of the device, the newest first */
async function pullDevice(
  round: Round,
  device: string,
  theirs: readonly HeadName[],
  heads: readonly HeadName[],
): Promise<void> {
  const seen = new Set<string>();
  let read = 0;
  for (const head of theirs) {
    const tips = round.membership.tips[device] ?? [];
    const isKnown = head.segment < newest(tips) || tips.some(({ id }) => id === head.id);
    // An older head that was not deleted yet, or one that was read before: nothing new.
    const isOld = head.segment === 0 || head.segment < read || seen.has(head.id);
    if (isOld || (isKnown && !round.membership.isStale)) continue;
    const problems = round.problems.length;
    // oxlint-disable-next-line no-await-in-loop -- each one moves what is known of the device
    let isRead = (await pullNewest(round, head)) || (await pullLog(round, head, heads));
    if (!isRead && round.membership.isStale && tips.length > 0) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      isRead = await isMended(round, head);
    }
    // What an older head tells of may be whole where a newer one's files are not, and their writer never comes back.
    if (!isRead) continue;
    round.problems.length = problems;
    seen.add(head.id);
    read = head.segment;
  }
}

/** What cannot be read any more but was merged before, be it a part of it: our own snapshot has it, or will. */
async function isMended(round: Round, { device, id, segment }: HeadName): Promise<boolean> {
  if (hasTip(round.published.snapshot?.covers[device], { segment, id })) return true;
  await save(round, { ...round.published, needsSnapshot: true });
  return false;
}

/**
 * A snapshot may have what the store lost, and what nobody's log has any more.
 *
 * @returns false where it may, and cannot be read
 */
async function pullMend(round: Round, name: HeadName): Promise<boolean> {
  if (name.mends <= (round.membership.mends[name.device] ?? 0)) return true;
  const head = await readHead(round, name);
  if (!head) return false;
  const isWanted = head.snapshot !== null && (round.membership.isStale || isNews(round, head.snapshot));
  if (head.snapshot && isWanted && !(await mergeSnapshot(round, name, head.snapshot))) return false;
  const { membership } = round;
  await merge(round, [], { ...membership, mends: { ...membership.mends, [name.device]: name.mends } });
  return true;
}

function isNews({ membership }: Round, { covers }: Snapshot): boolean {
  return Object.entries(covers).some(([device, tips]) => {
    const known = device === membership.device ? membership.history : (membership.tips[device] ?? []);
    return tips.some(({ segment, id }) => segment >= newest(known) && !known.some((tip) => tip.id === id));
  });
}

/** The usual case: one segment more than is known. Its name follows from the head's, which need not be read. */
async function pullNewest(round: Round, { device, segment, id }: HeadName): Promise<boolean> {
  const tips = round.membership.tips[device] ?? [];
  if (newest(tips) !== segment - 1 || segment === 1 || round.membership.isStale) return false;
  const problems = round.problems.length;
  const file = await readLogFile(round, device, { first: segment, last: segment, id });
  if (!file || !tips.some((tip) => tip.id === file.before)) {
    // It may lie in a larger file by now: that is for the head to say.
    round.problems.length = problems;
    return false;
  }
  await mergeFile(round, device, { segment, id }, { id, ...file });
  return true;
}

/** @returns whether all of it was read */
async function pullLog(round: Round, name: HeadName, heads: readonly HeadName[]): Promise<boolean> {
  const { device, segment } = name;
  const head = await readHead(round, name);
  if (!head) return false;
  const { wanted, known, isBranch } = wantedOf(round, name, head);
  if (isBranch) await noteBranch(round, device);
  const [next] = wanted;
  const floor: Tip = next ? { segment: next.first - 1, id: next.before } : { segment, id: name.id };
  if (floor.segment > known) {
    const covered = await pullSnapshot(round, name, floor, heads);
    if (!covered) {
      report(round, 'missing', device);
      return false;
    }
  }
  const stopped = await pullFiles(round, device, wanted);
  // What cannot be read in the log may be in a snapshot.
  if (!stopped) return true;
  const needed = { segment: stopped.last, id: stopped.tip };
  if (!(await pullSnapshot(round, name, needed, heads))) return false;
  const rest = wanted.filter(({ first }) => first > knownOf(round, device));
  return (await pullFiles(round, device, rest)) === null;
}

/** The files that are to be read; all of them where the device went another way than we know. */
function wantedOf(
  round: Round,
  { device, segment }: HeadName,
  head: Head,
): { readonly wanted: readonly LogEntry[]; readonly known: number; readonly isBranch: boolean } {
  const log = head.log.toSorted((a, b) => a.first - b.first);
  const tips = round.membership.tips[device] ?? [];
  const known = round.membership.isStale ? 0 : knownOf(round, device);
  const next = log.find(({ last }) => last > known);
  const goesOn = next?.first !== known + 1 || tips.some(({ id }) => id === next.before);
  const isBranch = known > 0 && (known >= segment || !goesOn);
  if (isBranch) return { wanted: log, known: 0, isBranch };
  return { wanted: log.filter(({ last }) => last > known), known, isBranch };
}

/** What we know of the device is another branch than the store's: if our snapshot has not got it, perhaps nobody else has. */
async function noteBranch(round: Round, device: string): Promise<void> {
  const covered = round.published.snapshot?.covers[device];
  if ((round.membership.tips[device] ?? []).every((tip) => hasTip(covered, tip))) return;
  report(round, 'copied', device);
  await save(round, { ...round.published, needsSnapshot: true });
}

/** @returns the file that could not be read; null where all were */
async function pullFiles(
  round: Round,
  device: string,
  wanted: readonly LogEntry[],
): Promise<LogEntry | null> {
  for (const entry of wanted) {
    // oxlint-disable-next-line no-await-in-loop -- in their order: what is known of a device has no holes
    const file = await readLogFile(round, device, entry);
    // What follows waits: it is merged once this one is mended, or a snapshot has it.
    if (!file) return entry;
    const tip = { segment: entry.last, id: entry.tip };
    // oxlint-disable-next-line no-await-in-loop -- as above
    await mergeFile(round, device, tip, { id: entry.id, ...file });
  }
  return null;
}

/** Merges a snapshot that has `needed` of the device, its own or another's. @returns whether there is one */
async function pullSnapshot(
  round: Round,
  name: HeadName,
  needed: Tip,
  heads: readonly HeadName[],
): Promise<boolean> {
  const others = heads
    .filter((head) => head.device !== name.device)
    .toSorted((a, b) => b.revision - a.revision);
  for (const owner of [name, ...others]) {
    // oxlint-disable-next-line no-await-in-loop -- the first that serves is enough
    const snapshot = (await readHead(round, owner))?.snapshot;
    if (!snapshot || !hasTip(snapshot.covers[name.device], needed)) continue;
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (await mergeSnapshot(round, owner, snapshot)) return true;
  }
  return false;
}

async function mergeSnapshot(round: Round, owner: HeadName, snapshot: Snapshot): Promise<boolean> {
  if (isOurNameTaken(round, snapshot.covers)) return false;
  const [first] = snapshot.parts;
  if (first) await begin(round, owner.device, first.id);
  for (const { id } of snapshot.parts) {
    // oxlint-disable-next-line no-await-in-loop -- one part in memory at a time
    const records = await readPart(round, owner.device, id);
    if (!records) return false;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await merge(round, records);
  }
  const { membership } = round;
  const known: Record<string, readonly Tip[]> = { ...membership.tips };
  for (const [device, tips] of Object.entries(snapshot.covers)) {
    if (device === membership.device) continue;
    const all = tips.reduce(withCovered, known[device] ?? []);
    known[device] = all;
    const isBranch = newest(all) === newest(tips) && all.some((tip) => !tips.some(({ id }) => id === tip.id));
    // oxlint-disable-next-line no-await-in-loop -- rare
    if (isBranch) await noteBranch(round, device);
  }
  await merge(round, [], { ...membership, tips: known, begun: ended(membership.begun, owner.device) });
  return true;
}

/** Before the first of several transactions, of which each may be the last. */
async function begin(round: Round, device: string, id: string): Promise<void> {
  const { membership } = round;
  if (membership.begun[device] === id) return;
  await merge(round, [], { ...membership, begun: { ...membership.begun, [device]: id } });
}

/** What is begun is at an end: all of it came in, or of something newer of the device. */
function ended(begun: Membership['begun'], device: string): Membership['begun'] {
  const { [device]: _, ...others } = begun;
  return others;
}

/** Whether something that was begun is in no file any more that others would read. */
async function isBegunLost(round: Round, heads: readonly HeadName[]): Promise<boolean> {
  for (const [device, id] of Object.entries(round.membership.begun)) {
    const known = knownOf(round, device);
    const told = new Set<string>();
    for (const name of heads.filter((head) => head.device === device && head.segment >= known)) {
      // oxlint-disable-next-line no-await-in-loop -- rare
      const head = await readHead(round, name);
      for (const file of [...(head?.log ?? []), ...(head?.snapshot?.parts ?? [])]) told.add(file.id);
    }
    if (!told.has(id)) return true;
  }
  return false;
}

/** Tips after a file that goes on from `before`. */
function withTip(
  { tips, mends, isStale, begun }: Membership,
  device: string,
  tip: Tip,
  before: string,
): Known {
  const known = tips[device] ?? [];
  const others = known.filter(({ id }) => id !== before && id !== tip.id);
  const kept = others.filter(({ segment }) => segment >= tip.segment);
  // The way that a copy went for a while, and was left behind on: whoever comes now does not read it.
  const left = known.length > 1 ? others.find((other) => !kept.includes(other)) : undefined;
  return {
    tips: { ...tips, [device]: limited([...kept, tip]) },
    mends,
    isStale,
    begun: left ? { ...begun, [device]: left.id } : begun,
  };
}

/** Tips after a snapshot that has what is before `tip`. */
function withCovered(known: readonly Tip[], tip: Tip): readonly Tip[] {
  if (known.some(({ segment, id }) => segment > tip.segment || id === tip.id)) return known;
  return limited([...known.filter(({ segment }) => segment >= tip.segment), tip]);
}

function limited(tips: readonly Tip[]): readonly Tip[] {
  return tips.toSorted((a, b) => b.segment - a.segment).slice(0, MAX_TIPS);
}

/** The file `id` of a device's log, which ends with `tip`. */
async function mergeFile(
  round: Round,
  device: string,
  tip: Tip,
  { id, records, before }: LogFile & { readonly id: string },
): Promise<void> {
  const isMany = records.length > BATCH;
  if (isMany) await begin(round, device, id);
  const { membership } = round;
  const begun = isMany ? ended(membership.begun, device) : membership.begun;
  await merge(round, records, withTip({ ...membership, begun }, device, tip, before));
}

async function merge(round: Round, records: readonly RecordState[], known?: Known): Promise<void> {
  for (let from = 0; from === 0 || from < records.length; from += BATCH) {
    round.signal.throwIfAborted();
    const batch = records.slice(from, from + BATCH);
    const isLast = from + BATCH >= records.length;
    // oxlint-disable-next-line no-await-in-loop -- batch by batch; known is what is merged as a whole
    await round.replica.merge(batch, isLast ? known : undefined);
    round.done = { ...round.done, merged: round.done.merged + batch.length };
    round.progress(round.done);
  }
  if (known) round.membership = withKnown(round.membership, known);
}
