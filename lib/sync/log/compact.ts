/** Keeping the log short: a snapshot of everything, and small files put together. */
import { joinRecords, type RecordState } from '../merge/record';
import { encodeLogFile, encodePart, type LogEntry, type Snapshot } from './contents';
import { readLogFile, writeFile } from './files';
import { contextOf, idOf, logName, partName } from './names';
import { coversOf } from './publish';
import type { FileRef } from './replica';
import { report, save, type Round } from './round';

/** Files that become one. */
const TOGETHER = 8;

/** Whether the log has become so long that reading a snapshot is shorter. Each byte is rewritten a few times at most. */
export function isSnapshotDue({ published, limits }: Round): boolean {
  if (published.needsSnapshot) return true;
  const log = published.log.reduce((sum, { bytes }) => sum + bytes, 0);
  const snapshot = (published.snapshot?.parts ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
  return log > Math.max(limits.log, snapshot);
}

/**
 * Writes everything that is published, and counts on it from the next head on.
 * @returns whether it lies there
 */
export async function writeSnapshot(round: Round): Promise<boolean> {
  const { replica, limits } = round;
  const covers = coversOf(round);
  const parts: { id: string; bytes: number }[] = [];
  let after: string | null = null;
  for (;;) {
    round.signal.throwIfAborted();
    // oxlint-disable-next-line no-await-in-loop -- one part in memory at a time
    const records: readonly RecordState[] = await replica.all(after, limits.partRecords);
    if (records.length === 0) break;
    after = records.at(-1)?.id ?? null;
    // oxlint-disable-next-line no-await-in-loop -- as above
    const part = await writePart(round, records);
    if (!part) return false;
    parts.push(part);
  }
  await adoptSnapshot(round, { covers, parts });
  return true;
}

async function writePart(
  round: Round,
  records: readonly RecordState[],
): Promise<{ id: string; bytes: number } | null> {
  const { device } = round.membership;
  const bytes = await round.sealer.seal(contextOf.part(device), encodePart(records, device));
  const id = await idOf(bytes);
  const name = partName(device, id);
  // Known before it is written: whatever happens, somebody will take it away again.
  const unfinished: FileRef = { folder: 'snapshots', name };
  await save(round, { ...round.published, garbage: [...round.published.garbage, unfinished] });
  if (!(await writeFile(round, 'snapshots', name, bytes))) {
    report(round, 'not-kept', device);
    return null;
  }
  return { id, bytes: bytes.length };
}

async function adoptSnapshot(round: Round, snapshot: Snapshot): Promise<void> {
  const { published, membership } = round;
  const { device } = membership;
  const needed = new Set(snapshot.parts.map(({ id }) => partName(device, id)));
  const covered = snapshot.covers[device]?.[0]?.segment ?? 0;
  const old: FileRef[] = [
    ...published.log.filter(({ last }) => last <= covered).map((entry) => logRef(device, entry)),
    ...(published.snapshot?.parts ?? []).map(({ id }) => partRef(device, id)),
  ];
  await save(round, {
    ...published,
    snapshot,
    log: published.log.filter(({ last }) => last > covered),
    garbage: [...published.garbage, ...old].filter(({ name }) => !needed.has(name)),
    needsSnapshot: false,
  });
}

/**
 * Puts neighbouring small files together, so that a device that was away reads a few.
 * @returns whether there is something new to tell
 */
export async function putTogether(round: Round): Promise<boolean> {
  const { published, limits } = round;
  if (published.log.length <= limits.files) return false;
  const run = smallestRun(published.log);
  const together = await joined(round, run);
  if (!together) {
    // What is not there as it was written is mended by writing everything.
    await save(round, { ...round.published, needsSnapshot: true });
    return true;
  }
  const { device } = round.membership;
  const { entry, bytes } = together;
  const ref = logRef(device, entry);
  await save(round, { ...round.published, garbage: [...round.published.garbage, ref] });
  if (!(await writeFile(round, 'log', ref.name, bytes))) {
    report(round, 'not-kept', device);
    return false;
  }
  const { log, garbage } = round.published;
  await save(round, {
    ...round.published,
    log: [...log.filter((each) => !run.includes(each)), entry].toSorted((a, b) => a.first - b.first),
    garbage: [...garbage.filter(({ name }) => name !== ref.name), ...run.map((each) => logRef(device, each))],
  });
  return true;
}

async function joined(
  round: Round,
  run: readonly LogEntry[],
): Promise<{ readonly entry: LogEntry; readonly bytes: Uint8Array } | null> {
  const { device } = round.membership;
  const records = new Map<string, RecordState>();
  for (const entry of run) {
    // oxlint-disable-next-line no-await-in-loop -- few, and one after the other
    const file = await readLogFile(round, device, entry);
    if (!file) return null;
    for (const record of file.records) {
      const known = records.get(record.id);
      records.set(record.id, known ? joinRecords(known, record) : record);
    }
  }
  const [from, to] = [run[0], run.at(-1)];
  if (!from || !to) return null;
  const [first, last] = [from.first, to.last];
  const content = encodeLogFile(
    { before: from.before, records: [...records.values()] },
    { device, segment: last },
  );
  const bytes = await round.sealer.seal(contextOf.log({ device, first, last }), content);
  const id = await idOf(bytes);
  return { entry: { first, last, id, before: from.before, tip: to.tip, bytes: bytes.length }, bytes };
}

/** The neighbours that have the fewest bytes: each byte is copied about once for every eightfold growth. */
function smallestRun(log: readonly LogEntry[]): readonly LogEntry[] {
  let best: { readonly run: readonly LogEntry[]; readonly bytes: number } | null = null;
  for (let from = 0; from + TOGETHER <= log.length; from++) {
    const run = log.slice(from, from + TOGETHER);
    const bytes = run.reduce((sum, entry) => sum + entry.bytes, 0);
    if (!best || bytes < best.bytes) best = { run, bytes };
  }
  return best?.run ?? [];
}

function logRef(device: string, { first, last, id }: LogEntry): FileRef {
  return { folder: 'log', name: logName({ device, first, last, id }) };
}

function partRef(device: string, id: string): FileRef {
  return { folder: 'snapshots', name: partName(device, id) };
}
