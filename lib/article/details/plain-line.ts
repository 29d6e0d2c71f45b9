/**
 * What a page says of itself, as one harmless line of plain text. A page may say anything: markup, ten thousand
 * characters, or marks that turn the direction of the text around it.
 */
import { MAX_LINE } from '../../annotation/limits';

/** Longer values are cut before they are cleaned: no name or headline needs more. */
const MAX_RAW = 4 * MAX_LINE;

/** The names of characters that headlines and people's names have, `name=character` or `name=` for nothing. */
const NAMED_CHARACTERS = new Map(
  [
    'amp=& lt=< gt=> quot=" apos=\' nbsp=\u00A0 shy= hellip=… middot=· bull=• ndash=– mdash=— lsquo=‘ rsquo=’',
    'sbquo=‚ ldquo=“ rdquo=” bdquo=„ laquo=« raquo=» lsaquo=‹ rsaquo=› iexcl=¡ iquest=¿ euro=€ pound=£',
    'auml=ä ouml=ö uuml=ü Auml=Ä Ouml=Ö Uuml=Ü szlig=ß eacute=é Eacute=É egrave=è ecirc=ê euml=ë aacute=á',
    'agrave=à acirc=â atilde=ã aring=å Aring=Å aelig=æ ccedil=ç iacute=í igrave=ì icirc=î iuml=ï ntilde=ñ',
    'oacute=ó ograve=ò ocirc=ô otilde=õ oslash=ø uacute=ú ugrave=ù ucirc=û',
  ]
    .join(' ')
    .split(' ')
    .map((entry): [string, string] => [
      entry.slice(0, entry.indexOf('=')),
      entry.slice(entry.indexOf('=') + 1),
    ]),
);

/** Tags that only dress a headline. Anything else in angle brackets may be what the line is about. */
const DRESS = /<\/?(?:em|i|b|strong|span|u|sub|sup|small|cite|wbr|a|p|font|mark|q)(?:\s[^<>]{0,300})?\/?>/gi;

/** Characters that take no room and mean nothing, or turn the direction of what follows. */
const INVISIBLE =
  /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/g;
/** The joiners spell words in Persian and Hindi and build emoji; anywhere else they only hide. */
const IDLE_JOINER =
  /(?<![[[\p{L}\p{M}]--\p{Script=Latin}]\p{Extended_Pictographic}\p{EMod}\uFE0F])[\u200C\u200D]+|[\u200C\u200D]+(?![[[\p{L}\p{M}]--\p{Script=Latin}]\p{Extended_Pictographic}])/gv;

/**
 * One line of plain text: no control, zero-width or direction characters, spaces collapsed, at most
 * {@link MAX_LINE} UTF-16 units, never cut inside a character. '' for anything but a string.
 *
 * Markup is not touched: `<script>` stays the eight characters that it is.
 */
export function plainLine(value: unknown): string {
  if (typeof value !== 'string') return '';
  const line = value
    .slice(0, MAX_RAW)
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(IDLE_JOINER, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (line.length <= MAX_LINE) return line;
  const cut = line.slice(0, MAX_LINE);
  return (cut.isWellFormed() ? cut : cut.slice(0, -1)).trimEnd();
}

/**
 * The same for a value that was written as HTML, as those in JSON-LD and `<meta>` often are: character
 * references are decoded once, and tags that only dress text go.
 */
export function plainLineOfMarkup(value: unknown): string {
  if (typeof value !== 'string') return '';
  const decoded = value
    .slice(0, MAX_RAW)
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(DRESS, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all: string, decimal, hex, name) =>
      character(all, decimal, hex, name),
    );
  return plainLine(decoded);
}

function character(reference: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED_CHARACTERS.get(name) ?? reference;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ff_ff ? String.fromCodePoint(code) : reference;
}
