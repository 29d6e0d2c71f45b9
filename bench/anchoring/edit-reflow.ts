/** The same text in other markup. */
import type { EditablePage, EditableText } from './editable-page';
import type { Change } from './edit-words';
import { GAP } from './page-model';
import type { Random } from './random';

const INLINE = ['b', 'i', 'em', 'strong', 'span', 'font', 'a'];

/** Divides the text at some of its words, and puts one to four words at a time into an inline element. */
function divide(page: EditablePage, text: EditableText, random: Random): number {
  let changed = 0;
  const starts = text.pieces.flatMap(({ word }, at) => (word === GAP || at === 0 ? [] : [at]));
  // From the end, so that the indexes before stay true.
  let limit = Number.POSITIVE_INFINITY;
  for (const at of starts.toReversed()) {
    if (!random.chance(0.1)) continue;
    const part = page.split(text, at);
    const pieces = 1 + 2 * random.int(4);
    if (random.chance(0.6) && at + pieces < limit && part.pieces.length > pieces) {
      page.split(part, pieces);
      const wrapper = page.newElement(random.pick(INLINE));
      part.node.replaceWith(wrapper);
      wrapper.append(part.node);
    }
    limit = at;
    changed++;
  }
  return changed;
}

/** Another name for the element; its children move. */
function rename(page: EditablePage, element: Element, name: string): void {
  const renamed = page.newElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

/** Text nodes are divided and wrapped, blanks become runs of blanks and lines, `p` becomes `div`. */
export function reflow(page: EditablePage, random: Random): Change {
  let possible = 0;
  let changed = 0;
  for (const text of page.texts.slice()) {
    if (text.block?.preformatted === false) {
      text.pieces = text.pieces.map((piece) =>
        piece.word === GAP && piece.text.includes(' ') && random.chance(0.25)
          ? { ...piece, text: piece.text.replace(/ +/, random.pick(['  ', '\n      ', ' \n', '\t'])) }
          : piece,
      );
    }
    if (text.pieces.some(({ word }) => word !== GAP)) possible++;
    if (divide(page, text, random) > 0) changed++;
  }
  for (const block of page.model.blocks) {
    if (!block.leaf || block.name === 'body') continue;
    const element = page.elementOf(block);
    if (random.chance(0.3)) element.before(page.document.createTextNode('\n      '));
    if (random.chance(0.3)) element.after(page.document.createTextNode('\n'));
    if (block.name === 'p' && random.chance(0.4)) rename(page, element, 'div');
  }
  return { possible, changed };
}
