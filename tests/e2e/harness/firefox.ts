/** Firefox over WebDriver BiDi with system access: see driver.ts. */
import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch as launchBrowser, type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/browsers.mjs';
import type { Driver, Json, LaunchOptions, PageHandle, Run, ViewHandle } from './driver.ts';
import { FirefoxPage } from './firefox-page.ts';
import { FirefoxView } from './firefox-view.ts';
import { FirefoxWindow, sandboxed } from './firefox-window.ts';
import { dumpDatabases, isLoadedFrom, registeredScripts, selectionPoint } from './in-page.ts';
import { parseChord } from './keys.ts';
import { fromJson } from './run-on.ts';
import { pause, until } from './until.ts';
import { bumpVersion, readManifest, type Workspace } from './workspace.ts';

const ALL_HOSTS = ['http://*/*', 'https://*/*'];
/** How far the extension's object is away from the browser's window. */
const EXTENSION = `const extension = WebExtensionPolicy.getByID(id).extension;`;

/** Starts Firefox with a fresh profile and the extension installed. */
export async function launchFirefox(options: LaunchOptions, workspace: Workspace): Promise<Driver> {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('No Firefox found');
  const profile = join(workspace.root, 'profile');
  await mkdir(profile);
  const browser = await launchBrowser({
    browser: 'firefox',
    executablePath,
    headless: options.headless ?? true,
    defaultViewport: null,
    userDataDir: profile,
    args: ['-remote-allow-system-access', '--width=1280', '--height=900'],
    extraPrefsFirefox: {
      // Permission prompts are answered with yes.
      'extensions.webextOptionalPermissionPrompts': false,
      'browser.download.dir': workspace.downloads,
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
    },
  });
  await cp(options.extensionDir, workspace.extension, { recursive: true });
  const id = await browser.installExtension(workspace.extension);
  const window = await FirefoxWindow.of(browser);
  const origin = await until(
    () => window.run<string>(`(id) => WebExtensionPolicy.getByID(id)?.getURL('')`, id),
    {
      what: 'the extension to start',
    },
  );
  const driver = new FirefoxDriver(browser, window, id, origin, workspace);
  await until(
    () => window.run<boolean>(`(id) => { ${EXTENSION} return extension.backgroundState === 'running'; }`, id),
    {
      what: 'the event page to start',
    },
  );
  if (options.grant === 'all') {
    await driver.grant('all');
    await until(async () => (await driver.registeredScripts()).length > 0, {
      what: 'the extension to use its grant',
    });
  }
  return driver;
}

class FirefoxDriver implements Driver {
  readonly name = 'firefox';
  readonly profile: string;
  readonly answersPrompts = true;
  readonly extensionOrigin: string;
  readonly #browser: Browser;
  readonly #window: FirefoxWindow;
  readonly #id: string;
  readonly #workspace: Workspace;

  constructor(
    browser: Browser,
    window: FirefoxWindow,
    id: string,
    extensionOrigin: string,
    workspace: Workspace,
  ) {
    this.#browser = browser;
    this.#window = window;
    this.#id = id;
    this.#workspace = workspace;
    this.profile = join(workspace.root, 'profile');
    this.extensionOrigin = extensionOrigin;
  }

  async open(url: string): Promise<PageHandle> {
    const page = await this.#browser.newPage();
    await page.bringToFront();
    const browserId = await this.#window.run<number>(`() => gBrowser.selectedBrowser.browserId`);
    const handle = new FirefoxPage(page, this.#window, browserId);
    await handle.goto(url);
    return handle;
  }

  async openView(path: string): Promise<ViewHandle> {
    const url = this.extensionOrigin + path;
    const browserId = await this.#window.run<number>(
      `(url) => {
        const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
        gBrowser.selectedTab = gBrowser.addTab(url, { triggeringPrincipal });
        return gBrowser.selectedBrowser.browserId;
      }`,
      url,
    );
    return this.#loaded(browserId, url);
  }

  welcome(): Promise<ViewHandle> {
    return this.openedView('welcome.html');
  }

  async openedView(path: string): Promise<ViewHandle> {
    const url = this.extensionOrigin + path;
    const browserId = await until(
      () =>
        this.#window.run<number>(
          `(url) => gBrowser.browsers.find((b) => b.currentURI.spec.startsWith(url))?.browserId`,
          url,
        ),
      { what: `${path} to be opened` },
    );
    return this.#loaded(browserId, url);
  }

  async popup(page: PageHandle): Promise<ViewHandle> {
    await this.#front(page);
    await this.#window.run(
      `async (id) => {
        const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
        ${EXTENSION}
        const opened = () => [...document.querySelectorAll('.webextension-popup-browser')];
        for (const open of opened()) open.closest('panel')?.hidePopup();
        // While the old popup is still being taken down, a new one would be given its place.
        for (let tries = 0; tries < 40 && opened().length > 0; tries++) await new Promise((next) => setTimeout(next, 50));
        await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
      }`,
      this.#id,
    );
    const browserId = await until(
      () =>
        this.#window.run<number>(`() => document.querySelector('.webextension-popup-browser')?.browserId`),
      { what: 'the popup' },
    );
    return this.#loaded(browserId, `${this.extensionOrigin}popup.html`);
  }

  async command(page: PageHandle, name: string): Promise<void> {
    await this.#front(page);
    const { commands } = await readManifest(this.#workspace.extension);
    const shortcut = commands[name]?.suggested_key?.default;
    const { modifiers, key } = parseChord(shortcut ?? '');
    const names = modifiers.map((modifier) => (modifier === 'Control' ? 'accel' : modifier.toLowerCase()));
    await this.#window.run(
      `(id, name, modifiers, key) => {
        ${EXTENSION}
        if (!key) {
          extension.tabManager.addActiveTabPermission();
          extension.shortcuts.onCommand(name);
          return;
        }
        const keyset = 'ext-keyset-id-' + id.toLowerCase().replace(/[^a-z0-9_-]/g, '_');
        const element = [...document.querySelectorAll('#' + keyset + ' key')].find((candidate) =>
          candidate.getAttribute('key')?.toUpperCase() === key.toUpperCase() &&
          candidate.getAttribute('modifiers').split(',').sort().join() === modifiers.slice().sort().join());
        if (!element) throw new Error('no key for ' + name);
        element.doCommand();
      }`,
      this.#id,
      name,
      names,
      key,
    );
  }

  /** Opens the real menu with a right click on the selection and chooses the item. */
  async contextMenu(page: PageHandle, id: string): Promise<void> {
    await this.#front(page);
    const point = await page.inspect(selectionPoint);
    if (!point) throw new Error('Nothing is selected');
    await pageOf(page).mouse.click(point.x, point.y, { button: 'right' });
    const menu = `document.getElementById('contentAreaContextMenu')`;
    await until(() => this.#window.run<boolean>(`() => ${menu}.state === 'open'`), {
      what: 'the context menu',
    });
    await this.#window.run(
      `(id, item) => {
        const widget = id.toLowerCase().replace(/[^a-z0-9_-]/g, '_');
        const menu = ${menu};
        const found = menu.querySelector('#' + CSS.escape(widget + '-menuitem-_' + item));
        if (!found || found.hidden) { menu.hidePopup(); throw new Error('no item ' + item + ' in the context menu'); }
        if (found.parentElement === menu) menu.activateItem(found);
        else { found.doCommand(); menu.hidePopup(); }
      }`,
      this.#id,
      id,
    );
    await until(() => this.#window.run<boolean>(`() => ${menu}.state === 'closed'`), {
      what: 'the menu to close',
    });
  }

  grant(origins: readonly string[] | 'all'): Promise<void> {
    return this.#permissions('add', origins);
  }

  withdraw(origins: readonly string[] | 'all'): Promise<void> {
    return this.#permissions('remove', origins);
  }

  async stopBackground(): Promise<void> {
    // Asked again where it was woken in the same moment: by a page that hands in its copy, say.
    await until(
      () =>
        this.#window.run<boolean>(
          `async (id) => {
            ${EXTENSION}
            if (extension.backgroundState !== 'stopped') await extension.terminateBackground();
            return extension.backgroundState === 'stopped';
          }`,
          this.#id,
        ),
      {
        what: 'the event page to stop',
      },
    );
  }

  async updateExtension(): Promise<void> {
    await bumpVersion(this.#workspace.extension);
    await this.#browser.installExtension(this.#workspace.extension);
    await until(() => this.background(() => true), { what: 'the updated extension' });
  }

  readonly background: Run = async <Args extends readonly Json[], Result>(
    fn: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> => {
    const browserId = await until(
      () =>
        this.#window.run<number>(
          `async (id) => {
            ${EXTENSION}
            if (extension.backgroundState !== 'running') await extension.wakeupBackground?.();
            return [...extension.views].find((view) => view.viewType === 'background')?.xulBrowser.browserId;
          }`,
          this.#id,
        ),
      { what: 'the event page' },
    );
    const frame = sandboxed({ source: String(fn), args, xrays: false });
    const json = await this.#window.run<string>(
      `(id, browserId, source) => {
        ${EXTENSION}
        const view = [...extension.views].find((v) => v.viewType === 'background' && v.xulBrowser.browserId === browserId);
        return inFrame(view.xulBrowser, source);
      }`,
      this.#id,
      browserId,
      frame,
    );
    return fromJson<Awaited<Result>>(json);
  };

  registeredScripts(): Promise<string[]> {
    return this.background(registeredScripts);
  }

  records(): Promise<Record<string, Record<string, unknown[]>>> {
    return this.background(dumpDatabases);
  }

  async extensionErrors(): Promise<string[]> {
    const errors: string[] = await this.#window.run(
      `(origin) => Services.console.getMessageArray()
        .filter((m) => m instanceof Ci.nsIScriptError && m.sourceName?.startsWith(origin) && !(m.flags & Ci.nsIScriptError.warningFlag))
        .map((m) => m.errorMessage)`,
      this.extensionOrigin,
    );
    // Said of a page that was closed before its message was answered: what users do, and tests on purpose.
    return errors.filter((message) => !message.startsWith('Promise rejected after context unloaded'));
  }

  async downloads(): Promise<string[]> {
    const names = await readdir(this.#workspace.downloads);
    return names
      .filter((name) => !name.endsWith('.part'))
      .map((name) => join(this.#workspace.downloads, name));
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#workspace.remove();
  }

  async #permissions(change: 'add' | 'remove', origins: readonly string[] | 'all'): Promise<void> {
    const patterns = origins === 'all' ? ALL_HOSTS : [...origins];
    await this.#window.run(
      `async (id, change, origins) => {
        const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        ${EXTENSION}
        await ExtensionPermissions[change](id, { permissions: [], origins, data_collection: [] }, extension);
      }`,
      this.#id,
      change,
      patterns,
    );
  }

  async #front(page: PageHandle): Promise<void> {
    await page.bringToFront();
    // Selecting a tab is done when its browser is the window's.
    const id = browserIdOf(page);
    await until(() => this.#window.run<boolean>(`(id) => gBrowser.selectedBrowser.browserId === id`, id), {
      what: 'the tab in front',
    });
  }

  async #loaded(browserId: number, url: string): Promise<ViewHandle> {
    const view = new FirefoxView(this.#window, browserId, new URL(url).pathname);
    await until(() => view.evaluate(isLoadedFrom, url), { what: `${url} to load` });
    await pause(50);
    return view;
  }
}

function asFirefoxPage(handle: PageHandle): FirefoxPage {
  if (!(handle instanceof FirefoxPage)) throw new Error('A page of another browser');
  return handle;
}
const pageOf = (handle: PageHandle): Page => asFirefoxPage(handle).page;
const browserIdOf = (handle: PageHandle): number => asFirefoxPage(handle).browserId;
