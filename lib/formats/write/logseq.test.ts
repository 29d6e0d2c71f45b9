/** Read by Logseq’s own parser: what it takes for a block, a property, a link is what Pullquote meant to be one. */
import * as fc from 'fast-check';
import mldoc from 'mldoc';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { anyCollection } from '../../../tests/fixtures/arbitrary-marks';
import { annotationOf, articleOf, OPTIONS } from '../../../tests/fixtures/format-samples';
import { render } from '../format';
import { logseqTags } from '../text/logseq-text';
import { oneLine } from '../text/plain-text';
import { logseq } from './logseq';

/** What Logseq itself asks of its parser when it opens a file. */
const CONFIG = JSON.stringify({
  toc: false,
  heading_number: false,
  keep_line_break: true,
  format: 'Markdown',
  heading_to_list: false,
  exporting_keep_properties: false,
  inline_type_with_pos: false,
  parse_outline_only: false,
  export_md_remove_options: [],
  hiccup_in_block: true,
});

const nodesSchema = v.array(v.tuple([v.tupleWithRest([v.string()], v.unknown()), v.unknown()]));
const propertiesSchema = v.array(v.tuple([v.string(), v.string(), v.array(v.unknown())]));
const headingSchema = v.object({ marker: v.optional(v.string()) });

const CONTAINERS = new Set(['Plain', 'Break_Line', 'Paragraph', 'Heading', 'Quote', 'Property_Drawer']);

/** The blocks of a file, each with its kind and what Logseq makes of it. */
function blocksOf(file: string) {
  return v.parse(nodesSchema, JSON.parse(mldoc.Mldoc.parseJson(file, CONFIG))).map(([block]) => block);
}

function keysOf(file: string): string[] {
  return blocksOf(file)
    .filter(([type]) => type === 'Property_Drawer')
    .flatMap(([, properties]) => v.parse(propertiesSchema, properties).map(([key]) => key));
}

function tasksOf(file: string): string[] {
  return blocksOf(file).flatMap(([type, heading]) =>
    type === 'Heading' ? (v.parse(headingSchema, heading).marker ?? []) : [],
  );
}

/** Everything inline that is more than text, as `Type:target`. */
function inlinesOf(node: unknown): string[] {
  if (!Array.isArray(node)) {
    return typeof node === 'object' && node !== null ? Object.values(node).flatMap(inlinesOf) : [];
  }
  const [type, value]: unknown[] = node;
  const isInline = typeof type === 'string' && /^[A-Z]/u.test(type) && node.length === 2;
  if (!isInline) return node.flatMap(inlinesOf);
  if (type === 'Link') return [`Link ${JSON.stringify(v.parse(v.object({ url: v.unknown() }), value).url)}`];
  if (CONTAINERS.has(type)) return inlinesOf(value);
  // A tag of several words is a tag around a link.
  const within = type === 'Tag' ? inlinesOf(value) : [];
  return within.length > 0 ? within : [type];
}

/** The words of a node, without their line breaks. */
function wordsOf(node: unknown): string {
  if (!Array.isArray(node)) return '';
  const [type, value]: unknown[] = node;
  return type === 'Plain' && typeof value === 'string' ? value.trim() : node.map(wordsOf).join('');
}

const ARTICLE = articleOf({
  title: 'Harbour town votes on [[sea wall]] #1',
  byline: 'Ana Ferreira',
  site: 'The Tidewater Post',
  publishedAt: '2026-02-11T08:30:00Z',
});

const MARKS = [
  annotationOf('We will not build a wall\nthat our children must tear down.', {
    kind: 'quote',
    quote: { speaker: 'Ilse Brandt', speakerRole: 'mayor' },
    note: '**Ask** her:\n- where from?\n- when?',
    tags: ['sea wall', 'Budget'],
  }),
  annotationOf('TODO key:: value, see [[Page]] and #tag', {
    kind: 'claim',
    claim: { claimant: 'Port authority', status: 'checking', rating: '' },
  }),
];

test('one article becomes a page with its properties first', () => {
  expect(render(logseq, [{ article: ARTICLE, annotations: MARKS }], OPTIONS))
    .toBe(String.raw`title:: Harbour town votes on [ [sea wall]] # 1
source:: https://tidewater.example/2026/sea-wall
author:: Ana Ferreira
site:: The Tidewater Post
published:: 2026-02-11T08:30:00Z
saved:: 2026-02-11
tags:: sea wall, Budget

- Quote · Ilse Brandt, mayor · 2026-02-11 · [In the article](https://tidewater.example/2026/sea-wall#:~:text=We%20will%20not%20build%20a%20wall,that%20our%20children%20must%20tear%20down.) · #[[sea wall]] · #[[Budget]]
  kind:: quote
  speaker:: Ilse Brandt
  role:: mayor
	- > We will not build a wall
	  >
	  > that our children must tear down.
	- **Ask** her:
	  - where from?
	  - when?
- Claim (being checked) · Port authority · 2026-02-11 · [In the article](https://tidewater.example/2026/sea-wall#:~:text=TODO%20key%3A%3A%20value%2C%20see%20%5B%5BPage%5D%5D%20and%20%23tag)
  kind:: claim
  claimant:: Port authority
  status:: checking
	- > \TODO key:\: value, see \[\[Page]] and \#tag
`);
});

test('whatever a page says, every line is a bullet, a line of one, or a property of ours', () => {
  fc.assert(
    fc.property(anyCollection, (collection) => {
      const bare = collection.map(({ article, annotations }) => ({
        article,
        annotations: annotations.map((annotation) => ({ ...annotation, note: '' })),
      }));
      const file = render(logseq, bare, OPTIONS);
      const lines = file.trimEnd().split('\n');
      const shape =
        /^(?:|\t{0,2}- .*|\t{0,2} {2}>.*|(?:\t?  )?(?:title|source|author|site|published|saved|exported|tags|kind|speaker|claimant|role|status|rating):: .+)$/u;
      expect(lines.filter((line) => !shape.test(line))).toEqual([]);
      const marks = bare.flatMap(({ annotations }) => annotations);
      const wanted =
        marks.length +
        marks.filter(({ target }) => target !== null && /[^\s\p{Cc}\u202E]/u.test(target.exact)).length +
        (bare.length === 1 ? 0 : bare.length);
      const headings = blocksOf(file).filter(([type]) => type === 'Heading');
      expect(headings).toHaveLength(wanted);
      expect(tasksOf(file)).toEqual([]);
    }),
  );
});

const PIECES =
  'a| |\n|[[|]]|[|]|(|)|((|))|#|::|:|\\|{{|}}|-|*|_|`|<|>|TODO |key:: v|$$|@@|==|~~|^^|[x](y)|//|http://b.example/x|file:///x|^|%|[^1]|[#A]|SCHEDULED: <2020-01-01 Wed>|alpha|0197f1a0-0000-7000-8000-00000000b001|\u0000'.split(
    '|',
  );
const hostile = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 14 }).map((p) => p.join(''));

const PROPERTIES = new Set(
  'title exported source author site published saved tags kind speaker role rating'.split(' '),
);

test('nothing that a page says becomes a link, a tag, a property, a task or a formula', () => {
  fc.assert(
    fc.property(
      hostile,
      hostile,
      hostile,
      fc.array(hostile, { maxLength: 2 }),
      fc.boolean(),
      (exact, title, speaker, tags, several) => {
        const article = articleOf({ title, byline: title, site: title, publishedAt: title });
        const mark = annotationOf(exact, { kind: 'quote', tags, quote: { speaker, speakerRole: speaker } });
        const bare = { article, annotations: [] };
        const file = render(logseq, [{ article, annotations: [mark] }, ...(several ? [bare] : [])], OPTIONS);
        expect(keysOf(file).filter((key) => !PROPERTIES.has(key))).toEqual([]);
        const links = blocksOf(file).flatMap((node) => inlinesOf(node));
        const names = logseqTags(tags);
        expect(links.filter((each) => each.includes('Page_ref'))).toEqual(
          names.map((name) => `Link ["Page_ref",${JSON.stringify(name)}]`),
        );
        const others = links.filter(
          (each) => !each.includes('Page_ref') && !each.includes('tidewater.example'),
        );
        expect(others).toEqual([]);
        expect(tasksOf(file)).toEqual([]);
        const quotes = blocksOf(file).filter(([type]) => type === 'Quote');
        const said = quotes.map((quote) => wordsOf(quote).replaceAll('\u2060', ''));
        expect(said.join('')).toBe(exact.split('\n').map(oneLine).join(''));
      },
    ),
    { numRuns: 300 },
  );
});
