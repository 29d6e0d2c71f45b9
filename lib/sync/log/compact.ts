/** Keeping the log short: a snapshot of everything, and small files put together. */
import { joinRecords, type RecordState } from '../merge/record';
import { encodeLogFile, encodePart, type LogEntry, type Snapshot } from './contents';
import { readLogFile } from './files';
import { contextOf, idOf, logName, partName } from './names';
import { coversOf } from './publish';
import type { FileRef } from './replica';
import { save, type Round } from './round';

/** Files that become one. */
const TOGETHER = 8;

/** Whether the log has become so long that reading a snapshot is shorter. Each byte is rewritten a few times at most. */
export function isSnapshotDue({ published, limits }: Round): boolean {
  if (published.needsSnapshot) return true;
  const log = published.log.reduce((sum, { bytes }) => sum + bytes, 0);
  const snapshot = (published.snapshot?.parts ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
  return log > Math.max(limits.log, snapshot);
}

/** Writes everything that is published, for the next head to tell of. */
export async function writeSnapshot(round: Round): Promise<void> {
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
    parts.push(await writePart(round, records));
  }
  await adoptSnapshot(round, { covers, parts });
}

async function writePart(
  round: Round,
  records: readonly RecordState[],
): Promise<{ id: string; bytes: number }> {
  const { device } = round.membership;
  const bytes = await round.sealer.seal(contextOf.part(device), encodePart(records, device));
  const id = await idOf(bytes);
  const name = partName(device, id);
  // Known before it is written: whatever happens, somebody will take it away again.
  const unfinished: FileRef = { folder: 'snapshots', name };
  await save(round, { ...round.published, garbage: [...round.published.garbage, unfinished] });
  await round.transport.put('snapshots', name, bytes, { signal: round.signal });
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
    unverified: [...published.unverified, ...snapshot.parts.map(({ id }) => partRef(device, id))].filter(
      ({ name }) => !old.some((file) => file.name === name && !needed.has(name)),
    ),
    mends: published.mends + 1,
    needsSnapshot: false,
  });
}

/**
 * Puts neighbouring small files together, so that a device that was away reads a few.
 * @returns whether there is something new to tell
 */
export async function putTogether(round: Round): Promise<boolean> {
  const { published, limits } = round;
  // What may have to be sent again stays as it is.
  if (published.log.length <= limits.files || published.unverified.length > 0) return false;
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
  await round.transport.put('log', ref.name, bytes, { signal: round.signal });
  const { log, garbage, unverified } = round.published;
  await save(round, {
    ...round.published,
    log: [...log.filter((each) => !run.includes(each)), entry].toSorted((a, b) => a.first - b.first),
    garbage: [...garbage.filter(({ name }) => name !== ref.name), ...run.map((each) => logRef(device, each))],
    unverified: [...unverified, ref],
  });
  return true;
}

async function joined(
  round: Round,
  run: readonly LogEntry[],
): Promise<{ readonly entry: LogEntry; readonly bytes: Uint8Array } | null> {
  const { device, tips } = round.membership;
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
    { before: from.before, knows: tips, records: [...records.values()] },
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

/** The files that a head of the device tells of. */
export function filesTold(
  device: string,
  { log, snapshot }: { readonly log: readonly LogEntry[]; readonly snapshot: Snapshot | null },
): readonly FileRef[] {
  return [
    ...log.map((entry) => logRef(device, entry)),
    ...(snapshot?.parts ?? []).map(({ id }) => partRef(device, id)),
  ];
}

function logRef(device: string, { first, last, id }: LogEntry): FileRef {
  return { folder: 'log', name: logName({ device, first, last, id }) };
}

function partRef(device: string, id: string): FileRef {
  return { folder: 'snapshots', name: partName(device, id) };
}
