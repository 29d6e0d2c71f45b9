import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { FolderReport } from '../../lib/folder/job';
import type { Template } from '../../lib/formats/template/schema';
import { StoreError } from '../../lib/store/errors';
import { control, field, find } from './support/mount';
import { sampleArticle, sampleMarks } from './support/samples';
import { faults, nameOf, openTransferPage, reachable } from './support/transfer-page';
import type { TransferWorld } from './support/transfer-services';

async function open(parts: Partial<TransferWorld> = {}, articleIds: readonly string[] | null = null) {
  const opened = openTransferPage(parts, 'out', articleIds);
  await vi.waitFor(() => expect(opened.world.counted).toHaveLength(1));
  return opened;
}

const formats = (root: HTMLElement): HTMLElement => find(root, '.transfer-group select:has(optgroup)');
const editor = (root: HTMLElement): HTMLTextAreaElement => {
  const element = field(root, 'For each article');
  if (element instanceof HTMLTextAreaElement) return element;
  throw new Error('no editor');
};

const OWN: Template = {
  id: 'own-1',
  name: 'For the desk',
  extension: 'txt',
  header: '',
  article: '{{title}}\n{{#marks}}\n* {{text}}\n{{/marks}}\n',
  footer: '',
};

async function openOwn(parts: Partial<TransferWorld> = {}) {
  const opened = await open({ templates: [OWN], ...parts });
  await vi.waitFor(() => expect(opened.root.textContent).toContain('For the desk'));
  await userEvent.selectOptions(formats(opened.root), 'For the desk');
  return opened;
}

describe('a folder', () => {
  const report: FolderReport = {
    written: 2,
    unchanged: 7,
    kept: [{ path: 'Pullquote/Wall.md', articleId: 'a', why: 'edited' }],
    failed: [{ path: 'Pullquote/Pier.md', articleId: 'b', code: 'locked', detail: 'busy' }],
    withoutMarks: [],
    stopped: { code: 'full', detail: '' },
  };

  it('is picked once, kept up to date afterwards, and what came of each note is told', async () => {
    const { root, world } = await open({ folder: { name: null, report } });
    await userEvent.click(control(root, 'Into a folder…'));
    await vi.waitFor(() => expect(root.textContent).toContain('Written: 2 · Up to date already: 7'));
    expect(root.textContent).toContain('There is no room left.');
    expect(root.textContent).toContain('Pullquote/Pier.md Another program holds it.');
    expect(world.written).toEqual(['another']);
    expect(await faults(root)).toEqual([]);
  });

  it('that is known is written into, or another one', async () => {
    const { root, world } = await open({ folder: { name: 'Vault', report: null } });
    await vi.waitFor(() => control(root, 'Into “Vault”'));
    await userEvent.click(control(root, 'Into “Vault”'));
    await vi.waitFor(() => expect(root.textContent).toContain('No folder was chosen'));
    await vi.waitFor(() => control(root, 'Another folder…'));
    await userEvent.click(control(root, 'Another folder…'));
    await vi.waitFor(() => expect(world.written).toEqual(['same', 'another']));
  });

  it('is not offered where the browser writes into none, or for what is no note', async () => {
    expect((await open()).root.textContent).not.toContain('Into a folder…');
    const { root } = await open({ folder: { name: null, report: null } });
    await userEvent.selectOptions(formats(root), 'CSV table');
    expect(root.textContent).not.toContain('Into a folder…');
  });
});

describe('where marks leave', () => {
  it.each<[string, Partial<TransferWorld>, string]>([
    ['while it counts', { collection: 'never' }, 'Marks so far: 1234'],
    ['when it has counted', {}, 'Marks: 5 · Articles: 1'],
    ['where records cannot be read', { unreadable: 2 }, 'cannot be read, and will not be in the file (2)'],
    ['where nothing is marked', { collection: [] }, 'Nothing marked yet'],
    ['where nothing can be read', { collection: [], unreadable: 2 }, 'will not be in the file (2)'],
    [
      'where the collection cannot be opened',
      { collection: new StoreError('newer', '') },
      'Update Pullquote',
    ],
  ])('looks good, and says what there is, %s', async (_, parts, words) => {
    const { root } = await open(parts);
    await vi.waitFor(() => expect(root.textContent).toContain(words));
    expect(await faults(root)).toEqual([]);
  });

  it('is reached by the keyboard in the order in which it is read', async () => {
    const { root } = await open();
    await vi.waitFor(() => control(root, 'Save a file'));
    const expected = reachable(root);
    expect(expected.map(nameOf).slice(0, -1)).toEqual(
      [
        ['Take out', 'Bring in'],
        ['Words', 'Tag', 'Quote', 'Claim', 'Highlight', 'Note'],
        ['Format', 'Notes', 'Tags', 'Who said it', 'Dates of the article', 'Dates as in my language'],
        ['Articles', 'Marks'],
        ['Save a file', 'Copy', 'Open in Obsidian'],
      ].flat(),
    );
    expect(expected.at(-1)?.localName).toBe('pre');
    const reached: (Element | null)[] = [];
    for (const _ of expected) {
      await userEvent.keyboard('{Tab}');
      reached.push(document.activeElement);
    }
    expect(reached).toEqual(expected);
  });

  it('counts what is chosen by words, tag, kinds, order and fields', async () => {
    const { root, world } = await open();
    const asked = () => world.counted.at(-1);
    await userEvent.type(field(root, 'Words'), 'bridge');
    await vi.waitFor(() => expect(asked()?.selection.text).toBe('bridge'));
    await userEvent.type(find(root, 'input[list]'), '#safety');
    await vi.waitFor(() => expect(asked()?.selection.tag).toBe('safety'));
    await userEvent.click(control(root, 'Claim'));
    await vi.waitFor(() => expect(asked()?.selection.kinds).toEqual(['quote', 'highlight', 'note']));
    await userEvent.click(control(root, 'Claim'));
    await vi.waitFor(() => expect(asked()?.selection.kinds).toEqual([]));
    const [articles, marks] = root.querySelectorAll<HTMLElement>('.transfer-grid select');
    if (!articles || !marks) throw new Error('no orders');
    await userEvent.selectOptions(articles, 'By title, Z to A');
    await userEvent.selectOptions(marks, 'As they were made');
    await userEvent.click(control(root, 'Tags'));
    await vi.waitFor(() =>
      expect(asked()).toMatchObject({
        order: { by: 'title', reversed: true },
        marks: 'time',
        fields: { tags: false, notes: true },
      }),
    );
  });

  it('stops counting what is no longer asked for', async () => {
    const { root, world } = await open({ collection: 'never' });
    expect(world.counting[0]?.aborted).toBe(false);
    await userEvent.click(control(root, 'Claim'));
    await vi.waitFor(() => expect(world.counting.map(({ aborted }) => aborted)).toEqual([true, false]));
  });

  it('counts anew when the user comes back to the window', async () => {
    const { root, world } = await open();
    world.collection = [];
    window.dispatchEvent(new Event('focus'));
    await vi.waitFor(() => expect(root.textContent).toContain('Nothing marked yet'));
  });

  it('counts anew when the user has brought something in', async () => {
    const { root, world } = await open({ collection: [] });
    await vi.waitFor(() => expect(root.textContent).toContain('Nothing marked yet'));
    await userEvent.click(control(root, 'Bring in'));
    world.collection = [{ article: sampleArticle(), annotations: sampleMarks() }];
    await userEvent.click(control(root, 'Take out'));
    await vi.waitFor(() => expect(root.textContent).toContain('Marks: 5 · Articles: 1'));
  });

  it('does not say that nothing is marked where nothing can be read', async () => {
    const { root } = await open({ collection: [], unreadable: 2 });
    await vi.waitFor(() => expect(root.textContent).toContain('cannot be read'));
    expect(root.textContent).not.toContain('Nothing marked yet');
  });

  it('says that nothing fits where something is chosen, and shows no file without marks', async () => {
    const { root } = await open({ collection: [] });
    await vi.waitFor(() => expect(root.textContent).toContain('Nothing marked yet'));
    await userEvent.type(field(root, 'Words'), 'bridge');
    await vi.waitFor(() => expect(root.textContent).toContain('No mark fits'));
    expect(root.textContent).not.toContain('How the file begins');
    expect(await faults(root)).toEqual([]);
  });

  it('keeps the last kind: nothing is no selection', async () => {
    const { root, world } = await open();
    for (const kind of ['Quote', 'Claim', 'Highlight', 'Note']) await userEvent.click(control(root, kind));
    expect(control(root, 'Note').querySelector('input')?.checked).toBe(true);
    await vi.waitFor(() => expect(world.counted.at(-1)?.selection.kinds).toEqual(['note']));
  });

  it('begins with the articles that it was opened for, and goes on to all', async () => {
    const { root, world } = await open({}, ['article-1']);
    expect(world.counted[0]?.selection.articleIds).toEqual(['article-1']);
    expect(await faults(root)).toEqual([]);
    await userEvent.click(control(root, 'From all articles'));
    await vi.waitFor(() => expect(world.counted.at(-1)?.selection.articleIds).toBeNull());
  });

  it('shows how the file begins, and without what stays behind', async () => {
    const { root } = await open();
    await vi.waitFor(() => expect(find(root, 'pre').textContent).toContain('Ask for the inspection report'));
    await userEvent.click(control(root, 'Notes'));
    await vi.waitFor(() =>
      expect(find(root, 'pre').textContent).not.toContain('Ask for the inspection report'),
    );
    await userEvent.selectOptions(formats(root), 'CSV table');
    await vi.waitFor(() => expect(find(root, 'pre').textContent).toContain('kind,passage'));
  });

  it('saves and copies what is chosen, and says so', async () => {
    const { root, world } = await open();
    await vi.waitFor(() => control(root, 'Save a file'));
    await userEvent.selectOptions(formats(root), 'TSV table');
    await userEvent.click(control(root, 'Save a file'));
    await vi.waitFor(() => expect(root.textContent).toContain('Saved as marks.tsv.'));
    await userEvent.click(control(root, 'Copy'));
    await vi.waitFor(() => expect(root.textContent).toContain('Copied.'));
    expect([...world.saved, ...world.copied].map(({ format }) => format.id)).toEqual(['tsv', 'tsv']);
  });

  it('can be stopped while it writes, and says that nothing is left', async () => {
    const { root, world } = await open({ exporting: 'never' });
    await vi.waitFor(() => control(root, 'Save a file'));
    await userEvent.click(control(root, 'Save a file'));
    await vi.waitFor(() => expect(root.textContent).toContain('Writing. Marks so far: 1234'));
    expect(await faults(root)).toEqual([]);
    expect(world.signals.at(-1)?.aborted).toBe(false);
    await userEvent.click(control(root, 'Stop'));
    expect(world.signals.at(-1)?.aborted).toBe(true);
    await vi.waitFor(() => expect(root.textContent).toContain('No file was left behind.'));
  });

  it('says so when the file cannot be written', async () => {
    const { root } = await open({ exporting: new StoreError('quota', '') });
    await vi.waitFor(() => control(root, 'Save a file'));
    await userEvent.click(control(root, 'Save a file'));
    await vi.waitFor(() => expect(root.textContent).toContain('no room left'));
    expect(await faults(root)).toEqual([]);
  });

  it('keeps what is chosen while the user looks at the other side', async () => {
    const { root } = await open();
    await userEvent.type(field(root, 'Words'), 'bridge');
    await userEvent.click(control(root, 'Bring in'));
    expect(field(root, 'Words').checkVisibility()).toBe(false);
    expect(control(root, 'Bring in').getAttribute('aria-current')).toBe('page');
    await userEvent.click(control(root, 'Take out'));
    expect(field(root, 'Words').value).toBe('bridge');
  });
});

describe('a template', () => {
  it('of the gallery is used as it is, or copied to be changed', async () => {
    const { root, world } = await open();
    await userEvent.selectOptions(formats(root), 'Notion: headings and quotes');
    await vi.waitFor(() => expect(find(root, 'pre').textContent).toContain('— **Tomas Okafor'));
    expect(root.querySelector('textarea')).toBeNull();
    expect(await faults(root)).toEqual([]);
    await userEvent.click(control(root, 'Change a copy of it'));
    await vi.waitFor(() =>
      expect(world.templates).toMatchObject([{ name: 'My Notion: headings and quotes' }]),
    );
    expect(field(root, 'Name').value).toBe('My Notion: headings and quotes');
    const [copy] = Array.isArray(world.templates) ? world.templates : [];
    expect(copy?.id).toMatch(/^own-/u);
    await vi.waitFor(() => expect(formats(root)).toHaveProperty('value', `template:${copy?.id}`));
    expect(await faults(root)).toEqual([]);
  });

  it('is shown as it is written, and kept when the user says so', async () => {
    const { root, world } = await openOwn();
    await vi.waitFor(() => expect(find(root, 'pre').textContent).toContain('* We looked at every weld'));
    expect(control(root, 'Save the template')).toHaveProperty('disabled', true);
    await userEvent.fill(editor(root), '{{#marks}}- {{text}}\n{{/marks}}');
    await vi.waitFor(() => expect(find(root, 'pre').textContent).toContain('- We looked at every weld'));
    expect(world.templates).toEqual([OWN]);
    await userEvent.click(control(root, 'Save the template'));
    await vi.waitFor(() =>
      expect(world.templates).toEqual([{ ...OWN, article: '{{#marks}}- {{text}}\n{{/marks}}' }]),
    );
    await vi.waitFor(() => expect(find(root, '.transfer-form output').textContent).toBe('Saved'));
  });

  it('with a mistake says where it is, and can be neither saved nor used', async () => {
    const { root } = await openOwn();
    await userEvent.fill(editor(root), 'One line\n{{headline}}');
    await vi.waitFor(() =>
      expect(find(root, '[role="alert"]').textContent).toBe(
        'There is nothing called “headline”. (For each article, line 2)',
      ),
    );
    expect(editor(root).getAttribute('aria-describedby')).toBe(find(root, '[role="alert"]').id);
    expect(control(root, 'Save the template')).toHaveProperty('disabled', true);
    expect(root.textContent).not.toContain('Save a file');
    expect(root.querySelector('pre')).toBeNull();
    expect(await faults(root)).toEqual([]);
    await userEvent.fill(editor(root), '{{title}}');
    await vi.waitFor(() => control(root, 'Save a file'));
  });

  it('stays as far as it is written while another format is looked at', async () => {
    const { root, world } = await openOwn();
    await userEvent.fill(editor(root), 'Half of it');
    await userEvent.selectOptions(formats(root), 'Plain text');
    expect(root.querySelector('textarea')).toBeNull();
    await userEvent.selectOptions(formats(root), 'For the desk');
    expect(editor(root).value).toBe('Half of it');
    expect(world.templates).toEqual([OWN]);
  });

  it('is deleted', async () => {
    const { root, world } = await openOwn();
    await userEvent.click(control(root, 'Delete it'));
    await vi.waitFor(() => expect(world.templates).toEqual([]));
    await vi.waitFor(() => expect(root.textContent).not.toContain('For the desk'));
    expect(formats(root)).toHaveProperty('value', 'format:markdown');
  });

  it('that cannot be stored says so and stays to be tried again', async () => {
    const { root, world } = await openOwn({ storing: new Error('no room') });
    await userEvent.fill(editor(root), 'New');
    await userEvent.click(control(root, 'Save the template'));
    await vi.waitFor(() => expect(root.textContent).toContain('this was not saved'));
    expect(await faults(root)).toEqual([]);
    expect(editor(root).value).toBe('New');
    world.storing = null;
    await userEvent.click(control(root, 'Save the template'));
    await vi.waitFor(() => expect(world.templates).toEqual([{ ...OWN, article: 'New' }]));
  });

  it('never takes the place of others that another window stored meanwhile', async () => {
    const { root, world } = await openOwn();
    const theirs = { ...OWN, id: 'own-2', name: 'From the other window' };
    world.templates = [OWN, theirs];
    await userEvent.fill(editor(root), 'New');
    await userEvent.click(control(root, 'Save the template'));
    await vi.waitFor(() => expect(world.templates).toEqual([{ ...OWN, article: 'New' }, theirs]));
  });
});
