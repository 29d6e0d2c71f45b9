import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  applyCommand,
  commandSchema,
  createAnnotation,
  normaliseTags,
  UnknownAnnotationError,
  type Command,
} from './commands';
import { CLAIM_STATUSES, KINDS, type Annotation, type AnnotationChanges, type Target } from './model';

const line = fc.string({ maxLength: 30 });
const tags = fc.array(fc.oneof(line, fc.constantFrom('#a', 'A', ' a ', '# #b', 'ÄÖ', 'äö')), {
  maxLength: 6,
});

const annotations: fc.Arbitrary<Annotation> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    note: line,
    tags,
    quote: fc.record({ speaker: line, speakerRole: line }),
    claim: fc.record({ claimant: line, status: fc.constantFrom(...CLAIM_STATUSES), rating: line }),
    target: fc.constant(null),
  })
  .map((draft) => createAnnotation(draft, 'a', 'article', 1_000));

const target: fc.Arbitrary<Target> = line.map((exact) => ({
  exact: `${exact}.`,
  prefix: '',
  suffix: '',
  position: null,
  sentenceBefore: '',
  sentenceAfter: '',
}));

const changes: fc.Arbitrary<AnnotationChanges> = fc.record(
  {
    kind: fc.constantFrom(...KINDS),
    note: line,
    tags,
    quote: fc.record({ speaker: line, speakerRole: line }, { requiredKeys: [] }),
    claim: fc.record(
      { claimant: line, status: fc.constantFrom(...CLAIM_STATUSES), rating: line },
      { requiredKeys: [] },
    ),
    reanchored: fc.option(target),
    rejected: line,
  },
  { requiredKeys: [] },
);

function executed(command: Command, on: Annotation, now: number) {
  const { puts, inverse } = applyCommand(command, [on], now);
  return { after: puts[0] ?? on, inverse };
}

describe('undo', () => {
  test('of any edit gives the record back, but for the time of its last change', () => {
    fc.assert(
      fc.property(annotations, changes, (before, change) => {
        const { after, inverse } = executed({ type: 'edit', id: 'a', changes: change }, before, 2_000);
        expect(after.updatedAt).toBe(2_000);
        expect(v.parse(commandSchema, inverse)).toEqual(inverse);
        expect(executed(inverse, after, 3_000).after).toEqual({ ...before, updatedAt: 3_000 });
      }),
    );
  });

  test('of an undo gives the edit again', () => {
    fc.assert(
      fc.property(annotations, changes, (before, change) => {
        const { after, inverse } = executed({ type: 'edit', id: 'a', changes: change }, before, 2_000);
        const undone = executed(inverse, after, 3_000);
        expect(executed(undone.inverse, undone.after, 2_000).after).toEqual(after);
      }),
    );
  });

  test('of a deletion restores, and of a restoring deletes', () => {
    const [before] = fc.sample(annotations, 1);
    if (!before) throw new Error('one was asked for');
    const deleted = executed({ type: 'delete', ids: ['a'] }, before, 2_000);
    expect(deleted.after).toEqual({ ...before, deletedAt: 2_000, updatedAt: 2_000 });
    const restored = executed(deleted.inverse, deleted.after, 3_000);
    expect(restored.after).toEqual({ ...before, updatedAt: 3_000 });
    const again = executed(restored.inverse, restored.after, 4_000);
    expect(again.after).toEqual({ ...before, deletedAt: 4_000, updatedAt: 4_000 });
  });

  test('a deletion is not older than what was done before it, whatever the clock says', () => {
    const [before] = fc.sample(annotations, 1);
    if (!before) throw new Error('one was asked for');
    const { after } = executed({ type: 'delete', ids: ['a'] }, { ...before, updatedAt: 3_000 }, 2_000);
    expect(after?.deletedAt).toBe(3_000);
  });

  test('touches only what was changed', () => {
    const [here, gone] = fc.sample(annotations, 2);
    if (!here || !gone) throw new Error('two were asked for');
    const both = [
      { ...here, id: 'here' },
      { ...gone, id: 'gone', deletedAt: 5 },
    ];
    const { puts, inverse } = applyCommand({ type: 'delete', ids: ['here', 'gone', 'never'] }, both, 2_000);
    expect(puts.map(({ id }) => id)).toEqual(['here']);
    expect(inverse).toEqual({ type: 'restore', ids: ['here'] });
  });

  test('of what changed nothing is a command that may be sent, and changes nothing', () => {
    const [before] = fc.sample(annotations, 1);
    if (!before) throw new Error('one was asked for');
    const { inverse } = applyCommand({ type: 'restore', ids: ['a'] }, [before], 2_000);
    expect(v.is(commandSchema, inverse)).toBe(true);
    expect(applyCommand(inverse, [], 3_000).puts).toEqual([]);
  });
});

describe('an edit', () => {
  test('leaves alone what it does not name', () => {
    fc.assert(
      fc.property(annotations, line, (before, speaker) => {
        const { after } = executed({ type: 'edit', id: 'a', changes: { quote: { speaker } } }, before, 2_000);
        expect(after).toEqual({ ...before, quote: { ...before.quote, speaker }, updatedAt: 2_000 });
      }),
    );
  });
});

test('telling where a mark stands now leaves what was marked as it was', () => {
  fc.assert(
    fc.property(annotations, target, target, (before, marked, now) => {
      const mark = { ...before, target: marked };
      const { after } = executed({ type: 'edit', id: 'a', changes: { reanchored: now } }, mark, 2_000);
      expect(after).toEqual({ ...mark, reanchored: now, updatedAt: 2_000 });
    }),
  );
});

test.each<Command>([
  { type: 'edit', id: 'nobody', changes: {} },
  { type: 'delete', ids: ['nobody'] },
  { type: 'restore', ids: ['nobody'] },
])('a command to $type names annotations that do not exist: an error that says which', (command) => {
  expect(() => applyCommand(command, [], 1)).toThrow(UnknownAnnotationError);
  expect(() => applyCommand(command, [], 1)).toThrow('nobody');
});

describe('tags', () => {
  test('are trimmed, without #, each once whatever its case', () => {
    expect(normaliseTags(['  #Sea  wall ', 'sea WALL', '##', '', ' # ', 'Budget'])).toEqual([
      'Sea wall',
      'Budget',
    ]);
  });

  test('once normal stay as they are', () => {
    fc.assert(
      fc.property(tags, (raw) => {
        const once = normaliseTags(raw);
        expect(normaliseTags(once)).toEqual(once);
      }),
    );
  });
});
