import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordState } from '../merge/record';
import { inOrder, keyOf, type Json } from '../merge/register';
import {
  ContentError,
  decodeHead,
  decodeLogFile,
  decodePart,
  encodeHead,
  encodeLogFile,
  encodePart,
} from './contents';

const DEVICES = ['a', 'b', 'c'].map((letter) => letter.repeat(16));
const device = fc.constantFrom(...DEVICES);
const segment = fc.integer({ min: 1, max: 500 });
const json = fc
  .jsonValue({ maxDepth: 2 })
  // -0 is not JSON's, and names that make objects strange are no values of ours.
  .map((value): Json => JSON.parse(JSON.stringify(value)))
  .filter((value) => !keyOf(value).includes('__proto__'));
const entry = fc.record(
  { device, segment, time: fc.nat(), value: json, from: fc.string() },
  { requiredKeys: ['device', 'segment', 'time', 'value'] },
);
const register = fc.record({
  seen: fc.dictionary(device, segment, { noNullPrototype: true }),
  entries: fc.array(entry, { maxLength: 3 }).map(inOrder),
});
const record: fc.Arbitrary<RecordState> = fc.record({
  id: fc.uuid(),
  type: fc.constantFrom('annotation', 'article', 'of a later version'),
  fields: fc.dictionary(fc.constantFrom('note', 'kind', 'tag:ä', 'later'), register, {
    noNullPrototype: true,
  }),
});

function refused(content: unknown): () => RecordState[] {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return () => decodePart(new TextEncoder().encode(text));
}

function problemOf(read: () => unknown): unknown {
  try {
    read();
    return null;
  } catch (error) {
    return error;
  }
}

describe('what files hold', () => {
  it('is the same when it is read again, in a log and in a snapshot', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), device, segment, (records, own, number) => {
        const bytes = encodeLogFile({ before: '', knows: {}, records }, { device: own, segment: number });
        expect(decodeLogFile(bytes, number).records).toEqual(records);
        expect(decodePart(encodePart(records, own))).toEqual(records);
      }),
    );
  });

  it('names each field once, whatever the number of records that were written at once', () => {
    const dot = { device: DEVICES[0] ?? '', segment: 7 };
    const seen = { [dot.device]: 7 };
    const records = ['1', '2'].map((id, at) => ({
      id,
      type: 'annotation',
      fields: Object.fromEntries(
        ['kind', 'note'].map((name) => [
          name,
          { seen, entries: [{ ...dot, time: 5 + at, value: name + id }] },
        ]),
      ),
    }));
    const bytes = encodeLogFile({ before: '', knows: {}, records }, dot);
    expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual({
      version: 1,
      before: '',
      knows: {},
      devices: [dot.device],
      records: {
        rows: [0, 0],
        shapes: [['annotation', 0, 1]],
        ids: ['1', '2'],
        uuids: '',
        stamps: { devices: [0, 0], segments: [0, 0], times: [5, 1] },
        columns: [
          ['kind', 'kind1', 'kind2'],
          ['note', 'note1', 'note2'],
        ],
        others: [],
      },
    });
  });

  const one: RecordState = {
    id: '0168089f-77ed-7fcb-8975-5c9f66f66165',
    type: 'annotation',
    fields: {
      note: {
        seen: { [DEVICES[0] ?? '']: 1 },
        entries: [{ device: DEVICES[0] ?? '', segment: 1, time: 0x0168089f77ee, value: 'x' }],
      },
    },
  };
  const valid = JSON.parse(new TextDecoder().decode(encodePart([one], DEVICES[0] ?? '')));

  it('tells of a UUID only what its time does not', () => {
    expect(valid.records).toMatchObject({ ids: [-1], uuids: 'f8uJdVyfZvZhZQ' });
  });

  it.each([
    ['a device that is not named', { stamps: { devices: [9], segments: [-1], times: [0] } }],
    ['a segment before the first', { stamps: { devices: [0], segments: [0], times: [0] } }],
    ['a stamp too few', { stamps: { devices: [], segments: [], times: [] } }],
    ['a stamp too many', { stamps: { devices: [0, 0], segments: [-1, -1], times: [0, 0] } }],
    ['a time before all times', { stamps: { devices: [0], segments: [-1], times: [-1] } }],
    ['a shape that is not there', { rows: [1] }],
    ['a column that is not there', { shapes: [['annotation', 1]] }],
    ['a value too few', { columns: [['note']] }],
    ['a value too many', { columns: [['note', 'x', 'y']] }],
    ['an id too few', { ids: [] }],
    ['an id too many', { ids: [-1, 'b'] }],
    ['half a UUID', { uuids: 'f8uJdVyf' }],
    ['a UUID before all times', { ids: [-0x1168089f77ee] }],
    ['ids that are no bytes', { uuids: '!' }],
    ['a field twice', { others: [[0, { note: [[]] }]] }],
    ['a field of nobody', { others: [[1, { kind: [[]] }]] }],
    [
      'fields of one record twice',
      {
        others: [
          [0, { kind: [[]] }],
          [0, { status: [[]] }],
        ],
      },
    ],
    ['a name that makes objects strange', { columns: [['constructor', 'x']] }],
    ['tags that are none', { columns: [['=tags', 7]] }],
    ['half a target', { columns: [['=text', ['a', 'b']]] }],
  ])('is refused with an error of its own where it has %s', (_, change) => {
    expect(refused(valid)()).toEqual([one]);
    expect(refused({ ...valid, records: { ...valid.records, ...change } })).toThrow(ContentError);
  });

  it('is refused where it is nothing like it should be', () => {
    expect(refused('{')).toThrow(ContentError);
    expect(refused({ ...valid, version: 2 })).toThrow('newer');
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(valid.records)), fc.jsonValue(), (name, content) => {
        const read = refused({ ...valid, records: { ...valid.records, [name]: content } });
        // Among all that is made up there may be something that is a table.
        expect(problemOf(read)).toSatisfy((problem) => problem === null || problem instanceof ContentError);
      }),
      { numRuns: 500 },
    );
  });

  it('is a head again', () => {
    const head = { label: 'Desk', at: -5, log: [], snapshot: null, seen: { [DEVICES[0] ?? '']: 3 } };
    expect(decodeHead(encodeHead(head))).toEqual({ version: 1, ...head });
  });
});
