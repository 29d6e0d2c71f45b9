/** What an element means for the text of its page, as far as its name tells. Styles are asked where that is not enough. */

/** Bits; an element that has none is part of a line of text. */
export const BLOCK = 1;
/** Ends a line. */
export const LINE_BREAK = 2;
/** Its content is not the page's text. */
export const UNREAD = 4;
/** Something that is seen between the text before and after it. */
export const OBJECT = 8;
/** May have a shadow tree. */
export const HOST = 16;
/** A name that the page made up: says nothing. */
export const CUSTOM = 32;
/** Holds a document. */
export const FRAME = 64;
export const SLOT = 128;

const traits = new Map<string, number>();

function give(bits: number, list: string): void {
  for (const name of list.split(' ')) traits.set(name, (traits.get(name) ?? 0) | bits);
}

give(
  BLOCK,
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search ' +
    'section summary table tbody td text tfoot th thead tr ul',
);
give(LINE_BREAK, 'br');
// Code, what stands for something else, readings above a word, definitions and descriptions in drawings.
give(
  UNREAD,
  'script style noscript template head link meta base title datalist optgroup option noframes noembed param source ' +
    'track area rp rt rtc desc metadata defs symbol clipPath linearGradient annotation annotation-xml',
);
give(
  UNREAD | OBJECT,
  'textarea select input object embed audio video canvas img picture meter progress image',
);
give(OBJECT, 'svg');
give(FRAME | BLOCK, 'iframe frame');
give(SLOT, 'slot');
give(HOST, 'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span');

/** The bits of a name as `localName` has it. */
export function traitsOf(name: string): number {
  const known = traits.get(name);
  if (known !== undefined) return known;
  return name.includes('-') ? CUSTOM | HOST : 0;
}
