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

  it('takes few bytes where a record was written at once', () => {
    const dot = { device: DEVICES[0] ?? '', segment: 7 };
    const seen = { [dot.device]: 7 };
    const fields = Object.fromEntries(
      ['kind', 'note', 'speaker'].map((name) => [name, { seen, entries: [{ ...dot, time: 5, value: 'x' }] }]),
    );
    const bytes = encodeLogFile(
      { before: '', knows: {}, records: [{ id: '1', type: 'annotation', fields }] },
      dot,
    );
    const { records } = JSON.parse(new TextDecoder().decode(bytes));
    expect(records).toEqual([['annotation', '1', [0, 0, 5], { kind: 'x', note: 'x', speaker: 'x' }]]);
  });

  it('is refused where it is not what it should be, with an error of its own', () => {
    const valid = JSON.parse(
      new TextDecoder().decode(encodePart([{ id: '1', type: 'annotation', fields: {} }], DEVICES[0] ?? '')),
    );
    expect(refused('{')).toThrow(ContentError);
    expect(refused({ ...valid, records: [['annotation', '1', [9, -1, 0], { note: 'x' }]] })).toThrow(
      ContentError,
    );
    expect(refused({ ...valid, records: [['annotation', '1', 0, {}, { note: [[0, 5]] }]] })).toThrow(
      ContentError,
    );
    expect(refused({ ...valid, records: [7] })).toThrow(ContentError);
    expect(refused({ ...valid, version: 2 })).toThrow('newer');
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        // A record is an array of at least four: what is made here is none.
        expect(refused({ ...valid, records: [content] })).toThrow(ContentError);
      }),
    );
  });

  it('is a head again', () => {
    const head = { label: 'Desk', at: -5, log: [], snapshot: null, seen: { [DEVICES[0] ?? '']: 3 } };
    expect(decodeHead(encodeHead(head))).toEqual({ version: 1, ...head });
  });
});
