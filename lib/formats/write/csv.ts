/** Tables of everything, one row a mark: CSV (RFC 4180) and TSV, that Excel, LibreOffice and R read. */
import type { Annotation, Article } from '../../annotation/model';
import type { Entry, Format } from '../format';
import { isoTime } from '../text/plain-text';
import { linkTo } from '../text/text-fragment';

/** A cell that a spreadsheet would take for a formula, or that already is guarded against that. */
const FORMULA = /^'*[=+\-@\t\r]/u;

/** A cell that no spreadsheet calculates: the apostrophe that they themselves use for that stands before it. */
export function guard(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** The cell that was guarded. */
export function unguard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** One line of CSV, with its end. */
export function csvRow(cells: readonly string[], separator = ','): string {
  return `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`;
}

/** One cell of CSV, guarded, and in quotes where it needs them. */
export function csvCell(value: string, separator = ','): string {
  const cell = guard(value);
  return cell.includes(separator) || /["\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

type Column = readonly [name: string, cell: (annotation: Annotation, article: Article) => string];

/** Each is named as it is in Pullquote's own JSON. */
export const COLUMNS: readonly Column[] = [
  ['kind', ({ kind }) => kind],
  ['passage', ({ target }) => target?.exact ?? ''],
  ['speaker', ({ quote }) => quote.speaker],
  ['speakerRole', ({ quote }) => quote.speakerRole],
  ['claimant', ({ claim }) => claim.claimant],
  ['status', ({ claim }) => claim.status],
  ['rating', ({ claim }) => claim.rating],
  ['note', ({ note }) => note],
  ['tags', ({ tags }) => tags.map((tag) => tag.replaceAll(/\s+/gu, ' ')).join('\n')],
  ['title', (_, { title }) => title],
  ['byline', (_, { byline }) => byline],
  ['site', (_, { site }) => site],
  ['language', (_, { language }) => language],
  ['publishedAt', (_, { publishedAt }) => publishedAt],
  ['url', (_, { url }) => url],
  ['link', ({ target }, { url }) => linkTo(url, target)],
  ['prefix', ({ target }) => target?.prefix ?? ''],
  ['suffix', ({ target }) => target?.suffix ?? ''],
  ['sentenceBefore', ({ target }) => target?.sentenceBefore ?? ''],
  ['sentenceAfter', ({ target }) => target?.sentenceAfter ?? ''],
  ['createdAt', ({ createdAt }) => isoTime(createdAt)],
  ['updatedAt', ({ updatedAt }) => isoTime(updatedAt)],
  ['id', ({ id }) => id],
];

function table(id: string, extension: string, mime: string, separator: string): Format {
  return {
    id,
    extension,
    mime,
    loses: ['position', 'creator'],
    // Excel takes a file without this mark for one in the machine's own encoding.
    open: () =>
      `\uFEFF${csvRow(
        COLUMNS.map(([name]) => name),
        separator,
      )}`,
    entry: ({ article, annotations }: Entry) =>
      annotations
        .map((annotation) =>
          csvRow(
            COLUMNS.map(([, cell]) => cell(annotation, article)),
            separator,
          ),
        )
        .join(''),
    close: () => '',
  };
}

export const csv = table('csv', 'csv', 'text/csv', ',');
export const tsv = table('tsv', 'tsv', 'text/tab-separated-values', '\t');
