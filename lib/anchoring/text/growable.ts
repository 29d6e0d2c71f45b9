/** Numbers in large amounts. */

/** The number of arguments of one call is limited. */
const MOST_ARGUMENTS = 8_192;

/** The string of UTF-16 units. Spreading a plain array is many times faster than a typed one. */
export function decodeUnits(units: readonly number[]): string {
  if (units.length <= MOST_ARGUMENTS) return String.fromCharCode(...units);
  const parts: string[] = [];
  for (let from = 0; from < units.length; from += MOST_ARGUMENTS) {
    parts.push(String.fromCharCode(...units.slice(from, from + MOST_ARGUMENTS)));
  }
  return parts.join('');
}

/** Whole numbers that become one `Int32Array` at the end. */
export class IntList {
  #values: Int32Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1_024) {
    this.#values = new Int32Array(Math.max(1, capacity));
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

/** First index of ascending `values`, from `from` to before `to`, whose value is not below `limit`; `to` where all are. */
export function lowerBound(values: Int32Array, limit: number, from = 0, to = values.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
