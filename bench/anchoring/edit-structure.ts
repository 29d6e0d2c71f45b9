/** Edits that move, add or take away elements. */
import type { EditablePage, EditableText } from './editable-page';
import { wordsOf } from './editable-page';
import type { Change } from './edit-words';
import type { Mark } from './marks';
import type { Block, Piece } from './page-model';
import { GAP, isReading } from './page-model';
import type { Random } from './random';

const ADS = [
  'Advertisement',
  'Sponsored: Save up to 40 per cent on garden furniture this weekend',
  'Read more: Seven things that we learned this week',
  'Sign up for our morning letter and never miss a story',
  'Continue reading below',
  'Subscribe now for one euro in the first month. Cancel at any time.',
  'Story continues after the advertisement',
  'Partner offer: new hearing aids that nobody sees',
  'Watch: The moment the bridge came down',
  'Share this article with your friends',
];

/** Elements between which another block may stand. */
const PARAGRAPHS = new Set(['p', 'div', 'h2', 'h3', 'h4', 'blockquote', 'figure']);

function paragraphs(page: EditablePage, words: number): Block[] {
  return page.model.blocks.filter(
    (block) =>
      block.visible &&
      block.leaf &&
      block.words >= words &&
      block.name !== 'body' &&
      page.root.contains(page.elementOf(block)),
  );
}

/** A share of the paragraphs goes to where others of their kind stood. */
export function moveParagraphs(page: EditablePage, share: number, random: Random): Change {
  const kinds = Map.groupBy(paragraphs(page, 8), ({ name }) => name);
  let possible = 0;
  let changed = 0;
  for (const blocks of kinds.values()) {
    if (blocks.length < 2) continue;
    possible += blocks.length;
    const chosen = random.shuffled(blocks).slice(0, Math.max(2, Math.round(blocks.length * share)));
    const elements = chosen.map((block) => page.elementOf(block));
    const places = elements.map((element) => {
      const place = page.document.createComment('');
      element.replaceWith(place);
      return place;
    });
    for (const [at, place] of places.entries()) {
      const element = elements[(at + 1) % elements.length];
      if (element) place.replaceWith(element);
      changed++;
    }
  }
  return { possible, changed };
}

/** One paragraph in `every` is cut. */
export function cutParagraphs(page: EditablePage, every: number, random: Random): Change {
  const blocks = paragraphs(page, 8);
  const chosen = random.shuffled(blocks).slice(0, Math.ceil(blocks.length / every));
  for (const block of chosen) {
    for (const number of block.texts)
      for (const { word } of page.model.texts[number]?.pieces ?? []) if (word >= 0) page.cut.add(word);
    page.elementOf(block).remove();
  }
  return { possible: blocks.length, changed: chosen.length };
}

/** New paragraphs, of the page's own words in random order. */
export function insertParagraphs(page: EditablePage, share: number, random: Random): Change {
  const vocabulary = wordsOf(page.model);
  const places = paragraphs(page, 8).filter(({ name }) => PARAGRAPHS.has(name));
  let changed = 0;
  for (const [at, block] of places.entries()) {
    if (!random.chance(share) && !(changed === 0 && at === places.length - 1)) continue;
    const sentences = Array.from({ length: 1 + random.int(4) }, () => {
      const words = Array.from({ length: 8 + random.int(18) }, () => random.pick(vocabulary)).join(' ');
      return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
    });
    const text = page.newText(sentences.join(' '));
    page.elementOf(block).before(page.newElement('p', text.node));
    changed++;
  }
  return { possible: places.length, changed };
}

/** Advertisements between paragraphs. */
export function insertBlockAds(page: EditablePage, share: number, random: Random): Change {
  const places = paragraphs(page, 3).filter(({ name }) => PARAGRAPHS.has(name));
  let changed = 0;
  for (const [at, block] of places.entries()) {
    if (!random.chance(share) && !(changed === 0 && at === places.length - 1)) continue;
    const label = page.newText('Advertisement');
    const text = page.newText(random.pick(ADS));
    const slot = page.newElement(
      random.pick(['div', 'aside']),
      page.newElement('span', label.node),
      page.newElement('p', text.node),
    );
    slot.className = 'ad-slot';
    page.elementOf(block).before(slot);
    changed++;
  }
  return { possible: places.length, changed };
}

/** Advertisements inside paragraphs, wherever between two words. */
export function insertInlineAds(page: EditablePage, share: number, random: Random): Change {
  const blocks = page.model.blocks.filter((block) => isReading(block) && block.words >= 12);
  let changed = 0;
  for (const [at, block] of blocks.entries()) {
    if (!random.chance(share) && !(changed === 0 && at === blocks.length - 1)) continue;
    const places = page
      .textsOf(block)
      .flatMap((text) => text.pieces.map((piece, index) => ({ text, index, piece })))
      .filter(({ piece, index }) => piece.word === GAP && index > 0);
    if (places.length === 0) continue;
    const place = random.pick(places);
    const second = page.split(place.text, place.index + 1);
    const ad = page.newElement(random.pick(['span', 'div']), page.newText(` ${random.pick(ADS)} `).node);
    ad.className = 'ad-inline';
    second.node.before(ad);
    changed++;
  }
  return { possible: blocks.length, changed };
}

/** Words of context that a twin leaves alone where it can. */
const CLEAR = 8;

/** For each word of the page what a sentence put after it does: nothing (0), part a mark from its context, tear one (2). */
function harmAfterWords(page: EditablePage, marks: readonly Mark[]): Uint8Array {
  const harm = new Uint8Array(page.model.words);
  for (const { first, last } of marks) harm.fill(1, Math.max(0, first - CLEAR), last + CLEAR);
  for (const { first, last } of marks) harm.fill(2, first, last);
  return harm;
}

interface Place {
  readonly text: EditableText;
  /** Before this one. */
  readonly piece: Piece;
  readonly harm: number;
}

/** Where a sentence may be put into a block without tearing a mark apart. */
function sentencePlaces(page: EditablePage, block: Block, harmAfter: Uint8Array): Place[] {
  return page.textsOf(block).flatMap((text, number) =>
    text.pieces.flatMap((piece, index): Place[] => {
      if (piece.word < 0) return [];
      const before = text.pieces[index - 1];
      const starts = before?.word === GAP && /[.!?…。！？]\S*\s*$/.test(before.text);
      // Nothing of the page's own before it.
      const opens = number === 0 && text.pieces.slice(0, index).every(({ word }) => word < 0);
      const harm = piece.word === 0 ? 0 : (harmAfter[piece.word - 1] ?? 0);
      return harm < 2 && (starts || opens) ? [{ text, piece, harm }] : [];
    }),
  );
}

/** Words between a passage and the paragraph that its twin stands in, at least. */
const FAR = 40;

/**
 * Each of `chosen` a second time, in another paragraph, where no other twin stands: side by side, twins of neighbours
 * would have each other around them as the originals do, and nothing would tell which of the two was marked.
 * None of them is torn apart.
 *
 * @returns those for which there was a place
 */
export function insertTwins(page: EditablePage, chosen: readonly Mark[], random: Random): Mark[] {
  const harmAfter = harmAfterWords(page, chosen);
  const blocks = page.model.blocks.filter((block) => isReading(block) && block.words >= 8);
  const taken = new Set<Piece>();
  const twins: { readonly place: Place; readonly exact: string }[] = [];
  const copied: Mark[] = [];
  for (const mark of chosen) {
    const others = blocks.filter((block) => {
      const ids = block.texts.flatMap((number) => page.model.texts[number]?.pieces ?? []);
      return !ids.some(({ word }) => word >= mark.first - FAR && word <= mark.last + FAR);
    });
    const [place] = random
      .shuffled(others)
      .flatMap((block) => random.shuffled(sentencePlaces(page, block, harmAfter)))
      .filter(({ piece }) => !taken.has(piece))
      .toSorted((one, other) => one.harm - other.harm);
    if (!place) continue;
    taken.add(place.piece);
    twins.push({ place, exact: mark.exact });
    copied.push(mark);
  }
  // Not before all places are chosen: each is a place in the page as it was.
  for (const { place, exact } of twins) {
    const { pieces } = place.text;
    pieces.splice(pieces.indexOf(place.piece), 0, ...page.cutNew(`${exact} `));
  }
  return copied;
}

/** The article as data for search engines, in head and body, and its beginning once more in a visible header. */
export function repeatLead(page: EditablePage, marks: readonly Mark[]): Change {
  const texts = page.model.blocks
    .filter((block) => isReading(block))
    .map((block) => ({
      block,
      text: page
        .textsOf(block)
        .map(({ node }) => node.data)
        .join('')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    }));
  const json = JSON.stringify({
    '@type': 'NewsArticle',
    articleBody: texts.map(({ text }) => text).join(' '),
  });
  for (const parent of [page.head, page.body]) {
    const script = page.newElement('script', page.document.createTextNode(json));
    script.setAttribute('type', 'application/ld+json');
    parent.prepend(script);
  }
  const firstWords = new Set(marks.map(({ first }) => first));
  const marked = texts.filter(({ block }) =>
    block.texts.some((number) => page.model.texts[number]?.pieces.some(({ word }) => firstWords.has(word))),
  );
  const lead = marked.slice(0, Math.max(1, Math.min(6, Math.ceil(marked.length / 3))));
  const standfirst = page.newElement(
    'div',
    ...lead.map(({ text }) => page.newElement('p', page.newText(text).node)),
  );
  page.body.prepend(page.newElement('header', standfirst));
  return { possible: marked.length, changed: lead.length };
}
