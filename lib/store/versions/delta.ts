/**
 * One list of lines told by another: what both have is named by its place, only the rest is written out. Versions of an
 * article are kept so; most of their paragraphs are the ones before.
 */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Lines written out, or `[from, length]` in the base. */
export const deltaSchema = v.array(v.union([v.string(), v.tuple([count, count])]));
export type Delta = v.InferOutput<typeof deltaSchema>;

/** `next` as steps from `base`. Without a base, all of it is written out. */
export function encodeDelta(base: readonly string[], next: readonly string[]): Delta {
  const places = new Map<string, number[]>();
  for (const [at, line] of base.entries()) {
    const known = places.get(line);
    if (known) known.push(at);
    else places.set(line, [at]);
  }
  const delta: Delta = [];
  let run: [from: number, length: number] | null = null;
  for (const line of next) {
    if (run && base[run[0] + run[1]] === line) {
      run[1]++;
      continue;
    }
    const at: number | undefined =
      places.get(line)?.find((place) => place >= (run?.[0] ?? 0)) ?? places.get(line)?.[0];
    run = at === undefined ? null : [at, 1];
    delta.push(run ?? line);
  }
  return delta;
}

/**
 * The lines that `delta` tells of `base`.
 * @throws {RangeError} where it names lines that the base does not have: it was made from another one
 */
export function decodeDelta(base: readonly string[], delta: Delta): string[] {
  return delta.flatMap((step) => {
    if (typeof step === 'string') return [step];
    const [from, length] = step;
    if (from + length > base.length) throw new RangeError('A version does not fit the one before it.');
    return base.slice(from, from + length);
  });
}
