/** Tables: the ones of tools that are known by their columns, and any other by what the user says of its columns. */
import { unguard } from '../write/csv';
import { hypothesisRow } from './hypothesis';
import { check, type Found, type Reader, type ReaderId } from './reader';
import { rowsOf } from './sources/table';
import { lineOf, maybe, tagsOf, targetOf, timeOf, urlOf } from './values';

type Cells = (name: string) => string;

interface KnownTable {
  readonly id: ReaderId;
  /** The table has at least these columns. */
  readonly columns: readonly string[];
  readonly read: (cell: Cells, place: string) => Found[];
}

/** Of two that a table could be, the first. */
const KNOWN: readonly KnownTable[] = [
  {
    id: 'csv',
    columns: ['kind', 'passage', 'speaker', 'claimant', 'status', 'note', 'tags', 'url', 'id'],
    read: ownRow,
  },
  {
    id: 'hypothesisCsv',
    columns: ['Created at', 'Page', 'URL', 'Type', 'Quote/description', 'Comment', 'Tags'],
    read: hypothesisRow,
  },
  {
    id: 'readwise',
    columns: ['Highlight', 'Book Title', 'Note'],
    read: (cell, place) =>
      plainRow(place, {
        passage: cell('Highlight'),
        note: cell('Note'),
        title: cell('Book Title'),
        author: cell('Book Author'),
        url: cell('URL') || cell('Source URL'),
        tags: tagsOf(cell('Tags'), ','),
        time: cell('Highlighted at'),
      }),
  },
  {
    id: 'readwiseImport',
    columns: ['Highlight', 'Title', 'Author', 'URL', 'Note', 'Date'],
    read: (cell, place) => {
      const { note, tags } = inlineTags(unguard(cell('Note')));
      return plainRow(place, {
        passage: unguard(cell('Highlight')),
        note,
        title: unguard(cell('Title')),
        author: unguard(cell('Author')),
        url: cell('URL'),
        tags,
        time: cell('Date'),
      });
    },
  },
  {
    id: 'raindrop',
    columns: ['title', 'url', 'folder', 'highlights'],
    read: (cell, place) => {
      const tags = tagsOf(cell('tags'), ',');
      const article = { title: cell('title'), url: cell('url'), tags, time: cell('created') };
      const found = raindropHighlights(cell('highlights')).flatMap((highlight) =>
        plainRow(place, { ...article, ...highlight, author: '' }),
      );
      return found.length > 0 ? found : [{ type: 'unmarked', place }];
    },
  },
  {
    id: 'instapaper',
    columns: ['URL', 'Title', 'Selection', 'Folder', 'Timestamp'],
    read: (cell, place) =>
      plainRow(place, {
        passage: cell('Selection'),
        note: '',
        title: cell('Title'),
        author: '',
        url: cell('URL'),
        tags: jsonTags(cell('Tags')),
        time: cell('Timestamp'),
      }),
  },
  // These hold addresses and no highlights: the user is told so, and not that the file is broken.
  ...(
    [
      { id: 'pocketCsv', columns: ['title', 'url', 'time_added', 'status'] },
      { id: 'readwiseReader', columns: ['Title', 'URL', 'Document tags', 'Saved date', 'Reading progress'] },
      { id: 'matter', columns: ['Title', 'Author', 'Publisher', 'URL', 'Highlight_Count'] },
    ] as const
  ).map(({ id, columns }) => ({
    id,
    columns,
    read: (_: Cells, place: string): Found[] => [{ type: 'unmarked', place }],
  })),
];

/** The reader for a table with these columns; null where nobody knows it. */
export function tableReader(columns: readonly string[]): Reader | null {
  const table = KNOWN.find((known) => known.columns.every((name) => columns.includes(name)));
  return table ? readerOf(table.id, table.read) : null;
}

function readerOf(id: ReaderId, read: KnownTable['read']): Reader {
  return {
    id,
    async *read(file) {
      for await (const { number, row, surplus } of rowsOf(file)) {
        const place = `row ${number}`;
        if (surplus > 0) yield { type: 'unreadable', place, detail: `${surplus} cells more than columns` };
        else yield* read((name) => row.get(name) ?? '', place);
      }
    },
  };
}

/** What a column of an unknown table may hold. */
export const COLUMN_MEANINGS = [
  'passage',
  'note',
  'tags',
  'speaker',
  'url',
  'title',
  'author',
  'site',
  'time',
] as const;
export type ColumnMeaning = (typeof COLUMN_MEANINGS)[number];
/** The column for each meaning; a meaning may have none. */
export type ColumnMap = Readonly<Partial<Record<ColumnMeaning, string>>>;

/** Names that columns have in the tables of many tools, in lower case. */
const USUAL: Readonly<Record<ColumnMeaning, RegExp>> = {
  passage:
    /^(?:highlight(?:ed)?(?: text)?|quote|passage|text|selection|excerpt|clipping|content|annotation)$/iu,
  note: /^(?:notes?|comments?|remark|my notes?|annotation note)$/iu,
  tags: /^(?:tags?|labels?|keywords?|topics?)$/iu,
  speaker: /^(?:speaker|said by|who|source name|quoted)$/iu,
  url: /^(?:url|link|address|source(?: url)?|uri|web ?page)$/iu,
  title: /^(?:title|article(?: title)?|page(?: title)?|document|book(?: title)?|headline)$/iu,
  author: /^(?:authors?|byline|by|creator|book author)$/iu,
  site: /^(?:site|publication|publisher|outlet|newspaper)$/iu,
  time: /^(?:date|time|created(?: ?at|_at)?|timestamp|added|highlighted(?: at)?)$/iu,
};

/** What the columns probably hold, by their names. */
export function guessColumns(columns: readonly string[]): ColumnMap {
  const map: Partial<Record<ColumnMeaning, string>> = {};
  for (const meaning of COLUMN_MEANINGS) {
    const column = columns.find((name) => USUAL[meaning].test(name.trim()));
    if (column !== undefined && !Object.values(map).includes(column)) map[meaning] = column;
  }
  return map;
}

/** The reader for a table whose columns the user has named. */
export function mappedTableReader(map: ColumnMap): Reader {
  return readerOf('mappedCsv', (cell, place) => {
    const of = (meaning: ColumnMeaning) => (map[meaning] === undefined ? '' : cell(map[meaning]));
    return plainRow(place, {
      passage: of('passage'),
      note: of('note'),
      title: of('title'),
      author: of('author'),
      site: of('site'),
      url: of('url'),
      tags: tagsOf(of('tags'), /[,;|\n]/u),
      time: of('time'),
      speaker: of('speaker'),
    });
  });
}

interface PlainRow {
  readonly passage: string;
  readonly note: string;
  readonly title: string;
  readonly author: string;
  readonly url: string;
  readonly tags: readonly string[];
  readonly time: string;
  readonly site?: string;
  readonly speaker?: string;
}

function plainRow(place: string, row: PlainRow): Found[] {
  const target = targetOf(row.passage);
  if (!target && row.note.trim() === '') return [{ type: 'unmarked', place }];
  const url = urlOf(row.url);
  if (url === null && row.url.trim() !== '') {
    return [{ type: 'unreadable', place, detail: 'url: not a web address' }];
  }
  const [title, byline, site] = [row.title, row.author, row.site ?? ''].map(lineOf);
  const speaker = lineOf(row.speaker ?? '');
  const time = timeOf(row.time);
  return check({
    place,
    article: { url, title, byline, site },
    annotations: [
      {
        kind: target ? (speaker ? 'quote' : 'highlight') : 'note',
        target,
        note: row.note.trim(),
        tags: row.tags,
        ...(speaker ? { quote: { speaker } } : {}),
        ...maybe('createdAt', time),
        ...maybe('updatedAt', time),
      },
    ],
  });
}

/** Our own table: see `write/csv.ts`. */
function ownRow(guarded: Cells, place: string): Found[] {
  const cell: Cells = (name) => unguard(guarded(name));
  const exact = cell('passage');
  const context = {
    prefix: cell('prefix'),
    suffix: cell('suffix'),
    sentenceBefore: cell('sentenceBefore'),
    sentenceAfter: cell('sentenceAfter'),
    position: null,
  };
  return check({
    place,
    article: {
      url: cell('url'),
      title: cell('title'),
      byline: cell('byline'),
      site: cell('site'),
      language: cell('language'),
      publishedAt: cell('publishedAt'),
    },
    annotations: [
      {
        kind: cell('kind'),
        target: exact === '' ? null : { ...context, exact },
        note: cell('note'),
        tags: tagsOf(cell('tags'), '\n'),
        quote: { speaker: cell('speaker'), speakerRole: cell('speakerRole') },
        claim: {
          claimant: cell('claimant'),
          rating: cell('rating'),
          ...maybe('status', cell('status') || undefined),
        },
        ...maybe('id', cell('id') || undefined),
        ...maybe('createdAt', timeOf(cell('createdAt'))),
        ...maybe('updatedAt', timeOf(cell('updatedAt'))),
      },
    ],
  });
}

/** Readwise reads tags out of the first line of a note, and so do we: `.tag .other`. */
function inlineTags(note: string): { readonly note: string; readonly tags: string[] } {
  const [first = '', ...rest] = note.split('\n');
  const words = first.trim().split(/\s+/u);
  if (!words.every((word) => /^\.[^\s.]+$/u.test(word))) return { note, tags: [] };
  return { note: rest.join('\n'), tags: words.map((word) => word.slice(1)) };
}

function jsonTags(cell: string): string[] {
  try {
    const tags: unknown = JSON.parse(cell || '[]');
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string').map(lineOf) : [];
  } catch {
    return tagsOf(cell, ',');
  }
}

/** `Highlight:passage`, and perhaps `Note:…` on the lines behind it. */
function raindropHighlights(cell: string): { readonly passage: string; readonly note: string }[] {
  const parts = cell.split(/^Highlight:/mu).filter((part) => part.trim() !== '');
  return parts.map((part) => {
    const [passage = '', ...notes] = part.split(/^Note:/mu);
    return { passage: passage.trim(), note: notes.join('\n').trim() };
  });
}
