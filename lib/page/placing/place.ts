/** Where a mark stands on a page, and whether it still does. */
import type { Held, PageIndex } from '../../anchoring/text/page-index';
import { rangeOf, type Spot } from '../../anchoring/text/range-over';

export class Place {
  /** The passage as the page has it, normalised. */
  readonly text: string;
  readonly unsure: boolean;
  /** In text that the page does not show. */
  readonly hidden: boolean;
  /** So little of its context stands there that it may be another's. */
  readonly doubtful: boolean;
  readonly held: Held;
  /** In the index that it was last seen in. */
  start: number;
  readonly #spot: Spot;
  #range: Range | null = null;

  private constructor(index: PageIndex, start: number, end: number, held: Held, spot: Spot, nature: Nature) {
    this.text = index.text.slice(start, end);
    this.start = start;
    this.held = held;
    this.#spot = spot;
    this.unsure = nature.unsure;
    this.hidden = nature.hidden;
    this.doubtful = nature.doubtful;
  }

  /** The place [start, end) of an index; null where the page has changed there since. */
  static at(index: PageIndex, start: number, end: number, nature: Nature): Place | null {
    const held = index.hold(start, end);
    const spot = held && index.spotAt(start, end);
    return spot ? new Place(index, start, end, held, spot, nature) : null;
  }

  get node(): Text {
    return this.#spot.startContainer;
  }

  /** The same one until the place is another. Each live range costs the page something at all of its changes. */
  get range(): Range {
    return (this.#range ??= rangeOf(this.#spot));
  }

  /** Takes a range that holds the same passage already: whoever paints it need not change anything. */
  take(range: Range): void {
    this.#range ??= range;
    if (this.isBroken) this.#range = null;
  }

  /** Whether the page has moved the range away from what it is to hold. */
  get isBroken(): boolean {
    const range = this.#range;
    const { startContainer, startOffset, endContainer, endOffset } = this.#spot;
    return (
      range !== null &&
      (range.startContainer !== startContainer ||
        range.startOffset !== startOffset ||
        range.endContainer !== endContainer ||
        range.endOffset !== endOffset)
    );
  }

  equals(other: Place): boolean {
    const { held } = other;
    return (
      this.unsure === other.unsure &&
      this.hidden === other.hidden &&
      this.text === other.text &&
      this.held.from === held.from &&
      this.held.pieces.every((piece, at) => piece === held.pieces[at])
    );
  }

  /** [start, end) of it in any index of the page as it is. */
  spanIn(index: PageIndex): { start: number; end: number } {
    const { startContainer, startOffset, endContainer, endOffset } = this.#spot;
    return {
      start: index.offsetOf(startContainer, startOffset, 'start'),
      end: index.offsetOf(endContainer, endOffset, 'end'),
    };
  }

  /**
   * The place as it is in a later index of the same text: itself where the page left it alone, another one where its
   * nodes were moved, null where its text was read anew.
   */
  carriedTo(index: PageIndex): Place | null {
    const found = index.where(this.held);
    if (!found) return null;
    this.start = found.start;
    return this.isBroken ? Place.at(index, found.start, found.end, this) : this;
  }
}

interface Nature {
  readonly unsure: boolean;
  readonly hidden: boolean;
  readonly doubtful: boolean;
}
