/** What a name in a template is, and the kinds of names that there are. */
import type { Annotation, Kind } from '../../annotation/model';
import type { Entry, Field, Overview, Place, RenderOptions } from '../format';
import { oneLine } from '../text/plain-text';

/** Where a name means something, from the outside to the inside: what a place knows, those within it know too. */
export const LEVELS = ['file', 'article', 'mark', 'tag', 'line', 'noteLine'] as const;
export type Level = (typeof LEVELS)[number];

/** What stands at a place in the template. */
export interface Scope {
  readonly options: RenderOptions;
  /** Of the article within `article`, of everything in `header` and `footer`. */
  readonly overview: Overview;
  readonly article: { readonly entry: Entry; readonly place: Place } | null;
  readonly mark: { readonly annotation: Annotation; readonly turn: Turn } | null;
  readonly item: { readonly text: string; readonly turn: Turn } | null;
}

/** Which of a list this is. */
interface Turn {
  readonly index: number;
  readonly isLast: boolean;
}

/**
 * `text`: words of others. `own`: what the user wrote, which in Markdown stays Markdown. `address`: a URL. `date`:
 * milliseconds, or what a page states. `yes`: only to ask. `list`: to go through; printed, its items with commas.
 */
export type Value =
  | { readonly type: 'text' | 'own' | 'address'; readonly value: string }
  | { readonly type: 'date'; readonly value: number | string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'yes'; readonly value: boolean }
  | { readonly type: 'list'; readonly value: readonly Scope[]; readonly text: string };

export interface Name {
  readonly level: Level;
  /** Other places that know it. */
  readonly also?: readonly Level[];
  /** For the documentation. */
  readonly what: string;
  readonly type: Value['type'];
  /** The level of a list's items. */
  readonly items?: Level;
  /** What the format loses where a template does not name it. */
  readonly fields?: readonly Field[];
  valueOf(scope: Scope): Value;
}

export type Of<T> = (scope: Scope) => T;
type Options = Pick<Name, 'also' | 'fields'>;

export function text(level: Level, what: string, of: Of<string>, options: Options = {}): Name {
  return { level, what, type: 'text', ...options, valueOf: (scope) => ({ type: 'text', value: of(scope) }) };
}

export function own(level: Level, what: string, of: Of<string>, options: Options = {}): Name {
  return { level, what, type: 'own', ...options, valueOf: (scope) => ({ type: 'own', value: of(scope) }) };
}

export function address(level: Level, what: string, of: Of<string>): Name {
  return { level, what, type: 'address', valueOf: (scope) => ({ type: 'address', value: of(scope) }) };
}

export function date(level: Level, what: string, of: Of<number | string>, options: Options = {}): Name {
  return { level, what, type: 'date', ...options, valueOf: (scope) => ({ type: 'date', value: of(scope) }) };
}

export function count(level: Level, what: string, of: Of<number>): Name {
  return { level, what, type: 'number', valueOf: (scope) => ({ type: 'number', value: of(scope) }) };
}

export function yes(level: Level, what: string, of: Of<boolean>, options: Options = {}): Name {
  return { level, what, type: 'yes', ...options, valueOf: (scope) => ({ type: 'yes', value: of(scope) }) };
}

/** A list of strings; each becomes the scope's item. */
export function list(
  level: Level,
  items: Level,
  what: string,
  of: Of<readonly string[]>,
  options: Options = {},
): Name {
  const scopesOf = (scope: Scope) =>
    turns(of(scope)).map(([item, turn]) => within(scope, { item: { text: item, turn } }));
  return {
    level,
    what,
    type: 'list',
    items,
    ...options,
    valueOf: (scope) => ({ type: 'list', value: scopesOf(scope), text: of(scope).map(oneLine).join(', ') }),
  };
}

/** The marks of the article, of one kind or of every. */
export function marks(kind: Kind | null, what: string, fields: readonly Field[]): Name {
  const scopesOf = (scope: Scope) =>
    turns((scope.article?.entry.annotations ?? []).filter((each) => kind === null || each.kind === kind)).map(
      ([annotation, turn]) => within(scope, { mark: { annotation, turn } }),
    );
  return {
    level: 'article',
    what,
    type: 'list',
    items: 'mark',
    fields,
    valueOf: (scope) => ({ type: 'list', value: scopesOf(scope), text: '' }),
  };
}

function within(scope: Scope, inner: Partial<Scope>): Scope {
  return { ...scope, ...inner };
}

function turns<T>(items: readonly T[]): [T, Turn][] {
  return items.map((item, index) => [item, { index, isLast: index === items.length - 1 }]);
}
