/** The pictures of an article, each with the block that it stands before. */
import { isText, type Block } from '../extraction/label';
import { imageAddress } from '../details/image-address';

export interface Picture {
  readonly url: string;
  /** What it shows, in words; '' where the page does not say. */
  readonly alt: string;
  /** Its place among the blocks: it stands before the block with this number. */
  readonly before: number;
}

const MOST = 60;
/** Elements that are looked at. */
const MOST_LOOKED = 400;
/** Less is an icon, a portrait beside a byline or a pixel that counts readers. */
const WIDTH = 200;
const HEIGHT = 100;
const LONGEST_ALT = 1_000;
/** Of an address. */
const LONGEST = 8_000;

/** The pictures that stand with `blocks`, in the order of the page. Those of teasers are left out. */
export function findPictures(blocks: readonly Block[]): Picture[] {
  const scope = commonAncestor(blocks);
  if (!scope) return [];
  const pictures: Picture[] = [];
  const seen = new Set<string>();
  for (const image of Array.from(scope.getElementsByTagName('img')).slice(0, MOST_LOOKED)) {
    if (pictures.length >= MOST) break;
    const url = isLarge(image) ? imageAddress(image, scope.baseURI) : '';
    if (url === '' || url.length > LONGEST || seen.has(url) || isTeaser(image, blocks)) continue;
    seen.add(url);
    pictures.push({ url, alt: image.alt.trim().slice(0, LONGEST_ALT), before: placeOf(image, blocks) });
  }
  return pictures;
}

function commonAncestor(blocks: readonly Block[]): Element | null {
  const own = blocks.filter(({ kind }) => kind !== 'furniture');
  const last = own.at(-1)?.element ?? null;
  for (let scope = own[0]?.element ?? null; scope; scope = scope.parentElement)
    if (scope.contains(last)) return scope;
  return null;
}

/** What nobody can tell the size of is taken for large: the page was never shown, or has not loaded it yet. */
function isLarge(image: HTMLImageElement): boolean {
  const sizes = [
    [image.naturalWidth, image.naturalHeight],
    [Number(image.getAttribute('width')), Number(image.getAttribute('height'))],
  ];
  return sizes.every(
    ([width = 0, height = 0]) => (width === 0 || width >= WIDTH) && (height === 0 || height >= HEIGHT),
  );
}

const NEAR = 3;

/** Whether a picture belongs to a line that is no part of the article. */
function isTeaser(image: Element, blocks: readonly Block[]): boolean {
  let around: Element | null = image.closest('figure') ?? image;
  for (let up = 0; up < NEAR && around; up++, around = around.parentElement) {
    const within = around;
    const inside = blocks.filter(({ element }) => within.contains(element));
    if (inside.some((block) => isText(block) || block.kind === 'title')) return false;
    if (inside.some(({ kind }) => kind === 'furniture')) return true;
  }
  return false;
}

function placeOf(image: Element, blocks: readonly Block[]): number {
  const after = blocks.findIndex(({ nodes: [first] }) => first && image.compareDocumentPosition(first) & 4);
  return after < 0 ? blocks.length : after;
}
