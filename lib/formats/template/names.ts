/**
 * What a template can name. This list is all there is: templates are checked against it before anything is written, and
 * `docs/formats/templates.md` is made from it.
 */
import { attributionOf } from '../../annotation/attribution';
import type { Annotation, Kind, Target } from '../../annotation/model';
import type { Entry, Field } from '../format';
import { blockId } from '../text/block-id';
import { obsidianTags } from '../text/front-matter';
import { oneLine } from '../text/plain-text';
import { siteOf } from '../text/site';
import { linkTo } from '../text/text-fragment';
import { address, count, date, list, marks, own, text, yes, type Name, type Of, type Scope } from './name';

const IN_LISTS = ['tag', 'line', 'noteLine'] as const;

const inArticle =
  (of: (entry: Entry['article'], scope: Scope) => string): Of<string> =>
  (scope) =>
    scope.article ? of(scope.article.entry.article, scope) : '';

const inMark =
  (of: (annotation: Annotation, scope: Scope) => string): Of<string> =>
  (scope) =>
    scope.mark ? of(scope.mark.annotation, scope) : '';

const inTarget = (of: (target: Target) => string): Of<string> =>
  inMark(({ target }) => (target ? of(target) : ''));

const isKind =
  (kind: Kind): Of<boolean> =>
  ({ mark }) =>
    mark?.annotation.kind === kind;

const tagsOf: Of<readonly string[]> = ({ mark, overview }) => mark?.annotation.tags ?? overview.tags;

/** What stands between line ends, of a passage or a note. */
function linesOf(value: string): string[] {
  return value.split(/\r\n|[\n\r\u2028\u2029]/u);
}

/** A statement's status in the user's words; '' for what is no claim. */
const statusOf = inMark(({ kind, claim }, { options }) =>
  kind === 'claim' ? options.labels[claim.status] : '',
);

const inFile: Readonly<Record<string, Name>> = {
  today: date('file', 'The day on which the file is written', ({ options }) => options.now),
  collection: text(
    'file',
    'What a file of several articles is called',
    ({ options }) => options.labels.collection,
  ),
  articleCount: count('file', 'How many articles the file has', ({ overview }) => overview.articles),
  markCount: count(
    'file',
    'How many marks the article has, or the file',
    ({ overview }) => overview.annotations,
  ),
  quoteCount: count('file', 'How many of them are quotes', ({ overview }) => overview.quotes),
  claimCount: count('file', 'How many are claims', ({ overview }) => overview.claims),
  highlightCount: count('file', 'How many are highlights', ({ overview }) => overview.highlights),
  speakers: text('file', 'Everybody who is quoted, with commas', ({ overview }) =>
    overview.speakers.join(', '),
  ),
  tags: list('file', 'tag', 'The tags of the mark, the article or the file; printed, with commas', tagsOf, {
    fields: ['tags'],
  }),
  hashtags: own(
    'file',
    'The same as `#sea-wall #Budget`',
    (scope) =>
      obsidianTags(tagsOf(scope))
        .map((tag) => `#${tag}`)
        .join(' '),
    { fields: ['tags'] },
  ),
};

const inArticles: Readonly<Record<string, Name>> = {
  title: text(
    'article',
    'The headline',
    inArticle(({ title }, { options }) => oneLine(title) || options.labels.untitled),
  ),
  url: address(
    'article',
    'The address of the article',
    inArticle(({ url }) => url),
  ),
  site: text('article', 'What the site calls itself, or its host', inArticle(siteOf)),
  byline: text(
    'article',
    'Who wrote it',
    inArticle(({ byline }) => byline),
  ),
  language: text(
    'article',
    'The language, as `en` or `pt-BR`',
    inArticle(({ language }) => language),
  ),
  published: date(
    'article',
    'When it was published',
    inArticle(({ publishedAt }) => publishedAt),
    {
      fields: ['article-dates'],
    },
  ),
  modified: date(
    'article',
    'When it was changed, as the page states it',
    inArticle(({ modifiedAt }) => modifiedAt),
    {
      fields: ['article-dates'],
    },
  ),
  saved: date('article', 'When you marked it first', ({ article }) => article?.entry.article.savedAt ?? ''),
  index: count(
    'article',
    'The number of the mark, or of the article: 1, 2, 3 …',
    ({ article, mark }) => (mark?.turn.index ?? article?.place.index ?? 0) + 1,
  ),
  first: yes(
    'article',
    'Is this the first of the list, or of the articles?',
    ({ article, mark, item }) => (item?.turn ?? mark?.turn ?? article?.place)?.index === 0,
    { also: IN_LISTS },
  ),
  isOnly: yes(
    'article',
    'Is this the only article of the file?',
    ({ article }) => article?.place.isOnly === true,
  ),
  marks: marks(null, 'Every mark of the article', ['highlights', 'notes-on-articles']),
  quotes: marks('quote', 'Its quotes', ['kind']),
  claims: marks('claim', 'Its claims', ['kind']),
  highlights: marks('highlight', 'Its highlights', ['highlights']),
  notes: marks('note', 'Its notes on the whole article', ['notes-on-articles']),
};

const inMarks: Readonly<Record<string, Name>> = {
  last: yes(
    'mark',
    'Is this the last of the list?',
    ({ mark, item }) => (item ?? mark)?.turn.isLast === true,
    {
      also: IN_LISTS,
    },
  ),
  kind: text(
    'mark',
    'Quote, Claim, Highlight or Note, in your language',
    inMark(({ kind }, { options }) => options.labels[kind]),
    {
      fields: ['kind'],
    },
  ),
  isQuote: yes('mark', 'Is it a quote?', isKind('quote'), { fields: ['kind'] }),
  isClaim: yes('mark', 'Is it a claim?', isKind('claim'), { fields: ['kind'] }),
  isHighlight: yes('mark', 'Is it a highlight?', isKind('highlight'), { fields: ['kind'] }),
  isNote: yes('mark', 'Is it a note on the whole article?', isKind('note'), { fields: ['kind'] }),
  text: text(
    'mark',
    'The passage, in one line',
    inTarget(({ exact }) => exact),
  ),
  lines: list('mark', 'line', 'The passage line by line, for a `> ` before each', ({ mark }) =>
    linesOf(mark?.annotation.target?.exact ?? '').filter((line) => oneLine(line) !== ''),
  ),
  attribution: text(
    'mark',
    'Who said or claimed it, with the role: `Ilse Brandt, mayor`',
    inMark((annotation) => {
      const { name, role } = attributionOf(annotation);
      return [name, role].map(oneLine).filter(Boolean).join(', ');
    }),
    { fields: ['speaker', 'claimant'] },
  ),
  speaker: text(
    'mark',
    'Who said a quote',
    inMark((each) => (each.kind === 'quote' ? attributionOf(each).name : '')),
    {
      fields: ['speaker'],
    },
  ),
  role: text(
    'mark',
    'What the speaker is',
    inMark((each) => attributionOf(each).role),
  ),
  claimant: text(
    'mark',
    'Who made a claim',
    inMark((each) => (each.kind === 'claim' ? attributionOf(each).name : '')),
    {
      fields: ['claimant'],
    },
  ),
  status: text('mark', 'Of a claim: unchecked, being checked, checked, in your language', statusOf, {
    fields: ['status'],
  }),
  rating: text(
    'mark',
    'Of a claim: your verdict, in your words',
    inMark(({ kind, claim }) => (kind === 'claim' ? claim.rating : '')),
    { fields: ['rating'] },
  ),
  isChecked: yes(
    'mark',
    'Is it a claim that was checked?',
    ({ mark }) => mark?.annotation.kind === 'claim' && mark.annotation.claim.status === 'checked',
    { fields: ['status'] },
  ),
  note: own(
    'mark',
    'Your note, in one line',
    inMark(({ note }) => note),
    { fields: ['note'] },
  ),
  noteLines: list(
    'mark',
    'noteLine',
    'Your note line by line',
    ({ mark }) => (mark?.annotation.note.trim() ? linesOf(mark.annotation.note.trimEnd()) : []),
    { fields: ['note'] },
  ),
  link: address(
    'mark',
    'The address that leads to the passage',
    inMark(({ target }, { article }) => (article ? linkTo(article.entry.article.url, target) : '')),
  ),
  prefix: text(
    'mark',
    'Words before the passage',
    inTarget(({ prefix }) => prefix),
    { fields: ['context'] },
  ),
  suffix: text(
    'mark',
    'Words after it',
    inTarget(({ suffix }) => suffix),
    { fields: ['context'] },
  ),
  sentenceBefore: text(
    'mark',
    'The sentence before the passage',
    inTarget((target) => target.sentenceBefore),
    {
      fields: ['context'],
    },
  ),
  sentenceAfter: text(
    'mark',
    'The sentence after it',
    inTarget((target) => target.sentenceAfter),
    {
      fields: ['context'],
    },
  ),
  created: date('mark', 'When you made the mark', ({ mark }) => mark?.annotation.createdAt ?? '', {
    fields: ['times'],
  }),
  updated: date('mark', 'When you changed it last', ({ mark }) => mark?.annotation.updatedAt ?? '', {
    fields: ['times'],
  }),
  id: own('mark', 'A name for the mark that stays the same, for links between notes', inMark(blockId)),
};

const itemText: Of<string> = ({ item }) => item?.text ?? '';

const inItems: Readonly<Record<string, Name>> = {
  tag: text('tag', 'The tag as you wrote it; in short `{{.}}`', itemText),
  slug: own(
    'tag',
    'The tag as Obsidian takes it: `sea-wall`',
    (scope) => obsidianTags([itemText(scope)])[0] ?? '',
  ),
  line: text('line', 'The line; in short `{{.}}`', itemText),
  noteLine: own('noteLine', 'The line; in short `{{.}}`', itemText),
};

/** Every name; a map, so that `constructor` is none. */
export const NAMES: ReadonlyMap<string, Name> = new Map(
  Object.entries({ ...inFile, ...inArticles, ...inMarks, ...inItems }),
);

function fieldsOf([, { fields = [] }]: readonly [string, Name]): readonly Field[] {
  return fields;
}

/** What a template has no place for that names these. */
export function lossesOf(used: ReadonlySet<string>): Field[] {
  const kept = new Set([...NAMES].filter(([name]) => used.has(name)).flatMap(fieldsOf));
  const all = new Set([...NAMES].flatMap(fieldsOf));
  return [...[...all].filter((field) => !kept.has(field)), 'position', 'creator'];
}
