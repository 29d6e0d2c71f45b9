/**
 * `node scripts/run.mjs start|test`: the two commands of the README, each doing its own set-up. Runs on Node 20
 * without dependencies; everything after the set-up runs under the pinned Node of node_modules/.bin.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowsers } from './browsers.mjs';
import { whyInstall } from './dependencies.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(ROOT, '.cache');
const SUMMARY = join(CACHE, 'test-summary.json');
const WINDOWS = process.platform === 'win32';

/**
 * One step: an npm script with its arguments. `report`: where it leaves vitest's JSON report.
 * @typedef {{ name: string, args?: string[], report?: string }} Step
 */

/** @param {string} name @returns {Step} */
const vitest = (name) => {
  const report = join(CACHE, `${name.replace(':', '-')}.json`);
  return { name, args: ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`], report };
};

/** @type {Step[]} */
const TEST_STEPS = [
  { name: 'check:format' },
  { name: 'check:types' },
  { name: 'check:lint' },
  { name: 'check:rules' },
  { name: 'check:unused' },
  vitest('test:unit'),
  { name: 'zip' },
  { name: 'check:webext' },
  vitest('test:e2e'),
];

/**
 * `failures`: each failed test by its file and its sentence, with the beginning of what it said.
 * @typedef {{ name: string, seconds: number, ok: boolean, passed: number, failed: number, failures: string[] }} Result
 */

main(process.argv[2], process.argv.slice(3));

/**
 * @param {string | undefined} command
 * @param {string[]} rest
 */
function main(command, rest) {
  if (command !== 'start' && command !== 'test') {
    console.error('Usage: node scripts/run.mjs start|test');
    process.exit(2);
  }
  setUp(command);
  process.exitCode = command === 'test' ? test() : start(rest);
}

/** @param {'start' | 'test'} command */
function setUp(command) {
  const reason = whyInstall(ROOT);
  if (reason) {
    heading('set-up: npm ci', reason);
    if (execute('npm', ['ci']) !== 0) fail('npm ci failed: see above.');
  }
  // First on the PATH, so that every tool that is started from here runs under the pinned Node.
  process.env['PATH'] = join(ROOT, 'node_modules', '.bin') + delimiter + (process.env['PATH'] ?? '');
  try {
    ensureBrowsers(command === 'test' ? ['chromium', 'firefox'] : ['chromium']);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {string[]} args
 * @returns {number} exit code
 */
function start(args) {
  heading('build');
  const built = execute('wxt', ['build']);
  return built === 0 ? execute('node', [join(ROOT, 'scripts', 'start.mjs'), ...args]) : built;
}

/** @returns {number} exit code */
function test() {
  mkdirSync(CACHE, { recursive: true });
  for (const file of [SUMMARY, ...TEST_STEPS.flatMap(({ report }) => report ?? [])])
    rmSync(file, { force: true });
  /** @type {Result[]} */
  const results = [];
  for (const step of TEST_STEPS) {
    const result = runStep(step);
    results.push(result);
    if (!result.ok) break;
  }
  summarise(results);
  const failed = results.find(({ ok }) => !ok);
  if (!failed) return 0;
  console.error(`\nFAILED in step ${failed.name} (npm run ${failed.name})`);
  return 1;
}

/**
 * @param {Step} step
 * @returns {Result}
 */
function runStep({ name, args = [], report }) {
  heading(name);
  const began = performance.now();
  const code = execute('npm', ['run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])]);
  const seconds = (performance.now() - began) / 1000;
  const counts = report ? readReport(report) : { passed: 0, failed: 0, failures: [] };
  const ok = code === 0 && counts !== null;
  if (counts === null) console.error(`${name} left no report`);
  console.log(`${ok ? '✓' : '✗'} ${name} ${seconds.toFixed(1)} s`);
  return {
    name,
    seconds,
    ok,
    passed: counts?.passed ?? 0,
    failed: counts?.failed ?? 0,
    failures: counts?.failures ?? [],
  };
}

/**
 * Vitest's JSON report, of which the summary shows a part.
 * @typedef {{ fullName: string, status: string, failureMessages?: string[] }} TestReport
 * @typedef {{ name: string, message?: string, status: string, assertionResults: TestReport[] }} FileReport
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: FileReport[] }} Report
 */

/**
 * Tests passed and failed, or null where there is no report, or it ran nothing.
 * @param {string} file
 */
function readReport(file) {
  try {
    /** @type {Report} */
    const {
      numPassedTests: passed,
      numFailedTests: failed,
      testResults,
    } = JSON.parse(readFileSync(file, 'utf8'));
    return passed + failed > 0 ? { passed, failed, failures: testResults.flatMap(failuresOf) } : null;
  } catch {
    return null;
  }
}

/**
 * @param {FileReport} file
 * @returns {string[]}
 */
function failuresOf({ name, message, status, assertionResults }) {
  const failed = assertionResults.filter((each) => each.status === 'failed');
  const where = relative(ROOT, name);
  // A file that fails before its first test (an import, a browser that does not start) has a message of its own.
  if (failed.length === 0) return status === 'failed' ? [`${where}\n    ${beginning(message)}`] : [];
  return failed.map(
    (each) => `${where}: ${each.fullName}\n    ${beginning(each.failureMessages?.join('\n'))}`,
  );
}

/** @param {string | undefined} message */
function beginning(message = '') {
  return message.slice(0, 600).split('\n').slice(0, 6).join('\n    ');
}

/** @param {Result[]} results */
function summarise(results) {
  heading('summary');
  for (const { name, seconds, ok, passed, failed } of results) {
    const counts = passed + failed > 0 ? `${passed} passed${failed ? `, ${failed} failed` : ''}` : '';
    console.log(`${ok ? '✓' : '✗'} ${name.padEnd(14)} ${seconds.toFixed(1).padStart(7)} s   ${counts}`);
  }
  for (const { name } of TEST_STEPS.slice(results.length))
    console.log(`- ${name.padEnd(14)}         not run`);
  // At the end, where a log that was cut short still has it.
  for (const failure of results.flatMap(({ failures }) => failures)) console.log(`\n✗ ${failure}`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  // A step that fails without a failed test (a type error, say) counts as one.
  const failed = results.reduce((sum, result) => sum + (result.failed || (result.ok ? 0 : 1)), 0);
  writeFileSync(SUMMARY, JSON.stringify({ passed, failed, steps: results }, null, 2));
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {number} exit code
 */
function execute(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: WINDOWS });
  if (error) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}

/**
 * @param {string} title
 * @param {string} [detail]
 */
function heading(title, detail) {
  console.log(`\n━━ ${title}${detail ? ` (${detail})` : ''} ${'━'.repeat(Math.max(3, 60 - title.length))}`);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}
