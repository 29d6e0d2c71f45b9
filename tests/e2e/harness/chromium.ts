/** Chromium through the DevTools protocol: see driver.ts. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TargetType, type Browser, type Extension, type Page, type Target } from 'puppeteer-core';
import { callSettings, install, openSettings, setHostAccess, startChromium } from './chromium-browser.ts';
import { ChromiumPage } from './chromium-page.ts';
import { ChromiumView } from './chromium-view.ts';
import type { Driver, Json, LaunchOptions, PageHandle, Run, ViewHandle } from './driver.ts';
import { dumpDatabases, isLoadedFrom, registeredScripts } from './in-page.ts';
import { modifierBits, parseChord } from './keys.ts';
import { runOn } from './run-on.ts';
import { until } from './until.ts';
import { bumpVersion, readManifest, type Workspace } from './workspace.ts';

const ALL_HOSTS = ['http://*/*', 'https://*/*'];

/** Starts Chromium with a fresh profile and the extension installed. */
export async function launchChromium(options: LaunchOptions, workspace: Workspace): Promise<Driver> {
  const browser = await startChromium(workspace, options.headless);
  try {
    const settings = await openSettings(browser);
    const { extensionDir, grant = 'none' } = options;
    const id = await install(browser, settings, { extensionDir, grant }, workspace);
    const driver = new ChromiumDriver(browser, settings, id, workspace);
    if (grant === 'all') {
      await until(async () => (await driver.registeredScripts()).length > 0, {
        what: 'the extension to use its grant',
      });
    }
    return driver;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

class ChromiumDriver implements Driver {
  readonly name = 'chromium';
  readonly profile: string;
  readonly answersPrompts = false;
  readonly extensionOrigin: string;
  readonly #browser: Browser;
  readonly #settings: Page;
  readonly #id: string;
  readonly #workspace: Workspace;

  constructor(browser: Browser, settings: Page, id: string, workspace: Workspace) {
    this.#browser = browser;
    this.#settings = settings;
    this.#id = id;
    this.#workspace = workspace;
    this.profile = join(workspace.root, 'profile');
    this.extensionOrigin = `chrome-extension://${id}/`;
  }

  async open(url: string): Promise<PageHandle> {
    const page = await this.#browser.newPage();
    const handle = new ChromiumPage(page, await page.createCDPSession());
    await handle.goto(url);
    return handle;
  }

  async openView(path: string): Promise<ViewHandle> {
    const page = await this.#browser.newPage();
    await page.goto(this.extensionOrigin + path);
    return new ChromiumView(page);
  }

  welcome(): Promise<ViewHandle> {
    return this.openedView('welcome.html');
  }

  async openedView(path: string): Promise<ViewHandle> {
    return this.#loaded(await this.#waitForView(path, new Set()));
  }

  async popup(page: PageHandle): Promise<ViewHandle> {
    await page.bringToFront();
    const before = new Set(this.#browser.targets());
    await pageOf(page).triggerExtensionAction(await this.#extension());
    return this.#loaded(await this.#waitForView('popup.html', before));
  }

  async command(page: PageHandle, name: string): Promise<void> {
    await page.bringToFront();
    const { commands } = await readManifest(this.#workspace.extension);
    const shortcut = commands[name]?.suggested_key?.default;
    if (!shortcut) {
      await this.#grantActiveTab(page);
      await this.#dispatch('commands.onCommand', JSON.stringify(name));
      return;
    }
    const chord = parseChord(shortcut);
    const code = chord.key.toUpperCase().charCodeAt(0);
    const key = {
      modifiers: modifierBits(chord),
      windowsVirtualKeyCode: code,
      // Without a native code the browser takes the key for the page's alone, and no shortcut hears it.
      nativeVirtualKeyCode: code,
      key: chord.key.toUpperCase(),
      code: `Key${chord.key.toUpperCase()}`,
    };
    const session = await pageOf(page).createCDPSession();
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    await session.detach();
  }

  /** No program can open Chromium's own menu: the click is handed to the extension, after `activeTab` was given. */
  async contextMenu(page: PageHandle, id: string): Promise<void> {
    await page.bringToFront();
    await this.#grantActiveTab(page);
    const selectionText = await page.inspect(() => String(getSelection()));
    const info = { menuItemId: id, selectionText, pageUrl: page.url(), frameId: 0, editable: false };
    await this.#dispatch('contextMenus.onClicked', JSON.stringify(info));
  }

  async grant(origins: readonly string[] | 'all'): Promise<void> {
    if (origins === 'all') {
      await setHostAccess(this.#settings, this.#id, 'ON_ALL_SITES');
    } else {
      await setHostAccess(this.#settings, this.#id, 'ON_SPECIFIC_SITES');
      for (const origin of origins) await callSettings(this.#settings, 'addHostPermission', this.#id, origin);
    }
    const patterns = origins === 'all' ? ALL_HOSTS : [...origins];
    await until(() => this.#holds(patterns), {
      what: `the grant of ${patterns.join(' ')} (launch with grant: 'ask')`,
    });
  }

  async withdraw(origins: readonly string[] | 'all'): Promise<void> {
    if (origins === 'all') await setHostAccess(this.#settings, this.#id, 'ON_CLICK');
    else
      for (const origin of origins)
        await callSettings(this.#settings, 'removeHostPermission', this.#id, origin);
    const patterns = origins === 'all' ? ALL_HOSTS : [...origins];
    await until(async () => !(await this.#holds(patterns)), { what: `the loss of ${patterns.join(' ')}` });
  }

  async stopBackground(): Promise<void> {
    const target = this.#workerTarget();
    const worker = await target?.worker();
    await worker?.close();
    // The next event may have started another one by then.
    await until(async () => !target || !this.#browser.targets().includes(target), {
      what: 'the service worker to stop',
    });
  }

  async updateExtension(): Promise<void> {
    await bumpVersion(this.#workspace.extension);
    await this.#browser.installExtension(this.#workspace.extension);
    await this.background(() => true);
  }

  readonly background: Run = async <Args extends readonly Json[], Result>(
    fn: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> => {
    if (!this.#workerTarget()) await this.#wake();
    const target = await this.#browser.waitForTarget((t) => this.#isWorker(t), { timeout: 15_000 });
    const worker = await target.worker();
    if (!worker) throw new Error('The service worker is gone');
    return runOn(worker)(fn, ...args);
  };

  registeredScripts(): Promise<string[]> {
    return this.background(registeredScripts);
  }

  records(): Promise<Record<string, Record<string, unknown[]>>> {
    return this.background(dumpDatabases);
  }

  async extensionErrors(): Promise<string[]> {
    interface Info {
      readonly runtimeErrors: readonly { message: string; source: string }[];
      readonly manifestErrors: readonly { message: string }[];
    }
    const info = await callSettings<Info>(this.#settings, 'getExtensionInfo', this.#id);
    return [...info.manifestErrors, ...info.runtimeErrors].map(({ message }) => message);
  }

  async downloads(): Promise<string[]> {
    const names = await readdir(this.#workspace.downloads);
    return names
      .filter((name) => !name.endsWith('.crdownload'))
      .map((name) => join(this.#workspace.downloads, name));
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#workspace.remove();
  }

  /** The toolbar button gives `activeTab`; the popup that it opens is closed again. */
  async #grantActiveTab(page: PageHandle): Promise<void> {
    const popup = await this.popup(page);
    await popup.close();
    await page.bringToFront();
  }

  async #dispatch(event: string, detail: string): Promise<void> {
    await this.background(() => true);
    const worker = await this.#workerTarget()?.worker();
    await worker?.evaluate(
      `chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => chrome.${event}.dispatch(${detail}, tab))`,
    );
  }

  async #holds(patterns: readonly string[]): Promise<boolean> {
    await this.background(() => true);
    const worker = await this.#workerTarget()?.worker();
    return (
      (await worker?.evaluate(`chrome.permissions.contains({ origins: ${JSON.stringify(patterns)} })`)) ===
      true
    );
  }

  async #extension(): Promise<Extension> {
    const extension = (await this.#browser.extensions()).get(this.#id);
    if (!extension) throw new Error('The extension is not installed');
    return extension;
  }

  #isWorker(target: Target): boolean {
    return target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(this.extensionOrigin);
  }

  #workerTarget(): Target | undefined {
    return this.#browser.targets().find((target) => this.#isWorker(target));
  }

  /** A stopped worker starts for its next event: a message from one of its own pages. */
  async #wake(): Promise<void> {
    const page = await this.#browser.newPage({ background: true });
    try {
      await page.goto(`${this.extensionOrigin}welcome.html`);
      await page.evaluate('chrome.runtime.sendMessage({ type: "driver.wake" }).catch(() => {})');
    } finally {
      await page.close();
    }
  }

  async #loaded(target: Target): Promise<ViewHandle> {
    const page = await target.asPage();
    await until(() => page.evaluate(isLoadedFrom, this.extensionOrigin), { what: `${target.url()} to load` });
    return new ChromiumView(page);
  }

  #waitForView(path: string, before: ReadonlySet<Target>): Promise<Target> {
    const isView = (target: Target): boolean =>
      target.url().startsWith(this.extensionOrigin + path) && !before.has(target);
    return this.#browser.waitForTarget(isView, { timeout: 15_000 });
  }
}

function pageOf(handle: PageHandle): Page {
  if (!(handle instanceof ChromiumPage)) throw new Error('A page of another browser');
  return handle.page;
}
