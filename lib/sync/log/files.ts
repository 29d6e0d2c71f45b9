/** Files of the log, opened and checked; and written so that it is certain that they lie there. */
import { SealError } from '../crypto/sealer';
import type { RecordState } from '../merge/record';
import { TransportError, type Folder } from '../transports/transport';
import type { FileRef } from './replica';
import {
  ContentError,
  decodeHead,
  decodeLogFile,
  decodePart,
  type Head,
  type LogEntry,
  type LogFile,
} from './contents';
import { contextOf, headName, idOf, logName, partName, type HeadName, type Tip } from './names';
import { report, type Problem, type Round } from './round';

const HEAD_BYTES = 1_000_000;

export async function readHead(round: Round, name: HeadName): Promise<Head | null> {
  const file = headName(name);
  const known = round.heads.get(file);
  if (known) return known.head;
  const head = await readFile(round, name.device, {
    folder: 'heads',
    name: file,
    id: name.own,
    context: contextOf.head(name),
    limit: HEAD_BYTES,
    decode: decodeHead,
  });
  if (head) round.heads.set(file, { name, head });
  return head;
}

export async function readLogFile(
  round: Round,
  device: string,
  { first, last, id }: Pick<LogEntry, 'first' | 'last' | 'id'>,
): Promise<LogFile | null> {
  const file = await readFile(round, device, {
    folder: 'log',
    name: logName({ device, first, last, id }),
    id,
    context: contextOf.log({ device, first, last }),
    limit: round.limits.file,
    decode: (bytes) => decodeLogFile(bytes, last),
  });
  return file && !isOurNameTaken(round, file.knows) ? file : null;
}

/**
 * Whether somebody replaced what was published under our name, and not by us. It must not be merged before we have another
 * name: it would take ours away, which it never saw.
 */
export function isOurNameTaken(round: Round, knows: LogFile['knows']): boolean {
  const { device, history } = round.membership;
  const isTaken = !(knows[device] ?? []).every((tip) => isInHistory(history, tip));
  round.isNameTaken ||= isTaken;
  return isTaken;
}

/** Whether the segment is one that we published. */
export function isInHistory(history: readonly Tip[], { segment, id }: Tip): boolean {
  const [oldest] = history;
  // What is older than what we remember cannot be told from ours; and is no longer at the store, if it was.
  if (oldest && segment < oldest.segment) return true;
  return history.some((tip) => tip.segment === segment && tip.id === id);
}

export function readPart(round: Round, device: string, id: string): Promise<RecordState[] | null> {
  return readFile(round, device, {
    folder: 'snapshots',
    name: partName(device, id),
    id,
    context: contextOf.part(device),
    limit: round.limits.file,
    decode: decodePart,
  });
}

interface Wanted<T> {
  readonly folder: Folder;
  readonly name: string;
  /** What its bytes must hash to. */
  readonly id: string;
  readonly context: string;
  readonly limit: number;
  readonly decode: (bytes: Uint8Array) => T;
}

/** Null, and a problem reported, where it is not there or is not what it should be. */
async function readFile<T>(round: Round, device: string, wanted: Wanted<T>): Promise<T | null> {
  const { folder, name, id, context, limit, decode } = wanted;
  const bytes = await round.transport.get(folder, name, limit, { signal: round.signal });
  if (!bytes) {
    report(round, 'missing', device);
    return null;
  }
  if ((await idOf(bytes)) !== id) {
    report(round, 'damaged', device);
    return null;
  }
  try {
    return decode(await round.sealer.open(context, bytes, round.limits.content));
  } catch (error) {
    report(round, problemOf(error), device);
    return null;
  }
}

/** @throws what is neither about the seal nor about the content */
function problemOf(error: unknown): Problem['type'] {
  if (error instanceof ContentError) return error.isNewer ? 'newer' : 'damaged';
  if (!(error instanceof SealError)) throw error;
  if (error.reason === 'unknown-key') return 'unknown-key';
  return error.reason === 'unknown-format' ? 'newer' : 'damaged';
}

/** Whether a file of ours lies there as it was sent: servers were seen to keep half of one and to say that all is well. */
export async function isKept(
  { transport, signal, limits }: Round,
  { folder, name }: FileRef,
): Promise<boolean> {
  const kept = await transport.get(folder, name, limits.file, { signal }).catch(ifTooLarge);
  return kept !== null && name.endsWith(`.${await idOf(kept)}`);
}

function ifTooLarge(error: unknown): null {
  if (error instanceof TransportError && error.reason === 'too-large') return null;
  throw error;
}
