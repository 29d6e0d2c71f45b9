/**
 * Which browsers this machine has, and how to get one that is missing. Runs on Node 20 without dependencies,
 * because `npm start` and `npm test` need it before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @typedef {'chromium' | 'firefox'} BrowserName */

/**
 * @typedef {object} BrowserFacts
 * @property {string} variable the environment variable that names the executable and wins
 * @property {string[]} commands names to look for on the PATH, the preferred one first
 * @property {string[]} places where macOS and Windows put it
 * @property {string} wish what a person is told to install
 */

const PROGRAM_FILES = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
  .map((name) => process.env[name])
  .filter((folder) => folder !== undefined);

/** @type {Record<BrowserName, BrowserFacts>} */
const FACTS = {
  chromium: {
    variable: 'PULLQUOTE_CHROMIUM',
    commands: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'microsoft-edge',
      'microsoft-edge-stable',
      'brave-browser',
      'brave',
    ],
    places: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      '/Applications/Brave Browser.app/Contents/MacOS/Brave Browser',
      ...PROGRAM_FILES.flatMap((folder) => [
        join(folder, 'Chromium', 'Application', 'chrome.exe'),
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]),
    ],
    wish: 'Chromium 140 or newer (Chrome, Edge and Brave do as well)',
  },
  firefox: {
    variable: 'PULLQUOTE_FIREFOX',
    commands: ['firefox-esr', 'firefox', 'firefox-developer-edition', 'firefox-nightly'],
    places: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
      ...PROGRAM_FILES.map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe')),
    ],
    wish: 'Firefox 142 or newer',
  },
};

/** @type {{ command: string, before?: string[], install: string[], names: Record<BrowserName, string[]> }[]} */
const PACKAGE_MANAGERS = [
  {
    command: 'apt-get',
    before: ['update', '-qq'],
    install: ['install', '-y', '-qq', '--no-install-recommends'],
    names: { chromium: ['chromium', 'chromium-browser'], firefox: ['firefox-esr', 'firefox'] },
  },
  {
    command: 'dnf',
    install: ['install', '-y', '-q'],
    names: { chromium: ['chromium'], firefox: ['firefox'] },
  },
  {
    command: 'pacman',
    install: ['-Sy', '--noconfirm', '--needed'],
    names: { chromium: ['chromium'], firefox: ['firefox'] },
  },
  {
    command: 'zypper',
    install: ['--non-interactive', 'install'],
    names: { chromium: ['chromium'], firefox: ['MozillaFirefox'] },
  },
  {
    command: 'apk',
    install: ['add', '--no-progress'],
    names: { chromium: ['chromium'], firefox: ['firefox-esr', 'firefox'] },
  },
];

/**
 * Path of a Chromium-based browser: what PULLQUOTE_CHROMIUM names, else the first on the PATH, else a usual place.
 * @returns {string | null}
 */
export function findChromium() {
  return find('chromium');
}

/**
 * Path of a Firefox: what PULLQUOTE_FIREFOX names, else the first on the PATH, else a usual place.
 * @returns {string | null}
 */
export function findFirefox() {
  return find('firefox');
}

/**
 * Makes sure that the browsers in `which` are there, installing a missing one where that needs no question.
 *
 * @param {readonly BrowserName[]} which
 * @throws {Error} with one line that says what to install
 */
export function ensureBrowsers(which) {
  for (const name of which) if (!find(name)) install(name);
}

/**
 * @param {BrowserName} name
 * @returns {string | null}
 */
function find(name) {
  const { variable, commands, places } = FACTS[name];
  const named = process.env[variable];
  if (named) return isExecutable(named) ? named : onPath(named);
  for (const command of commands) {
    const path = onPath(command);
    if (path) return path;
  }
  return places.find(isExecutable) ?? null;
}

/**
 * @param {BrowserName} name
 * @throws {Error} where it is still missing afterwards
 */
function install(name) {
  const { variable, wish } = FACTS[name];
  const named = process.env[variable];
  if (named)
    throw new Error(`${variable} names ${named}, and there is no such program: correct or unset it.`);
  askPackageManager(name);
  if (!find(name))
    throw new Error(`No ${name} found: please install ${wish}, or set ${variable} to its executable.`);
}

/** @param {BrowserName} name */
function askPackageManager(name) {
  if (process.platform === 'darwin' && onPath('brew')) {
    run('brew', ['install', '--cask', name === 'chromium' ? 'google-chrome' : 'firefox']);
    return;
  }
  const prefix = rootPrefix();
  const manager = PACKAGE_MANAGERS.find(({ command }) => onPath(command));
  if (!prefix || !manager) return;
  if (manager.before) run(...asRoot(prefix, manager.command, manager.before));
  for (const candidate of manager.names[name]) {
    if (run(...asRoot(prefix, manager.command, [...manager.install, candidate]))) return;
  }
}

/**
 * What to put before a command that needs root; null where that would have to ask for a password.
 * @returns {string[] | null}
 */
function rootPrefix() {
  if (process.platform !== 'linux') return null;
  if (process.getuid?.() === 0) return [];
  const sudo = onPath('sudo');
  return sudo && spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}

/**
 * @param {string[]} prefix
 * @param {string} command
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function asRoot(prefix, command, args) {
  const [first = command, ...rest] = [...prefix, command, ...args];
  return [first, rest];
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {boolean} whether it succeeded
 */
function run(command, args) {
  console.log(`$ ${[command, ...args].join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
}

/**
 * @param {string} command
 * @returns {string | null}
 */
function onPath(command) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  for (const folder of folders) {
    for (const ending of endings) {
      const path = join(folder, command + ending);
      if (isExecutable(path)) return path;
    }
  }
  return null;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
