import { describe, expect, it } from 'vitest';
import { HEADLINE, newsPage, STORY } from '../../../tests/fixtures/news-pages';
import { extractArticle } from '../extract';
import { isText } from './label';

const ADDRESS = 'https://skerry.example/sea/no-night-boat';
const H1 = `<h1>${HEADLINE}</h1>`;

const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('');
const inArticle = (body: string): string => `<main><article>${H1}${body}</article></main>`;

const partOf = (name: string, texts: readonly string[]): string =>
  `<div class="${name}">${paragraphs(texts)}</div>`;

/** The article's text of a page, line by line. */
function linesOf(body: string, head = ''): string[] {
  const page = new DOMParser().parseFromString(newsPage(body, head), 'text/html');
  const text = extractArticle(page, ADDRESS)?.text ?? '';
  return text === '' ? [] : text.split('\n\n');
}

const entry = (at: number, heading: string) =>
  `<article class="post"><time>1${at}:30</time>${heading}<p>${STORY[at] ?? ''}</p><p>${STORY[at + 1] ?? ''}</p></article>`;

describe('articles beside the one of the title', () => {
  const lead = `<article class="lead">${H1}<p>${STORY[0]}</p></article>`;
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

describe('names', () => {
  it.each([
    'paywall',
    'js-paywall-content',
    'weather-story',
    'social-first',
    'hidden md:block',
    'updated',
    'news-media-body',
  ])('do not outweigh whole sentences among the article’s own: %s', (name) => {
    const html = `${paragraphs(STORY.slice(0, 4))}<p class="${name}">${STORY[4]}</p>${paragraphs(STORY.slice(5))}`;
    expect(linesOf(inArticle(html))).toEqual([...STORY]);
  });

  it.each(['weather', 'updated-story', 'social-first', 'comment-piece'])(
    'do not outweigh a part of nothing but whole sentences: %s',
    (name) => {
      const html = `<section>${paragraphs(STORY.slice(0, 6))}</section><section class="${name}">${paragraphs(STORY.slice(6))}</section>`;
      expect(linesOf(inArticle(html))).toEqual([...STORY]);
    },
  );

  it('tell what asks for something, whatever its length', () => {
    const promo = `<p class="newsletter">Sign up for our newsletter, which comes every morning before the first ferry leaves the quay.</p>`;
    const html = `${paragraphs(STORY.slice(0, 4))}${promo}${paragraphs(STORY.slice(4))}`;
    expect(linesOf(inArticle(html))).toEqual([...STORY]);
  });
});

describe('a page with no element for its story', () => {
  it('gives the parts that stand apart, of the same story', () => {
    const body = `<div><div class="k1">${H1}${partOf('k2', STORY.slice(0, 4))}${partOf('share', STORY.slice(4, 7))}</div></div>`;
    expect(linesOf(body)).toEqual(STORY.slice(0, 7));
  });
});

const slide = (at: number) =>
  `<div class="slide"><figure><img src="x.jpg" alt=""></figure><h2 class="slide-title">Quay number ${at}</h2><p>${STORY[at] ?? ''}</p></div>`;

describe('what looks like captions', () => {
  it('is story where no picture stands beside it', () => {
    const media = `<div class="media-block"><p>${STORY[4]}</p></div>`;
    const html = `${paragraphs(STORY.slice(0, 4))}${media}${paragraphs(STORY.slice(5))}`;
    expect(linesOf(inArticle(html))).toEqual([...STORY]);
  });

  it('is a heading of the story where slides are named so', () => {
    const html = `<p>${STORY[0]}</p>${[1, 2, 3, 4, 5].map(slide).join('')}`;
    const rest = [1, 2, 3, 4, 5].flatMap((at) => [`Quay number ${at}`, STORY[at]]);
    expect(linesOf(inArticle(html))).toEqual([STORY[0], ...rest]);
  });
});

describe('lines around and between paragraphs', () => {
  it.each(['Analysis', 'Related: what the bread costs', 'More about the quay', '3 May 2026', 'Opinion'])(
    'are headings where a paragraph of the story follows: %s',
    (heading) => {
      const html = `${paragraphs(STORY.slice(0, 4))}<h2>${heading}</h2>${paragraphs(STORY.slice(4))}`;
      expect(linesOf(inArticle(html))).toEqual([...STORY.slice(0, 4), heading, ...STORY.slice(4)]);
    },
  );

  it('are not where the heading leads elsewhere or repeats the title', () => {
    for (const heading of [`<h2>${HEADLINE}</h2>`, '<h2><a href="/more">More about the quay</a></h2>']) {
      const html = `${paragraphs(STORY.slice(0, 4))}${heading}${paragraphs(STORY.slice(4))}`;
      expect(linesOf(inArticle(html))).toEqual([...STORY]);
    }
  });

  it('open the story as its first question or heading', () => {
    const dialogue = [0, 2, 4].map((at) => `<dt>Why ${at} boats?</dt><dd><p>${STORY[at] ?? ''}</p></dd>`);
    const answers = [0, 2, 4].flatMap((at) => [`Why ${at} boats?`, STORY[at]]);
    expect(linesOf(inArticle(`<dl>${dialogue.join('')}</dl>`))).toEqual(answers);
    const hours = [1, 3, 5].map(
      (at) =>
        `<div class="entry"><h2>Hour ${at}</h2><div class="in">${paragraphs(STORY.slice(at, at + 2))}</div></div>`,
    );
    const told = [1, 3, 5].flatMap((at) => [`Hour ${at}`, STORY[at], STORY[at + 1]]);
    expect(linesOf(inArticle(`<div class="live">${hours.join('')}</div>`))).toEqual(told);
  });

  it('end it, also without a full stop, under a heading or in a table; names of authors do not', () => {
    const end =
      '<h2>In the end</h2><p>And then the lights went out</p><table><tr><td>Berths</td><td>120</td></tr></table>';
    const html = `${paragraphs(STORY)}${end}<p>Ada Byron, Jo Smith</p>`;
    expect(linesOf(inArticle(html))).toEqual([
      ...STORY,
      'In the end',
      'And then the lights went out',
      'Berths 120',
    ]);
  });
});

describe('a header', () => {
  const summary = 'Islanders will have to go by bus to the southern pier for half a year';

  it('is not needed for a subtitle above the byline', () => {
    const html = `<h2>${summary}</h2><div>Ada Byron · 5 min read</div>${paragraphs(STORY)}`;
    expect(linesOf(inArticle(html))).toEqual([summary, ...STORY]);
  });

  it.each([summary, STORY[0]])('has a standfirst or the first paragraph under the title: %s', (line) => {
    const header = `<header><p>The sea and those who live by it, in a series of ours</p>${H1}<p>${line}</p><p>By Ada Byron</p></header>`;
    const html = `<main><article>${header}<div>${paragraphs(STORY.slice(1))}</div></article></main>`;
    expect(linesOf(html)).toEqual([line, ...STORY.slice(1)]);
  });
});

describe('a short page', () => {
  const line = 'The night boat will not sail before the spring. Nobody was hurt.';

  it('is an article where it says so', () => {
    expect(linesOf(inArticle(`<p>${line}</p>`))).toEqual([line]);
    const dated = '<meta property="article:published_time" content="2026-05-03T09:30:00Z">';
    expect(linesOf(`<main>${H1}<p>${line}</p></main>`, dated)).toEqual([line]);
    expect(linesOf(`<main>${H1}<p>${line}</p></main>`)).toEqual([]);
  });

  it('has more to say in scripts that need fewer characters', () => {
    const story = [
      '港务局周二表示，由于连续两个冬天的乘客太少，开往奥斯蒙德角的夜船在春天之前不会再开。',
      '面包师说，岛上的人是从时刻表上知道这一决定的。',
    ];
    expect(linesOf(`<main>${H1}${paragraphs(story)}</main>`)).toEqual(story);
  });
});

describe('what asks readers for something', () => {
  it.each([
    'この記事は会員限定です。購読者の方は無料で会員登録できますので、こちらのページからお申し込みください。',
    'Подписывайтесь на наш канал, чтобы каждое утро до первого парома узнавать, что случилось на островах ночью.',
    'Follow us on Facebook and on Instagram to learn every morning, before the ferry leaves, what happened overnight.',
  ])('is no last paragraph: %s', (appeal) => {
    expect(linesOf(inArticle(`${paragraphs(STORY)}<p>${appeal}</p>`))).toEqual([...STORY]);
  });

  it('is the last paragraph where it tells of somebody who asks', () => {
    const end =
      'The islanders have asked everyone to support the baker and to register for the bus by Friday, because without your name on a list, as the company put it, there will be no seat.';
    expect(linesOf(inArticle(`${paragraphs(STORY)}<p>${end}</p>`))).toEqual([...STORY, end]);
  });
});

/** The elements and words of the posts in a story, whose text must be the story's alone. */
const embeds = (post: string) => {
  const html = newsPage(inArticle(`${paragraphs(STORY.slice(0, 4))}${post}${paragraphs(STORY.slice(4))}`));
  const blocks = extractArticle(new DOMParser().parseFromString(html, 'text/html'), ADDRESS)?.blocks ?? [];
  expect(blocks.filter(isText).map(({ text }) => text)).toEqual([...STORY]);
  return blocks.filter(({ kind }) => kind === 'embed').map(({ element, text }) => [element.localName, text]);
};
const frame = (src: string): string => `<iframe src="${src}"></iframe>`;

describe('a post of a social network', () => {
  it.each(['twitter-tweet', 'instagram-media', 'tiktok-embed'])(
    'is no text of the story, whatever it says: %s',
    (name) => {
      const said =
        'The night boat is gone, and so is my bread; I shall have to learn to bake it here myself.';
      const post = `<blockquote class="${name}"><p>${said}</p>— Tove (@tove) <a href="#">May 3, 2026</a></blockquote>`;
      expect(embeds(post)).toEqual([
        ['p', said],
        ['blockquote', '— Tove (@tove) May 3, 2026'],
      ]);
    },
  );

  it('is the frame of one, which has no text', () => {
    expect(embeds(frame('https://platform.twitter.com/embed/Tweet.html?id=1'))).toEqual([['iframe', '']]);
    expect(embeds(frame('https://www.instagram.com/p/abc/embed'))).toEqual([['iframe', '']]);
    expect(embeds(frame('https://www.facebook.com/plugins/like.php'))).toEqual([]);
    expect(embeds(frame('https://max.com.example/x.com'))).toEqual([]);
  });
});
