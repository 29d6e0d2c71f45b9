/** Names for exported files that every system and every note-taking app accepts. */
import type { Collection, Format } from './format';
import { isoDay, oneLine } from './text/plain-text';

const MAX_CHARACTERS = 100;
/** Most file systems count bytes, up to 255; what a download or a sync adds must fit too. */
const MAX_BYTES = 200;
/** Not allowed on Windows, or of a meaning in links between Obsidian's notes. */
const FORBIDDEN = /[<>:"/\\|?*#^[\]]+/gu;
/** Nobody sees them, and Chromium refuses names with them; but for those that join letters and emoji. */
const INVISIBLE = /(?![\u200C\u200D])[\p{Cf}\p{Noncharacter_Code_Point}]/gu;
/** Devices of Windows, whatever comes after the first dot. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/iu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The file's name with its extension: the article's title, or the day where there are several or no title. */
export function fileName(collection: Collection, format: Format, now: number): string {
  const [only] = collection.length === 1 ? collection : [];
  const title = only ? safeName(only.article.title) : '';
  const extension = `.${format.extension}`;
  const name = title || `Pullquote ${isoDay(now)}`.trim();
  return `${shorten(name, MAX_CHARACTERS - extension.length)}${extension}`;
}

/** `title` as part of a name; '' where nothing of it can be seen. */
export function safeName(title: string): string {
  const name = trimmed(oneLine(title.normalize('NFC')).replace(INVISIBLE, '').replace(FORBIDDEN, ' '));
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(name)) return '';
  return RESERVED.test(name) ? `_${name}` : name;
}

/** Without what hides a file, looks like an option, or what Windows cuts off. */
function trimmed(name: string): string {
  return name.replace(/\s+/gu, ' ').replace(/^[\s.-]+|[\s.]+$/gu, '');
}

function shorten(name: string, maxCharacters: number): string {
  let short = '';
  let bytes = 0;
  for (const { segment } of graphemes.segment(name)) {
    bytes += utf8Length(segment);
    if (short.length + segment.length > maxCharacters || bytes > MAX_BYTES) return trimmed(short);
    short += segment;
  }
  return short;
}

function utf8Length(text: string): number {
  return encodeURIComponent(text).replace(/%../gu, '.').length;
}
