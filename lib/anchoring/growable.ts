/** Append-only typed arrays: text and its maps are built unit by unit, where plain arrays and ropes cost too much. */

const DECODE_CHUNK = 8_192;

/** UTF-16 units that become one string at the end. */
export class UnitBuffer {
  #units: Uint16Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1_024) {
    this.#units = new Uint16Array(capacity);
  }

  /** The last unit, -1 where there is none. */
  get last(): number {
    return this.#units[this.length - 1] ?? -1;
  }

  push(unit: number): void {
    if (this.length === this.#units.length) {
      const larger = new Uint16Array(this.length * 2);
      larger.set(this.#units);
      this.#units = larger;
    }
    this.#units[this.length++] = unit;
  }

  /** Puts `unit` in place of the last one. */
  replaceLast(unit: number): void {
    this.#units[this.length - 1] = unit;
  }

  dropLast(): void {
    this.length--;
  }

  toString(): string {
    const parts: string[] = [];
    for (let from = 0; from < this.length; from += DECODE_CHUNK) {
      const chunk = this.#units.subarray(from, Math.min(from + DECODE_CHUNK, this.length));
      // In pieces: the number of arguments of one call is limited.
      parts.push(String.fromCharCode(...chunk));
    }
    return parts.join('');
  }
}

/** Whole numbers that become one `Int32Array` at the end. */
export class IntList {
  #values: Int32Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1_024) {
    this.#values = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  toArray(): Int32Array {
    return this.#values.slice(0, this.length);
  }
}

/** First index of ascending `values` whose value is not below `limit`; `values.length` where all are. */
export function lowerBound(values: Int32Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
