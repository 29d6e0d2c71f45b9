/** A device in a vault, from its beginning, and what of it changes with a segment or a name. */
import type { Known, Membership, Published, SealedSegment } from './replica';

/** Own segments that are remembered. */
const HISTORY = 512;

/** Of a device that has written nothing to a store. */
export const UNPUBLISHED: Published = {
  revision: 0,
  head: null,
  log: [],
  snapshot: null,
  unverified: [],
  garbage: [],
  needsSnapshot: false,
  mends: 0,
  suspicions: 0,
  mark: null,
};

export function newMembership(device: string, label: string): Membership {
  return {
    device,
    label,
    tip: { segment: 0, id: '' },
    history: [],
    tips: {},
    mends: {},
    isStale: false,
    begun: {},
  };
}

/** With a segment of its own. */
export function withSegment(
  { history, begun, ...membership }: Membership,
  { tip, file }: SealedSegment,
): Membership {
  // Who wants a segment that is not in the log reads the snapshot, and with it whatever came in here.
  const left = file ? begun : {};
  return { ...membership, tip, history: [...history, tip].slice(-HISTORY), begun: left };
}

/** With what others published, or `known` has of it. */
export function withKnown(membership: Membership, { tips, mends, isStale, begun }: Known): Membership {
  return { ...membership, tips, mends, isStale, begun };
}

/** Under another name; what was published beyond `segment` is the old one's no more (see `Replica.rename`). */
export function renamed(
  { label, history, tips, begun, device: old }: Membership,
  device: string,
  segment: number,
): Membership {
  const common = history.findLast((tip) => tip.segment === segment);
  return {
    ...newMembership(device, label),
    isStale: true,
    begun,
    tips: common ? { ...tips, [old]: [common] } : tips,
  };
}
