/**
 * What was taken away for good is remembered, so that no older copy of it comes back; but not for ever. A device remembers
 * what it knew at a time, the mark. What was gone by then is forgotten after a year, where every device that has a head at the
 * store has a snapshot in which it is gone, too: then nobody meets a file in which it is not. So each writes a snapshot once
 * in a year in which something is gone, and one that never writes again keeps the others from forgetting.
 */
import { readHead } from './files';
import { hasAllTips, headName, type HeadName } from './names';
import type { Mark } from './replica';
import { save, seenBy, type Round } from './round';
import type { Vector } from '../merge/vector';

/** Looks what can be forgotten, now and then. @param heads all at the store */
export async function forgetOld(round: Round, heads: readonly HeadName[]): Promise<void> {
  const { replica, published, membership, limits } = round;
  if (membership.isStale || round.problems.length > 0) return;
  const { mark } = published;
  // A time that is still to come is that of a clock which was wrong.
  if (!mark || mark.at > round.now()) return setMark(round);
  const age = round.now() - mark.at;
  if (age < limits.remember / 2) return;
  const within = withinAll(mark);
  const isAny = (await replica.countGone(within)) > 0;
  if (isAny && !hasAllTips(published.snapshot?.covers, mark.covers)) {
    await save(round, { ...published, needsSnapshot: true });
    return;
  }
  if (age < limits.remember) return;
  if (isAny && !(await isKnownToAll(round, heads, mark))) return;
  if (isAny) await replica.forgetGone(within);
  await setMark(round);
}

async function setMark(round: Round): Promise<void> {
  const mark = { at: round.now(), covers: seenBy(round.membership) };
  await save(round, { ...round.published, mark });
}

/** Of a name that two devices had, a number says what was known where it was known of both. */
function withinAll({ covers }: Mark): Vector {
  return Object.fromEntries(
    Object.entries(covers).map(([device, tips]) => [device, Math.min(...tips.map(({ segment }) => segment))]),
  );
}

/** Older heads, too: what a newer one tells of may be torn, and then they are read. */
async function isKnownToAll(round: Round, heads: readonly HeadName[], mark: Mark): Promise<boolean> {
  for (const name of heads) {
    if (headName(name) === round.published.head) continue;
    // oxlint-disable-next-line no-await-in-loop -- a store that is asked for much at once refuses
    const head = await readHead(round, name);
    if (!hasAllTips(head?.snapshot?.covers, mark.covers)) return false;
  }
  return true;
}
