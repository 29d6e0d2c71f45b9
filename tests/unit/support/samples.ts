/** Annotations and articles to show in components; our own words throughout. */
import type { Annotation, Article } from '../../../lib/annotation/model';

const NOW = Date.UTC(2026, 2, 14, 9, 30);

export function sampleArticle(parts: Partial<Article> = {}): Article {
  return {
    id: 'article-1',
    url: 'https://news.example.com/harbour-bridge',
    aliases: ['https://news.example.com/harbour-bridge'],
    savedAt: NOW,
    title: 'Harbour bridge to close for eleven months as engineers find deeper cracks',
    byline: 'Ines Calder',
    site: 'The Example Courier',
    language: 'en',
    publishedAt: '2026-03-13T18:05:00Z',
    modifiedAt: '',
    ...parts,
  };
}

const WORDS =
  'We looked at every weld on the eastern span, and I can tell you that nobody should drive a lorry over it until we are done.';

export function sampleAnnotation(parts: Partial<Annotation> = {}): Annotation {
  return {
    id: 'mark-1',
    articleId: 'article-1',
    kind: 'quote',
    target: {
      exact: WORDS,
      prefix: '',
      suffix: '',
      position: { start: 100, end: 100 + WORDS.length },
      sentenceBefore: 'The chief engineer did not mince words on Friday.',
      sentenceAfter: 'The council will vote next week.',
    },
    note: '',
    tags: [],
    quote: { speaker: '', speakerRole: '' },
    claim: { claimant: '', status: 'unchecked', rating: '' },
    reanchored: null,
    rejected: '',
    createdAt: NOW,
    updatedAt: NOW,
    deletedAt: null,
    ...parts,
  };
}

function passage(exact: string, start: number): Annotation['target'] {
  return {
    ...sampleAnnotation().target,
    exact,
    prefix: '',
    suffix: '',
    position: { start, end: start + exact.length },
    sentenceBefore: 'Traffic counts were taken in May.',
    sentenceAfter: 'No later count exists.',
  };
}

/** One of each kind, and what can be filled in filled in. */
export function sampleMarks(): Annotation[] {
  return [
    sampleAnnotation({
      quote: { speaker: 'Tomas Okafor', speakerRole: 'chief engineer' },
      note: 'Ask for the inspection report: which welds, and since when do they know?',
      tags: ['bridge', 'safety'],
    }),
    sampleAnnotation({
      id: 'mark-2',
      kind: 'claim',
      target: passage('The detour will add no more than twelve minutes for nine out of ten commuters.', 600),
      claim: { claimant: 'City traffic office', status: 'checking', rating: '' },
      tags: ['to check'],
      createdAt: NOW + 1,
    }),
    sampleAnnotation({
      id: 'mark-3',
      kind: 'highlight',
      target: passage(
        'The bridge opened in 1968, was widened twice, and today carries four times the traffic that its builders planned for. A first crack was reported eleven years ago; the repair was put off three times, each time for want of money, and each time with the promise that the next budget would settle it. It never did, and the last report on the state of the piers is older than most of the children who cross it on their way to school.',
        900,
      ),
      createdAt: NOW + 2,
    }),
    sampleAnnotation({
      id: 'mark-4',
      kind: 'claim',
      target: passage('Some 41,000 vehicles cross the bridge on a working day.', 1900),
      claim: { claimant: '', status: 'checked', rating: '' },
      note: 'Count of 2019; the paper removed the sentence later.',
      createdAt: NOW + 3,
    }),
    sampleAnnotation({
      id: 'mark-5',
      kind: 'note',
      target: null,
      note: 'Compare with the 2021 report and the council minutes.',
      tags: ['follow-up'],
      createdAt: NOW + 4,
    }),
  ];
}
