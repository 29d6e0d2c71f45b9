/** The edits by name, in the order of the tables; with how many rounds each has. */
export const CASES: readonly (readonly [name: string, rounds: number])[] = [
  ['unchanged', 1],
  ['words-5', 1],
  ['words-10', 1],
  ['words-20', 1],
  ['words-30', 1],
  ['moved', 1],
  ['twins', 4],
  ['twins-edited', 4],
  ['ads', 1],
  ['lead-repeated', 1],
  ['typographic', 1],
  ['nbsp-shy', 1],
  ['reflow', 1],
  ['case', 1],
  ['upper', 1],
  ['deleted', 2],
  ['deleted-neighbours', 2],
  ['mixed', 1],
];

/** @throws {RangeError} for a name that no edit has */
export function roundsOf(name: string): number {
  const found = CASES.find(([each]) => each === name);
  if (!found) throw new RangeError(`No edit ${name}`);
  return found[1];
}
