/** What was done here, sealed into segments and sent. */
import { publishedPart, sealOperation } from '../merge/publication';
import { encodeLogFile, type LogEntry } from './contents';
import { isKept } from './files';
import { contextOf, idOf, logName } from './names';
import type { FileRef, Published, SealedSegment } from './replica';
import { newest, report, save, type Round } from './round';

/** Seals everything that is pending. What is sealed is kept until the store has it, whatever becomes of this round. */
export async function seal(round: Round): Promise<void> {
  const { replica, limits } = round;
  for (;;) {
    round.signal.throwIfAborted();
    // oxlint-disable-next-line no-await-in-loop -- segment after segment, each names the one before
    const { changes, count } = await replica.pending(limits.changes);
    if (changes.length === 0 && !isOwed(round)) return;
    if (count > limits.manyChanges && !round.published.needsSnapshot) {
      // So much is better sent as a snapshot, which a new device reads in a few requests.
      // oxlint-disable-next-line no-await-in-loop -- as above
      await save(round, { ...round.published, needsSnapshot: true });
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    await replica.commitSegment(await segmentOf(round, changes));
    // oxlint-disable-next-line no-await-in-loop -- as above
    round.membership = await replica.membership();
    round.done = { ...round.done, published: round.done.published + changes.length };
    round.progress(round.done);
  }
}

/**
 * Whether something came in here that nobody else may have, and that no segment tells of: one without changes does, which
 * only the snapshot has.
 */
function isOwed({ published, membership }: Round): boolean {
  return published.needsSnapshot && Object.keys(membership.begun).length > 0;
}

async function segmentOf(
  round: Round,
  changes: Awaited<ReturnType<Round['replica']['pending']>>['changes'],
): Promise<SealedSegment> {
  const { device, tip, tips } = round.membership;
  const segment = tip.segment + 1;
  const dot = { device, segment };
  const sealed = changes.map(({ operation, published }) => ({
    operation,
    record: sealOperation(published, operation, dot),
  }));
  const parts = sealed.map(({ operation, record }) => publishedPart(record, operation));
  const content = encodeLogFile({ before: tip.id, knows: tips, records: parts }, dot);
  const bytes = await round.sealer.seal(contextOf.log({ device, first: segment, last: segment }), content);
  const id = await idOf(bytes);
  const entry = { first: segment, last: segment, id, before: tip.id, tip: id, bytes: bytes.length };
  const name = logName({ device, first: segment, last: segment, id });
  const file = round.published.needsSnapshot ? null : { entry, name, bytes };
  return { changes: sealed, tip: { segment, id }, file };
}

/** Sends what is sealed, in its order. The bytes stay here until it is certain that they lie there. */
export async function send(round: Round): Promise<void> {
  const { replica, transport, signal } = round;
  for (const { entry, name } of await replica.outgoing()) {
    const isTold = round.published.unverified.some((file) => file.name === name);
    if (isTold || isCovered(round, entry)) continue;
    signal.throwIfAborted();
    // oxlint-disable-next-line no-await-in-loop -- in their order: a reader meets no hole
    const bytes = await replica.outgoingBytes(name);
    if (!bytes) continue;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await transport.put('log', name, bytes, { signal });
    const { log, unverified } = round.published;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await save(round, {
      ...round.published,
      log: [...log, entry],
      unverified: [...unverified, { folder: 'log', name }],
    });
  }
}

/**
 * Looks whether what was sent lies there: after the head that tells of it, so that a store which went back in between is
 * found out. What does not is sent again, and told of by another head.
 *
 * @returns whether all of it does
 */
export async function verify(round: Round): Promise<boolean> {
  const { replica, signal } = round;
  let isCertain = true;
  for (const file of round.published.unverified) {
    signal.throwIfAborted();
    // oxlint-disable-next-line no-await-in-loop -- a store that is asked for much at once refuses
    if (await isKept(round, file)) {
      const unverified = round.published.unverified.filter(({ name }) => name !== file.name);
      const published = { ...round.published, unverified };
      // oxlint-disable-next-line no-await-in-loop -- as above
      await replica.sent(file.name, published);
      round.published = published;
      continue;
    }
    isCertain = false;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await sendOnceMore(round, file);
  }
  if (!isCertain) return false;
  for (const { entry, name } of await replica.outgoing()) {
    // oxlint-disable-next-line no-await-in-loop -- few, where there are any
    if (isCovered(round, entry)) await replica.sent(name, round.published);
  }
  return true;
}

/**
 * What an earlier round sent and did not come to look at: it lies there before another head tells of it, since this device may
 * be lost after any head, and then nobody could send it. It stays uncertain until that head was seen.
 */
export async function mendLeft(round: Round, left: readonly FileRef[]): Promise<void> {
  const { unverified } = round.published;
  for (const file of left.filter(({ name }) => unverified.some((each) => each.name === name))) {
    round.signal.throwIfAborted();
    // oxlint-disable-next-line no-await-in-loop -- a store that is asked for much at once refuses
    if (!(await isKept(round, file))) await sendOnceMore(round, file);
  }
}

async function sendOnceMore(round: Round, file: FileRef): Promise<void> {
  const { replica, transport, signal, membership } = round;
  report(round, 'not-kept', membership.device);
  const bytes = file.folder === 'log' ? await replica.outgoingBytes(file.name) : null;
  if (bytes) await transport.put('log', file.name, bytes, { signal });
  else await save(round, { ...withoutFile(round.published, file), needsSnapshot: true });
}

/** Whether the snapshot has what is in a segment of ours. */
function isCovered({ published, membership }: Round, { last }: LogEntry): boolean {
  return newest(published.snapshot?.covers[membership.device] ?? []) >= last;
}

/** It cannot be sent again: a snapshot will have what was in it. */
function withoutFile(published: Published, file: FileRef): Published {
  return {
    ...published,
    unverified: published.unverified.filter(({ name }) => name !== file.name),
    garbage: [...published.garbage, file],
  };
}
