import { describe, expect, it } from 'vitest';
import { applyCommand } from '../lib/annotation/commands';
import { sampleAnnotation, sampleMarks } from '../tests/unit/support/samples';
import { changesOf, fieldsOf, withKind } from './edit-fields';

describe('changesOf', () => {
  it('gives back an annotation that is changed by all of its own fields', () => {
    for (const annotation of sampleMarks()) {
      const command = { type: 'edit', id: annotation.id, changes: changesOf(fieldsOf(annotation)) } as const;
      expect(applyCommand(command, [annotation], annotation.updatedAt).puts).toEqual([annotation]);
    }
  });

  it('leaves out what was not set', () => {
    expect(changesOf({ speaker: 'A' })).toEqual({ quote: { speaker: 'A' } });
  });
});

describe('withKind', () => {
  const fields = fieldsOf(sampleAnnotation());

  it('carries the speaker over to a claim without a claimant, and back', () => {
    expect(withKind('claim', { ...fields, speaker: 'A' })).toEqual({ kind: 'claim', claimant: 'A' });
    expect(withKind('quote', { ...fields, kind: 'claim', claimant: 'B' })).toEqual({
      kind: 'quote',
      speaker: 'B',
    });
  });

  it('never replaces a name that is there', () => {
    expect(withKind('claim', { ...fields, speaker: 'A', claimant: 'B' })).toEqual({ kind: 'claim' });
  });
});
