/** What can go wrong in a folder, as codes that name what the user can do. */

/**
 * - `vanished`: the folder or file is not there any more (`NotFoundError`)
 * - `refused`: permission was withdrawn, or never covered the file (`NotAllowedError`)
 * - `full`: the disk is (`QuotaExceededError`)
 * - `locked`: another program holds the file, or it cannot be read (`NoModificationAllowedError`, `InvalidStateError`,
 *   `NotReadableError`)
 * - `changed`: somebody wrote to the file each time that we were about to
 * - `encoding`: the file is not UTF-8; writing it would damage it
 * - `name`: the system does not accept the name (`TypeError`, `TypeMismatchError`)
 * - `failed`: anything else
 */
export type FolderFailureCode =
  'vanished' | 'refused' | 'full' | 'locked' | 'changed' | 'encoding' | 'name' | 'failed';

const CODES: Readonly<Record<string, FolderFailureCode>> = {
  NotFoundError: 'vanished',
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  QuotaExceededError: 'full',
  NoModificationAllowedError: 'locked',
  InvalidStateError: 'locked',
  NotReadableError: 'locked',
  TypeError: 'name',
  TypeMismatchError: 'name',
};

/** A failure that no browser reports. */
export class FolderError extends Error {
  constructor(
    readonly code: FolderFailureCode,
    message: string = code,
  ) {
    super(message);
  }
}

/** Nothing more can be written; `cause` is why. */
export class Stopped extends Error {
  constructor(override readonly cause: unknown) {
    super('stopped');
  }
}

export function codeOf(error: unknown): FolderFailureCode {
  if (error instanceof FolderError) return error.code;
  return (error instanceof Error && CODES[error.name]) || 'failed';
}

/** For a report, not for reading; at most 500 characters. */
export function detailOf(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500);
}

/** `action`'s value; null where what it asks for does not exist. */
export async function ifThere<T>(action: Promise<T>): Promise<T | null> {
  try {
    return await action;
  } catch (error) {
    if (codeOf(error) === 'vanished') return null;
    throw error;
  }
}
