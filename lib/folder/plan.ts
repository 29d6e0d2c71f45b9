/** What to write into an article's note, given what is in it. Everything here is pure. */
import { bodyDigest, readBlocks, writeBlock, type Block } from './block';
import { mergeTop, readTop, stateOf, topText } from './properties';

export type Plan =
  /** The note has no part of the article's. */
  | { readonly action: 'absent' }
  | { readonly action: 'leave'; readonly isEdited: boolean }
  /** `isEdited`: the user changed the part that was there; it stays, and the new one stands below it. */
  | { readonly action: 'write'; readonly isEdited: boolean; readonly text: string };

/** The text of a note that does not exist yet: properties, then our part. */
export async function newNote(id: string, rendered: string): Promise<string> {
  const { top, body, state } = await partsOf(rendered);
  const block = await writeBlock(id, body, state);
  const above = topText(top);
  return above ? `${above}\n${block}\n` : `${block}\n`;
}

/**
 * How `note` becomes up to date with `rendered`, the article as a file of its own. Of the user's text nothing changes:
 * neither what stands around our part, nor properties that they touched, nor our part once they edited it.
 */
export async function planNote(note: string, id: string, rendered: string): Promise<Plan> {
  const blocks = (await readBlocks(note)).filter((block) => block.id === id);
  const current = blocks.findLast(({ isIntact }) => isIntact) ?? blocks.at(-1);
  if (!current) return { action: 'absent' };
  const isEdited = !current.isIntact;
  const { top, body, state } = await partsOf(rendered);
  const { written } = current;
  const isUpToDate = written?.sha === (await bodyDigest(body)) && written.properties === state;
  if (isUpToDate) return { action: 'leave', isEdited };
  const block = withLineEndsOf(note, await writeBlock(id, body, state));
  const [before, after] = isEdited ? below(note, current) : around(note, current);
  const own = readTop(before + block + after);
  // Where nobody knows any more what was written, every property is the user's.
  const merged = await mergeTop(own, top, written?.properties ?? state);
  const gap = merged && !topText(own) ? '\n' : '';
  return { action: 'write', isEdited, text: merged + gap + own.rest };
}

async function partsOf(rendered: string) {
  const top = readTop(rendered.toWellFormed().replace(/\r\n?/gu, '\n'));
  return { top, body: top.rest, state: await stateOf(top) };
}

function around(note: string, { start, end }: Block): [before: string, after: string] {
  return [note.slice(0, start), note.slice(end)];
}

function below(note: string, { end }: Block): [before: string, after: string] {
  const [before, after] = [note.slice(0, end), note.slice(end)];
  return [before.endsWith('\n') ? `${before}\n` : `${before}\n\n`, after || '\n'];
}

function withLineEndsOf(note: string, block: string): string {
  return note.includes('\r\n') ? block.replace(/\n/gu, '\r\n') : block;
}
