/** How a value becomes text of a file: what others wrote stays text, whatever the file is. */
import type { RenderOptions } from '../format';
import { quoted } from '../text/front-matter';
import { escapeHtml } from '../text/html-escape';
import { escapeLine, linkAddress } from '../text/markdown-escape';
import { isoDay, isoTime, oneLine, writtenDay } from '../text/plain-text';
import { tex, texAddress } from '../text/tex';
import { encode } from '../text/text-fragment';
import { csvCell } from '../write/csv';
import type { Value } from './name';

/** The files that templates can write: nothing that a system runs. */
export const EXTENSIONS = ['md', 'txt', 'html', 'tex', 'csv', 'json'] as const;
export type Extension = (typeof EXTENSIONS)[number];

type Words = 'text' | 'own' | 'address';

interface FileType {
  readonly mime: string;
  /** For the documentation. */
  readonly what: string;
  write(words: string, type: Words): string;
}

export const FILE_TYPES: Readonly<Record<Extension, FileType>> = {
  md: {
    mime: 'text/markdown',
    what: 'Markdown; your notes stay Markdown, the rest is escaped',
    write: (words, type) => {
      if (type === 'address') return linkAddress(words);
      if (type === 'text') return escapeLine(words);
      return words
        .toWellFormed()
        .replace(/\s*[\n\r\u2028\u2029]\s*/gu, ' ')
        .trimEnd();
    },
  },
  txt: { mime: 'text/plain', what: 'Text, as it is', write: (words) => oneLine(words) },
  html: {
    mime: 'text/html',
    what: 'HTML; a name stands in the text, or in an attribute in quotes',
    write: (words) => escapeHtml(oneLine(words)),
  },
  tex: {
    mime: 'application/x-tex',
    what: 'LaTeX; addresses are made for the `\\url` and `\\href` of hyperref',
    write: (words, type) => (type === 'address' ? texAddress(words) : tex(words)),
  },
  csv: {
    mime: 'text/csv',
    what: 'A table; each name is a cell, in quotes where it needs them, with its line ends',
    write: (words) => csvCell(words.toWellFormed()),
  },
  json: {
    mime: 'application/json',
    what: 'JSON; each name is a string with its quotes and line ends, or a number',
    write: (words) => JSON.stringify(words.toWellFormed()),
  },
};

interface Filter {
  readonly what: string;
  /** The values that it takes. */
  readonly types: readonly Value['type'][];
  readonly files: readonly Extension[];
}

const WORDS = ['text', 'own', 'address', 'list'] as const;

const FILTER_LIST = {
  iso: { what: 'A date as `2026-02-11`, whatever your settings', types: ['date'], files: EXTENSIONS },
  time: { what: 'A date with its time, as `2026-02-11T08:30:00.000Z`', types: ['date'], files: EXTENSIONS },
  yaml: {
    what: 'In quotes, for the properties at the top of a note',
    types: [...WORDS, 'date'],
    files: ['md'],
  },
  plain: { what: 'Your own words as text: no Markdown, for cells of a table', types: ['own'], files: ['md'] },
  url: { what: 'Encoded as a part of an address', types: WORDS, files: EXTENSIONS },
} as const satisfies Readonly<Record<string, Filter>>;

export type FilterName = keyof typeof FILTER_LIST;

export const FILTERS: ReadonlyMap<string, Filter> = new Map(Object.entries(FILTER_LIST));

export function isFilter(name: string): name is FilterName {
  return Object.hasOwn(FILTER_LIST, name);
}

/** `value` as it stands in a file with that extension. */
export function print(
  value: Value,
  filters: readonly FilterName[],
  extension: Extension,
  options: RenderOptions,
): string {
  if (value.type === 'number') return String(value.value);
  const [words, type] = wordsOf(value, filters, options);
  const isPart = filters.includes('url');
  const shown = filters.includes('plain') ? 'text' : type;
  const written = isPart ? encode(words) : words;
  return filters.includes('yaml')
    ? quoted(written)
    : FILE_TYPES[extension].write(written, isPart ? 'address' : shown);
}

/** Is there anything? */
export function isThere(value: Value): boolean {
  if (value.type === 'yes') return value.value;
  if (value.type === 'list') return value.value.length > 0;
  if (typeof value.value === 'number') return value.type === 'date' || value.value !== 0;
  return oneLine(value.value) !== '';
}

function wordsOf(
  value: Exclude<Value, { type: 'number' }>,
  filters: readonly FilterName[],
  options: RenderOptions,
): [string, Words] {
  switch (value.type) {
    case 'text':
    case 'own':
    case 'address':
      return [value.value, value.type];
    case 'list':
      return [value.text, 'text'];
    case 'yes':
      return ['', 'text'];
    case 'date':
      return [dateOf(value.value, filters, options), 'text'];
    default:
      return value satisfies never;
  }
}

function dateOf(date: number | string, filters: readonly FilterName[], options: RenderOptions): string {
  return typeof date === 'number' ? ownDate(date, filters, options) : pageDate(date, filters, options);
}

function ownDate(time: number, filters: readonly FilterName[], { locale, timeZone }: RenderOptions): string {
  if (filters.includes('time')) return isoTime(time);
  return filters.includes('iso') ? isoDay(time, timeZone) : writtenDay(time, locale, timeZone);
}

/** A date that a page states: its own day, in no time zone but the page's; what is no ISO 8601, as it is or not at all. */
function pageDate(stated: string, filters: readonly FilterName[], { locale }: RenderOptions): string {
  const [day, , full] = /^\d{4}(-\d{2}(-\d{2})?)?(?=T|$)/u.exec(stated) ?? [];
  if (filters.includes('time')) return day === undefined ? '' : stated;
  if (filters.includes('iso')) return day ?? '';
  const time = full === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? (day ?? stated) : writtenDay(time, locale, 'UTC');
}
