/** References as the style guides have them, letter for letter; and whatever a page says, nothing of it becomes markup. */
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { anyAnnotation, anyArticle } from '../../../tests/fixtures/arbitrary-marks';
import { annotationOf, articleOf } from '../../../tests/fixtures/format-samples';
import type { Article } from '../../annotation/model';
import { ATTRIBUTION, cite, CITATION_STYLES, type CitationStyle } from './cite';
import { authorsOf } from './names';

const UTC = { timeZone: 'UTC' };
const AT = 'https://tidewater.example/2026/sea-wall';
const ARTICLE = articleOf({
  title: 'Harbour town votes on sea wall',
  site: 'The Tidewater Post',
  byline: 'Ana Ferreira',
  publishedAt: '2026-02-11T08:30:00Z',
});

type Expected = Readonly<Record<CitationStyle, readonly [short: string, entry: string]>>;

/** Each with its short reference, and its entry; italics as `<i>`. */
const CASES: readonly (readonly [name: string, fields: Partial<Article>, expected: Expected])[] = [
  [
    'an author, a date and a site',
    {},
    {
      apa: [
        '(Ferreira, 2026)',
        `Ferreira, A. (2026, February 11). Harbour town votes on sea wall. <i>The Tidewater Post</i>. ${AT}`,
      ],
      mla: [
        '(Ferreira)',
        `Ferreira, Ana. “Harbour town votes on sea wall.” <i>The Tidewater Post</i>, 11 Feb. 2026, ${AT}.`,
      ],
      chicago: [
        '(Ferreira 2026)',
        `Ferreira, Ana. 2026. “Harbour town votes on sea wall.” <i>The Tidewater Post</i>, February 11, 2026. ${AT}.`,
      ],
      harvard: [
        '(Ferreira, 2026)',
        `Ferreira, A. (2026) ‘Harbour town votes on sea wall’, <i>The Tidewater Post</i>, 11 February. Available at: ${AT} (Accessed: 11 February 2026).`,
      ],
    },
  ],
  [
    'no author',
    { byline: '' },
    {
      apa: [
        '(“Harbour town votes on sea wall,” 2026)',
        `Harbour town votes on sea wall. (2026, February 11). <i>The Tidewater Post</i>. ${AT}`,
      ],
      mla: [
        '(“Harbour town votes on sea wall”)',
        `“Harbour town votes on sea wall.” <i>The Tidewater Post</i>, 11 Feb. 2026, ${AT}.`,
      ],
      chicago: [
        '(<i>The Tidewater Post</i> 2026)',
        `<i>The Tidewater Post</i>. 2026. “Harbour town votes on sea wall.” February 11, 2026. ${AT}.`,
      ],
      harvard: [
        '(<i>The Tidewater Post</i>, 2026)',
        `<i>The Tidewater Post</i> (2026) ‘Harbour town votes on sea wall’, 11 February. Available at: ${AT} (Accessed: 11 February 2026).`,
      ],
    },
  ],
  [
    'no date',
    { publishedAt: 'yesterday' },
    {
      apa: [
        '(Ferreira, n.d.)',
        `Ferreira, A. (n.d.). Harbour town votes on sea wall. <i>The Tidewater Post</i>. ${AT}`,
      ],
      mla: [
        '(Ferreira)',
        `Ferreira, Ana. “Harbour town votes on sea wall.” <i>The Tidewater Post</i>, ${AT}. Accessed 11 Feb. 2026.`,
      ],
      chicago: [
        '(Ferreira n.d.)',
        `Ferreira, Ana. n.d. “Harbour town votes on sea wall.” <i>The Tidewater Post</i>. Accessed February 11, 2026. ${AT}.`,
      ],
      harvard: [
        '(Ferreira, no date)',
        `Ferreira, A. (no date) ‘Harbour town votes on sea wall’, <i>The Tidewater Post</i>. Available at: ${AT} (Accessed: 11 February 2026).`,
      ],
    },
  ],
  [
    'an agency as its author, and a month alone',
    { byline: 'Associated Press', publishedAt: '2026-09' },
    {
      apa: [
        '(Associated Press, 2026)',
        `Associated Press. (2026, September). Harbour town votes on sea wall. <i>The Tidewater Post</i>. ${AT}`,
      ],
      mla: [
        '(Associated Press)',
        `Associated Press. “Harbour town votes on sea wall.” <i>The Tidewater Post</i>, Sept. 2026, ${AT}.`,
      ],
      chicago: [
        '(Associated Press 2026)',
        `Associated Press. 2026. “Harbour town votes on sea wall.” <i>The Tidewater Post</i>, September 2026. ${AT}.`,
      ],
      harvard: [
        '(Associated Press, 2026)',
        `Associated Press (2026) ‘Harbour town votes on sea wall’, <i>The Tidewater Post</i>, September. Available at: ${AT} (Accessed: 11 February 2026).`,
      ],
    },
  ],
  [
    'two authors, and a title that asks and quotes',
    {
      byline: 'By Ana Ferreira and Bo Li, Political Editor',
      title: 'Who said “no”?',
      publishedAt: '2026-05-03',
    },
    {
      apa: [
        '(Ferreira & Li, 2026)',
        `Ferreira, A., & Li, B. (2026, May 3). Who said “no”? <i>The Tidewater Post</i>. ${AT}`,
      ],
      mla: [
        '(Ferreira and Li)',
        `Ferreira, Ana, and Bo Li. “Who said ‘no’?” <i>The Tidewater Post</i>, 3 May 2026, ${AT}.`,
      ],
      chicago: [
        '(Ferreira and Li 2026)',
        `Ferreira, Ana, and Bo Li. 2026. “Who said ‘no’?” <i>The Tidewater Post</i>, May 3, 2026. ${AT}.`,
      ],
      harvard: [
        '(Ferreira and Li, 2026)',
        `Ferreira, A. and Li, B. (2026) ‘Who said “no”?’, <i>The Tidewater Post</i>, 3 May. Available at: ${AT} (Accessed: 11 February 2026).`,
      ],
    },
  ],
  [
    'four authors',
    { byline: 'Ana de Souza, Bo Li, Cy Twist and Dee Moe' },
    {
      apa: [
        '(de Souza et al., 2026)',
        `de Souza, A., Li, B., Twist, C., & Moe, D. (2026, February 11). Harbour town votes on sea wall. <i>The Tidewater Post</i>. ${AT}`,
      ],
      mla: [
        '(de Souza et al.)',
        `de Souza, Ana, et al. “Harbour town votes on sea wall.” <i>The Tidewater Post</i>, 11 Feb. 2026, ${AT}.`,
      ],
      chicago: [
        '(de Souza et al. 2026)',
        `de Souza, Ana, Bo Li, Cy Twist, and Dee Moe. 2026. “Harbour town votes on sea wall.” <i>The Tidewater Post</i>, February 11, 2026. ${AT}.`,
      ],
      harvard: [
        '(de Souza <i>et al.</i>, 2026)',
        `de Souza, A. <i>et al.</i> (2026) ‘Harbour town votes on sea wall’, <i>The Tidewater Post</i>, 11 February. Available at: ${AT} (Accessed: 11 February 2026).`,
      ],
    },
  ],
  [
    'a script of its own',
    { title: 'المدينة تصوّت', byline: 'ليلى حداد', site: 'الميناء', language: 'ar' },
    {
      apa: ['(ليلى حداد, 2026)', `ليلى حداد. (2026, February 11). المدينة تصوّت. <i>الميناء</i>. ${AT}`],
      mla: ['(ليلى حداد)', `ليلى حداد. “المدينة تصوّت.” <i>الميناء</i>, 11 Feb. 2026, ${AT}.`],
      chicago: [
        '(ليلى حداد 2026)',
        `ليلى حداد. 2026. “المدينة تصوّت.” <i>الميناء</i>, February 11, 2026. ${AT}.`,
      ],
      harvard: [
        '(ليلى حداد, 2026)',
        `ليلى حداد (2026) ‘المدينة تصوّت’, <i>الميناء</i>, 11 February. Available at: ${AT} (Accessed: 11 February 2026).`,
      ],
    },
  ],
  [
    'a title with italics',
    { title: 'Why <i>Titanic</i> sank' },
    {
      apa: [
        '(Ferreira, 2026)',
        `Ferreira, A. (2026, February 11). Why <i>Titanic</i> sank. <i>The Tidewater Post</i>. ${AT}`,
      ],
      mla: [
        '(Ferreira)',
        `Ferreira, Ana. “Why <i>Titanic</i> sank.” <i>The Tidewater Post</i>, 11 Feb. 2026, ${AT}.`,
      ],
      chicago: [
        '(Ferreira 2026)',
        `Ferreira, Ana. 2026. “Why <i>Titanic</i> sank.” <i>The Tidewater Post</i>, February 11, 2026. ${AT}.`,
      ],
      harvard: [
        '(Ferreira, 2026)',
        `Ferreira, A. (2026) ‘Why <i>Titanic</i> sank’, <i>The Tidewater Post</i>, 11 February. Available at: ${AT} (Accessed: 11 February 2026).`,
      ],
    },
  ],
];

const plain = (markup: string) => markup.replaceAll(/<\/?i>/gu, '');
const escaped = (markup: string) => markup.replaceAll('&', '&#38;');

describe.each(CITATION_STYLES)('%s', (style) => {
  test.each(CASES)('cites an article with %s', async (_, fields, expected) => {
    const [short, entry] = expected[style];
    const quote = annotationOf('We will not build.', {
      kind: 'quote',
      quote: { speaker: 'Ilse Brandt', speakerRole: 'mayor' },
    });
    const article = { ...ARTICLE, ...fields };
    expect(await cite(article, null, style, UTC)).toEqual({
      text: plain(entry),
      html: `<p>${escaped(entry)}</p>`,
    });
    expect(await cite(article, quote, style, UTC)).toEqual({
      text: `Ilse Brandt: “We will not build.” ${plain(short)}\n\n${plain(entry)}`,
      html: `<p>Ilse Brandt: “We will not build.” ${escaped(short)}</p><p>${escaped(entry)}</p>`,
    });
  });

  test('takes a hostile page at its words, and runs none of them', async () => {
    const article = articleOf({
      title: '<script>alert(1)</script> & <b>a <i x=1>',
      site: '<img src=x onerror=alert(1)>',
      byline: '<a href=x>Bo</a>',
    });
    const { text, html } = await cite(article, annotationOf('<script>2</script>'), style, UTC);
    expect(text).toContain('<script>alert(1)</script> & <b>a <i x=1>');
    expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#60;b&#62;a &#60;i x=1&#62;');
    expect(html).toContain('“&#60;script&#62;2&#60;/script&#62;”');
    expect(html.replaceAll(/<\/?[ip]>/gu, '')).not.toMatch(/[<>]/u);
  });

  test('cites whatever there is, with no markup but emphasis', async () => {
    await fc.assert(
      fc.asyncProperty(anyArticle, fc.option(anyAnnotation), async (article, annotation) => {
        const { text, html } = await cite(article, annotation, style, UTC);
        expect(text.isWellFormed() && html.isWellFormed()).toBe(true);
        expect(text).toContain(article.url);
        const left = html
          .replaceAll(/<\/?(?:p|i|b|sup|sub|span)>|<span style="font-[a-z]+: ?[a-z-]+;">/gu, '')
          .replaceAll(/&#\d+;/gu, '');
        expect(left).not.toMatch(/[<>]/u);
      }),
      { numRuns: 40 },
    );
  });
});

test.each([
  ['Ana Ferreira', '', 'en', [{ given: 'Ana', family: 'Ferreira' }]],
  ['By Jean-Luc van der Berg', '', 'en', [{ given: 'Jean-Luc', family: 'van der Berg' }]],
  ['Иван Петров', '', 'ru', [{ given: 'Иван', family: 'Петров' }]],
  ['Madonna', '', 'en', [{ literal: 'Madonna' }]],
  ['BBC News; Reuters', '', 'en', [{ literal: 'BBC News' }, { literal: 'Reuters' }]],
  ['The Tidewater Post', 'The Tidewater Post', 'en', []],
  ['山田太郎、鈴木花子', '', 'ja', [{ literal: '山田太郎' }, { literal: '鈴木花子' }]],
  ['Nguyễn Văn An', '', 'vi', [{ literal: 'Nguyễn Văn An' }]],
  ['Ana Ferreira, Senior Correspondent', '', 'en', [{ given: 'Ana', family: 'Ferreira' }]],
  ['', '', '', []],
])('the authors of %j are told apart', (byline, site, language, expected) => {
  expect(authorsOf({ byline, site, language })).toEqual(expected);
});

test.each(['__proto__', 'constructor', 'toString'])(
  'somebody called %s is cited like anybody',
  async (byline) => {
    for (const style of CITATION_STYLES) {
      const { text } = await cite(
        articleOf({ byline, title: '', site: '' }),
        annotationOf('Nobody was asked.'),
        style,
        {
          timeZone: 'UTC',
        },
      );
      expect(text).toContain(byline);
    }
  },
);

test('the processor is named where its licence wants it', () => {
  const notice = readFileSync('public/third-party.txt', 'utf8');
  expect(notice).toContain(ATTRIBUTION.phrase);
  expect(notice).toContain(ATTRIBUTION.url);
  const { version = '' } = Object(JSON.parse(readFileSync('node_modules/citeproc/package.json', 'utf8')));
  expect(notice).toContain(`citeproc ${version} (`);
});
