/** Tests that hold in both browsers. */
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { startSite, type Site } from '../../fixtures/site.ts';
import { BUILDS } from './builds.ts';
import type { BrowserName, Driver, Grant, PageHandle } from './driver.ts';
import { launch } from './launch.ts';

const BROWSERS = ['chromium', 'firefox'] as const satisfies readonly BrowserName[];

/** What a test in both browsers works with. */
export interface Stage {
  readonly browser: BrowserName;
  /** The browser with the extension that this group shares. */
  readonly driver: Driver;
  readonly site: Site;
  /** Opens a page that is closed after the test. A path is one of the site's. */
  open(pathOrUrl: string): Promise<PageHandle>;
  /** A browser of its own, closed after the test, for what would disturb the others. */
  fresh(grant: Grant): Promise<Driver>;
}

/**
 * A group of tests, once in each browser, with one browser and one site for the whole group.
 * The `Stage` may be used inside tests and hooks, not while the group is being described.
 */
export function describeBrowsers(title: string, grant: Grant, define: (stage: Stage) => void): void {
  describe.each(BROWSERS)(`${title} (%s)`, (browser) => {
    let driver: Driver | undefined;
    let site: Site | undefined;
    let closers: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      site = await startSite();
      driver = await launch(browser, { extensionDir: BUILDS[browser], grant });
    });
    afterEach(async () => {
      if (site) site.edit = 'none';
      const closing = closers.toReversed();
      closers = [];
      for (const close of closing) await close();
    });
    afterAll(async () => {
      await driver?.close();
      await site?.close();
    });

    define({
      browser,
      get driver() {
        return started(driver);
      },
      get site() {
        return started(site);
      },
      async open(pathOrUrl) {
        const page = await started(driver).open(new URL(pathOrUrl, started(site).origin).href);
        // A test may have closed it itself.
        closers.push(() => page.close().catch(() => {}));
        return page;
      },
      async fresh(freshGrant) {
        const other = await launch(browser, { extensionDir: BUILDS[browser], grant: freshGrant });
        closers.push(() => other.close());
        return other;
      },
    });
  });
}

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The browser is not started yet: use the stage inside a test');
  return value;
}
