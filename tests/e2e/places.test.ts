/** Notes that meet elsewhere than at a WebDAV server: in the browser's account, in a bucket, in a folder. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSAGES } from '../fixtures/passages.ts';
import { startSite, type Site } from '../fixtures/site.ts';
import { startS3rver } from '../servers/s3.ts';
import type { Server } from '../servers/server.ts';
import { BUILDS } from './harness/builds.ts';
import type { BrowserName, Driver, ViewHandle } from './harness/driver.ts';
import { launch } from './harness/launch.ts';
import { mark, painted } from './harness/painted.ts';
import { until } from './harness/until.ts';

const PASSPHRASE = 'pewter island gravel sonnet';

interface Device {
  readonly driver: Driver;
  readonly sync: ViewHandle;
}

let site: Site;
let bucket: Server;
const devices = new Map<BrowserName, Device>();

beforeAll(async () => {
  site = await startSite();
  bucket = await startS3rver();
  for (const browser of ['chromium', 'firefox'] as const) {
    const driver = await launch(browser, { extensionDir: BUILDS[browser], grant: 'all' });
    devices.set(browser, { driver, sync: await driver.openView('sync.html') });
  }
}, 120_000);

afterAll(async () => {
  for (const { driver } of devices.values()) await driver.close();
  await bucket?.stop();
  await site?.close();
});

function on(browser: BrowserName): Device {
  const device = devices.get(browser);
  if (!device) throw new Error(`${browser} did not start`);
  return device;
}

const article = (): string => new URL(site.sample, site.origin).href;

async function markIn({ driver }: Device, text: string): Promise<void> {
  const page = await driver.open(article());
  await mark(page, text, 'quote');
  await page.close();
}

async function isSynced({ sync }: Device): Promise<void> {
  await sync.clickNamed('Sync now');
  await sync.waitForText('Everything is in sync');
}

async function reachBucket({ sync }: Device): Promise<void> {
  await sync.clickNamed('S3 storage');
  await sync.clickNamed('Continue');
  await sync.fillNamed('Endpoint', bucket.url);
  await sync.fillNamed('Bucket', 'vault');
  await sync.fillNamed('Region', 'us-east-1');
  await sync.fillNamed('Access key ID', bucket.user);
  await sync.fillNamed('Secret access key', bucket.password);
  await sync.clickNamed('Test the connection');
}

async function moveNow({ sync }: Device): Promise<void> {
  await sync.waitForText('Move your notes');
  await sync.clickNamed('Move now');
  await sync.waitForText('Everything is in sync');
}

/** What the browser carries, as it lies there. */
function carried({ driver }: Device): Promise<string> {
  return driver.background(async () => {
    const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
    return JSON.stringify(await api.storage.sync.get(null));
  });
}

describe.each(['chromium', 'firefox'] as const)('the account of %s', (browser) => {
  it('takes notes in with nothing to fill in but a passphrase, shows how full it is, and can read nothing', async () => {
    const device = on(browser);
    const { sync } = device;
    await sync.clickNamed('Set up syncing');
    await sync.clickNamed('Browser account');
    await sync.clickNamed('Continue');
    await sync.clickNamed('Test the connection');
    await sync.waitForText('Choose a passphrase');
    await sync.fillNamed('Passphrase', PASSPHRASE);
    await sync.fillNamed('The same again', PASSPHRASE);
    await sync.clickNamed('Set up syncing');
    await sync.waitForText('It is shown only now.');
    await sync.clickNamed('I have kept the code in a safe place');
    await sync.clickNamed('Finish');
    await sync.waitForText('Everything is in sync');
    const before = await carried(device);
    await markIn(device, browser === 'chromium' ? PASSAGES.quote : PASSAGES.claim);
    await until(async () => (await carried(device)).length > before.length, {
      what: 'the mark to be carried',
    });
    await isSynced(device);
    expect(await carried(device)).not.toContain(PASSAGES.quote.slice(0, 20));
    expect(await sync.evaluate(() => document.querySelector('meter')?.value ?? 0)).toBeGreaterThan(0);
  });
});

describe('notes in the account of a browser', () => {
  it('move to a bucket, where another browser joins with what it has', async () => {
    const [here, there] = [on('chromium'), on('firefox')];
    await here.sync.clickNamed('Move to another place…');
    await reachBucket(here);
    await moveNow(here);
    await there.sync.clickNamed('Stop syncing');
    await there.sync.clickNamed('Stop syncing');
    await there.sync.clickNamed('Set up syncing');
    await reachBucket(there);
    await there.sync.waitForText('Join your other devices');
    await there.sync.fillNamed('Your passphrase', PASSPHRASE);
    await there.sync.clickNamed('Join');
    await there.sync.waitForText('Everything is in sync');
    await isSynced(here);
    for (const { driver } of [here, there]) {
      const page = await driver.open(article());
      await painted(page, PASSAGES.quote, 'quote');
      await painted(page, PASSAGES.claim, 'quote');
      await page.close();
    }
  });
});

describe('a folder that another program carries', () => {
  it('takes in notes that move there, as files that are encrypted', async () => {
    const here = on('chromium');
    // What the browser's own dialog gives back, which no test can press.
    await here.sync.evaluate(() => {
      Reflect.set(window, 'showDirectoryPicker', async () => {
        const root = await navigator.storage.getDirectory();
        return root.getDirectoryHandle('carried', { create: true });
      });
    });
    await here.sync.clickNamed('Move to another place…');
    await here.sync.clickNamed('A folder on this device');
    await here.sync.clickNamed('Continue');
    await here.sync.clickNamed('Choose a folder…');
    await here.sync.waitForText('carried');
    await here.sync.clickNamed('Test the connection');
    await moveNow(here);
    await markIn(here, PASSAGES.cut);
    await isSynced(here);
    const folders = await here.sync.evaluate(async () => {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('carried');
      const names: string[] = [];
      for await (const name of root.keys()) names.push(name);
      return names.toSorted();
    });
    expect(folders).toEqual(expect.arrayContaining(['heads', 'keys', 'log']));
  });
});
