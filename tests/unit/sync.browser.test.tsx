import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { SyncServices } from '../../entrypoints/sync/services';
import { Sync } from '../../entrypoints/sync/Sync';
import '../../entrypoints/sync/sync.css';
import { PROBLEMS, type CollectionView, type SyncView } from '../../lib/sync/vault/state';
import { control, field, find, mount } from './support/mount';
import {
  disputed,
  failed,
  JOIN_CODE,
  READING_CODE,
  RECOVERY_CODE,
  shared,
  syncServices,
  syncView,
  type SyncWorld,
} from './support/sync-services';
import { faults } from './support/transfer-page';

async function open(parts: Partial<SyncWorld> = {}) {
  const { services, world, show } = syncServices(parts);
  const { root } = mount(<Sync services={services} />);
  await vi.waitFor(() => find(root, '.sync-step h2, .sync-status h2'));
  return { root, world, show };
}

async function press(root: ParentNode, name: string): Promise<void> {
  await vi.waitFor(() => control(root, name));
  await userEvent.click(control(root, name));
}

const says = (root: HTMLElement, words: string): Promise<void> =>
  vi.waitFor(() => expect(root.textContent).toContain(words));

/** What is under the heading that has the focus. */
const heading = (words: string): Promise<void> =>
  vi.waitFor(() => expect(document.activeElement?.textContent).toContain(words));

const alert = (root: ParentNode): Promise<string> =>
  vi.waitFor(() => find(root, '[role="alert"]').textContent);

const called = ({ calls }: SyncWorld): readonly string[] => calls.map(([name]) => name);

/** As far as the fields of a kind of place. */
async function toKind(root: HTMLElement, kind: string): Promise<void> {
  await press(root, 'Set up syncing');
  await heading('Where should');
  await userEvent.click(find(root, `input[value="${kind}"]`));
  await press(root, 'Continue');
  await vi.waitFor(() => expect(find(root, 'h2').textContent).not.toContain('Where should'));
}

/** As far as the passphrase, or the notes that are there. */
async function toPassphrase(root: HTMLElement): Promise<void> {
  await toKind(root, 'browser');
  await press(root, 'Test the connection');
  await vi.waitFor(() => field(root, 'Name of this device'));
}

const GOOD = 'lantern plover mosaic drizzle';

describe('setting up', () => {
  it('goes by the keyboard alone, from what it is to the recovery code', async () => {
    const { root, world } = await open();
    expect(document.activeElement).toBe(document.body);
    expect(root.textContent).toContain('saved copies of articles stay on the device');
    control(root, 'Set up syncing').focus();
    await userEvent.keyboard('{Enter}');
    await heading('Where should your notes meet?');
    // Back, and the kinds: the browser's own comes first; down once is WebDAV.
    await userEvent.keyboard('{Tab}{ArrowDown}{Tab}{Enter}');
    await heading('Reach your WebDAV storage');
    await userEvent.keyboard('{Tab}cloud.example{Tab}ada{Tab}app-password{Enter}');
    await heading('Choose a passphrase');
    await userEvent.keyboard(`{Tab}{Tab}${GOOD}{Tab}${GOOD}{Enter}`);
    await heading('Keep your recovery code');
    expect(find(root, '.sync-recovery-code').textContent).toBe(RECOVERY_CODE);
    const place = {
      kind: 'webdav',
      url: 'https://cloud.example/',
      path: 'Pullquote',
      user: 'ada',
      password: 'app-password',
    };
    expect(world.calls).toEqual([
      ['tryPlace', place],
      ['setUp', place, GOOD, { label: 'Chrome on Linux' }],
    ]);
  });

  it('shows the recovery code until the user says that it is kept', async () => {
    const { root } = await open();
    await toPassphrase(root);
    await press(root, 'Suggest one');
    await press(root, 'Set up syncing');
    await heading('Keep your recovery code');
    await press(root, 'Finish');
    expect(await alert(root)).toContain('It cannot be shown again');
    expect(await faults(root)).toEqual([]);
    await press(root, 'I have kept the code in a safe place');
    await press(root, 'Finish');
    await heading('Everything is in sync');
  });

  it('says what is wrong with an address, and asks nothing of it', async () => {
    const { root, world } = await open();
    await toKind(root, 'webdav');
    for (const [typed, problem] of [
      ['', 'This is needed.'],
      ['ftp://cloud.example', 'begins with https:'],
      ['https://', 'no address that a browser can open'],
    ] as const) {
      await userEvent.fill(field(root, 'Address'), typed);
      await press(root, 'Test the connection');
      await says(root, problem);
      await vi.waitFor(() => expect(document.activeElement).toBe(field(root, 'Address')));
    }
    expect(await faults(root)).toEqual([]);
    expect(world.calls).toEqual([]);
  });

  it('moves a password out of the address, and warns where it could be read on its way', async () => {
    const { root } = await open();
    await toKind(root, 'webdav');
    await userEvent.fill(field(root, 'Address'), 'http://ada:s3cret@cloud.example/dav/');
    await userEvent.keyboard('{Tab}');
    await vi.waitFor(() => expect(field(root, 'Address').value).toBe('http://cloud.example/dav/'));
    expect([field(root, 'User name').value, field(root, 'Password').value]).toEqual(['ada', 's3cret']);
    expect(root.textContent).toContain('anybody on the way could read your password');
  });

  it('names what is missing of an S3 bucket, all at once', async () => {
    const { root } = await open();
    await toKind(root, 's3');
    await press(root, 'Test the connection');
    await vi.waitFor(() => expect(root.querySelectorAll('[aria-invalid="true"]')).toHaveLength(4));
    expect(await faults(root)).toEqual([]);
  });

  it('tells what a test came to, and what to do about it', async () => {
    const trials = [
      ['list', 'offline', ['could not look into', 'certificate of its own making', 'Open the address']],
      ['list', 'unauthorised', ['app password']],
      ['permission', 'not-permitted', ['not allowed to go there yet', 'Allow it when the browser asks']],
      ['write', 'full', ['not write a file', 'It is full']],
      ['find', 'not-kept', ['does not list it', 'did not keep what was written']],
    ] as const;
    const { root, world } = await open();
    await toKind(root, 'webdav');
    await userEvent.fill(field(root, 'Address'), 'https://nas.local/dav');
    for (const [step, reason, words] of trials) {
      world.trial = { isOk: false, step, reason, detail: `PROPFIND /: ${reason}` };
      await press(root, 'Test the connection');
      await vi.waitFor(async () => {
        for (const word of words) expect(await alert(root)).toContain(word);
      });
      expect(await alert(root)).toContain(`PROPFIND /: ${reason}`);
    }
    expect(await faults(root)).toEqual([]);
  });

  it('stops a test that takes too long', async () => {
    const { root } = await open({ trial: null });
    await toKind(root, 'browser');
    await press(root, 'Test the connection');
    await says(root, 'Testing the connection…');
    expect(document.activeElement).toBe(control(root, 'Test the connection'));
    await press(root, 'Cancel');
    await says(root, 'Stopped. Nothing was set up.');
    // Not at the beginning of the page.
    expect(document.activeElement).toBe(find(root, 'form'));
  });

  it('takes no passphrase that is short or typed differently', async () => {
    const { root, world } = await open();
    await toPassphrase(root);
    await userEvent.fill(field(root, 'Passphrase'), 'too short');
    await press(root, 'Set up syncing');
    await vi.waitFor(() => expect(document.activeElement).toBe(field(root, 'Passphrase')));
    await userEvent.fill(field(root, 'Passphrase'), GOOD);
    await userEvent.fill(field(root, 'The same again'), `${GOOD}s`);
    await press(root, 'Set up syncing');
    await says(root, 'The two are not the same.');
    await vi.waitFor(() => expect(document.activeElement).toBe(field(root, 'The same again')));
    expect(await faults(root)).toEqual([]);
    expect(called(world)).toEqual(['tryPlace']);
  });

  it('joins where notes are already, by passphrase or recovery code', async () => {
    const wrong = { ok: false, problem: 'wrong-passphrase', detail: '' } as const;
    const { root, world } = await open({ trial: { hasVault: true }, key: wrong });
    await toPassphrase(root);
    await userEvent.fill(field(root, 'Your passphrase'), 'not this one');
    await press(root, 'Join');
    expect(await alert(root)).toContain('This is not the passphrase');
    expect(await faults(root)).toEqual([]);
    await userEvent.click(control(root, 'Recovery code'));
    await userEvent.fill(field(root, 'Your recovery code'), RECOVERY_CODE);
    world.key = { ok: true, value: null };
    await press(root, 'Join');
    await heading('Everything is in sync');
    const secret = { type: 'recovery', text: RECOVERY_CODE };
    expect(world.calls.at(-1)).toEqual(['join', { kind: 'browser' }, secret, { label: 'Chrome on Linux' }]);
  });

  it('joins instead where another device was faster', async () => {
    const { root } = await open({ key: { ok: false, problem: 'already-there', detail: '' } });
    await toPassphrase(root);
    await press(root, 'Suggest one');
    await press(root, 'Set up syncing');
    await heading('Join your other devices');
    expect(root.textContent).toContain('Notes of another device are there by now.');
  });

  it('joins by a code, after it has shown where that leads', async () => {
    const { root, world } = await open({ trial: { hasVault: true } });
    await press(root, 'I have a code from another device');
    await userEvent.fill(field(root, 'Code from the other device'), 'https://news.example');
    await press(root, 'Continue');
    await says(root, 'no code from Pullquote');
    await userEvent.fill(field(root, 'Code from the other device'), JOIN_CODE);
    await press(root, 'Continue');
    await heading('Connect');
    expect(root.textContent).toContain('https://cloud.example/Pullquote');
    expect(world.calls).toEqual([]);
    expect(await faults(root)).toEqual([]);
    await press(root, 'Connect this device');
    await heading('Everything is in sync');
    expect(called(world)).toEqual(['tryPlace', 'joinByCode']);
  });
});

describe('a database that was lost', () => {
  const lost = {
    kind: 'webdav',
    name: 'https://cloud.example/dav/Pullquote',
    fields: { url: 'https://cloud.example/dav/', path: 'Pullquote', user: 'ada' },
  } as const;

  it('is told, with where the notes still are, and joined again there', async () => {
    const { root, world } = await open({ lost, trial: { hasVault: true } });
    expect(root.textContent).toContain(lost.name);
    expect(await faults(root)).toEqual([]);
    await press(root, 'Bring the notes back');
    await heading('Reach your WebDAV storage');
    expect(field(root, 'Address').value).toBe(lost.fields.url);
    expect(field(root, 'Folder in it').value).toBe(lost.fields.path);
    expect(field(root, 'User name').value).toBe(lost.fields.user);
    await press(root, 'Test the connection');
    await heading('Join your other devices');
    await userEvent.fill(field(root, 'Your passphrase'), GOOD);
    await press(root, 'Join');
    await heading('Everything is in sync');
    await vi.waitFor(() => expect(called(world)).toEqual(['tryPlace', 'join', 'forgetLost']));
  });

  it('is not begun anew where the notes are not, unless that is wished', async () => {
    const { root, world } = await open({ lost });
    await press(root, 'Bring the notes back');
    await press(root, 'Test the connection');
    await says(root, 'Your notes are not at this place.');
    await press(root, 'Begin anew here');
    await heading('Choose a passphrase');
    expect(called(world)).toEqual(['tryPlace']);
  });

  it('can be left for a new beginning', async () => {
    const { root, world } = await open({ lost });
    await press(root, 'Begin anew');
    await heading('The same notes on all your devices');
    expect(called(world)).toEqual(['forgetLost']);
  });
});

describe('syncing that is set up', () => {
  it('says how it stands', async () => {
    const { root, show } = await open({ view: syncView() });
    const standings: readonly (readonly [SyncView, string])[] = [
      [syncView(), 'Everything is in sync'],
      [syncView({ pending: 12 }), 'Changes waiting: 12'],
      [syncView({ status: { progress: { merged: 40, published: 2 } } }), 'Syncing…'],
      [syncView({ settings: { isPaused: true } }), 'Paused'],
      [syncView({ status: { waitsFor: 'network' } }), 'Waiting for the network'],
      [syncView({ status: { waitsFor: 'unmetered' } }), 'not metered'],
      [syncView({ status: { completeAt: null } }), 'Nothing has been synced yet'],
    ];
    for (const [view, words] of standings) {
      show(view);
      await vi.waitFor(() => expect(find(root, '.sync-status-line output').textContent).toContain(words));
    }
  });

  it('leaves everything below where it is when a run begins and ends', async () => {
    const { root, show } = await open({ view: syncView() });
    const below = (): number =>
      control(root, 'Sync over metered connections, too').getBoundingClientRect().top;
    const before = below();
    for (const merged of [0, 1_000_000]) {
      show(syncView({ status: { progress: { merged, published: merged } } }));
      await vi.waitFor(() => expect(root.textContent).toContain(`Taken in: ${merged} · Sent: ${merged}`));
      expect(below()).toBe(before);
    }
    expect(await faults(root)).toEqual([]);
  });

  it('has no faults, with everything there is to say', async () => {
    const usage = { bytes: 61_000, limit: 80_000, items: 120 };
    const problems = PROBLEMS.map((type) => ({ type, device: 'bbbb' }));
    const { root } = await open({
      view: syncView({ place: { kind: 'browser', name: '', fields: {} }, usage, status: { problems } }),
    });
    expect(root.textContent).toContain('61 of 80 KB used');
    expect(root.textContent).toContain('filling up');
    expect(await faults(root)).toEqual([]);
  });

  it('starts, stops and pauses, and asks before it uses a metered connection', async () => {
    const { root, world, show } = await open({ view: syncView() });
    await press(root, 'Sync now');
    show(syncView({ status: { progress: { merged: 0, published: 0 } } }));
    await press(root, 'Cancel');
    await press(root, 'Pause');
    await press(root, 'Sync over metered connections, too');
    show(syncView({ settings: { isPaused: true } }));
    await press(root, 'Resume');
    expect(world.calls).toEqual([
      ['syncNow'],
      ['cancel'],
      ['configure', { isPaused: true }],
      ['configure', { onMetered: true }],
      ['configure', { isPaused: false }],
    ]);
  });

  it('says what a failure means, and offers what helps', async () => {
    const { root, world, show } = await open({ view: failed('unauthorised') });
    expect(await alert(root)).toContain('app password');
    expect(root.textContent).toContain('in 4 minutes');
    expect(await faults(root)).toEqual([]);
    show(failed('not-permitted', { place: { kind: 'folder', name: 'Notes', fields: {} } }));
    await press(root, 'Allow access');
    await vi.waitFor(() => expect(called(world)).toEqual(['allow', 'syncNow']));
  });

  it('reaches the same place by a new password, but not one without the notes', async () => {
    const { root, world } = await open({ view: failed('unauthorised') });
    await userEvent.click(control(find(root, '[role="alert"]'), 'Change the connection…'));
    await heading('Reach your WebDAV storage');
    await press(root, 'Test the connection');
    await says(root, 'Your notes are not there');
    world.trial = { hasVault: true };
    await press(root, 'Back');
    await press(root, 'Test the connection');
    await press(root, 'Use it');
    await heading('Syncing did not work');
    expect(called(world)).toEqual(['tryPlace', 'tryPlace', 'reconnect']);
  });

  it('moves to an empty place', async () => {
    const { root, world } = await open({ view: syncView() });
    await press(root, 'Move to another place…');
    await heading('Where should your notes move?');
    await userEvent.click(find(root, 'input[value="folder"]'));
    await press(root, 'Continue');
    await press(root, 'Choose a folder…');
    await says(root, 'Notes');
    await press(root, 'Test the connection');
    await heading('Move your notes');
    expect(await faults(root)).toEqual([]);
    await press(root, 'Move now');
    await heading('Everything is in sync');
    expect(world.calls.at(-1)).toEqual(['move', { kind: 'folder', name: 'Notes', fields: {} }]);
  });

  it('goes where another device has moved the notes', async () => {
    const { root, world } = await open({ view: syncView(), trial: { hasVault: true } });
    await press(root, 'Move to another place…');
    await press(root, 'Continue');
    await press(root, 'Test the connection');
    await says(root, 'there are notes already');
    world.key = { ok: false, problem: 'no-vault', detail: '' };
    await press(root, 'Use it');
    expect(await alert(root)).toContain('Your notes are not at this place');
    world.key = { ok: true, value: null };
    await press(root, 'Use it');
    await heading('Everything is in sync');
    expect(world.calls.at(-1)).toEqual(['reconnect', { kind: 'browser' }]);
  });

  it('says that the other devices do not know of a move, where the old place is out of reach', async () => {
    const { root, world } = await open({ view: syncView(), isTold: false });
    await press(root, 'Move to another place…');
    await press(root, 'Continue');
    await press(root, 'Test the connection');
    await press(root, 'Move now');
    await says(root, 'your other devices do not know');
    expect(await faults(root)).toEqual([]);
    await press(root, 'Finish');
    await heading('Everything is in sync');
    expect(called(world)).toEqual(['tryPlace', 'move']);
  });

  it('leads to the place that another device has moved the notes to', async () => {
    const fields = { url: 'https://new.example/dav/', path: 'Notes', user: 'ada' };
    const place = { kind: 'webdav', name: 'https://new.example/dav/Notes', fields } as const;
    const moved = { notes: ['moved.1'], place, by: 'Desk', at: 0 };
    const { root, world } = await open({ view: syncView({ status: { moved } }), trial: { hasVault: true } });
    await heading('Your notes are at another place now');
    expect(root.textContent).toContain('Moved by: Desk.');
    expect(root.textContent).toContain('https://new.example/dav/Notes');
    expect(await faults(root)).toEqual([]);
    await press(root, 'Use the new place…');
    await heading('Reach your WebDAV storage');
    await userEvent.fill(field(root, 'Password'), 'x');
    await press(root, 'Test the connection');
    await press(root, 'Use it');
    const { url, path, user } = fields;
    await vi.waitFor(() =>
      expect(world.calls.at(-1)).toEqual(['reconnect', { kind: 'webdav', url, path, user, password: 'x' }]),
    );
  });

  it('asks for the passphrase where another device has changed the keys', async () => {
    const { root, world } = await open({ view: failed('locked') });
    expect(root.textContent).toContain('Your passphrase is needed');
    expect(await faults(root)).toEqual([]);
    await userEvent.fill(field(root, 'Your passphrase'), GOOD);
    await userEvent.keyboard('{Enter}');
    await says(root, 'Everything is in sync');
    expect(world.calls).toEqual([['unlock', { type: 'passphrase', text: GOOD }]]);
  });

  it('names devices, and renames its own', async () => {
    const { root, world } = await open({ view: syncView() });
    expect(root.textContent).toContain('Last seen: yesterday');
    await press(root, 'Rename');
    await vi.waitFor(() => expect(document.activeElement).toBe(field(root, 'Name of this device')));
    await userEvent.fill(field(root, 'Name of this device'), 'Desk');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(world.calls).toEqual([['rename', 'Desk']]));
  });

  it('removes a device after a question, and keeps the place of the keyboard', async () => {
    const { root, world, show } = await open({ view: syncView() });
    await press(root, 'Remove Phone');
    const dialog = find(root, 'dialog');
    expect(dialog.textContent).toContain('All that it brought stays');
    expect(await faults(root)).toEqual([]);
    expect(world.calls).toEqual([]);
    await press(dialog, 'Remove');
    await vi.waitFor(() => expect(root.querySelector('dialog')).toBeNull());
    expect(world.calls).toEqual([['retire', 'bbbb', false, expect.any(AbortSignal)]]);
    show(syncView({ status: { devices: [] } }));
    await vi.waitFor(() => expect(root.textContent).not.toContain('Phone'));
    expect(document.activeElement).toBe(find(root, '.sync-list'));
  });

  it('removes a device of which not all could be read only when that is wished', async () => {
    const { root, world } = await open({
      view: syncView(),
      key: { ok: false, problem: 'not-read', detail: '' },
    });
    await press(root, 'Remove Phone');
    const dialog = find(root, 'dialog');
    await press(dialog, 'Remove');
    await says(dialog, 'Nothing was taken away');
    expect(root.textContent).toContain('Phone');
    world.key = { ok: true, value: null };
    await press(dialog, 'Remove anyway');
    await vi.waitFor(() => expect(root.querySelector('dialog')).toBeNull());
    expect(world.calls.at(-1)).toEqual(['retire', 'bbbb', true, expect.any(AbortSignal)]);
  });

  it('shows the code for another device only when it is asked for', async () => {
    const { root } = await open({ view: syncView() });
    expect(root.textContent).toContain('The code holds everything');
    expect(root.querySelector('.sync-qr')).toBeNull();
    await press(root, 'Show the code');
    await vi.waitFor(() => find(root, '[role="img"][aria-label="QR code to add a device"]'));
    expect(field(root, 'The code as text').value).toBe(JOIN_CODE);
    expect(await faults(root)).toEqual([]);
    await press(root, 'Hide the code');
    expect(root.querySelector('.sync-qr')).toBeNull();
  });

  it('shuts out other devices, and shows the new recovery code until it is kept', async () => {
    const { root, world } = await open({ view: syncView() });
    await press(root, 'Shut out other devices');
    const dialog = find(root, 'dialog');
    expect(dialog.textContent).toContain('Change the password or access key of the storage as well');
    expect(await faults(root)).toEqual([]);
    await press(dialog, 'Suggest one');
    await press(dialog, 'Shut them out');
    await vi.waitFor(() => expect(document.activeElement).toBe(field(dialog, 'Current passphrase')));
    expect(world.calls).toEqual([]);
    await userEvent.fill(field(dialog, 'Current passphrase'), GOOD);
    await press(dialog, 'Shut them out');
    await says(dialog, RECOVERY_CODE);
    expect(world.calls).toEqual([['shutOut', GOOD, 'w4k2-9dqe-x7ms-3hpt']]);
    await userEvent.keyboard('{Escape}{Escape}');
    await press(dialog, 'I have kept the code in a safe place');
    await press(dialog, 'Done');
    await vi.waitFor(() => expect(root.querySelector('dialog')).toBeNull());
    expect(document.activeElement?.textContent).toBe('Shut out other devices');
    expect(document.activeElement).toBe(control(root, 'Shut out other devices'));
  });

  it('changes the passphrase', async () => {
    const { root, world } = await open({ view: syncView() });
    await press(root, 'Change the passphrase');
    await press(root, 'Suggest one');
    await press(root, 'Change it');
    await says(root, 'The passphrase is changed.');
    expect(called(world)).toEqual(['changePassphrase']);
  });

  it('stops only after a question', async () => {
    const { root, world } = await open({ view: syncView() });
    await press(root, 'Stop syncing');
    expect(world.calls).toEqual([]);
    await press(find(root, 'dialog'), 'Stop syncing');
    await heading('The same notes on all your devices');
    expect(called(world)).toEqual(['leave']);
  });
});

const watchNothing: SyncServices['watch'] = (_, failedToRead) => {
  failedToRead('DatabaseClosedError');
  return () => undefined;
};
const refuse = (): Promise<void> => Promise.reject(new Error('no answer'));

describe('what goes wrong on the page itself', () => {
  it('is told where nobody knows how syncing stands', async () => {
    const { services } = syncServices();
    const { root } = mount(<Sync services={{ ...services, watch: watchNothing }} />);
    expect(await alert(root)).toContain('cannot tell how syncing stands');
    expect(root.textContent).toContain('DatabaseClosedError');
  });

  it('is told where a press came to nothing', async () => {
    const { services } = syncServices({ view: disputed() });
    const { root } = mount(<Sync services={{ ...services, settle: refuse }} />);
    await press(root, 'Keep both');
    expect(await alert(root)).toContain('That did not work.');
    expect(await alert(root)).toContain('no answer');
  });

  it('is told where the text could not be copied', async () => {
    vi.spyOn(navigator.clipboard, 'write').mockRejectedValueOnce(new Error('not allowed'));
    const { root } = await open({ view: syncView() });
    await press(root, 'Show the code');
    await press(root, 'Copy');
    await vi.waitFor(() => expect(root.textContent).toContain('copy it by hand'));
  });
});

describe('what two devices say differently', () => {
  it('stands side by side with who said it, and is settled by a press', async () => {
    const { root, world } = await open({ view: disputed() });
    expect(await faults(root)).toEqual([]);
    const choices = [...root.querySelectorAll('.sync-urgent fieldset')].map(
      (each) => each.querySelector('legend')?.textContent,
    );
    expect(choices).toEqual(['Note', 'Check', 'Who claims it']);
    expect(root.textContent).toContain('Phone · 1 hour ago');
    await press(root, 'Use this: Checking');
    await press(root, 'Use this: (nothing)');
    expect(world.calls).toEqual([
      ['settle', 'one', 'status', 'checking'],
      ['settle', 'two', 'claimant', ''],
    ]);
  });

  it('can be kept both of a note, or written anew', async () => {
    const { root, world } = await open({ view: disputed() });
    await press(root, 'Keep both');
    await press(root, 'Write it anew…');
    const both = 'Ask the engineer for the report.\n\nReport is public since May.';
    await vi.waitFor(() => expect(document.activeElement).toBe(field(root, 'Your note')));
    expect(field(root, 'Your note').value).toBe(both);
    await userEvent.fill(field(root, 'Your note'), 'Read the report.');
    await press(root, 'Save');
    expect(world.calls).toEqual([
      ['settle', 'one', 'note', both],
      ['settle', 'one', 'note', 'Read the report.'],
    ]);
  });

  it('keeps the place of the keyboard when it is settled', async () => {
    const view = disputed();
    const { root, show } = await open({ view });
    await press(root, 'Use this: (nothing)');
    show({ ...view, conflicts: view.conflicts.slice(0, 1), conflictCount: 1 });
    await vi.waitFor(() => expect(document.activeElement).toBe(find(root, '.sync-urgent')));
  });

  it('shows what notes were made from that were put together without asking', async () => {
    const { root } = await open({ view: disputed() });
    await userEvent.click(find(root, '.sync-merged > summary'));
    expect(find(root, '.sync-merged').textContent).toContain('First! Second.');
    expect(await faults(root)).toEqual([]);
  });
});

const collection = (parts: Partial<CollectionView> = {}): CollectionView => ({
  id: 'c1',
  tag: 'desk',
  author: 'Ada',
  isReadOnly: false,
  isPaused: false,
  needsUser: false,
  completeAt: Date.now(),
  ...parts,
});

it('what came and went can be looked at', async () => {
  const history = [{ at: Date.now() - 60_000, merged: 12, published: 3 }];
  const view = syncView({ status: { history } });
  const { root } = await open({ view });
  await userEvent.click(find(root, '.sync-merged > summary'));
  expect(find(root, '.sync-merged').textContent).toContain('12 came in, 3 went out1 minute ago');
  expect(await faults(root)).toEqual([]);
});

describe('what is shared with others', () => {
  it('is listed with what each needs, whether or not one’s own devices are synced', async () => {
    const collections = [
      collection(),
      collection({ id: 'c2', tag: 'court', isReadOnly: true, needsUser: true }),
    ];
    for (const view of [null, syncView()]) {
      // oxlint-disable-next-line no-await-in-loop -- one page, then the other
      const { root } = await open({ view, collections });
      const links = [...root.querySelectorAll<HTMLAnchorElement>('.sync-list a')];
      expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
        ['desk', '?collection=c1'],
        ['court', '?collection=c2'],
      ]);
      expect(root.textContent).toContain('Needs you');
      // oxlint-disable-next-line no-await-in-loop -- as above
      expect(await faults(root)).toEqual([]);
      root.remove();
    }
  });

  it('is set up by its tag, under the name of a person, at a place that others can reach', async () => {
    const { root, world } = await open({ scope: 'shared' });
    await press(root, 'Share it');
    await says(root, 'This is needed.');
    await userEvent.fill(field(root, 'Tag to share'), ' desk ');
    await press(root, 'Share it');
    await heading('Where should');
    await userEvent.click(find(root, 'input[value="s3"]'));
    await press(root, 'Continue');
    await vi.waitFor(() => field(root, 'Bucket'));
    await userEvent.fill(field(root, 'Endpoint'), 'https://s3.example');
    await userEvent.fill(field(root, 'Bucket'), 'newsroom');
    await userEvent.fill(field(root, 'Access key ID'), 'key');
    await userEvent.fill(field(root, 'Secret access key'), 'secret');
    await press(root, 'Test the connection');
    await heading('Choose a passphrase');
    await press(root, 'Suggest one');
    await press(root, 'Share it');
    // Others have to know who they are.
    await says(root, 'This is needed.');
    expect(called(world)).toEqual(['tryPlace']);
    await userEvent.fill(field(root, 'Your name'), 'Ada');
    await press(root, 'Share it');
    await heading('Keep your recovery code');
    expect(world.calls.at(-1)?.[3]).toEqual({ label: 'Ada', tag: 'desk' });
  });

  it('is joined by an invitation, under a name', async () => {
    const { root, world } = await open({ scope: 'shared', trial: { hasVault: true } });
    await press(root, 'I have an invitation code');
    await userEvent.fill(field(root, 'Invitation code'), `pullquote-join-2.${'A'.repeat(40)}`);
    await press(root, 'Continue');
    await heading('Connect');
    expect(root.textContent).toContain('What is shared has the tag desk');
    await press(root, 'Join');
    await says(root, 'This is needed.');
    await userEvent.fill(field(root, 'Your name'), 'Ben');
    await press(root, 'Join');
    await heading('Everything is in sync');
    expect(world.calls.at(-1)?.[3]).toEqual({ label: 'Ben' });
    expect(await faults(root)).toEqual([]);
  });

  it('can be joined to read, without a name, and without writing at the place', async () => {
    const { root, world } = await open({ scope: 'shared', trial: { hasVault: true } });
    await press(root, 'I have an invitation code');
    await userEvent.fill(field(root, 'Invitation code'), READING_CODE);
    await press(root, 'Continue');
    await heading('Connect');
    expect(root.textContent).toContain('What you add or change yourself stays with you');
    await press(root, 'Join');
    await heading('Everything is in sync');
    expect(world.calls.find(([name]) => name === 'tryPlace')?.[2]).toBe('read');
  });

  it('shows people, and two invitations: to write, and to read', async () => {
    const { root } = await open({ scope: 'shared', view: shared() });
    expect(root.textContent).toContain('What is shared has the tag desk');
    expect(find(root, 'section[aria-labelledby="sync-devices"]').textContent).toContain('Ben');
    await press(root, 'Show the code to read');
    await vi.waitFor(() => expect(root.querySelector('textarea')?.value).toBe(READING_CODE));
    await press(root, 'Hide the code');
    await press(root, 'Show the invitation');
    await vi.waitFor(() => expect(root.querySelector('textarea')?.value).toBe(JOIN_CODE));
    expect(await faults(root)).toEqual([]);
  });

  it('offers nothing to change to who only reads', async () => {
    const { root } = await open({ scope: 'shared', view: shared(true) });
    const buttons = [...root.querySelectorAll('button')].map(({ textContent }) => textContent);
    expect(buttons).toContain('Leave');
    for (const name of [
      'Show the invitation',
      'Change the passphrase',
      'Move to another place…',
      'Shut others out',
    ])
      expect(buttons).not.toContain(name);
    expect(await faults(root)).toEqual([]);
  });

  it('says what to do where the key was changed: who writes is asked, who reads needs a new code', async () => {
    const locked = { status: { ...shared().status, failure: { reason: 'locked', detail: '', at: 1 } } };
    const writer = await open({ scope: 'shared', view: { ...shared(), ...locked } });
    expect(find(writer.root, '.sync-urgent').textContent).toContain('Type the new passphrase');
    writer.root.remove();
    const reader = await open({ scope: 'shared', view: { ...shared(true), ...locked } });
    expect(find(reader.root, '.sync-urgent').textContent).toContain('Ask for a new code to read');
    expect(reader.root.querySelector('.sync-urgent input')).toBeNull();
  });
});
