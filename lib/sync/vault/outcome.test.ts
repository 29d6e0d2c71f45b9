import { expect, test } from 'vitest';
import { failed, succeeded, waitsForPerson, type Run } from './outcome';
import { NO_STATUS } from './state';

const run = (merged: number, published: number): Run => ({
  merged,
  published,
  problems: [],
  devices: [],
  isPublished: true,
  isComplete: true,
  moved: null,
});

test('a run that brought or sent something is remembered, the newest first; one that did neither is not', () => {
  const once = succeeded(NO_STATUS, run(3, 1), 1_000, false);
  const twice = succeeded(succeeded(once, run(0, 0), 2_000, false), run(0, 2), 3_000, false);
  expect(twice.history).toEqual([
    { at: 3_000, merged: 0, published: 2 },
    { at: 1_000, merged: 3, published: 1 },
  ]);
  expect(failed(twice, null, 0).history).toEqual(twice.history);
});

test('the history does not grow for ever', () => {
  let status = NO_STATUS;
  for (let at = 1; at <= 200; at++) status = succeeded(status, run(1, 0), at, false);
  expect(status.history).toHaveLength(50);
  expect(status.history[0]?.at).toBe(200);
});

test('a vault that is elsewhere by now waits for its user, until nobody says so any more', () => {
  const place = { kind: 'folder', name: 'Notes', fields: {} } as const;
  const moved = { notes: ['moved.1'], place, by: 'Desk', at: 5 };
  const told = succeeded(NO_STATUS, { ...run(0, 0), moved }, 1_000, false);
  expect(waitsForPerson(told)).toBe(true);
  expect(waitsForPerson(succeeded(told, run(0, 0), 2_000, false))).toBe(false);
});

test('files are not read back again at once where it is another device of which something cannot be read', () => {
  const problems = [{ type: 'damaged', device: 'bbbb' }] as const;
  const incomplete = { ...run(0, 0), problems, isComplete: false };
  expect(succeeded(NO_STATUS, incomplete, 1_000, true).auditedAt).toBe(1_000);
  expect(succeeded(NO_STATUS, { ...incomplete, isPublished: false }, 1_000, true).auditedAt).toBeNull();
});

test('a device that another one has removed leaves the list, but not where the store looks odd', () => {
  const phone = { name: 'bbbb', head: 'bbbb.1', label: 'Phone', at: 500 };
  const seen = succeeded(NO_STATUS, { ...run(1, 0), devices: [phone] }, 1_000, false);
  expect(seen.devices.map(({ label }) => label)).toEqual(['Phone']);
  expect(succeeded(seen, { ...run(0, 0), isComplete: false }, 2_000, false).devices).toEqual(seen.devices);
  expect(succeeded(seen, run(0, 0), 2_000, false).devices).toEqual([]);
});
