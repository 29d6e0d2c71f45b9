/** Words of others in Markdown: whatever a page says, it stays text in CommonMark, GFM and Obsidian. */
import { oneLine } from './plain-text';

/** Emphasis, code, links, HTML, strikethrough, tables, maths, highlights, comments, tags, block ids, footnotes. */
const ALWAYS = /[\\`*_[\]<>~|$%=#^]/gu;

/** `text` as one line of plain text. */
export function escapeLine(text: string): string {
  return (
    oneLine(text)
      .replace(ALWAYS, String.raw`\$&`)
      // Entities; what would become a link of itself; fields of Obsidian's Dataview.
      .replace(/&(?=\w+;)/gu, String.raw`\&`)
      .replace(/:(?=\/\/|:)/gu, String.raw`\:`)
      .replace(/(?<=www)\./giu, String.raw`\.`)
      .replace(/@/gu, String.raw`\@`)
      .replace(/^[-+]/u, String.raw`\$&`)
      .replace(/^(\d+)([.)])/u, String.raw`$1\$2`)
  );
}

/** `text` as paragraphs of plain text, one for each of its lines that is not empty. */
export function escapeParagraphs(text: string): string[] {
  return text
    .split(/[\n\r\u2028\u2029]+/u)
    .map((line) => escapeLine(line))
    .filter(Boolean);
}

/** `url` as it stands in a link: encoded where it would end the link too early or hide what it is. */
export function linkAddress(url: string): string {
  return url
    .toWellFormed()
    .replace(/%(?![\da-f]{2})/giu, '%25')
    .replace(/[\s\p{Cc}\p{Cf}<>()[\]\\`|"^{}]/gu, (character) =>
      character === '(' ? '%28' : character === ')' ? '%29' : encodeURIComponent(character),
    );
}

/** A link. */
export function link(text: string, url: string): string {
  return `[${escapeLine(text)}](${linkAddress(url)})`;
}
