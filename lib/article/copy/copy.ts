/** The copy that is kept of an article: its blocks as data, out of the page that it stands in. */
import { MAX_LINE } from '../../annotation/limits';
import { MAX_BLOCKS, MAX_COPY, sizeOf, type CopyBlock, type SavedCopy } from '../../annotation/version';
import type { ExtractedArticle } from '../extract';
import { isText, type Block } from '../extraction/label';
import { findPictures } from './images';
import { inlineHtml, webAddress } from './inline';

/** Null where no article was found, or more of it than is kept. */
export function copyArticle({ details, blocks }: ExtractedArticle): SavedCopy | null {
  const copied = copyBlocks(blocks);
  if (!blocks.some(isText) || copied.length > MAX_BLOCKS || sizeOf(copied) > MAX_COPY) return null;
  return { details: { ...details, title: details.title.slice(0, MAX_LINE) }, blocks: copied };
}

function copyBlocks(blocks: readonly Block[]): CopyBlock[] {
  const pictures = Map.groupBy(findPictures(blocks), ({ before }) => before);
  const copied: CopyBlock[] = [];
  for (let at = 0; at <= blocks.length; at++) {
    for (const { url, alt } of pictures.get(at) ?? []) copied.push({ kind: 'image', text: alt, url });
    const block = blocks[at];
    // A caption says nothing without its picture.
    const hasPicture = copied.at(-1)?.kind === 'image';
    if (block && (isText(block) || block.kind === 'embed' || (block.kind === 'caption' && hasPicture)))
      copied.push(copyBlock(block));
  }
  return copied;
}

function copyBlock(block: Block): CopyBlock {
  const html = inlineHtml(block);
  return {
    // What is no text has been left out, but for captions.
    kind: isCopied(block.kind) ? block.kind : 'paragraph',
    text: block.text,
    ...(html === null ? {} : { html }),
    ...placeIn(block),
    ...(block.kind === 'embed' ? sourceOf(block) : {}),
  };
}

/** Where an embedded post can be read: the frame's address, or where the line about its date leads. */
function sourceOf({ element }: Block): Pick<CopyBlock, 'url'> {
  const stated = element.localName === 'iframe' ? 'src' : 'href';
  const [source] =
    element.localName === 'iframe' ? [element] : [...element.querySelectorAll('a')].toReversed();
  const url = webAddress(source?.getAttribute(stated) ?? '', element.ownerDocument);
  return url === null ? {} : { url };
}

function isCopied(
  kind: Block['kind'],
): kind is Exclude<Block['kind'], 'title' | 'byline' | 'credit' | 'furniture'> {
  return !['title', 'byline', 'credit', 'furniture'].includes(kind);
}

const DEEPEST = 8;
/** Of a heading that its page only makes look like one. */
const RANK = 3;

/** The rank of a heading; the list that an item stands in. */
function placeIn({ kind, element }: Block): Pick<CopyBlock, 'level' | 'ordered'> {
  if (kind === 'heading') {
    const rank = Number(/^h([1-6])$/.exec(element.localName)?.[1] ?? RANK);
    return { level: Math.max(2, rank) };
  }
  if (kind !== 'item') return {};
  let level = 0;
  for (let list = element.closest('ol, ul'); list; list = list.parentElement?.closest('ol, ul') ?? null)
    level++;
  return { level: Math.min(level, DEEPEST), ordered: element.closest('ol, ul')?.localName === 'ol' };
}
