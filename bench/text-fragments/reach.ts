/**
 * Whether any text directive at all leads to a passage, by the specification alone: the one that says most of it is
 * looked up as the specification looks it up, with all that may be said of its surroundings, and with less of that.
 */
import { isText } from '../anchoring/page-model';
import type { Directive, Found, Searchable } from './searchable';
import type { Barrier, BySpecification } from './types';

function isSame(one: Found | null, other: Found): boolean {
  return one !== null && one.start === other.start && one.end === other.end;
}

/** All of the line before the passage, or of the line above where it begins one. */
function allBefore(searchable: Searchable, at: number): string {
  const { text } = searchable;
  const start = searchable.lineStart(at);
  const line = text.slice(start, at).trim();
  return line === '' && start > 0 ? text.slice(searchable.lineStart(start - 1), start - 1).trim() : line;
}

/** All of the line after the passage, or of the line below where it ends one. */
function allAfter(searchable: Searchable, at: number): string {
  const { text } = searchable;
  const end = searchable.lineEnd(at);
  const line = text.slice(at, end).trim();
  return line === '' && end + 1 < text.length
    ? text.slice(end + 1, searchable.lineEnd(end + 1)).trim()
    : line;
}

/** The directives that say most, that which says all first. */
function fullest(searchable: Searchable, { start, end }: Found): Directive[] {
  const lines = searchable.text.slice(start, end).split('\n');
  const first = (lines[0] ?? '').trim();
  const last = lines.length > 1 ? (lines.at(-1) ?? '').trim() : '';
  const prefixes = [allBefore(searchable, start), ''];
  const suffixes = [allAfter(searchable, end), ''];
  return prefixes.flatMap((prefix) =>
    suffixes.map((suffix) => ({ prefix, start: first, end: last, suffix })),
  );
}

/** What keeps every directive from leading to `range`. */
export function barrierTo(searchable: Searchable, range: Range): Barrier | null {
  const { startContainer, endContainer } = range;
  const isOutside = [startContainer, endContainer].some((node) => node.getRootNode() !== document);
  if (isOutside || !isText(startContainer) || !isText(endContainer)) return 'in shadow or frame';
  const span = searchable.spanOf(range);
  if (!span) return 'hidden';
  const isReached = fullest(searchable, span).some((directive) => isSame(searchable.find(directive), span));
  return isReached ? null : 'repeated';
}

/** Of a link's text directive; null where it has none. */
function directiveOf(link: string): Directive | null {
  const [, text] = link.split(':~:text=');
  if (text === undefined) return null;
  const parts = text.split(',');
  const prefix = parts[0]?.endsWith('-') === true ? (parts.shift()?.slice(0, -1) ?? '') : '';
  const suffix = parts.at(-1)?.startsWith('-') === true ? (parts.pop()?.slice(1) ?? '') : '';
  const [start = '', end = ''] = parts;
  return {
    prefix: decodeURIComponent(prefix),
    start: decodeURIComponent(start),
    end: decodeURIComponent(end),
    suffix: decodeURIComponent(suffix),
  };
}

export function bySpecification(searchable: Searchable, link: string, range: Range): BySpecification {
  const directive = directiveOf(link);
  const found = directive && searchable.find(directive);
  if (!found) return 'nowhere';
  const span = searchable.spanOf(range);
  return span && isSame(found, span) ? 'right' : 'elsewhere';
}
