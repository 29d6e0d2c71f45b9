import { describe, expect, it } from 'vitest';
import { sampleAnnotation, sampleArticle, sampleMarks } from '../../tests/unit/support/samples';
import { arrangeMarks } from './page-marks';

const articles = [sampleArticle()];

describe('arrangeMarks', () => {
  it('orders by place in the page, notes about the article first, marks without a place last', () => {
    const placements = [
      { id: 'mark-3', status: 'found' as const, order: 0, current: '' },
      { id: 'mark-1', status: 'unsure' as const, order: 4, current: 'other words' },
      { id: 'mark-2', status: 'pending' as const, order: -1, current: '' },
    ];
    const { here } = arrangeMarks(
      { articles, annotations: sampleMarks(), unreadable: 0, versions: [] },
      placements,
      null,
    );
    expect(here.map(({ annotation }) => annotation.id)).toEqual([
      'mark-5',
      'mark-3',
      'mark-1',
      'mark-2',
      'mark-4',
    ]);
    expect(here.map(({ placement }) => placement)).toEqual([null, 'found', 'unsure', 'pending', 'pending']);
    expect(here.map(({ current }) => current)).toEqual(['', '', 'other words', '', '']);
  });

  it('counts every kind, whatever is shown', () => {
    const marks = arrangeMarks(
      { articles, annotations: sampleMarks(), unreadable: 0, versions: [] },
      [],
      'highlight',
    );
    expect(marks.here).toHaveLength(1);
    expect(marks.counts).toEqual({ quote: 1, claim: 2, highlight: 1, note: 1 });
  });

  it('loses no mark', () => {
    const annotations = Array.from({ length: 20 }, (_, i) => sampleAnnotation({ id: `m${i}` }));
    const placements = annotations.map(({ id }, i) => ({
      id,
      status: i % 2 ? ('gone' as const) : ('found' as const),
      order: i,
      current: '',
    }));
    const { here, lost } = arrangeMarks(
      { articles, annotations, unreadable: 0, versions: [] },
      placements,
      null,
    );
    expect([here.length, lost.length]).toEqual([10, 10]);
  });
});
