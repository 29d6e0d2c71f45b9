import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CAPTION,
  FOLDED,
  FURNISHED,
  HEADLINE,
  newsPage,
  PORTAL,
  STANDFIRST,
  STORY,
} from '../../../tests/fixtures/news-pages';
import { extractArticle } from '../extract';
import type { ExtractedArticle } from '../extract';
import { isText } from './label';

const ADDRESS = 'https://skerry.example/sea/no-night-boat';
const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

function extract(document: Document): ExtractedArticle {
  const before = document.documentElement.outerHTML;
  const found = extractArticle(document, ADDRESS);
  expect(document.documentElement.outerHTML).toBe(before);
  if (!found) throw new Error('No page');
  return found;
}

const lines = ({ text }: ExtractedArticle): string[] => (text === '' ? [] : text.split('\n\n'));
const kinds = ({ blocks }: ExtractedArticle, kind: string): string[] =>
  blocks.filter((block) => block.kind === kind).map(({ text }) => text);

let frame: HTMLIFrameElement | null = null;

/** The page as a browser shows it. */
async function shown(html: string): Promise<Document> {
  frame = document.createElement('iframe');
  frame.srcdoc = html;
  const loaded = new Promise((resolve) => frame?.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  if (!frame.contentDocument) throw new Error('No document');
  return frame.contentDocument;
}
afterEach(() => frame?.remove());

describe('a portal’s page', () => {
  it('gives the story alone, headings as headings, the caption once and apart', () => {
    const found = extract(parsed(PORTAL));
    expect(lines(found)).toEqual([...STORY.slice(0, 4), 'Bread at ten', ...STORY.slice(4)]);
    expect(kinds(found, 'heading')).toEqual(['Bread at ten']);
    expect(new Set(kinds(found, 'caption'))).toEqual(new Set([CAPTION]));
    expect(kinds(found, 'title')).toEqual([HEADLINE]);
    expect(kinds(found, 'credit')).toEqual(['with wires']);
    expect(found.details).toMatchObject({ title: HEADLINE, byline: 'Ada Byron' });
  });

  it.each(Object.entries(FOLDED))('gives what it folds away in %s, shown and unshown', async (_, html) => {
    expect(lines(extract(parsed(html)))).toEqual([...STORY]);
    expect(lines(extract(await shown(html)))).toEqual([...STORY]);
  });

  it('leaves out what it hides for other reasons', async () => {
    const secret =
      'This paragraph was written for an experiment, and no reader of the page has ever seen a word of it.';
    const html = newsPage(
      `<style>.variant-b { display: none } .offscreen { visibility: hidden }</style><main><article><h1>${HEADLINE}</h1>
      <p>${STORY.slice(0, 4).join('</p><p>')}</p><p class="variant-b">${secret}</p><p class="offscreen">${secret}</p>
      <p>${STORY.slice(4).join('</p><p>')}</p></article></main>`,
    );
    expect(lines(extract(await shown(html)))).toEqual([...STORY]);
  });
});

describe('a furnished page', () => {
  const found = extract(parsed(FURNISHED));

  it('keeps standfirst, quotations, lists and tables in order', () => {
    expect(lines(found)).toEqual([
      STANDFIRST,
      ...STORY.slice(0, 5),
      '“There was a line through it.”',
      'The bus leaves from the southern pier at seven in the morning',
      'A single ticket costs 38 crowns',
      'Winter Berths taken',
      '2024 41 of 120',
      ...STORY.slice(5),
    ]);
    expect(kinds(found, 'standfirst')).toEqual([STANDFIRST]);
    expect(kinds(found, 'quote')).toEqual(['“There was a line through it.”']);
    expect(kinds(found, 'row')).toEqual(['Winter Berths taken', '2024 41 of 120']);
  });

  it('says of what it left out what that is', () => {
    expect(kinds(found, 'byline')).toEqual(['By Ada Byron', 'Published 3 May 2026, 09:30']);
    expect(kinds(found, 'credit')).toEqual(['Reporting by Ada Byron; editing by Jo Smith']);
    expect(kinds(found, 'furniture')).toEqual(
      expect.arrayContaining(['Advertisement', 'READ MORE: Seven islands that lost their boats', 'Related']),
    );
  });

  it('leads from each block to the nodes that it came from', () => {
    for (const { nodes, element, text } of found.blocks) {
      const said = nodes
        .map(({ data }) => data)
        .join(' ')
        .replaceAll(/\s+/g, '');
      expect(said).toBe(text.replaceAll(/\s+/g, ''));
      expect(nodes.every((node) => element.contains(node))).toBe(true);
    }
  });
});

describe('what is no part of the story', () => {
  it.each([
    [
      'the next story below',
      `<article><h1>Another boat</h1><p>${'The harbour of Velm has three boats now, and nobody knows whose they are. '.repeat(3)}</p></article>`,
    ],
    ['a card that shows when a name is pointed at', ''],
  ])('is left out: %s', (_, after) => {
    const named = STORY[3].replace(
      'Tove Aune',
      '<a href="/aune">Tove Aune</a><span><b>Tove Aune</b> Baker, 54, more about her</span>',
    );
    const html = newsPage(
      `<main><article><h1>${HEADLINE}</h1><p>${[...STORY.slice(0, 3), named, ...STORY.slice(4)].join('</p><p>')}</p></article>${after}</main>`,
    );
    expect(lines(extract(parsed(html)))).toEqual([...STORY]);
  });

  it('may be called anything where the story is called so too', () => {
    const parts = [0, 2, 4, 6].map(
      (at) =>
        `<div class="sidebar-grid__content promo"><p>${STORY[at] ?? ''}</p><p>${STORY[at + 1] ?? ''}</p></div>`,
    );
    const html = newsPage(
      `<main><h1>${HEADLINE}</h1><div class="sidebar-grid">${parts.join('')}</div></main>`,
    );
    expect(lines(extract(parsed(html)))).toEqual([...STORY]);
  });

  it('is not a paragraph that says the same as the page’s summary', () => {
    const story = [
      ...STORY.slice(0, 4),
      `<div class="box"><p class="lead-in">${STORY[4]}</p></div>`,
      ...STORY.slice(5),
    ];
    const html = newsPage(
      `<main><article><h1>${HEADLINE}</h1><p>${story.join('</p><p>')}</p></article></main>`,
    );
    expect(lines(extract(parsed(html.replace(STANDFIRST, STORY[4]))))).toEqual([...STORY]);
  });

  it('is not a paragraph with a name that says how it looks', () => {
    const html = newsPage(`<main><article><h1>${HEADLINE}</h1><p>${STORY.slice(0, 4).join('</p><p>')}</p>
      <p class="overflow-hidden">${STORY[4]}</p><p>${STORY.slice(5).join('</p><p>')}</p></article></main>`);
    expect(lines(extract(parsed(html)))).toEqual([...STORY]);
  });

  it('is a byline that nothing but its words tells', () => {
    const html = newsPage(
      `<main><article><h1>${HEADLINE}</h1><p>By Ada Byron and Jo Smith</p><p>${STORY.join('</p><p>')}</p></article></main>`,
    );
    const found = extract(parsed(html));
    expect(lines(found)).toEqual([...STORY]);
    expect(kinds(found, 'byline')).toEqual(['By Ada Byron and Jo Smith']);
  });

  it('does not take words of the story for furniture', () => {
    const sentences = [
      'Readers who follow the council on the radio heard the vote before it was taken, and some of them wrote to the paper.',
      'He said that people would subscribe to anything that promised them a boat, and that he had a list of their names.',
      'The related question of the bakery was put off until the autumn, when the advertisement for a second baker runs out.',
      'Published in March, the report ran to ninety pages, and nobody on the island has read more than three.',
      '3 May was the day on which the doors of the old terminal were locked.',
      '“Join us,” they shouted from the quay.',
      'Source: so the miners called the well from which the ship had its water.',
      'She wrote to tips@harbour.example and got no reply.',
      'By Friday, all berths on the last boat were taken. (AP)',
    ];
    const html = newsPage(
      `<main><article><h1>${HEADLINE}</h1><p>${[...STORY.slice(0, 4), ...sentences, ...STORY.slice(4)].join('</p><p>')}</p></article></main>`,
    );
    expect(lines(extract(parsed(html)))).toEqual([...STORY.slice(0, 4), ...sentences, ...STORY.slice(4)]);
  });
});

describe('a page without an article', () => {
  it.each([
    ['a front page', 'https://skerry.example/', FURNISHED],
    [
      'search results',
      'https://skerry.example/search?q=boat',
      newsPage(
        `<main><h1>Results</h1><ul>${'<li><a href="/x">A result about boats</a> 3 May</li>'.repeat(20)}</ul></main>`,
      ),
    ],
    [
      'an application',
      'https://skerry.example/app',
      newsPage('<main><div id="app"><button>Start</button><label>Name <input></label></div></main>'),
    ],
  ])('says so: %s', (_, url, html) => {
    expect(extractArticle(parsed(html), url)).toMatchObject({
      text: '',
      blocks: [],
      root: null,
    });
  });
});

const comment = (_: unknown, at: number): string =>
  `<div class="comment"><b>Reader ${at}</b><p>I took that boat every Friday for ${at} years, and nobody ever asked me <i>what</i> I thought of it at all.</p></div>`;

describe('a line of capitals', () => {
  it('does not keep the page waiting', () => {
    const line = `by ${'A'.repeat(120)}1`;
    const html = newsPage(`<main><article><p>${line}</p><p>${STORY.join('</p><p>')}</p></article></main>`);
    // Before, this took longer than any test may.
    expect(extract(parsed(html)).text).toContain(STORY[7]);
  });
});

describe('a very large page', () => {
  it('gives its story, and nothing of a thousand comments', () => {
    const comments = Array.from({ length: 3_000 }, comment).join('');
    const html = newsPage(
      `<main><article><h1>${HEADLINE}</h1><p>${STORY.join('</p><p>')}</p></article><section id="comments">${comments}</section></main>`,
    );
    expect(parsed(html).getElementsByTagName('*').length).toBeGreaterThan(12_000);
    expect(lines(extract(parsed(html)))).toEqual([...STORY]);
  });

  it('is left alone where it has too many elements, or is too deep', () => {
    const nothing = { text: '', blocks: [], root: null };
    const body = `<main><p>${STORY.join('</p><p>')}</p>${'<i></i>'.repeat(60_001)}</main>`;
    expect(extract(parsed(newsPage(body)))).toMatchObject(nothing);
    const deep = parsed(newsPage(`<main><p>${STORY.join('</p><p>')}</p></main>`));
    let inner = deep.body;
    for (let depth = 0; depth < 1_100; depth++) inner = inner.appendChild(deep.createElement('div'));
    expect(extractArticle(deep, ADDRESS)).toMatchObject(nothing);
  });
});

describe('extraction, whatever the page', () => {
  const word = fc.stringMatching(/^[a-zäöß]{2,9}$/u);
  const sentence = fc
    .array(word, { minLength: 14, maxLength: 30 })
    .map((words) => `${words.join(' ').replace(/^./u, (letter) => letter.toUpperCase())}.`);

  it('changes nothing when it is run on its own output', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 6, maxLength: 14 }), (story) => {
        const first = extract(
          parsed(
            newsPage(`<main><article><h1>${HEADLINE}</h1><p>${story.join('</p><p>')}</p></article></main>`),
          ),
        );
        const again = first.blocks.filter(isText).map(({ text }) => `<p>${text}</p>`);
        const second = extract(
          parsed(newsPage(`<main><article><h1>${HEADLINE}</h1>${again.join('')}</article></main>`)),
        );
        expect(second.text).toBe(first.text);
      }),
      { numRuns: 60, interruptAfterTimeLimit: 8_000 },
    );
  });

  const tag = fc.constantFrom(
    'div',
    'p',
    'span',
    'a',
    'ul',
    'li',
    'table',
    'td',
    'h1',
    'h2',
    'figure',
    'article',
    'b',
    'br',
    'pre',
    'details',
    'template',
    'svg',
    'nav',
  );
  const piece = fc.oneof(
    sentence,
    tag.map((name) => `<${name}>`),
    tag.map((name) => `</${name}>`),
    fc.constantFrom(
      '<p style="display:none">',
      '<div hidden>',
      '<!--',
      '-->',
      '<![CDATA[',
      '<script>',
      '</script>',
      '\u0000',
      '<a href="javascript:1">',
      '&#x202e;',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );

  it('ends, changes nothing, and leads back to the page', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), (pieces) => {
        const page = parsed(pieces.join(''));
        const found = extract(page);
        for (const { nodes, element } of found.blocks) {
          expect(page.contains(element)).toBe(true);
          expect(nodes.every((node) => element.contains(node))).toBe(true);
        }
      }),
      { numRuns: 300, interruptAfterTimeLimit: 8_000 },
    );
  });
});
