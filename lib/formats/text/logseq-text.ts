/**
 * Words of others in Logseq: they stay text, and become no page, block, property or task. Its parser is not CommonMark's:
 * `\[` … `\]` and `\(` … `\)` are formulas there, and a backslash before `::` leaves a property a property.
 */
import { oneLine } from './plain-text';

/** Emphasis, code, HTML, maths, tables, tags, headings; what opens a link or a macro: what closes it is left alone. */
const ALWAYS = /[\\`*_[<>~|$%=#^{]/gu;
/** Words that make a block a task. */
const TASK =
  /^(?=(?:TODO|DOING|DONE|NOW|LATER|WAIT|WAITING|CANCELED|CANCELLED|STARTED|IN-PROGRESS)(?:\s|$))/u;

/** `text` as one line of plain text. */
export function logseqLine(text: string): string {
  return (
    oneLine(text)
      .replace(ALWAYS, String.raw`\$&`)
      // A backslash of the page’s own would close a formula with what follows: a word joiner stands between.
      .replace(/\\\\(?=[\])])/gu, '\\\\\u2060')
      .replace(/\((?=\()/gu, '(\\')
      .replace(/:(?=:)/gu, ':\\')
      .replace(/:(?=\/\/)/gu, ':\\')
      .replace(/@(?=@)/gu, '@\\')
      .replace(/^:/u, String.raw`\:`)
      .replace(/^[-+]/u, String.raw`\$&`)
      .replace(/^(\d+)([.)])/u, String.raw`$1\$2`)
      .replace(TASK, '\\')
  );
}

/** `text` as lines of plain text, one for each of its lines that is not empty. */
export function logseqParagraphs(text: string): string[] {
  return text
    .split(/[\n\r\u2028\u2029]+/u)
    .map((line) => logseqLine(line))
    .filter(Boolean);
}

/** `text` as the value of a property. Nothing is escaped there, so a space parts what would become a link. */
export function logseqValue(text: string): string {
  return oneLine(text)
    .replace(/#(?=\S)/gu, '# ')
    .replace(/([[({])(?=\1)/gu, '$1 ')
    .replace(/\](?=[([])/gu, '] ')
    .replace(/:(?=:|\/\/)/gu, ': ');
}

/** The names of pages that tags become: without what would end the name, or part it in two. Each once. */
export function logseqTags(tags: Iterable<string>): string[] {
  const names = [...tags].map((tag) =>
    oneLine(oneLine(tag).replace(/[#[\](){}<>,，"'`\\^*_~$|:=%]+/gu, ' ')).replace(/^[-/\s]+|[-/\s]+$/gu, ''),
  );
  return [...new Map(names.filter(Boolean).map((name) => [name.toLowerCase(), name])).values()];
}
