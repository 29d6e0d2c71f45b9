/** What was done here, sealed into segments and sent. */
import { isTombstone, type RecordState } from '../merge/record';
import { publishedPart, sealOperation } from '../merge/operation';
import { encodeLogFile } from './contents';
import { writeFile } from './files';
import { contextOf, idOf, logName, type Tip } from './names';
import type { SealedSegment } from './replica';
import { report, save, type Round } from './round';

/** Own segments that are remembered. */
export const HISTORY = 512;

/** Seals everything that is pending. What is sealed is kept until the store has it, whatever becomes of this round. */
export async function seal(round: Round): Promise<void> {
  const { replica, limits } = round;
  for (;;) {
    round.signal.throwIfAborted();
    // oxlint-disable-next-line no-await-in-loop -- segment after segment, each names the one before
    const { changes, count } = await replica.pending(limits.changes);
    if (changes.length === 0) return;
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

async function segmentOf(
  round: Round,
  changes: Awaited<ReturnType<Round['replica']['pending']>>['changes'],
): Promise<SealedSegment> {
  const { device, tip } = round.membership;
  const segment = tip.segment + 1;
  const dot = { device, segment };
  const sealed = changes.map(({ operation, published }) => ({
    operation,
    record: sealOperation(published, operation, dot),
  }));
  const parts = sealed.map(({ operation, record }) => partToSend(record, publishedPart(record, operation)));
  const content = encodeLogFile({ before: tip.id, records: parts }, dot);
  const bytes = await round.sealer.seal(contextOf.log({ device, first: segment, last: segment }), content);
  const id = await idOf(bytes);
  const entry = { first: segment, last: segment, id, before: tip.id, tip: id, bytes: bytes.length };
  const name = logName({ device, first: segment, last: segment, id });
  const file = round.published.needsSnapshot ? null : { entry, name, bytes };
  return { changes: sealed, tip: { segment, id }, file };
}

/** Of a record that is gone, its tombstone. */
function partToSend(record: RecordState, part: RecordState): RecordState {
  return isTombstone(record) ? record : part;
}

/**
 * Sends what is sealed, in its order.
 * @returns whether all of it is at the store
 */
export async function send(round: Round): Promise<boolean> {
  const { replica } = round;
  for (const { entry, name } of await replica.outgoing()) {
    round.signal.throwIfAborted();
    // oxlint-disable-next-line no-await-in-loop -- in their order: a reader meets no hole
    const bytes = await replica.outgoingBytes(name);
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (!bytes || !(await writeFile(round, 'log', name, bytes))) {
      report(round, 'not-kept', round.membership.device);
      return false;
    }
    const published = { ...round.published, log: [...round.published.log, entry] };
    // oxlint-disable-next-line no-await-in-loop -- as above
    await replica.sent(name, published);
    round.published = published;
  }
  return true;
}

export function withSegment(history: readonly Tip[], tip: Tip): readonly Tip[] {
  return [...history, tip].slice(-HISTORY);
}
