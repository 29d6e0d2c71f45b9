/**
 * When the evidence for a place is enough. The thresholds are bits (see `words.ts`) and shares of them; they
 * were set on edited articles, so that a passage that was deleted is not placed on what resembles it.
 */
import type { Placement } from './placement';
import type { Query } from './query';

/** `unsure`: a likely place that the user should look at. */
export type LocateStatus = 'found' | 'unsure' | 'gone';

/** Context speaks for a place only so far: what counts is the passage. */
const MOST_CONTEXT_BITS = 20;
/** What met context adds to the share of the passage that was met. */
const CONTEXT_WEIGHT = 0.35;
/** Bits of context right beside the passage that carry also a passage of a few common words. */
const ADJOINS = 1;

interface Thresholds {
  /** Of the passage and its context together. */
  readonly bits: number;
  /** Share of the passage that was met, and that share with what context adds to it. */
  readonly share: number;
  readonly support: number;
  /** Of the passage by itself, where its context does not adjoin it. */
  readonly passage: number;
  /** Of the passage by itself, where less than the share `context` of its context was met. */
  readonly alone: number;
  readonly context: number;
}

const FOUND: Thresholds = { bits: 18, support: 0.75, share: 0.4, passage: 13, context: 0.3, alone: 30 };
const UNSURE: Thresholds = { bits: 13, support: 0.6, share: 0.35, passage: 6, context: 0.15, alone: 20 };

function passes(placement: Placement, query: Query, least: Thresholds): boolean {
  const share = query.passageBits > 0 ? placement.passage / query.passageBits : 1;
  const context = query.contextBits > 0 ? placement.context / query.contextBits : 0;
  if (share < least.share || share + CONTEXT_WEIGHT * context < least.support) return false;
  if (placement.passage < least.passage && placement.adjoining < ADJOINS) return false;
  // Where its context was never known, or is lost, a passage must be long enough to be no other.
  if (context < least.context) return placement.passage >= least.alone;
  return placement.passage + Math.min(MOST_CONTEXT_BITS, placement.context) >= least.bits;
}

/** Share of a passage that must be met elsewhere, where its own place is seen to have closed. */
const LEAST_SHARE_ELSEWHERE = 0.85;

/** `gapClosed`: whether the page shows that something was deleted between the target's contexts. */
export function judge(placement: Placement, query: Query, gapClosed: () => boolean): LocateStatus {
  if (!placement.exact && placement.passage < LEAST_SHARE_ELSEWHERE * query.passageBits && gapClosed()) {
    return 'gone';
  }
  if (passes(placement, query, FOUND)) return 'found';
  if (passes(placement, query, UNSURE)) return 'unsure';
  // The only thing known of the passage is its words, and here they stand.
  return placement.exact && query.contextBits === 0 ? 'unsure' : 'gone';
}

/** Share, 0 to 1, of all that is known of the target that was met at the place. */
export function scoreOf(placement: Placement, query: Query): number {
  const known = query.passageBits + query.contextBits;
  return known > 0 ? (placement.passage + placement.context) / known : 1;
}
