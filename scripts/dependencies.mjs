/** Whether node_modules is what package-lock.json asks for. Runs on Node 20 without dependencies. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }} Locked */

/**
 * Why `npm ci` is needed in `root`, or null where everything in the lock file is installed. Packages for other
 * platforms are locked but not installed, so an optional one may be absent.
 *
 * @param {string} root
 * @returns {string | null}
 */
export function whyInstall(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'node_modules is missing';
  if (!existsSync(join(root, 'node_modules', '.bin', 'node'))) return 'the pinned Node is missing';
  const wanted = packages(join(root, 'package-lock.json'));
  const present = packages(installedFile);
  for (const [path, { version, integrity, optional, devOptional }] of wanted) {
    if (path === '') continue;
    const found = present.get(path);
    if (!found && !optional && !devOptional) return `${path} is missing`;
    if (found && (found.version !== version || found.integrity !== integrity))
      return `${path} is not ${version}`;
  }
  const extra = [...present.keys()].find((path) => !wanted.has(path));
  return extra ? `${extra} is not in package-lock.json` : null;
}

/**
 * @param {string} file
 * @returns {Map<string, Locked>}
 */
function packages(file) {
  /** @type {{ packages?: Record<string, Locked> }} */
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(Object.entries(lock.packages ?? {}));
}
