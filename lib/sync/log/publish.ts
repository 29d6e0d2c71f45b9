/** The head: it says what of this device is at the store. And what is no longer needed there is taken away. */
import { encodeHead, type Snapshot } from './contents';
import { contextOf, headName, idOf, isNoteName, NO_ID, parseHeadName, type HeadName } from './names';
import type { FileRef } from './replica';
import { newest, report, save, seenBy, type Parts, type Round } from './round';
import { isKept } from './files';
import type { Listed } from '../transports/transport';

/** The number of deletions in one round: a sync shall end. */
const MAX_DELETIONS = 200;

/**
 * Writes a head, and looks whether it is there.
 *
 * @returns the heads that are there then; null where ours is not among them
 */
export async function writeHead(round: Round): Promise<readonly HeadName[] | null> {
  const { membership, sealer } = round;
  const { device, tip, label } = membership;
  const revision = round.published.revision + 1;
  const tips = Object.entries(membership.tips).map(([name, theirs]) => [name, newest(theirs)] as const);
  const { log, snapshot, mends, head: before } = round.published;
  const content = encodeHead({
    label,
    at: round.now(),
    log: [...log],
    snapshot,
    seen: Object.fromEntries(tips),
  });
  const about = { device, revision, mends, segment: tip.segment, id: tip.id || NO_ID };
  const bytes = await sealer.seal(contextOf.head(about), content);
  const name = headName({ ...about, own: await idOf(bytes) });
  // Before it is written: a head of our name that we do not remember was written by somebody else.
  const tried: FileRef = { folder: 'heads', name };
  await save(round, { ...round.published, revision, garbage: [...round.published.garbage, tried] });
  await round.transport.put('heads', name, bytes, { signal: round.signal });
  const listed = await round.transport.list('heads', { signal: round.signal });
  const there = listed.find((file) => file.name === name);
  // A listing may lag: then the next round writes another one.
  if (!there) return null;
  const isWhole = there.size === null ? await isKept(round, tried) : there.size === bytes.length;
  if (!isWhole) {
    report(round, 'not-kept', device);
    return null;
  }
  const heads = headsIn(listed);
  const garbage = round.published.garbage.filter((file) => file.name !== name);
  const isBeforeThere = before === null || heads.some((head) => headName(head) === before);
  await save(round, {
    ...round.published,
    head: name,
    garbage: before === null ? garbage : [...garbage, { folder: 'heads', name: before }],
    // The store went back while we wrote: what it had before may be gone.
    needsSnapshot: round.published.needsSnapshot || !isBeforeThere,
  });
  return heads;
}

/** The heads that are there, and the names of notes among them. */
export async function listHeads({ transport, signal }: Parts): Promise<{
  readonly heads: readonly HeadName[];
  readonly notes: readonly string[];
}> {
  const listed = await transport.list('heads', { signal });
  const notes = listed.map(({ name }) => name).filter((name) => isNoteName(name));
  return { heads: headsIn(listed), notes: notes.toSorted() };
}

function headsIn(listed: readonly Listed[]): readonly HeadName[] {
  return listed.flatMap(({ name }) => parseHeadName(name) ?? []);
}

/** Heads of ours that should be gone, and are there again: a store went back in time. */
export async function noteOldHeads(round: Round, own: readonly HeadName[]): Promise<void> {
  const { head, garbage, revision } = round.published;
  const names = own.filter((each) => each.revision < revision).map(headName);
  const old = names.filter((name) => name !== head && !garbage.some((file) => file.name === name));
  if (old.length === 0) return;
  const files = old.map((name) => ({ folder: 'heads', name }) as const);
  await save(round, { ...round.published, garbage: [...garbage, ...files] });
}

/** Deletes our own files that the head which is there needs no more. */
export async function collectGarbage(round: Round): Promise<void> {
  const { transport, signal } = round;
  const deleted = new Set<FileRef>();
  try {
    for (const file of round.published.garbage.slice(0, MAX_DELETIONS)) {
      signal.throwIfAborted();
      // oxlint-disable-next-line no-await-in-loop -- a store that is asked for much at once refuses
      await transport.remove(file.folder, file.name, { signal });
      deleted.add(file);
    }
  } finally {
    if (deleted.size > 0) {
      const garbage = round.published.garbage.filter((file) => !deleted.has(file));
      await save(round, { ...round.published, garbage });
    }
  }
}

export function coversOf(round: Round): Snapshot['covers'] {
  return Object.fromEntries(
    Object.entries(seenBy(round.membership)).map(([device, tips]) => [device, [...tips]]),
  );
}
