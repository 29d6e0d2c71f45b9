/** Which files at a store are ours. Others may lie beside them: a synced folder's tool, the user, another program. */
import { TransportError, type Folder } from './transport';

/** No space, no bracket, no capital: copies that tools make of a file (`name (1)`, `name 2`) never have such a name. */
const NAME = /^[a-z0-9][a-z0-9.-]{0,119}$/u;

/**
 * Conflict copies of Syncthing, and what browsers and tools lay beside a file while they write it. Their names are made of
 * the file's own, so that some of them look like ours.
 */
const OF_TOOLS = /\.sync-conflict-|\.(?:crswap|part|partial|tmp)$/u;

/** Whether a file may be called this: `[a-z0-9.-]`, 1 to 120 characters, none of those names that tools make of ours. */
export function isOurs(name: string): boolean {
  return NAME.test(name) && !OF_TOOLS.test(name);
}

/** Where a file lies below the root. Throws where the name is none that `list` would tell: it could lead elsewhere. */
export function pathOf(folder: Folder, name: string): string {
  if (!isOurs(name))
    throw new TransportError('failed', `${folder}: no name for a file: ${JSON.stringify(name)}`);
  return `${folder}/${name}`;
}
