/** Chromium with the extension installed, and its settings page. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TargetType, launch, type Browser, type Page } from 'puppeteer-core';
import { findChromium } from '../../../scripts/browsers.mjs';
import type { Grant, Json } from './driver.ts';
import { readManifest, type Workspace } from './workspace.ts';

/** Starts Chromium with a fresh profile, and nothing installed. */
export async function startChromium(workspace: Workspace, headless = true): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found');
  return launch({
    executablePath,
    headless,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    userDataDir: join(workspace.root, 'profile'),
    downloadBehavior: { policy: 'allow', downloadPath: workspace.downloads },
    args: ['--window-size=1280,900', '--no-first-run', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}

/** The page in which what only the browser's own settings may do is done; it stays behind the other tabs. */
export async function openSettings(browser: Browser): Promise<Page> {
  const [first] = await browser.pages();
  const settings = first ?? (await browser.newPage());
  await settings.goto('chrome://extensions');
  // Otherwise the browser keeps no errors of extensions.
  await callSettings(settings, 'updateProfileConfiguration', { inDeveloperMode: true });
  return settings;
}

/**
 * Installs the build as it is shipped. Chromium shows a prompt that no program can answer, so a grant is given
 * beforehand: an empty extension with the same identity that asks for the hosts in its manifest, replaced by the
 * build. The browser keeps what it granted, the build's manifest stays as it is.
 *
 * @returns the extension's id
 */
export async function install(
  browser: Browser,
  settings: Page,
  { extensionDir, grant }: { extensionDir: string; grant: Grant },
  workspace: Workspace,
): Promise<string> {
  const folder = workspace.extension;
  if (grant !== 'none') {
    await mkdir(folder, { recursive: true });
    const { permissions, optional_host_permissions: hosts } = await readManifest(extensionDir);
    const stub = {
      manifest_version: 3,
      name: 'Pullquote',
      version: '0.0.1',
      permissions,
      host_permissions: hosts,
    };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(stub));
    const stubId = await browser.installExtension(folder);
    if (grant === 'ask') await setHostAccess(settings, stubId, 'ON_CLICK');
  }
  await cp(extensionDir, folder, { recursive: true });
  const id = await browser.installExtension(folder);
  await browser.waitForTarget(
    (target) => target.type() === TargetType.SERVICE_WORKER && target.url().includes(id),
  );
  return id;
}

type HostAccess = 'ON_CLICK' | 'ON_SPECIFIC_SITES' | 'ON_ALL_SITES';

export function setHostAccess(settings: Page, extensionId: string, hostAccess: HostAccess): Promise<void> {
  return callSettings(settings, 'updateExtensionConfiguration', { extensionId, hostAccess });
}

/** Calls `chrome.developerPrivate`, the interface of chrome://extensions. */
export function callSettings<Result>(
  settings: Page,
  method: string,
  ...args: Json[]
): Promise<Awaited<Result>> {
  const expression = `chrome.developerPrivate.${method}(...${JSON.stringify(args)})`;
  return settings.evaluate<[], () => Result>(expression);
}
