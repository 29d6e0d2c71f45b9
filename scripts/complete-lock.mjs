/**
 * `node scripts/complete-lock.mjs`, after dependencies changed: adds to package-lock.json the optional packages for
 * other platforms that the registry in use did not offer when the lock was written. `npm ci` refuses a lock without
 * them, on every machine. The version is the one that their parent asks for.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {{ version?: string, dev?: boolean, license?: string, cpu?: string[], os?: string[], libc?: string[],
 *   optional?: boolean, optionalDependencies?: Record<string, string> }} Locked
 */

const FILE = 'package-lock.json';
const PLATFORM =
  /[-/](android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/;

/** @type {{ packages: Record<string, Locked> }} */
const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const packages = new Map(Object.entries(lock.packages));
let added = 0;
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const platform = PLATFORM.exec(name);
    const key = `node_modules/${name}`;
    if (!platform || packages.has(key) || packages.has(`${path}/${key}`)) continue;
    packages.set(key, missing(parent, version, platform));
    added += 1;
  }
}
const sorted = [...packages].toSorted(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(sorted);
if (added > 0) writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${FILE}: ${added} packages for other platforms added`);

/**
 * @param {Locked} parent
 * @param {string} version
 * @param {RegExpExecArray} platform
 * @returns {Locked}
 */
function missing(parent, version, [, os = '', cpu = '', abi = '']) {
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(os === 'linux' && abi.startsWith('musl') ? { libc: ['musl'] } : {}),
    ...(os === 'linux' && abi.startsWith('gnu') ? { libc: ['glibc'] } : {}),
    ...(parent.license ? { license: parent.license } : {}),
    optional: true,
    os: [os],
  };
}
