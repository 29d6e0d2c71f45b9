/** `web-ext lint` of the Firefox build: no errors, and no warnings but those that are named here with a reason. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const BUILD = '.output/firefox-mv3';

/**
 * Warnings that may stay: the code, what stands at the place, and why.
 * @type {{ code: string, place: RegExp, reason: string }[]}
 */
const ALLOWED = [
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    place: /\.innerHTML=\w+\.__html\b/,
    reason: 'how Preact would do dangerouslySetInnerHTML, which the linter forbids us (react/no-danger)',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    place: /\.innerHTML=\w+,this\._attempts\.push/,
    reason: 'Readability puts its own copy of the page back between attempts, in a clone where nothing runs',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    place: /createElement\(.div.\)[;,]\w+\.innerHTML=\w+\.innerHTML/,
    reason: 'Readability takes images out of <noscript>, in the same clone',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    place: /\.documentElement\.innerHTML=\w+\?\w+:\w+/,
    reason: 'DOMPurify reads what it is to clean into a document of its own, where nothing runs',
  },
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    place: /\.has\(\w+\)&&\w+&&\w+\(\w+,await import\(\w+\)\)/,
    reason: 'how zip.js would load a codec of another maker, which nobody names to it',
  },
];

/** @typedef {{ code: string, message: string, file?: string | string[], line?: number, column?: number }} Finding */

const { stdout, stderr } = spawnSync(
  'web-ext',
  ['lint', '--source-dir', BUILD, '--output', 'json', '--no-config-discovery', '--boring', '--no-input'],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' },
);

/** @type {{ errors: Finding[], warnings: Finding[], notices: Finding[] }} */
let report;
try {
  report = JSON.parse(stdout);
} catch {
  console.error(`web-ext lint gave no report.\n${stdout}\n${stderr}`);
  process.exit(1);
}

/** @param {Finding} finding */
function isAllowed({ code, file, line = 1, column = 1 }) {
  if (typeof file !== 'string') return false;
  const text = readFileSync(join(BUILD, file), 'utf8').split('\n')[line - 1] ?? '';
  const place = text.slice(Math.max(0, column - 60), column + 60);
  return ALLOWED.some((allowed) => allowed.code === code && allowed.place.test(place));
}

const kept = report.warnings.filter((warning) => !isAllowed(warning));
for (const { code, message, file, line } of [...report.errors, ...kept]) {
  console.error(`${code} ${String(file ?? '')}${line ? `:${line}` : ''}\n  ${message}`);
}
console.log(
  `web-ext lint: ${report.errors.length} errors, ${kept.length} warnings` +
    ` (${report.warnings.length - kept.length} allowed), ${report.notices.length} notices`,
);
process.exitCode = report.errors.length + kept.length > 0 ? 1 : 0;
