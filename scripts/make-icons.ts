/** Draws `public/icon/{16,32,48,96,128}.png` from `public/icon/icon.svg`: `node scripts/make-icons.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { launch } from 'puppeteer-core';
import { findChromium } from './browsers.mjs';

const SIZES = [16, 32, 48, 96, 128];
const folder = new URL('../public/icon/', import.meta.url);
const svg = readFileSync(new URL('icon.svg', folder), 'utf8');

const executablePath = findChromium();
if (!executablePath) throw new Error('No Chromium found to draw with.');
const browser = await launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  for (const size of SIZES) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    writeFileSync(new URL(`${size}.png`, folder), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
