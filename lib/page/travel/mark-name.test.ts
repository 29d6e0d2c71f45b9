import { describe, expect, it } from 'vitest';
import { createAnnotation } from '../../annotation/commands';
import type { Annotation, AnnotationDraft } from '../../annotation/model';
import { translate as t } from '../../../tests/unit/support/translate';
import { nameOfMark } from './mark-name';

function annotation(change: Partial<AnnotationDraft> = {}): Annotation {
  const draft: AnnotationDraft = {
    kind: 'quote',
    target: null,
    note: '',
    tags: [],
    quote: { speaker: '', speakerRole: '' },
    claim: { claimant: '', status: 'unchecked', rating: '' },
    ...change,
  };
  return createAnnotation(draft, 'id', 'article', 1);
}
const mark = (words: string, kind: 'quote' | 'claim' | 'highlight', unsure = false) => ({
  kind,
  unsure,
  words,
});
const position = { index: 2, count: 5 };

describe('nameOfMark', () => {
  it('says kind, place in the walk and words', () => {
    expect(nameOfMark(t, mark('We  will\n sail.', 'highlight'), annotation(), position)).toBe(
      'Highlight, mark 2 of 5. “We will sail.”',
    );
  });

  it('puts no quotation marks around those of direct speech', () => {
    expect(nameOfMark(t, mark('“We sail,” she said.', 'quote'), annotation(), position)).toBe(
      'Quote, mark 2 of 5. “We sail,” she said.',
    );
  });

  it('says who said a quote, who makes a claim, and that there is a note', () => {
    const quote = annotation({ quote: { speaker: 'Ilse Brandt', speakerRole: '' }, note: 'Ask her.' });
    expect(nameOfMark(t, mark('We sail.', 'quote'), quote, position)).toBe(
      'Quote, mark 2 of 5. “We sail.” Said by Ilse Brandt. With a note.',
    );
    const claim = annotation({
      kind: 'claim',
      claim: { claimant: 'The ministry', status: 'unchecked', rating: '' },
    });
    expect(nameOfMark(t, mark('Nine ships.', 'claim'), claim, position)).toContain(
      'Claimed by The ministry.',
    );
  });

  it('says when a place is not certain', () => {
    expect(nameOfMark(t, mark('We sail.', 'quote', true), annotation(), position)).toContain('not certain');
  });

  it('shortens long passages between words, and never inside a character', () => {
    const long = nameOfMark(
      t,
      mark('The ferry sails at night. '.repeat(40), 'quote'),
      annotation(),
      position,
    );
    expect(long.length).toBeLessThan(220);
    expect(long).toMatch(/\w…”$/u);
    const faces = nameOfMark(t, mark(`x${'😀'.repeat(400)}`, 'quote'), annotation(), position);
    expect(faces.isWellFormed()).toBe(true);
  });
});
