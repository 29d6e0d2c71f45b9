/** `npm run docs:images`: the pictures of the README and docs, taken by the tour in a real browser. */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tour } from './tour.ts';

const ROOT = resolve(import.meta.dirname, '..');
const IMAGES = join(ROOT, 'docs', 'images');
const PICTURES = {
  '1-welcome.png': 'welcome.png',
  '2-toolbar.png': 'toolbar.png',
  '4-card.png': 'card.png',
  '5-restored.png': 'marked.png',
  '6-popup-320.png': 'popup.png',
  '6-popup-dark.png': 'popup-dark.png',
} as const;

const folder = await mkdtemp(join(tmpdir(), 'pullquote-docs-'));
try {
  if (!(await tour(join(ROOT, '.output', 'chrome-mv3'), folder))) process.exitCode = 1;
  await mkdir(IMAGES, { recursive: true });
  for (const [from, to] of Object.entries(PICTURES)) await copyFile(join(folder, from), join(IMAGES, to));
  console.log(`Pictures: ${IMAGES}`);
} finally {
  await rm(folder, { recursive: true });
}
