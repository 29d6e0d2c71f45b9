import { describe, expect, it } from 'vitest';
import { MAX_LINE } from '../annotation/limits';
import { extractArticle } from './extract';
import { PAGE_LIMITS } from './extraction/page-size';

const URL_OF_PAGE = 'https://news.example.com/tax-vote-fails-123456789.html';

const PARAGRAPHS = [
  'The council voted on Tuesday to reject a plan that would have raised the local property tax by two percent, ending a dispute that had split the town for almost a year.',
  '“Nobody asked the people who would have to pay for it,” said Ada Byron, who leads the residents’ group, after the count. She added that her group would now put forward its own plan.',
  'Jo Smith, the mayor, called the result a setback. “We have eleven bridges, and four of them are closed,” he told reporters, adding that repairs would be put off until next spring.',
  'According to the town’s own figures, the repairs would cost 4.2 million over three years, of which the tax would have paid for about a third, and the rest would have come from loans.',
  'A second vote is possible in the autumn, when three of the nine seats are up for election, although neither side said on Tuesday whether it would seek one.',
];
const CAPTION = 'Residents wait outside the town hall before the vote. (Photo: R. Lens)';

/** A page in the shape of a portal's: standfirst, doubled caption, related links, agency tail, boilerplate. */
const NEWS_PAGE = `<!doctype html><html lang="en-US"><head>
  <title>Tax vote fails - Example News</title>
  <meta property="og:site_name" content="Example News"><meta property="og:title" content="Tax vote fails">
  <meta name="description" content="A plan to pay for bridges is off the table.">
  <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Tax vote fails",
    "author": {"name": "Will Write"}, "datePublished": "2026-05-03T09:30:00Z"}</script>
</head><body>
  <nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
  <div id="page"><div class="stream">
    <article id="story">
      <header><h1>Tax vote fails</h1><h2 class="standfirst">A plan to pay for bridges is off the table.</h2>
        <div class="byline"><span>Will Write</span><time datetime="2026-05-03T09:30:00Z">Sun, 3 May</time></div></header>
      <div class="content-body" id="body">
        <figure><img src="x.jpg" alt=""><figcaption>${CAPTION}</figcaption><div class="caption">${CAPTION}</div></figure>
        <p>${PARAGRAPHS[0]}</p><p>${PARAGRAPHS[1]}</p>
        <div class="related"><h3>Related</h3><ul><li><a href="/a">Ten bridges to see</a></li><li><a href="/b">More taxes</a></li></ul></div>
        <p>${PARAGRAPHS[2]}</p><p>${PARAGRAPHS[3]}</p><p>${PARAGRAPHS[4]}</p>
        <p>with wires</p>
        <p>You can also follow us on <a href="https://social.example">Social</a>.</p>
      </div>
    </article>
    <aside class="sidebar"><p>Sign up for our newsletter, which comes every morning, and never miss a thing again.</p></aside>
  </div></div>
  <footer><p>Copyright Example News, all rights reserved, terms and privacy.</p></footer>
</body></html>`;

function parsePage(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

/** Extracts, and holds the promise that the page itself is only read. */
function extract(document: Document) {
  const before = document.documentElement.outerHTML;
  const found = extractArticle(document, URL_OF_PAGE);
  expect(document.documentElement.outerHTML).toBe(before);
  return found;
}

describe('extractArticle', () => {
  it('finds the text, the details and the place of a news article', () => {
    const document = parsePage(NEWS_PAGE);
    const found = extract(document);
    const paragraphs = found?.text.split('\n\n') ?? [];
    for (const paragraph of PARAGRAPHS) expect(paragraphs).toContain(paragraph);
    expect(found?.text).not.toMatch(/newsletter|all rights reserved|World/);
    expect(found?.details).toEqual({
      title: 'Tax vote fails',
      byline: 'Will Write',
      site: 'Example News',
      language: 'en-US',
      publishedAt: '2026-05-03T09:30:00Z',
      modifiedAt: '',
    });
    expect(found?.excerpt).toBe('A plan to pay for bridges is off the table.');
    const story = document.querySelector('#story');
    expect(found?.root && story?.contains(found.root)).toBe(true);
    expect(found?.root?.contains(document.querySelector('#body p'))).toBe(true);
  });

  it('finds its root also where Readability had to start over', () => {
    // Unlikely class names make the first attempt drop the text.
    const document = parsePage(
      NEWS_PAGE.replaceAll('content-body', 'sidebar-comment').replace(
        'id="story"',
        'id="story" class="sponsor-promo-widget"',
      ),
    );
    const found = extract(document);
    expect(found?.text).toContain(PARAGRAPHS[2]);
    expect(found?.root?.isConnected).toBe(true);
    expect(found?.root?.textContent).toContain(PARAGRAPHS[4]);
  });

  it('finds its root also where a stray piece of the story stands elsewhere in the page', () => {
    const [first = '', ...rest] = PARAGRAPHS;
    const stray = `<div class="story-text"><p>${first}</p></div><div><ul><li><a href="/">Home</a></li></ul></div>`;
    const story = `<div class="story-text" id="most"><p>${[...rest, ...rest, ...rest].join('</p><p>')}</p></div>`;
    const document = parsePage(`<html lang="en"><body>${stray}${story}</body></html>`);
    const found = extract(document);
    expect(found?.root?.id).toBe('most');
  });

  it('finds the same, and the same place, in a page that brings its style', () => {
    const style = '<style>p { color: red } /* <p> */</style>';
    const plain = extract(parsePage(NEWS_PAGE));
    const styled = parsePage(
      NEWS_PAGE.replaceAll('<article', `${style}<article`).replaceAll('<p>', `${style}<p>`),
    );
    const found = extract(styled);
    expect(found?.text).toBe(plain?.text);
    expect(found?.root).toBe(styled.querySelector('#body'));
    expect(plain?.root?.id).toBe('body');
  });

  it('believes its own numbers, not those that a page already carries', () => {
    const document = parsePage(NEWS_PAGE.replaceAll('<p>', '<p data-pullquote-number="2">'));
    expect(extract(document)?.root?.textContent).toContain(PARAGRAPHS[0]);
    expect(extract(document)?.root?.closest('#story')).not.toBeNull();
  });

  it('reads what a single-page app shows now', () => {
    const document = parsePage('<!doctype html><html><body><div id="app"></div></body></html>');
    expect(extract(document)?.text).toBe('');
    const app = document.querySelector('#app');
    app?.append(
      ...PARAGRAPHS.map((text) => Object.assign(document.createElement('p'), { textContent: text })),
    );
    expect(extract(document)?.text).toBe(PARAGRAPHS.join('\n\n'));
    app?.replaceChildren(
      Object.assign(document.createElement('p'), { textContent: PARAGRAPHS.join(' ').repeat(2) }),
    );
    expect(extract(document)?.text).toBe(PARAGRAPHS.join(' ').repeat(2));
  });

  it('separates blocks by blank lines and lines by line breaks', () => {
    const body = `<article><p>${PARAGRAPHS[0]}<br>and\n so  on</p><ul><li>One</li><li>Two</li></ul>
      <table><tr><th>Bridges</th><td>11</td></tr></table><pre>a\n  b</pre>
      ${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</article>`;

    expect(extract(parsePage(body))?.text).toContain(
      `${PARAGRAPHS[0]}\nand so on\n\nOne\n\nTwo\n\nBridges 11\n\na\nb\n\n`,
    );
  });

  it('is null where the document is no HTML page', () => {
    const svg = new DOMParser().parseFromString('<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml');
    expect(extractArticle(svg, URL_OF_PAGE)).toBeNull();
    expect(extractArticle(document.implementation.createDocument(null, null), URL_OF_PAGE)).toBeNull();
  });

  it('leaves the live page of the browser as it is', () => {
    const host = document.createElement('div');
    host.innerHTML = parsePage(NEWS_PAGE).body.innerHTML;
    document.body.append(host);
    const story = host.querySelector('#story');
    const observer = new MutationObserver(() => undefined);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const found = extract(document);
    expect(observer.takeRecords()).toEqual([]);
    expect(found?.root && story?.contains(found.root)).toBe(true);
    host.remove();
  });

  describe('on a hostile page', () => {
    const DETAILS_ONLY = { text: '', excerpt: '', root: null };

    it('gives the details alone for too many elements', () => {
      const found = extractArticle(
        parsePage(NEWS_PAGE + '<i></i>'.repeat(PAGE_LIMITS.elements)),
        URL_OF_PAGE,
      );
      expect(found).toMatchObject({ ...DETAILS_ONLY, details: { title: 'Tax vote fails' } });
    });

    it('gives the details alone for a flood of text nodes', () => {
      const document = parsePage(NEWS_PAGE);
      const body = document.querySelector('#body');
      for (let n = 0; n < PAGE_LIMITS.nodes; n++) body?.append('x');
      expect(extractArticle(document, URL_OF_PAGE)).toMatchObject(DETAILS_ONLY);
    });

    it('gives the details alone for elements nested without end', () => {
      const document = parsePage(NEWS_PAGE);
      let innermost: Element = document.body;
      for (let depth = 0; depth <= PAGE_LIMITS.depth; depth++) {
        const child = document.createElement('div');
        innermost.append(child);
        innermost = child;
      }
      expect(extractArticle(document, URL_OF_PAGE)).toMatchObject(DETAILS_ONLY);
    });

    it('bounds a page of one endless line', () => {
      const found = extractArticle(
        parsePage(`<article><h1>${'x'.repeat(1e5)}</h1><p>${'word '.repeat(1e5)}</p></article>`),
        '',
      );
      expect(found?.details.title.length).toBeLessThanOrEqual(MAX_LINE);
      expect(found?.excerpt.length).toBeLessThanOrEqual(MAX_LINE);
      expect(found?.text.length).toBeGreaterThanOrEqual(5e5 - 1);
    });

    it('runs no script of the page', () => {
      const hack = '<img src="data:," onerror="hacked = 1"><script>hacked = 1</script>';
      // Readability looks into these for images that a script would have shown.
      const page = NEWS_PAGE.replaceAll('<p>', `${hack}<noscript>${hack}</noscript><p>`);
      extractArticle(parsePage(page), URL_OF_PAGE);
      expect('hacked' in window).toBe(false);
    });
  });
});
