/**
 * `npm start`: the extension in a browser on the sample article. With a display, a window to play in; without
 * one, or with `--tour`, the headless tour. Runs under the pinned Node, which reads TypeScript.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch } from 'puppeteer-core';
import { startSite } from '../tests/fixtures/site.ts';
import { findChromium } from './browsers.mjs';
import { tour } from './tour.ts';

const ROOT = resolve(import.meta.dirname, '..');
const EXTENSION = join(ROOT, '.output', 'chrome-mv3');
/** Kept between runs, so that marks are still there the next time. */
const PROFILE = join(ROOT, '.cache', 'start-profile');

/** The same every time, because a mark belongs to its article's address. */
const PORT = 38_417;

const hasDisplay =
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

if (!existsSync(join(EXTENSION, 'manifest.json'))) {
  console.error('There is no build in .output/chrome-mv3: run "npm start", which makes it.');
  process.exit(1);
}
if (hasDisplay && !process.argv.includes('--tour')) await play();
else process.exitCode = (await tour(EXTENSION, join(ROOT, 'out', 'tour'))) ? 0 : 1;

/** Opens a window and waits until the user closes it. */
async function play() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found');
  const site = await startSite(PORT);
  const browser = await launch({
    executablePath,
    headless: false,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    userDataDir: PROFILE,
    args: ['--no-first-run', '--start-maximized', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const id = await browser.installExtension(EXTENSION);
  const [first] = await browser.pages();
  const article = first ?? (await browser.newPage());
  const welcome = `chrome-extension://${id}/welcome.html`;
  // Installing opens the welcome page by itself the first time.
  await browser
    .waitForTarget((target) => target.url().startsWith(welcome), { timeout: 3_000 })
    .catch(async () => (await browser.newPage()).goto(welcome));
  await article.goto(site.sample);
  await article.bringToFront();
  console.log(`
Pullquote is open on a sample article: ${site.sample}

  1. Select a sentence and press Alt+Shift+Q (quote), Alt+Shift+C (claim) or Alt+Shift+H (highlight).
  2. Click the Pullquote button in the browser's toolbar (or Alt+Shift+P) to see, edit and export your marks.
  3. On the welcome page in the next tab, allow Pullquote on sites: then the marks come back by themselves,
     and a small toolbar stands by whatever you select.

Close the window to end. Your marks are kept in .cache/start-profile.`);
  await new Promise((done) => {
    browser.once('disconnected', done);
  });
  await site.close();
}
