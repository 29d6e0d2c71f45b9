/** Marks on passages that their paper took out: they are gone, whatever resembles them. */
import { afterEach, beforeEach, describe as suite, expect, it } from 'vitest';
import {
  ARTICLE,
  edit,
  editWords,
  find,
  mark,
  markAt,
  seeded,
  SENTENCES,
  show,
} from '../../tests/fixtures/edited-article';
import { buildTextIndex } from './text-index';

beforeEach(() => show(ARTICLE));
afterEach(() => document.body.replaceChildren());

/** One of a series: the same words each time. */
function report(time: string, level: string, homes: string): string {
  return `${time} The river stands at ${level} metres at the gauge of Tolm, and ${homes} homes are without power.`;
}

suite('a passage that was deleted', () => {
  it.each(SENTENCES.map((sentence) => [sentence]))('is gone: %s', (sentence) => {
    const target = mark(sentence);
    edit(sentence, '');
    expect(find(target)).toMatchObject({ status: 'gone', start: -1, end: -1 });
  });

  it('is gone also where its neighbours were edited', () => {
    for (const [at, sentence] of SENTENCES.entries()) {
      show(ARTICLE);
      const target = mark(sentence);
      const random = seeded(at + 1);
      show(ARTICLE.map((text) => editWords(text.replace(sentence, ''), 0.1, random)));
      expect(find(target)).toMatchObject({ status: 'gone', start: -1 });
    }
  });

  it('is gone where a similar sentence remains', () => {
    const target = mark('Larger vessels will pay 118 pounds, up from 59 pounds.');
    edit('Larger vessels will pay 118 pounds, up from 59 pounds.', '');
    expect(find(target).status).toBe('gone');
    show([
      ...ARTICLE,
      'A first boat left the port on Monday. The first boat to come back was greeted with song.',
    ]);
    const similar = mark('A first boat left the port on Monday.');
    edit('A first boat left the port on Monday. ', '');
    expect(find(similar).status).toBe('gone');
  });

  it('is not certain in the next report of a series, which has its words and other numbers', () => {
    const reports = [
      report('14:05', '7.21', '1,340'),
      report('14:35', '7.48', '2,216'),
      report('15:10', '7.93', '3,087'),
      report('15:40', '8.02', '4,655'),
    ];
    show([...ARTICLE.slice(0, 2), ...reports, ...ARTICLE.slice(2)]);
    for (const marked of reports) {
      const target = mark(marked);
      const others = reports.filter((each) => each !== marked);
      show([...ARTICLE.slice(0, 2), ...others, ...ARTICLE.slice(2)]);
      expect(find(target).status).not.toBe('found');
      show([...ARTICLE.slice(0, 2), ...reports, ...ARTICLE.slice(2)]);
    }
  });

  it.each(['the wall', 'of the', 'said that', 'he', 'Brackwater', 'crab'])(
    'is gone though «%s» stands elsewhere',
    (words) => {
      const target = mark(words);
      edit(ARTICLE.find((text) => text.includes(words)) ?? '', 'Something else stands here.');
      expect(find(target).status).toBe('gone');
    },
  );

  it('is gone when cut out of a sentence that remains', () => {
    const index = buildTextIndex(document.body);
    const random = seeded(7);
    const words = [...index.text.matchAll(/\S+/gu)];
    const statuses: Record<string, number> = { found: 0, unsure: 0, gone: 0 };
    for (let trial = 0; trial < 400; trial++) {
      const at = Math.floor(random() * (words.length - 12));
      const [first, last] = [words[at], words[at + 1 + Math.floor(random() * 10)]];
      if (!first || !last) continue;
      const [start, end] = [first.index, last.index + last[0].length];
      const target = markAt(buildTextIndex(document.body), start, end);
      show(`${index.text.slice(0, start)}${index.text.slice(end)}`.split('\n'));
      const { status } = find(target);
      statuses[status] = (statuses[status] ?? 0) + 1;
      show(ARTICLE);
    }
    // A few words may stand elsewhere beside the like words: that is worth a look, and no more.
    expect(statuses).toMatchObject({ found: 0 });
    expect(statuses['unsure']).toBeLessThan(8);
  });
});
