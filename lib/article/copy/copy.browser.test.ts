import { assert, array, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { FOLDED, FURNISHED, HEADLINE, newsPage, PORTAL, STORY } from '../../../tests/fixtures/news-pages';
import { savedCopySchema, type CopyBlock, type SavedCopy } from '../../annotation/version';
import { extractArticle } from '../extract';
import { articleHtml } from './article-html';
import { copyArticle } from './copy';
import { renderCopy } from './sanitise';

const ADDRESS = 'https://skerry.example/sea/no-night-boat';

function copy(html: string): SavedCopy {
  const document = new DOMParser().parseFromString(html, 'text/html');
  const base = document.createElement('base');
  base.href = ADDRESS;
  document.head.prepend(base);
  const article = extractArticle(document, ADDRESS);
  const copied = article && copyArticle(article);
  if (!copied) throw new Error('No article');
  return copied;
}

const lines = ({ blocks }: SavedCopy): string[] =>
  blocks.filter(({ kind }) => kind !== 'caption' && kind !== 'image').map(({ text }) => text);
const story = (middle: string): string =>
  newsPage(`<main><article><h1>${HEADLINE}</h1><p>${STORY.slice(0, 4).join('</p><p>')}</p>${middle}
    <p>${STORY.slice(4).join('</p><p>')}</p></article></main>`);
const rendered = (blocks: readonly CopyBlock[]): DocumentFragment => renderCopy(window, blocks);
const only = (html: string, kind: CopyBlock['kind']): CopyBlock[] =>
  copy(html).blocks.filter((block) => block.kind === kind);

describe('a copy', () => {
  it.each(Object.entries({ FURNISHED, PORTAL, ...FOLDED }))(
    'of %s is what is kept, whole, and nothing else when it is read again',
    (_, html) => {
      const copied = copy(html);
      expect(v.parse(savedCopySchema, copied)).toEqual(copied);
      const again = copy(
        newsPage(`<main><article><h1>${HEADLINE}</h1>${articleHtml(copied.blocks)}</article></main>`),
      );
      expect(lines(again)).toEqual(lines(copied));
    },
  );

  it('keeps links and emphasis, and no address that is not on the web', () => {
    const [, , , , block] = copy(
      story(`<p>The <em>ministry</em> pays <a href="/budget?y=1&amp;z=2">4.6 million <b>crowns</b></a> a year,<br>
        <a href="javascript:alert(1)">it said</a>, <a href="#top">again</a> &lt;and&gt; again.</p>`),
    ).blocks;
    expect(block?.text).toBe('The ministry pays 4.6 million crowns a year,\nit said, again <and> again.');
    expect(block?.html).toBe(
      'The <em>ministry</em> pays <a href="https://skerry.example/budget?y=1&#38;z=2">4.6 million <strong>crowns</strong></a> a year,<br>it said, again &#60;and&#62; again.',
    );
  });

  it('says of text without links nothing twice', () => {
    const [block] = copy(story('')).blocks;
    expect(block).toEqual({ kind: 'paragraph', text: STORY[0] });
  });

  it('keeps lists in lists, numbered ones numbered', () => {
    const list = `<ol><li>First the bread, then the post, then the people.<ul><li>Bread goes to the bakery on the quay.</li></ul></li>
      <li>Last of all comes the timetable with its line.</li></ol>`;
    const html = articleHtml(only(story(list), 'item'));
    const body = new DOMParser().parseFromString(html, 'text/html').body;
    expect(body.querySelectorAll(':scope > ol > li')).toHaveLength(2);
    expect(body.querySelector('ol > li > ul > li')?.textContent).toBe(
      'Bread goes to the bakery on the quay.',
    );
  });

  it('keeps tables as tables', () => {
    const table = `<table><tr><th>Winter</th><th>Passengers</th></tr><tr><td>2024</td><td>4,100 <b>people</b></td></tr>
      <tr><td>2025</td><td>2,900 people</td></tr></table>`;
    const html = articleHtml(only(story(table), 'row'));
    const cells = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('tr')].map((row) =>
      [...row.cells].map(({ localName, textContent }) => `${localName} ${textContent}`),
    );
    expect(cells).toEqual([
      ['th Winter', 'th Passengers'],
      ['td 2024', 'td 4,100 people'],
      ['td 2025', 'td 2,900 people'],
    ]);
  });

  it('keeps pictures where they stand, with captions, at the address of the best one', () => {
    const figure = `<figure><img src="data:image/gif;base64,R0lGOD" data-srcset="/s.jpg 320w, /l.jpg 1280w" width="640" height="400"
      alt="A ferry in ice"><figcaption>The ferry in the ice of last winter (Photo: Imre Sand)</figcaption></figure>`;
    const { blocks } = copy(story(figure));
    expect(blocks.slice(3, 7).map(({ kind }) => kind)).toEqual([
      'paragraph',
      'image',
      'caption',
      'paragraph',
    ]);
    expect(blocks[4]).toEqual({ kind: 'image', text: 'A ferry in ice', url: 'https://skerry.example/l.jpg' });
  });

  it('keeps posts of other sites as such, with where they can be read', () => {
    const post = `<blockquote class="twitter-tweet"><p lang="en">The boat is off. Bring a book.</p>&mdash; Harbour Office
      (@harbour) <a href="https://twitter.com/harbour/status/1">May 3, 2026</a></blockquote>
      <iframe src="https://www.instagram.com/p/abc/embed/"></iframe>`;
    const posts = only(story(post), 'embed');
    expect(posts.map(({ text }) => text)).toEqual([
      'The boat is off. Bring a book.',
      '— Harbour Office (@harbour) May 3, 2026',
      '',
    ]);
    expect(posts.map(({ url }) => url).filter((url) => url !== undefined)).toEqual([
      'https://twitter.com/harbour/status/1',
      'https://www.instagram.com/p/abc/embed/',
    ]);
    expect(rendered(posts).querySelectorAll('blockquote.embed')).toHaveLength(1);
  });

  it('leaves out icons, pictures that count readers, and those of teasers', () => {
    const extras = `<img src="/pixel.gif" width="1" height="1"><img src="/icon.png" width="32" height="32">
      <aside class="related"><a href="/next"><img src="/teaser.jpg"><span>What to read next on the skerry this week</span></a></aside>`;
    expect(only(story(extras), 'image')).toEqual([]);
  });
});

describe('what is shown of a copy', () => {
  it('says what its text says, whatever stands in it', () => {
    const words = array(
      constantFrom('a', ' ', '<b>', '&amp;', '"', "'", '</p>', '\n', '<!--', 'é', '𝒳', '>'),
      {
        maxLength: 12,
      },
    );
    const kinds = constantFrom<CopyBlock['kind']>(
      'paragraph',
      'heading',
      'quote',
      'row',
      'standfirst',
      'caption',
    );
    assert(
      property(words, kinds, (parts, kind) => {
        const text = parts.join('');
        const shown = rendered([{ kind, text }]);
        for (const line of shown.querySelectorAll('br')) line.replaceWith('\n');
        expect(shown.textContent).toBe(text);
      }),
    );
  });

  it('fetches no picture until it is told to', () => {
    const shown = rendered([{ kind: 'image', text: 'A boat', url: 'https://skerry.example/boat.jpg' }]);
    const image = shown.querySelector('img');
    expect([image?.getAttribute('src'), image?.dataset['src'], image?.alt]).toEqual([
      null,
      'https://skerry.example/boat.jpg',
      'A boat',
    ]);
  });

  it('opens links elsewhere, and tells their pages nothing of where it came from', () => {
    const html = 'See <a href="https://a.example/x" onclick="alert(1)" style="color:red" id="x">this</a>.';
    expect(rendered([{ kind: 'paragraph', text: 'See this.', html }]).querySelector('a')?.outerHTML).toBe(
      '<a href="https://a.example/x" target="_blank" rel="noopener noreferrer">this</a>',
    );
  });
});
