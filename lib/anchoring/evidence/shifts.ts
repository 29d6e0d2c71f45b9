/** How far the text of a page has moved: text inserted above moves all marks below by the same amount. */

export class Shifts {
  readonly #originals: number[] = [];
  readonly #shifts: number[] = [];

  /** A mark that stood at `original` stands at `actual` now. Called in ascending order of `original`. */
  add(original: number, actual: number): void {
    this.#originals.push(original);
    this.#shifts.push(actual - original);
  }

  /** Where a mark that stood at `original` is to be expected: moved as far as the nearest mark known. */
  expected(original: number): number {
    let low = 0;
    let high = this.#originals.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#originals[middle] ?? 0) < original) low = middle + 1;
      else high = middle;
    }
    const after = this.#originals[low];
    const before = this.#originals[low - 1];
    const nearest =
      after === undefined || (before !== undefined && original - before <= after - original) ? low - 1 : low;
    return original + (this.#shifts[nearest] ?? 0);
  }
}
