import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationFields } from '../merge/fields';
import { packFields, unpackFields, type Values } from './packing';

const TIME = 1_700_000_000_000;
const text = fc.string({ maxLength: 12 });
const place = fc.integer({ min: -5, max: 200 });
const point = fc.record({ path: fc.constantFrom('/html[1]/p[1]', '/html[1]/p[2]', ''), offset: place });

/** Targets as they are, and some that nobody would make. */
const target = fc
  .record({
    exact: text,
    before: text,
    after: text,
    between: fc.constantFrom(' ', '\n', '', ', '),
    units: fc.nat(20),
    position: fc.option(fc.record({ start: place, more: fc.constantFrom(0, 0, 1) })),
    range: fc.option(fc.record({ start: point, end: fc.option(point) })),
    occurrences: fc.option(fc.integer({ min: 2, max: 2_000 })),
    lookAlikes: fc.option(fc.array(text)),
    later: fc.constantFrom(false, false, false, true),
  })
  // oxlint-disable-next-line no-map-spread -- each is made anew
  .map(({ exact, before, after, between, units, position, range, occurrences, lookAlikes, later }) => ({
    exact,
    prefix: units === 0 ? '' : (before + between).slice(-units),
    suffix: (between + after).slice(0, units),
    position: position && { start: position.start, end: position.start + exact.length + position.more },
    sentenceBefore: before,
    sentenceAfter: after,
    ...(occurrences !== null && { occurrences }),
    ...(lookAlikes !== null && { lookAlikes }),
    ...(range && {
      range: {
        start: range.start,
        end: range.end ?? { ...range.start, offset: range.start.offset + exact.length },
      },
    }),
    ...(later && { later: true }),
  }));
const fields = fc
  .record(
    {
      target: fc.oneof(target, fc.jsonValue({ maxDepth: 1 })),
      created: fc.oneof(fc.integer({ min: TIME - 9, max: TIME + 9 }), fc.double({ noNaN: true }), text),
      saved: fc.integer(),
      note: text,
      'tag:a': fc.constantFrom([0, 'a'], [0, 'A'], [1, 'a'], [0, 'b'], ['0', 'a'], true),
      'tag:bü': fc.constantFrom([1, 'BÜ'], [0, 'Bü'], [-1, 'bü'], [1.5, 'bü'], [1, 'bü', 1]),
      'alias:https://a.example/': fc.constantFrom(true, false),
      'alias:': fc.constant(true),
    },
    { requiredKeys: [] },
  )
  .map((value): Values => JSON.parse(JSON.stringify(value)));

function packed(values: Values): Values {
  const result = packFields(values, TIME);
  if (!result) throw new Error('cannot be packed');
  return result;
}

describe('packed fields', () => {
  it('are the same when they are unpacked, whatever they are', () => {
    fc.assert(
      fc.property(fields, (values) => {
        expect(unpackFields(packed(values), TIME)).toEqual(values);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave out what stands in the sentences beside a passage, and what follows from its length', () => {
    const values = annotationFields({
      id: '1',
      articleId: '2',
      kind: 'quote',
      note: '',
      tags: ['Budget', 'sea wall'],
      quote: { speaker: '', speakerRole: '' },
      claim: { claimant: '', status: 'unchecked', rating: '' },
      target: {
        exact: 'It rained.',
        prefix: 'was dark. ',
        suffix: '\nNobody came',
        position: { start: 20, end: 30 },
        sentenceBefore: 'The lamp was dark.',
        sentenceAfter: 'Nobody came.',
        range: { start: { path: '/p[1]', offset: 20 }, end: { path: '/p[1]', offset: 30 } },
      },
      reanchored: null,
      rejected: '',
      createdAt: TIME - 1,
      updatedAt: TIME,
      deletedAt: null,
    });
    expect(packed(values)).toEqual({
      kind: 'quote',
      article: '2',
      '=created': -1,
      '=tags': ['Budget', 'sea wall'],
      '=text': ['The lamp was dark.', 'It rained.', 'Nobody came.'],
      '=prefix': 10,
      '=suffix': -12,
      '=start': 20,
      '=path': '/p[1]',
      '=offset': 20,
    });
  });

  it('are not made of what has a name like one of them', () => {
    expect(packFields({ note: 'x', '=text': 1 }, TIME)).toBeNull();
  });
});
