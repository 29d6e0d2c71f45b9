import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ReadError } from '../../lib/formats/read/reader';
import { StoreError } from '../../lib/store/errors';
import { control, find } from './support/mount';
import { faults, handIn, nameOf, openTransferPage, reachable } from './support/transfer-page';
import { EVERYTHING, LONG, surveyOf, type TransferWorld } from './support/transfer-services';

const FILE = new File(['x'], 'marks.json');
const PAST = { id: 'import-0', format: 'kindle', startedAt: Date.UTC(2026, 2, 14), finishedAt: 1 };

async function open(parts: Partial<TransferWorld> = {}, ...files: readonly File[]) {
  const opened = openTransferPage(parts, 'in');
  handIn(opened.root, ...files);
  await vi.waitFor(() => expect(cards(opened.root)).toHaveLength(files.length));
  return opened;
}

const cards = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.transfer-card')];
const says = (root: HTMLElement, words: string): Promise<void> =>
  vi.waitFor(() => expect(find(root, '.transfer-body').textContent).toContain(words));

async function press(root: HTMLElement, name: string): Promise<void> {
  await vi.waitFor(() => control(root, name));
  await userEvent.click(control(root, name));
}

/** The list of columns for one meaning. */
function columnFor(root: HTMLElement, label: string): HTMLSelectElement {
  const all = [...root.querySelectorAll('select')].filter((each) => nameOf(each) === label);
  const [select] = all;
  if (!select || all.length > 1) throw new Error(`${all.length} lists ${label}`);
  return select;
}

describe('where files come in', () => {
  it('looks good, empty and with what came in before', async () => {
    const { root, world, services } = await open();
    expect(await faults(root)).toEqual([]);
    await userEvent.click(find(root, '.transfer-drop summary'));
    expect(root.textContent).toContain('Kindle (My Clippings.txt)');
    world.imports = [
      { ...PAST, name: 'clippings.txt', created: 12, changed: 1, copies: 0 },
      { ...PAST, id: 'import-9', name: LONG, created: 0, copies: 0, changed: 30_000 },
    ];
    services.changed();
    await vi.waitFor(() => expect(root.textContent).toContain('New: 12 · Changed: 1'));
    expect(await faults(root)).toEqual([]);
  });

  it('is reached by the keyboard in the order in which it is read', async () => {
    const imports = [{ ...PAST, name: 'clippings.txt', created: 12, changed: 1, copies: 0 }];
    const { root } = await open({ survey: EVERYTHING, imports }, FILE);
    await says(root, 'Bring in: 3');
    const expected = reachable(root);
    expect(expected.map(nameOf)).toEqual([
      'Take out',
      'Bring in',
      'Choose files',
      'What can be read',
      'Put marks.json aside',
      'Take what the file says of those that differ (2)',
      'Bring those in the trash back (5)',
      'Look at some of them (4)',
      'What cannot be read (70)',
      'Bring in: 3',
      'Undo: clippings.txt',
    ]);
    const reached: (Element | null)[] = [];
    for (const _ of expected) {
      await userEvent.keyboard('{Tab}');
      reached.push(document.activeElement);
    }
    expect(reached).toEqual(expected);
  });

  it('takes several files at once, also dropped ones, each with a card of its own', async () => {
    const { root } = await open({}, FILE, new File(['y'], 'other.csv'));
    const dropped = new DataTransfer();
    dropped.items.add(new File(['z'], 'dropped.zip'));
    const drop = (type: string) =>
      find(root, '.transfer-drop').dispatchEvent(
        new DragEvent(type, { dataTransfer: dropped, bubbles: true, cancelable: true }),
      );
    // What is not prevented, the browser does itself: it would open the file.
    expect(drop('dragover')).toBe(false);
    await vi.waitFor(() => expect(find(root, '.transfer-drop').dataset['over']).toBe(''));
    expect(await faults(root)).toEqual([]);
    expect(drop('drop')).toBe(false);
    await vi.waitFor(() => expect(cards(root)).toHaveLength(3));
    expect(cards(root).map((card) => card.querySelector('h3')?.textContent)).toEqual([
      'dropped.zip',
      'marks.json',
      'other.csv',
    ]);
    expect(find(root, '.transfer-drop').dataset['over']).toBeUndefined();
  });

  it('forgets a file that is put aside', async () => {
    const { root } = await open({}, FILE, new File(['y'], 'other.csv'));
    await press(root, 'Put marks.json aside');
    await vi.waitFor(() => expect(cards(root)).toHaveLength(1));
    expect(cards(root)[0]?.textContent).toContain('other.csv');
  });

  it('undoes what came in before, and says what stays', async () => {
    const imports = [{ ...PAST, name: 'clippings.txt', created: 12, changed: 1, copies: 0 }];
    const { root, world, services } = await open({ imports, undoing: 2 });
    await press(root, 'Undo: clippings.txt');
    expect(world.undone).toEqual(['import-0']);
    await vi.waitFor(() => expect(root.textContent).toContain('What you have worked on since stays (2).'));
    world.imports = [];
    services.changed();
    await vi.waitFor(() => expect(document.activeElement).toBe(find(root, '.transfer-past')));
  });
});

describe('a file on its way in', () => {
  it.each<[string, Partial<TransferWorld>, string]>([
    ['while it is looked through', { survey: 'never' }, 'Looking through it. Marks so far: 1234'],
    ['when it is known', { survey: EVERYTHING }, 'Bring in: 3'],
    [
      'without anything new',
      { survey: surveyOf({ counts: { ...EVERYTHING.counts, new: 0 } }) },
      'Nothing to bring',
    ],
    ['of which nobody knows', { recognised: new ReadError('unknown', 'neither') }, 'none of the files'],
    ['that is damaged', { survey: new ReadError('damaged', LONG) }, 'damaged or cut off'],
    ['for which there is no storage', { survey: new StoreError('closed', 'gone') }, 'storage was closed'],
    [
      'that is a table with columns',
      { recognised: { type: 'table', columns: ['a', LONG] } },
      'does not know this',
    ],
  ])('looks good, and says how it stands, %s', async (_, parts, words) => {
    const { root } = await open(parts, new File(['x'], `${LONG}.json`));
    await says(root, words);
    for (const closed of root.querySelectorAll<HTMLElement>('.transfer-card summary'))
      await userEvent.click(closed);
    expect(await faults(root)).toEqual([]);
  });

  it('shows what is in it as text', async () => {
    const { root } = await open({ survey: EVERYTHING }, FILE);
    await says(root, 'Bring in: 3');
    const counts = [...root.querySelectorAll('.transfer-counts > div')].map(({ textContent }) => textContent);
    expect(counts).toEqual([
      'New3',
      'Here already4',
      'Here, but different2',
      'In the trash here5',
      'Saved versions, here already9',
      'Articles without a mark6',
      'Cannot be read70',
    ]);
    expect(find(root, '.transfer-samples').textContent).toContain('<b>Nobody</b> was asked.');
    expect(find(root, '.transfer-unreadable').textContent).toContain('row 12');
  });

  it.each<[string, readonly string[], number, object]>([
    ['as it is', [], 3, { different: 'keep', deleted: 'keep' }],
    [
      'with what differs',
      ['Take what the file says of those that differ (2)'],
      5,
      { different: 'take', deleted: 'keep' },
    ],
    [
      'with what was deleted',
      ['Bring those in the trash back (5)'],
      8,
      { different: 'keep', deleted: 'bring-back' },
    ],
    [
      'with both',
      ['Take what the file says of those that differ (2)', 'Bring those in the trash back (5)'],
      10,
      { different: 'take', deleted: 'bring-back' },
    ],
  ])('comes in %s, where the user says so', async (_, ticked, count, policy) => {
    const { root, world } = await open({ survey: EVERYTHING }, FILE);
    await says(root, 'Bring in: 3');
    for (const name of ticked) await userEvent.click(control(root, name));
    await press(root, `Bring in: ${count}`);
    await says(root, 'Brought in: 3.');
    expect(world.taken).toEqual([policy]);
    expect(await faults(root)).toEqual([]);
  });

  it('cannot come in where nothing in it is new, until the user wants what differs', async () => {
    const counts = { new: 0, known: 4, different: 2, deleted: 0 };
    const { root } = await open({ survey: surveyOf({ counts }) }, FILE);
    await says(root, 'Nothing to bring in');
    expect(control(root, 'Nothing to bring in')).toHaveProperty('disabled', true);
    await userEvent.click(control(root, 'Take what the file says of those that differ (2)'));
    expect(control(root, 'Bring in: 2')).toHaveProperty('disabled', false);
  });

  it('can be stopped while it is looked through, and looked at again', async () => {
    const { root, world } = await open({ survey: 'never' }, FILE);
    await press(root, 'Stop');
    expect(world.signals.at(-1)?.aborted).toBe(true);
    await says(root, 'Stopped. Nothing has changed.');
    world.survey = EVERYTHING;
    await press(root, 'Look at it again');
    await says(root, 'Bring in: 3');
  });

  it('can be stopped while it comes in', async () => {
    const { root, world } = await open({ taking: 'never' }, FILE);
    await press(root, 'Bring in: 3');
    await says(root, 'Bringing in: 1234 of 3');
    expect(find(root, 'progress').getAttribute('max')).toBe('3');
    expect(root.querySelector('[aria-label^="Put"]')).toBeNull();
    expect(await faults(root)).toEqual([]);
    await press(root, 'Stop');
    expect(world.signals.at(-1)?.aborted).toBe(true);
    await says(root, 'Stopped. Nothing has changed.');
    expect(await faults(root)).toEqual([]);
  });

  it('says that it came in where the stop came too late', async () => {
    const { root, world, services } = await open({}, FILE);
    const { promise, resolve } = Promise.withResolvers<{ importId: string; written: number }>();
    Object.assign(services, { takeIn: () => promise });
    await press(root, 'Bring in: 3');
    await press(root, 'Stop');
    resolve({ importId: 'import-7', written: 3 });
    await says(root, 'Brought in: 3.');
    await press(root, 'Undo');
    await vi.waitFor(() => expect(world.undone).toEqual(['import-7']));
  });

  it('says what went wrong also where it was being stopped', async () => {
    const { root, services } = await open({}, FILE);
    const { promise, reject } = Promise.withResolvers<never>();
    Object.assign(services, { takeIn: () => promise });
    await press(root, 'Bring in: 3');
    await press(root, 'Stop');
    reject(new StoreError('quota', 'full'));
    await says(root, 'no room left');
    expect(root.textContent).not.toContain('Stopped.');
  });

  it.each([
    [0, 'Undone: everything is as it was.'],
    [4, 'What you have worked on since stays (4).'],
  ])('is undone, and says what stays: %i', async (kept, words) => {
    const { root, world } = await open({ undoing: kept }, FILE);
    await press(root, 'Bring in: 3');
    await press(root, 'Undo');
    await says(root, words);
    expect(world.undone).toEqual(['import-1']);
    expect(await faults(root)).toEqual([]);
  });

  it('keeps the keyboard where it is while one thing gives way to another', async () => {
    const { root } = await open({}, FILE);
    await says(root, 'Bring in: 3');
    control(root, 'Bring in: 3').focus();
    await userEvent.keyboard('{Enter}');
    await says(root, 'Brought in: 3.');
    expect(document.activeElement).toBe(find(root, '.transfer-body'));
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement).toBe(control(root, 'Undo'));
    await userEvent.keyboard('{Enter}');
    await says(root, 'Undone');
    expect(document.activeElement).toBe(find(root, '.transfer-body'));
  });
});

describe('a table that nobody knows', () => {
  const table = { type: 'table', columns: ['Wording', 'Link', 'Remark'] } as const;

  it('needs the column with the passage, and guesses those with usual names', async () => {
    const { root } = await open({ recognised: table }, FILE);
    await says(root, 'Pullquote does not know this table.');
    expect(columnFor(root, 'Address of the article').value).toBe('Link');
    expect(columnFor(root, 'Note').value).toBe('Remark');
    expect(control(root, 'Look through it')).toHaveProperty('disabled', true);
    await userEvent.selectOptions(columnFor(root, 'Passage'), 'Wording');
    expect(control(root, 'Look through it')).toHaveProperty('disabled', false);
    await userEvent.selectOptions(columnFor(root, 'Passage'), 'No column');
    expect(control(root, 'Look through it')).toHaveProperty('disabled', true);
  });

  it('is read as the user says', async () => {
    const { root, world } = await open({ recognised: table }, FILE);
    await says(root, 'Pullquote does not know this table.');
    await userEvent.selectOptions(columnFor(root, 'Passage'), 'Wording');
    await userEvent.selectOptions(columnFor(root, 'Note'), 'No column');
    await userEvent.selectOptions(columnFor(root, 'Who said it'), 'Remark');
    await press(root, 'Look through it');
    await says(root, 'Bring in: 3');
    const [reader] = world.surveyed;
    const found: unknown[] = [];
    const rows = new File(['Wording,Link,Remark\nIt stands.,https://a.example/,Ada\n'], 'rows.csv');
    for await (const each of reader?.read(rows) ?? []) found.push(each);
    expect(found).toMatchObject([
      {
        article: { url: 'https://a.example/' },
        annotations: [{ target: { exact: 'It stands.' }, note: '', quote: { speaker: 'Ada' } }],
      },
    ]);
  });
});
