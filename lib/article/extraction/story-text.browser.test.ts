import { describe, expect, it } from 'vitest';
import { HEADLINE, newsPage, STORY } from '../../../tests/fixtures/news-pages';
import { extractArticle } from '../extract';

const ADDRESS = 'https://skerry.example/sea/no-night-boat';
const H1 = `<h1>${HEADLINE}</h1>`;

/** The article's text of a page, line by line. */
function linesOf(body: string, head = ''): string[] {
  const page = new DOMParser().parseFromString(newsPage(body, head), 'text/html');
  const text = extractArticle(page, ADDRESS)?.text ?? '';
  return text === '' ? [] : text.split('\n\n');
}

describe('articles beside the one of the title', () => {
  const lead = `<article class="lead">${H1}<p>${STORY[0]}</p></article>`;
  const entry = (at: number, heading: string) =>
    `<article class="post"><time>1${at}:30</time>${heading}<p>${STORY[at] ?? ''}</p><p>${STORY[at + 1] ?? ''}</p></article>`;

  it('are the entries of a live blog where the first is merely their head; their times are no text', () => {
    const entries = [1, 3, 5].map((at) => entry(at, `<h2>Hour ${at} on the quay</h2>`));
    expect(linesOf(`<main>${lead}<div>${entries.join('')}</div></main>`)).toEqual([
      STORY[0],
      ...[1, 3, 5].flatMap((at) => [`Hour ${at} on the quay`, STORY[at], STORY[at + 1]]),
    ]);
  });

  it.each([
    ['have headlines that lead elsewhere', '<h2><a href="/other">A lighthouse for two</a></h2>', 'lead'],
    ['are made as that one is', '', 'post'],
  ])('are other stories where they %s', (_, heading, name) => {
    const entries = [1, 3, 5].map((at) => entry(at, heading));
    const own = lead.replace('"lead"', `"${name}"`);
    expect(linesOf(`<main>${own}<div>${entries.join('')}</div></main>`)).toEqual([STORY[0]]);
  });
});
