/** The rows of a CSV or TSV file, each by the names of its columns. */
import Papa from 'papaparse';
import * as v from 'valibot';
import { ReadError } from '../reader';
import { headOf, textOf } from './text';

/** The longest row, in UTF-16 units. A quotation mark that is never closed makes one of all that follows. */
const MAX_ROW = 8 * 1024 * 1024;

const parsedSchema = v.object({
  data: v.array(v.array(v.string())),
  errors: v.array(v.object({ type: v.string(), message: v.string() })),
  meta: v.object({ cursor: v.number() }),
});

/** A row by its columns' names; a column that the row lacks is ''. */
export type Row = ReadonlyMap<string, string>;

export interface TableRow {
  /** The first row below the head is 2, as in a spreadsheet. */
  readonly number: number;
  readonly row: Row;
  /** Cells beyond the head's. */
  readonly surplus: number;
}

export interface TableHead {
  /** The names of the columns, by the file's first row. */
  readonly columns: string[];
  /** Whether anything follows. A text of one line may look like a head. */
  readonly hasRows: boolean;
}

/** The head of a table; null where it is none: where the row that follows is not one of several cells. */
export async function tableHead(file: Blob): Promise<TableHead | null> {
  const { text, separator } = withoutHint(await headOf(file));
  const { data, errors } = Papa.parse<string[]>(text, {
    preview: 2,
    delimiter: separator,
    skipEmptyLines: true,
  });
  const [names = [], first = []] = data;
  const hasRows = data.length > 1;
  // A quoted cell that does not end here may be of any length.
  const isTable = !hasRows || first.length > 1 || errors.some(({ type }) => type === 'Quotes');
  return isTable ? { columns: names.map((name) => name.trim()), hasRows } : null;
}

/** What Excel is told of the sign between cells may stand in a line of its own, which Excel does not show or count. */
function withoutHint(text: string): { readonly text: string; readonly separator: string } {
  const [hint, sign] = /^sep=([^\r\n])(?:\r\n|\r|\n)/iu.exec(text) ?? [];
  const rest = text.slice(hint?.length ?? 0);
  return { text: rest, separator: sign ?? separatorOf(rest) };
}

/** Which of the usual signs stands between the cells of the first line. */
function separatorOf(text: string): string {
  const [line = ''] = text.replaceAll(/"[^"]*"/gu, '').split(/[\r\n]/u, 1);
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: line.split(sign).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

/** Rows that end in a carriage return and a line feed are parted at the latter, so that a file may have both. */
function lineEndOf(text: string): '\n' | '\r' {
  const [end] = /\r\n|\n|\r/u.exec(text.replaceAll(/"[^"]*"/gu, '')) ?? [];
  return end === '\r' ? '\r' : '\n';
}

/**
 * The rows below the head.
 *
 * @throws {ReadError} `damaged` where a quoted cell is never closed
 */
export async function* rowsOf(file: Blob): AsyncGenerator<TableRow, void> {
  let names: string[] | null = null;
  let number = 0;
  for await (const cells of cellsOf(file)) {
    number++;
    if (cells.length === 1 && cells[0]?.trim() === '') continue;
    if (names === null) {
      names = cells.map((name) => name.trim());
    } else {
      const row = new Map(names.map((name, at) => [name, cells[at] ?? '']));
      yield { number, row, surplus: Math.max(0, cells.length - names.length) };
    }
  }
}

async function* cellsOf(file: Blob): AsyncGenerator<string[], void> {
  let rest = '';
  let parser: Papa.Parser | null = null;
  // The last row of a piece may go on in the next one.
  for await (const piece of textOf(file)) {
    rest += piece;
    if (!parser) {
      const { text, separator } = withoutHint(rest);
      rest = text;
      parser = new Papa.Parser({ delimiter: separator, newline: lineEndOf(rest) });
    }
    const { data, cursor } = parse(parser, rest, true);
    rest = rest.slice(cursor);
    if (rest.length > MAX_ROW) {
      throw new ReadError('damaged', 'a cell is never closed: a quotation mark is missing');
    }
    yield* data;
  }
  if (parser && rest !== '') yield* parse(parser, rest, false).data;
}

/** The cells of a row, the last without what is left of the row's end. */
function withoutReturn(cells: string[]): string[] {
  const last = cells.at(-1);
  return last?.endsWith('\r') ? [...cells.slice(0, -1), last.slice(0, -1)] : cells;
}

function parse(parser: Papa.Parser, text: string, isMoreToCome: boolean) {
  const parsed = v.parse(parsedSchema, parser.parse(text, 0, isMoreToCome));
  const [error] = parsed.errors;
  if (error && !isMoreToCome) throw new ReadError('damaged', error.message);
  return { data: parsed.data.map(withoutReturn), cursor: parsed.meta.cursor };
}
