/** @throws {Error} that names the option if its value is not a whole number from 1 */
export function wholeNumber(option: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${option} takes a whole number from 1`);
  return number;
}

/** Those of `all` that a comma-separated list names, all of them if there is none. */
export function chosenOf(option: string, value: string | undefined, all: readonly string[]): string[] {
  if (value === undefined) return [...all];
  const names = value.split(',');
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`${option}: no ${unknown}; there are ${all.join(', ')}`);
  return all.filter((name) => names.includes(name));
}
