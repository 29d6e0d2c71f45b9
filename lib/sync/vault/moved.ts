/**
 * The note that a device leaves where a vault was, for the others to follow: it lies among the heads, so that nobody asks
 * for it who does not see it there.
 */
import * as v from 'valibot';
import type { Sealer } from '../crypto/sealer';
import { SealError } from '../crypto/sealer';
import { idOf, isNoteName, noteName } from '../log/names';
import { TransportError, type CallOptions, type Transport } from '../transports/transport';
import { isSamePlace, placeNameSchema, type PlaceName } from './place';

const VERSION = 1;
const CONTEXT = 'moved';
/** Bytes: it is an address. */
const LIMIT = 100_000;
/** A store that lays down thousands of notes must not keep the device reading. */
const MOST_READ = 5;

export const moveSchema = v.object({
  /** Where the vault is now, without what opens the way there. */
  place: placeNameSchema,
  /** What the device that moved it is called. */
  by: v.string(),
  /** By that device's wall clock, in milliseconds. */
  at: v.number(),
});
export type Move = v.InferOutput<typeof moveSchema>;

const noteSchema = v.object({ version: v.literal(VERSION), ...moveSchema.entries });

/** Rejects with a TransportError, as everything here. */
export async function leaveNote(
  transport: Transport,
  sealer: Sealer,
  move: Move,
  options: CallOptions = {},
): Promise<void> {
  const content = new TextEncoder().encode(JSON.stringify({ version: VERSION, ...move }));
  const bytes = await sealer.seal(CONTEXT, content);
  await transport.put('heads', noteName(await idOf(bytes)), bytes, options);
}

/**
 * What the newest of the notes says; null where none can be read.
 *
 * @param sealer with the vault's newest keys alone: who was shut out must not lead the others anywhere
 */
export async function readNotes(
  transport: Transport,
  sealer: Sealer,
  names: readonly string[],
  options: CallOptions = {},
): Promise<Move | null> {
  let newest: Move | null = null;
  for (const name of names.slice(0, MOST_READ)) {
    // oxlint-disable-next-line no-await-in-loop -- there is one, as a rule
    const move = await readNote(transport, sealer, name, options);
    if (move && move.at >= (newest?.at ?? move.at)) newest = move;
  }
  return newest;
}

async function readNote(
  transport: Transport,
  sealer: Sealer,
  name: string,
  options: CallOptions,
): Promise<Move | null> {
  try {
    const bytes = await transport.get('heads', name, LIMIT, options);
    if (!bytes || noteName(await idOf(bytes)) !== name) return null;
    const content: unknown = JSON.parse(new TextDecoder().decode(await sealer.open(CONTEXT, bytes, LIMIT)));
    const parsed = v.safeParse(noteSchema, content);
    if (!parsed.success) return null;
    const { version: _, ...move } = parsed.output;
    return move;
  } catch (error) {
    const isUnreadable =
      error instanceof SealError ||
      error instanceof SyntaxError ||
      (error instanceof TransportError && error.reason === 'too-large');
    if (isUnreadable) return null;
    throw error;
  }
}

/** Takes away what sends the others from here to a place that is left for this one. */
export async function removeNotesTo(
  transport: Transport,
  sealer: Sealer,
  place: PlaceName,
  options: CallOptions = {},
): Promise<void> {
  const names = (await transport.list('heads', options)).map(({ name }) => name).filter(isNoteName);
  for (const name of names.slice(0, MOST_READ)) {
    // oxlint-disable-next-line no-await-in-loop -- as above
    const move = await readNote(transport, sealer, name, options);
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (move && isSamePlace(move.place, place)) await transport.remove('heads', name, options);
  }
}
