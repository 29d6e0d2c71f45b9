/** One person, a profile of Chromium, one of Firefox, and a server in between that must learn nothing. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDavServer, type DavServer } from '../fixtures/dav-server.ts';
import { PASSAGES } from '../fixtures/passages.ts';
import { startSite, type Site } from '../fixtures/site.ts';
import { BUILDS } from './harness/builds.ts';
import type { BrowserName, Driver, PageHandle, ViewHandle } from './harness/driver.ts';
import { launch } from './harness/launch.ts';
import { mark, painted } from './harness/painted.ts';
import { until } from './harness/until.ts';

const PASSPHRASE = 'tern lantern orchard velvet';
const NEXT = 'quarry saffron ladder winter';
const LAST = 'meadow copper violin harbour';
const SHARED = 'cobalt ferry almond thunder';
const TAG = 'tidewater desk';

interface Device {
  readonly driver: Driver;
  /** The sync page, open as a tab. */
  readonly sync: ViewHandle;
}

let site: Site;
let dav: DavServer;
/** Where a team meets. */
let team: DavServer;
/** Where they move to. */
let elsewhere: DavServer;
let here: Device;
let there: Device;
const devices: Device[] = [];

beforeAll(async () => {
  site = await startSite();
  dav = await startDavServer();
  team = await startDavServer();
  elsewhere = await startDavServer();
  here = await device('chromium');
  there = await device('firefox');
}, 120_000);

afterAll(async () => {
  for (const { driver } of devices) await driver.close();
  await dav?.close();
  await team?.close();
  await elsewhere?.close();
  await site?.close();
});

async function device(browser: BrowserName, view = 'sync.html'): Promise<Device> {
  const driver = await launch(browser, { extensionDir: BUILDS[browser], grant: 'all' });
  const sync = await driver.openView(view);
  const made = { driver, sync };
  devices.push(made);
  return made;
}

const article = (): string => new URL(site.sample, site.origin).href;

async function reachServer({ sync }: Device): Promise<void> {
  await sync.clickNamed('Set up syncing');
  await sync.clickNamed('WebDAV: Nextcloud, ownCloud, Synology…');
  await sync.clickNamed('Continue');
  await sync.fillNamed('Address', dav.url);
  await sync.fillNamed('User name', dav.user);
  await sync.fillNamed('Password', dav.password);
  await sync.clickNamed('Test the connection');
}

async function syncNow(...all: readonly Device[]): Promise<void> {
  for (const each of all) {
    const before = await completeAt(each);
    await each.sync.clickNamed('Sync now');
    await until(async () => (await completeAt(each)) > before, { what: 'a run that is complete' });
    await each.sync.waitForText('Everything is in sync');
  }
}

const statusRow = v.object({
  name: v.literal('status'),
  value: v.object({ completeAt: v.nullable(v.number()) }),
});
const annotationRow = v.object({ note: v.string() });

/** When the vault that is behind all others of the device was complete. */
async function completeAt({ driver }: Device): Promise<number> {
  const { syncStates = [] } = (await driver.records())['pullquote'] ?? {};
  const times = syncStates.flatMap((row) => (v.is(statusRow, row) ? [row.value.completeAt ?? 0] : []));
  return Math.min(...times, Number.MAX_SAFE_INTEGER);
}

/** Opens the article, waits for the mark, and opens its card. */
async function openCard({ driver }: Device, text: string): Promise<{ page: PageHandle; card: ViewHandle }> {
  const page = await driver.open(article());
  await painted(page, text, 'quote');
  await page.clickText(text);
  return { page, card: await page.waitForCard() };
}

async function writeNote(at: Device, note: string): Promise<void> {
  const { page, card } = await openCard(at, PASSAGES.quote);
  await card.fillNamed('Note', note);
  await until(async () => (await notes(at)).includes(note), { what: 'the note to be saved' });
  await page.close();
}

async function notes({ driver }: Device): Promise<string[]> {
  const { annotations = [] } = (await driver.records())['pullquote'] ?? {};
  return annotations.map((row) => v.parse(annotationRow, row).note);
}

/** Marks a passage, or opens its mark, and gives it the tag. */
async function tagged(at: Device, text: string): Promise<void> {
  const { page, card } = await openCard(at, text);
  await card.fillNamed('Tags', TAG);
  await card.press('Enter');
  await until(async () => (await tags(at)).includes(TAG), { what: 'the tag to be saved' });
  await page.close();
}

async function tags({ driver }: Device): Promise<string[]> {
  const { annotations = [] } = (await driver.records())['pullquote'] ?? {};
  return annotations.flatMap((row) => v.parse(v.object({ tags: v.array(v.string()) }), row).tags);
}

async function codeOf(view: ViewHandle, button: string): Promise<string> {
  await view.clickNamed(button);
  await view.waitFor('textarea');
  const code = await view.evaluate(() => document.querySelector('textarea')?.value ?? '');
  await view.clickNamed('Hide the code');
  return code;
}

/** @param name null where one may only read */
async function joinBy({ sync }: Device, code: string, name: string | null): Promise<void> {
  await sync.clickNamed('I have an invitation code');
  await sync.fillNamed('Invitation code', code);
  await sync.clickNamed('Continue');
  await sync.waitForText(`What is shared has the tag ${TAG}`);
  if (name !== null) await sync.fillNamed('Your name', name);
  await sync.clickNamed('Join');
  await sync.waitForText('Everything is in sync');
}

/** Of devices that have files there. */
function namesAt(server: DavServer): readonly string[] {
  const names = server.files().flatMap((path) => /\/([0-9a-f]{16})\./u.exec(path)?.[1] ?? []);
  return [...new Set(names)];
}

async function finishWithCode({ sync }: Device, button: string): Promise<void> {
  await sync.waitForText('It is shown only now.');
  await sync.clickNamed('I have kept the code in a safe place');
  await sync.clickNamed(button);
}

describe('two browsers of one person, and a server', () => {
  it('are set up by a guide that says what is wrong with the storage', async () => {
    await here.sync.clickNamed('Set up syncing');
    await here.sync.clickNamed('WebDAV: Nextcloud, ownCloud, Synology…');
    await here.sync.clickNamed('Continue');
    await here.sync.fillNamed('Address', dav.url);
    await here.sync.fillNamed('User name', dav.user);
    await here.sync.fillNamed('Password', 'not the password');
    await here.sync.clickNamed('Test the connection');
    await here.sync.waitForText('It does not accept the user name or password.');
    await here.sync.fillNamed('Password', dav.password);
    await here.sync.clickNamed('Test the connection');
    await here.sync.waitForText('Choose a passphrase');
    await here.sync.fillNamed('Passphrase', PASSPHRASE);
    await here.sync.fillNamed('The same again', PASSPHRASE);
    await here.sync.clickNamed('Set up syncing');
    await finishWithCode(here, 'Finish');
    await here.sync.waitForText('Everything is in sync');
    expect(dav.files().map((path) => path.split('/').at(-2))).toContain('keys');
  });

  it('have what is marked in one in the other, which joins with the passphrase', async () => {
    const page = await here.driver.open(article());
    await mark(page, PASSAGES.quote, 'quote');
    await page.close();
    await syncNow(here);
    await reachServer(there);
    await there.sync.waitForText('Join your other devices');
    await there.sync.fillNamed('Your passphrase', 'none of these words');
    await there.sync.clickNamed('Join');
    await there.sync.waitForText('This is not the passphrase.');
    await there.sync.fillNamed('Your passphrase', PASSPHRASE);
    await there.sync.clickNamed('Join');
    await there.sync.waitForText('Everything is in sync');
    const copy = await there.driver.open(article());
    await painted(copy, PASSAGES.quote, 'quote');
    await copy.close();
  });

  it('lose nothing when both write while the server is away, and ask which it is', async () => {
    dav.isDown = true;
    await writeNote(here, 'Asked the mayor.');
    await writeNote(there, 'Asked the auditors.');
    await here.sync.clickNamed('Sync now');
    await here.sync.waitForText('Syncing did not work');
    dav.isDown = false;
    await syncNow(here, there, here);
    await here.sync.waitForText('To decide: 1');
    await there.sync.waitForText('To decide: 1');
    const shown = await there.sync.text();
    expect(shown).toContain('Asked the mayor.');
    expect(shown).toContain('Asked the auditors.');
    await there.sync.clickNamed('Keep both');
    await until(async () => !(await there.sync.text()).includes('To decide'), { what: 'it to be decided' });
    await syncNow(there, here);
    const [here1] = await notes(here);
    expect(here1).toContain('Asked the mayor.');
    expect(here1).toContain('Asked the auditors.');
    expect(await notes(there)).toEqual([here1]);
    expect(await here.sync.text()).not.toContain('To decide');
  });

  it('have the mark in the trash on both, and back on both when that is undone', async () => {
    const { page, card } = await openCard(here, PASSAGES.quote);
    await card.clickNamed('Delete');
    await until(async () => (await page.highlights()).quote.length === 0, { what: 'it to be gone' });
    await syncNow(here, there);
    const copy = await there.driver.open(article());
    await until(async () => (await copy.highlights()).quote.length === 0, { what: 'it to be gone there' });
    await page.clickUi('button');
    await painted(page, PASSAGES.quote, 'quote');
    await syncNow(here, there);
    await painted(copy, PASSAGES.quote, 'quote');
    await page.close();
    await copy.close();
  });

  it('do not wait for a server that says nothing, when the user does not want to', async () => {
    dav.isSilent = true;
    await here.sync.clickNamed('Sync now');
    await here.sync.waitForText('Syncing…');
    await here.sync.clickNamed('Cancel');
    await until(async () => !(await here.sync.text()).includes('Syncing…'), {
      what: 'the run to be over',
      timeout: 5_000,
    });
    dav.isSilent = false;
    await syncNow(here);
  });

  it('get another passphrase; a third device joins with it alone', async () => {
    await here.sync.clickNamed('Change the passphrase');
    await here.sync.fillNamed('New passphrase', NEXT);
    await here.sync.fillNamed('The same again', NEXT);
    await here.sync.clickNamed('Change it');
    await here.sync.waitForText('The passphrase is changed.');
    const third = await device('chromium');
    await reachServer(third);
    await third.sync.waitForText('Join your other devices');
    await third.sync.fillNamed('Your passphrase', PASSPHRASE);
    await third.sync.clickNamed('Join');
    await third.sync.waitForText('This is not the passphrase.');
    await third.sync.fillNamed('Your passphrase', NEXT);
    await third.sync.clickNamed('Join');
    await third.sync.waitForText('Everything is in sync');
    expect(await notes(third)).toEqual(await notes(here));
  });

  it('shut each other out: who has only the old key gets nothing more until they know the passphrase', async () => {
    await here.sync.clickNamed('Shut out other devices');
    await here.sync.fillNamed('Current passphrase', NEXT);
    await here.sync.fillNamed('New passphrase', LAST);
    await here.sync.fillNamed('The same again', LAST);
    await here.sync.clickNamed('Shut them out');
    await finishWithCode(here, 'Done');
    await syncNow(here);
    await writeNote(here, 'Not for everybody.');
    await syncNow(here);
    await there.sync.clickNamed('Sync now');
    await there.sync.waitForText('Your passphrase is needed');
    expect(await notes(there)).not.toContain('Not for everybody.');
    await there.sync.fillNamed('Your passphrase', LAST);
    await there.sync.clickNamed('Unlock');
    await until(async () => (await notes(there)).includes('Not for everybody.'), { what: 'the note' });
  });
});

describe('a device that is not used any more', () => {
  it('is removed, and what is at the server of it, but nothing that it wrote', async () => {
    const before = namesAt(dav);
    expect(before).toHaveLength(3);
    await here.sync.clickNamed('Remove Linux');
    await here.sync.waitForText('a removed device can still read your notes');
    await here.sync.clickNamed('Remove');
    await until(async () => !(await here.sync.text()).includes('still read your notes'), {
      what: 'it to be off the list',
    });
    expect(namesAt(dav)).toHaveLength(2);
    expect(before).toEqual(expect.arrayContaining([...namesAt(dav)]));
    await syncNow(here, there);
    expect(await notes(there)).toContain('Not for everybody.');
  });
});

describe('notes that move to another place', () => {
  it('take the other devices along: they learn where it is, and only its password is asked for', async () => {
    await here.sync.clickNamed('Move to another place…');
    await here.sync.clickNamed('WebDAV: Nextcloud, ownCloud, Synology…');
    await here.sync.clickNamed('Continue');
    await here.sync.fillNamed('Address', elsewhere.url);
    await here.sync.fillNamed('User name', elsewhere.user);
    await here.sync.fillNamed('Password', elsewhere.password);
    await here.sync.clickNamed('Test the connection');
    await here.sync.waitForText('Move your notes');
    await here.sync.clickNamed('Move now');
    await here.sync.waitForText('Everything is in sync');
    await until(async () => elsewhere.files().some((path) => path.includes('/snapshots/')), {
      what: 'everything to be there',
    });
    await writeNote(here, 'Written at the new place.');
    await syncNow(here);
    await there.sync.clickNamed('Sync now');
    await there.sync.waitForText('Your notes are at another place now');
    await there.sync.clickNamed('Use the new place…');
    await there.sync.fillNamed('Password', elsewhere.password);
    await there.sync.clickNamed('Test the connection');
    await there.sync.clickNamed('Use it');
    await until(async () => (await notes(there)).includes('Written at the new place.'), { what: 'the note' });
    await there.sync.waitForText('Everything is in sync');
    expect(await there.sync.text()).not.toContain('another place now');
  });
});

describe('two people who share what has a tag', () => {
  let ben: Device;
  let ada: ViewHandle;

  it('are in touch by an invitation: each sees what the other brings, and who brought it', async () => {
    ada = await here.driver.openView('sync.html?collection');
    await ada.fillNamed('Tag to share', TAG);
    await ada.clickNamed('Share it');
    await ada.clickNamed('WebDAV: Nextcloud, ownCloud, Synology…');
    await ada.clickNamed('Continue');
    await ada.fillNamed('Address', team.url);
    await ada.fillNamed('User name', team.user);
    await ada.fillNamed('Password', team.password);
    await ada.clickNamed('Test the connection');
    await ada.waitForText('Choose a passphrase');
    await ada.fillNamed('Your name', 'Ada');
    await ada.fillNamed('Passphrase', SHARED);
    await ada.fillNamed('The same again', SHARED);
    await ada.clickNamed('Share it');
    await finishWithCode({ driver: here.driver, sync: ada }, 'Finish');
    await ada.waitForText('Everything is in sync');
    await tagged(here, PASSAGES.quote);
    await syncNow({ driver: here.driver, sync: ada });
    ben = await device('chromium', 'sync.html?collection');
    await joinBy(ben, await codeOf(ada, 'Show the invitation'), 'Ben');
    const { page, card } = await openCard(ben, PASSAGES.quote);
    await card.waitForText('Brought in by Ada');
    expect(await tags(ben)).toEqual([TAG]);
    await page.close();
  });

  it('work on one thing: what one writes, the other has; what has not the tag stays at home', async () => {
    await writeNote(ben, 'Rang the auditors.');
    const page = await ben.driver.open(article());
    await mark(page, PASSAGES.claim, 'claim');
    await page.close();
    await ben.sync.clickNamed('Sync now');
    await until(
      async () => {
        await ada.clickNamed('Sync now');
        return (await notes(here)).includes('Rang the auditors.');
      },
      { what: 'the note to be there', timeout: 20_000 },
    );
    expect(await notes(here)).toHaveLength(1);
    // By way of the one who shares it, it comes to their other devices.
    await syncNow(here, there);
    expect(await notes(there)).toContain('Rang the auditors.');
  });

  it('let somebody in who only reads, and whose own notes stay with them', async () => {
    const guest: Device = await device('chromium', 'sync.html?collection');
    await joinBy(guest, await codeOf(ada, 'Show the code to read'), null);
    await until(async () => (await notes(guest)).includes('Rang the auditors.'), { what: 'the note' });
    const before = team.files();
    await writeNote(guest, 'For myself.');
    await syncNow(guest);
    expect(team.files()).toEqual(before);
    expect(await notes(guest)).toEqual(['For myself.']);
  });
});

describe('whoever syncs', () => {
  it('tell the server, and the disk, neither words nor passphrases', async () => {
    const traffic = dav.traffic() + team.traffic() + elsewhere.traffic();
    for (const secret of [
      PASSPHRASE,
      NEXT,
      LAST,
      SHARED,
      TAG,
      'Asked the mayor',
      PASSAGES.quote.slice(0, 20),
      'saltmere',
    ])
      expect(traffic.toLowerCase()).not.toContain(secret.toLowerCase());
    for (const { driver } of devices) {
      for (const secret of [PASSPHRASE, NEXT, LAST, SHARED, dav.password])
        expect({ secret, files: await filesWith(driver.profile, secret) }).toEqual({ secret, files: [] });
      expect(await driver.extensionErrors()).toEqual([]);
    }
    // What the database holds in the clear is found in this way.
    expect(await filesWith(here.driver.profile, 'Not for everybody.')).not.toEqual([]);
  });
});

/** The files of a folder, at any depth, that hold a text in one of the ways in which browsers write them. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (bytes.includes(text, 0, 'utf8') || bytes.includes(text, 0, 'utf16le')) found.push(file);
  }
  return found;
}
