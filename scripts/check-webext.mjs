/** `web-ext lint` of the Firefox build: no errors, and no warnings but those that are named here with a reason. */
import { spawnSync } from 'node:child_process';

const BUILD = '.output/firefox-mv3';

/**
 * Warnings that may stay: code, file it may come from, and why.
 * @type {{ code: string, file: RegExp, reason: string }[]}
 */
const ALLOWED = [];

/** @typedef {{ code: string, message: string, file?: string | string[], line?: number }} Finding */

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
const isAllowed = ({ code, file }) =>
  ALLOWED.some((allowed) => allowed.code === code && allowed.file.test(String(file ?? '')));

const kept = report.warnings.filter((warning) => !isAllowed(warning));
for (const { code, message, file, line } of [...report.errors, ...kept]) {
  console.error(`${code} ${String(file ?? '')}${line ? `:${line}` : ''}\n  ${message}`);
}
console.log(
  `web-ext lint: ${report.errors.length} errors, ${kept.length} warnings` +
    ` (${report.warnings.length - kept.length} allowed), ${report.notices.length} notices`,
);
process.exitCode = report.errors.length + kept.length > 0 ? 1 : 0;
