/**
 * Aligning the words of a query with the words of a page, inside a band of diagonals: the method of Needleman
 * and Wunsch with free ends on the page's side, each met word counting its bits of evidence. Since few words of a band
 * are met, only those are gone through, each time asking which one met before leads there best (chaining): what the
 * band has beside them costs nothing. A word that is met right after the one before it counts a little more, so that
 * common words go with their neighbours, not with strangers that happen to stand where they fit.
 */
import type { Band } from './candidates';
import { lowerBound } from '../text/growable';
import type { WordIndex } from '../text/words';

/** Bits that each difference costs; a replaced word a little less than one dropped and one added. */
const REPLACED = 0.7;
const DROPPED = 0.5;
const ADDED = 0.3;
/** Bits more for a word that is met right after the one before it. */
const IN_A_ROW = 1;
/** Places in a band that are looked at for a word; where it stands there more often, those where the query goes on. */
const MOST_PLACES = 16;
/** Differences between sums of bits that say nothing. */
const EQUAL = 1e-9;

/**
 * For each word of the query, the place on the page that it is paired with, -1 where it was dropped. A pair of
 * different words is a replaced word. Places ascend.
 */
export type Alignment = Int32Array;

/** What it costs to leave out `words` of the query and `more` of the page between two words that are met. */
function gapCost(words: number, more: number): number {
  const replaced = Math.min(words, more);
  return REPLACED * replaced + DROPPED * (words - replaced) + ADDED * (more - replaced);
}

/** What it costs to leave out words at an end of the query: as many as the band has `room` for are dropped. */
function endCost(words: number, room: number): number {
  const dropped = Math.min(words, room);
  return DROPPED * dropped + REPLACED * (words - dropped);
}

/** The words that are met: where each stands in the query and on the page, and the best way to it. In order of both. */
class Meetings {
  #count = 0;
  readonly #ats: number[] = [];
  readonly #places: number[] = [];
  /** Bits of the best way here, this word included, and which meeting it comes from; -1: from none. */
  readonly #bits: number[] = [];
  readonly #from: number[] = [];
  /** Most bits of any way up to here. */
  readonly #most: number[] = [];
  /** Whether no other way leads past here with more bits: only then does the next word count as met right after. */
  readonly #isBest: boolean[] = [];
  #length = 0;
  #band: Band = { from: 0, to: 0 };
  /** The first meeting of the word under way. */
  #row = 0;
  /** The best way to a place of the word under way, as if it stood at the page's beginning. */
  #beside = -Infinity;
  /** Where the best way so far ends. */
  #top = -1;

  /** Begins with a query of so many words. The lists stay, since those that grow leave much behind. */
  begin(length: number, band: Band): void {
    this.#count = 0;
    this.#length = length;
    this.#band = band;
    this.#top = -1;
  }

  /** Begins with the next word of the query. */
  nextWord(): void {
    this.#row = this.#count;
    this.#beside = -Infinity;
  }

  /** Where word `at` stands if the page goes on as the query does: from the end of the best way so far, or mid-band. */
  expected(at: number): number {
    const { from, to } = this.#band;
    const isOpen = this.#top < 0;
    return at + (isOpen ? (from + to) / 2 : (this.#places[this.#top] ?? 0) - (this.#ats[this.#top] ?? 0));
  }

  /** Adds word `at` of the query at a place where it stands, the places of one word ascending. */
  add(at: number, place: number, gain: number): void {
    let best = -endCost(at, this.#band.to - (place - at));
    let from = -1;
    // The best way that leads past this meeting: beside it along the page, or along the query.
    let rival = this.#beside - ADDED * place;
    for (let nth = this.#row - 1; nth >= 0; nth--) {
      const words = at - (this.#ats[nth] ?? 0) - 1;
      // No way from further back is better.
      if ((this.#most[nth] ?? 0) + IN_A_ROW - DROPPED * words <= best) break;
      const more = place - (this.#places[nth] ?? 0) - 1;
      let bits = this.#bits[nth] ?? 0;
      if (more < 0) {
        if (more === -1) rival = Math.max(rival, bits - DROPPED * (words + 1));
        continue;
      }
      if (words + more > 0) bits -= gapCost(words, more);
      else if (this.#isBest[nth]) bits += IN_A_ROW;
      if (bits > best) {
        best = bits;
        from = nth;
      }
    }
    best += gain;
    const most = this.#top < 0 ? -Infinity : (this.#bits[this.#top] ?? 0);
    const nth = this.#count++;
    if (best > most) this.#top = nth;
    this.#beside = Math.max(this.#beside, best + ADDED * place);
    this.#ats[nth] = at;
    this.#places[nth] = place;
    this.#bits[nth] = best;
    this.#from[nth] = from;
    this.#most[nth] = Math.max(most, best);
    this.#isBest[nth] = best >= rival - EQUAL;
  }

  /** The pairs of the best way through the whole query. */
  pairs(): Alignment {
    const pairs = new Int32Array(this.#length).fill(-1);
    let nth = this.#end();
    while (nth >= 0) {
      const at = this.#ats[nth] ?? 0;
      const place = this.#places[nth] ?? 0;
      const from = this.#from[nth] ?? -1;
      const apart = from < 0 ? 1 : Math.min(at - (this.#ats[from] ?? 0), place - (this.#places[from] ?? 0));
      for (let step = 0; step < apart; step++) pairs[at - step] = place - step;
      nth = from;
    }
    return pairs;
  }

  /** The last meeting on the best way through the whole query. */
  #end(): number {
    let end = -1;
    let most = -Infinity;
    for (let nth = 0; nth < this.#count; nth++) {
      const at = this.#ats[nth] ?? 0;
      const diagonal = (this.#places[nth] ?? 0) - at;
      const bits = (this.#bits[nth] ?? 0) - endCost(this.#length - 1 - at, diagonal - this.#band.from);
      if (bits <= most) continue;
      most = bits;
      end = nth;
    }
    return end;
  }
}

/** One for all queries, since each is done before the next begins. */
const meetings = new Meetings();

/**
 * Aligns all the words of a query, `ids` with `bits` each, with those places [first, end) of the page `words` whose
 * diagonals lie in `band`.
 */
export function align(
  ids: Int32Array,
  bits: Float64Array,
  words: WordIndex,
  band: Band,
  first = 0,
  end = words.ids.length,
): Alignment {
  const { grouped, groups } = words;
  meetings.begin(ids.length, band);
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? -1;
    if (id < 0) continue;
    const group = groups[id] ?? 0;
    const groupEnd = groups[id + 1] ?? 0;
    let from = lowerBound(grouped, Math.max(first, at + band.from), group, groupEnd);
    let to = lowerBound(grouped, Math.min(end, at + band.to + 1), from, groupEnd);
    if (from === to) continue;
    if (to - from > MOST_PLACES) {
      const middle = lowerBound(grouped, meetings.expected(at), from, to);
      from = Math.max(from, Math.min(middle - MOST_PLACES / 2, to - MOST_PLACES));
      to = from + MOST_PLACES;
    }
    meetings.nextWord();
    for (let nth = from; nth < to; nth++) meetings.add(at, grouped[nth] ?? 0, bits[at] ?? 0);
  }
  return meetings.pairs();
}

/**
 * Pairs the first and last words of the passage [first, end) with those of the page that stand right beside the rest of
 * it, where they were paired with the same words further away: a passage holds together, whatever its context repeats.
 */
export function drawTogether(
  pairs: Alignment,
  ids: Int32Array,
  page: Int32Array,
  first: number,
  end: number,
): void {
  const draw = (at: number, beside: number, step: 1 | -1): void => {
    const to = (pairs[beside] ?? -1) - step;
    const isApart = (pairs[at] ?? -1) >= 0 && (pairs[beside] ?? -1) >= 0 && pairs[at] !== to;
    if (isApart && page[to] === ids[at]) pairs[at] = to;
  };
  const middle = (first + end) >> 1;
  for (let at = middle - 1; at >= first; at--) draw(at, at + 1, 1);
  for (let at = middle + 1; at < end; at++) draw(at, at - 1, -1);
  drawEdge(pairs, ids, page, { from: middle, edge: first - 1, step: -1 });
  drawEdge(pairs, ids, page, { from: middle, edge: end, step: 1 });
  leaveOutPassed(pairs, first, end);
}

/** Leaves out the words of the context that were paired with places which the passage [first, end) has drawn to itself. */
function leaveOutPassed(pairs: Alignment, first: number, end: number): void {
  let [from, to] = [-1, -1];
  for (let at = first; at < end; at++) {
    const place = pairs[at] ?? -1;
    if (from < 0) from = place;
    to = Math.max(to, place);
  }
  if (from < 0) return;
  for (let at = 0; at < first; at++) if ((pairs[at] ?? -1) >= from) pairs[at] = -1;
  for (let at = end; at < pairs.length; at++) if ((pairs[at] ?? -1) <= to) pairs[at] = -1;
}

/**
 * As above, beyond a word that was replaced: where all the rest of the passage, from there to its edge, was met
 * further away, but stands beside what was met before that word, too, it is that.
 */
function drawEdge(
  pairs: Alignment,
  ids: Int32Array,
  page: Int32Array,
  { from, edge, step }: { readonly from: number; readonly edge: number; readonly step: 1 | -1 },
): void {
  const isMet = (at: number): boolean => page[pairs[at] ?? -1] === ids[at];
  for (let met = from; met !== edge; met += step) {
    const rest = met + 2 * step;
    // Nothing is drawn where the word at the edge is the one that was replaced, or all of them were met.
    if (rest === edge || met + step === edge) return;
    if (!isMet(met) || isMet(met + step)) continue;
    const shift = (pairs[met] ?? 0) - met;
    let at = rest;
    while (at !== edge && isMet(at) && page[at + shift] === ids[at]) at += step;
    if (at !== edge) continue;
    for (at = met + step; at !== edge; at += step) pairs[at] = at + shift;
    return;
  }
}
