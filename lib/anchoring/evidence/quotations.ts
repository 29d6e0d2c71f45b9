/** Where a passage quotes somebody: what stands between quotation marks is said once, what surrounds it often. */

interface Span {
  readonly start: number;
  readonly end: number;
}

const OPENS = /["「『]/u;
const CLOSES = /["」』]/u;
const ANY = /["「『」』]/u;

/**
 * The parts of a folded passage that stand between quotation marks. A mark that closes what never opened closes what
 * began before the passage; one that never closes goes on to its end.
 */
export function quotations(folded: string): Span[] {
  if (!ANY.test(folded)) return [];
  const found: Span[] = [];
  let open = -1;
  for (let at = 0; at < folded.length; at++) {
    const unit = folded[at] ?? '';
    if (open >= 0 && CLOSES.test(unit)) {
      found.push({ start: open, end: at });
      open = -1;
    } else if (OPENS.test(unit) && isOpening(folded, at)) open = at + 1;
    else if (CLOSES.test(unit) && found.length === 0 && open < 0) found.push({ start: 0, end: at });
  }
  if (open >= 0) found.push({ start: open, end: folded.length });
  return found;
}

export function isIn(spans: readonly Span[], at: number): boolean {
  return spans.some(({ start, end }) => at >= start && at < end);
}

/** A folded mark opens after a blank, or after a bracket, colon or dash if a word follows at once. */
function isOpening(folded: string, at: number): boolean {
  if (folded[at] !== '"' || at === 0) return true;
  const before = folded[at - 1] ?? '';
  return before === ' ' || (/[([:-]/u.test(before) && folded[at + 1] !== ' ');
}
