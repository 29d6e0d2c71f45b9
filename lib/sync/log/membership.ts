/** A device in a vault, from its beginning, and what of it changes with a segment or a name. */
import type { Tip } from './names';
import type { Membership, Published } from './replica';

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
};

export function newMembership(device: string, label: string): Membership {
  return { device, label, tip: { segment: 0, id: '' }, history: [], tips: {}, mends: {}, isStale: false };
}

export function withSegment(membership: Membership, tip: Tip): Membership {
  return { ...membership, tip, history: [...membership.history, tip].slice(-HISTORY) };
}

/** Under another name; what was published beyond `segment` is the old one's no more (see `Replica.rename`). */
export function renamed(
  { label, history, tips, device: old }: Membership,
  device: string,
  segment: number,
): Membership {
  const common = history.findLast((tip) => tip.segment === segment);
  return {
    ...newMembership(device, label),
    isStale: true,
    tips: common ? { ...tips, [old]: [common] } : tips,
  };
}
