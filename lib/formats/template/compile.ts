/**
 * A template read and checked. The parser is mustache's; what a name stands for is decided here, from the one list: no
 * name reaches into an object, nothing is called that a template names, and nothing is evaluated.
 */
import Mustache from 'mustache';
import * as v from 'valibot';
import type { Level, Name, Scope } from './name';
import { NAMES } from './names';
import { FILTERS, isFilter, isThere, print, type Extension, type FilterName } from './print';

const CODES = [
  'unclosed-tag',
  'unopened-section',
  'unclosed-section',
  'bad-delimiters',
  'partial',
  'unknown-name',
  'misplaced-name',
  'not-printable',
  'unknown-filter',
  'misplaced-filter',
] as const;
export type TemplateErrorCode = (typeof CODES)[number];

/** The texts of a template. */
export type Part = 'article' | 'header' | 'footer';

/** What is wrong with a template, and where. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(
    readonly code: TemplateErrorCode,
    readonly part: Part,
    /** From 1. */
    readonly line: number,
    /** The name or filter that it is about; '' where there is none. */
    readonly subject: string,
  ) {
    super(`${code} in line ${line} of the ${part}: ${subject}`);
  }
}

/** A part of a template that can be written. */
export interface Compiled {
  readonly used: ReadonlySet<string>;
  write(scope: Scope): string;
}

type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'print'; readonly name: Name; readonly filters: readonly FilterName[] }
  | { readonly type: 'section' | 'inverted'; readonly name: Name; readonly nodes: readonly Node[] };

/** Where the compiler is: what can be named there, and what `{{.}}` stands for. */
interface Around {
  readonly levels: ReadonlySet<Level>;
  readonly item: string | null;
}

/** Throws a `TemplateError` for what cannot be written. */
export function compile(source: string, part: Part, extension: Extension): Compiled {
  const text = source.replaceAll('\r\n', '\n');
  const compiler = new Compiler(text, part, extension);
  const nodes = compiler.nodesOf(tokensOf(text, part), {
    levels: new Set<Level>(part === 'article' ? ['file', 'article'] : ['file']),
    item: null,
  });
  return { used: compiler.used, write: (scope) => write(nodes, scope, extension) };
}

/** A token as mustache's parser gives it: kind, value, begin, end; for a section, what is in it. */
const tokensSchema = v.array(v.tupleWithRest([v.string(), v.string(), v.number(), v.number()], v.unknown()));
type Tokens = v.InferOutput<typeof tokensSchema>;

function tokensOf(text: string, part: Part): Tokens {
  const parser = new Mustache.Writer();
  try {
    const tokens: unknown = parser.parse(text);
    return v.parse(tokensSchema, tokens);
  } catch (error) {
    throw syntaxError(error instanceof Error ? error.message : '', text, part);
  }
}

const SYNTAX: Readonly<Record<string, TemplateErrorCode>> = {
  'Unclosed tag': 'unclosed-tag',
  'Unopened section': 'unopened-section',
  'Unclosed section': 'unclosed-section',
};

function syntaxError(message: string, text: string, part: Part): TemplateError {
  const [, what = '', name = '', at] =
    /^(Unclosed tag|Unopened section|Unclosed section)(?: "([^]*)")? at (\d+)$/u.exec(message) ?? [];
  const code = SYNTAX[what] ?? 'bad-delimiters';
  const position = at === undefined ? Math.max(0, text.search(/\{\{\s*=/u)) : Number(at);
  return new TemplateError(code, part, lineAt(text, position), name);
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

class Compiler {
  readonly used = new Set<string>();

  constructor(
    private readonly text: string,
    private readonly part: Part,
    private readonly extension: Extension,
  ) {}

  nodesOf(tokens: Tokens, around: Around): Node[] {
    return tokens.flatMap((token) => this.nodeOf(token, around) ?? []);
  }

  private nodeOf([kind, value, position, , within]: Tokens[number], around: Around): Node | null {
    if (kind === 'text') return { type: 'text', text: value };
    // Comments, and delimiters that the parser has followed already.
    if (kind === '!' || kind === '=') return null;
    if (kind === '>') throw this.error('partial', position, value);
    const [key = '', ...filters] = value.split('|').map((each) => each.trim());
    const name = this.nameOf(key, position, around);
    // Three braces or an ampersand would be unescaped elsewhere. Here, words stay words.
    if (kind === 'name' || kind === '&') {
      return { type: 'print', name, filters: this.filtersOf(filters, name, key, position) };
    }
    if (filters[0] !== undefined) throw this.error('misplaced-filter', position, filters[0]);
    const nodes = this.nodesOf(v.parse(tokensSchema, within), kind === '#' ? inside(name, around) : around);
    return { type: kind === '#' ? 'section' : 'inverted', name, nodes };
  }

  private nameOf(written: string, position: number, { levels, item }: Around): Name {
    const key = written === '.' && item !== null ? item : written;
    const name = NAMES.get(key);
    if (!name) throw this.error('unknown-name', position, written);
    // No list within itself: marks in marks would be as many as their square.
    const isKnown = [name.level, ...(name.also ?? [])].some((level) => levels.has(level));
    const isWithinItself = name.items !== undefined && levels.has(name.items);
    if (!isKnown || isWithinItself) throw this.error('misplaced-name', position, written);
    this.used.add(key);
    return name;
  }

  private filtersOf(written: readonly string[], name: Name, key: string, position: number): FilterName[] {
    const isMarks = name.items === 'mark';
    if (name.type === 'yes' || isMarks) throw this.error('not-printable', position, key);
    return written.map((filter) => {
      const known = FILTERS.get(filter);
      if (!known || !isFilter(filter)) throw this.error('unknown-filter', position, filter);
      if (known.types.includes(name.type) && known.files.includes(this.extension)) return filter;
      throw this.error('misplaced-filter', position, filter);
    });
  }

  private error(code: TemplateErrorCode, position: number, subject: string): TemplateError {
    return new TemplateError(code, this.part, lineAt(this.text, position), subject);
  }
}

function inside({ items }: Name, around: Around): Around {
  if (items === undefined) return around;
  return { levels: new Set([...around.levels, items]), item: items === 'mark' ? null : items };
}

function write(nodes: readonly Node[], scope: Scope, extension: Extension): string {
  return nodes.map((node) => writeNode(node, scope, extension)).join('');
}

function writeNode(node: Node, scope: Scope, extension: Extension): string {
  if (node.type === 'text') return node.text;
  const value = node.name.valueOf(scope);
  if (node.type === 'print') return print(value, node.filters, extension, scope.options);
  if (node.type === 'inverted') return isThere(value) ? '' : write(node.nodes, scope, extension);
  if (value.type === 'list') return value.value.map((each) => write(node.nodes, each, extension)).join('');
  return isThere(value) ? write(node.nodes, scope, extension) : '';
}
