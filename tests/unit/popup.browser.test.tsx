import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Popup } from '../../entrypoints/popup/Popup';
import '../../entrypoints/popup/popup.css';
import type { Annotation } from '../../lib/annotation/model';
import { control, violations, field, find, mount } from './support/mount';
import { pageStateOf, popupServices, popupWorld, type PopupWorld } from './support/popup-services';
import { sampleAnnotation, sampleArticle, sampleMarks } from './support/samples';

const other = sampleArticle({
  id: 'article-2',
  url: 'https://other.example/x',
  aliases: [],
  title: 'Another story',
  site: 'Sample',
});

async function open(parts: Partial<PopupWorld> = {}, marks: Annotation[] = sampleMarks()) {
  const foreign = sampleAnnotation({ id: 'other-1', articleId: other.id, note: 'about another thing' });
  const world = popupWorld([sampleArticle(), other], [...marks, foreign], parts);
  const services = popupServices(world);
  const { root } = mount(<Popup services={services} />);
  await vi.waitUntil(() => parts.silent || !root.querySelector('.popup-bone'));
  return { root, world, services };
}

const ids = (root: HTMLElement): string[] =>
  [...root.querySelectorAll<HTMLElement>('[data-row]')].map(({ dataset }) => dataset['row'] ?? '');
const card = (root: HTMLElement, id: string): HTMLElement => find(root, `[data-row="${id}"]`);
const said = (root: HTMLElement): string => find(root, '.pq-toast-text').textContent;

describe('popup on an article', () => {
  it('shows title, site, date and the marks in page order, the lost ones apart', async () => {
    const { root } = await open();
    expect(find(root, 'h1').textContent).toContain('Harbour bridge to close');
    expect(find(root, '.popup-meta').textContent).toContain('The Example CourierMar 13, 2026');
    expect(ids(root)).toEqual(['mark-5', 'mark-1', 'mark-2', 'mark-3', 'mark-4']);
    expect(find(root, '.popup-lost').textContent).toContain('Some 41,000 vehicles');
    expect(await violations(root)).toEqual([]);
  });

  it('follows the page: new order, and another article in the same tab', async () => {
    const { root, world, services } = await open();
    const placements = world.state.placements.map((p) => ({
      ...p,
      status: 'found' as const,
      order: -p.order + 9,
    }));
    services.report({ ...world.state, placements });
    await vi.waitFor(() => expect(ids(root)).toEqual(['mark-5', 'mark-4', 'mark-3', 'mark-2', 'mark-1']));
    services.report(pageStateOf(other, []));
    await vi.waitFor(() => expect(ids(root)).toEqual(['other-1']));
    expect(find(root, 'h1').textContent).toBe('Another story');
  });

  it('says when syncing waits for a person, and leads there', async () => {
    const { root, services } = await open({ syncWaits: true });
    const opened = vi.spyOn(services, 'openSync');
    await userEvent.click(control(root, 'Sync between devices: something waits for you'));
    expect(opened).toHaveBeenCalledOnce();
    expect(await violations(root)).toEqual([]);
  });

  it('narrows the list to one kind', async () => {
    const { root } = await open();
    await userEvent.click(control(root, 'Claims 2'));
    expect(ids(root)).toEqual(['mark-2', 'mark-4']);
    await userEvent.click(control(root, 'All 5'));
    expect(ids(root)).toHaveLength(5);
  });

  it('scrolls the page to a mark, and says so when it is not there', async () => {
    const { root, world } = await open();
    await userEvent.click(find(card(root, 'mark-1'), '.pq-passage'));
    expect(world.jumps).toEqual(['mark-1']);
  });

  it('takes what is selected in the page as the place of a lost mark, and says so when nothing is', async () => {
    const { root, world } = await open();
    await userEvent.click(control(card(root, 'mark-4'), 'It is what I selected'));
    expect(world.answers).toEqual([{ id: 'mark-4', to: 'selection' }]);
    await vi.waitFor(() => expect(root.textContent).toContain('What you marked is kept as it was'));
    world.selected = false;
    await userEvent.click(control(card(root, 'mark-4'), 'It is what I selected'));
    await vi.waitFor(() => expect(root.textContent).toContain('Select the passage on the page first'));
  });

  it('deletes with undo, moving the focus to the next mark', async () => {
    const { root } = await open();
    control(card(root, 'mark-1'), 'Delete').focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(said(root)).toBe('Quote deleted.'));
    expect(ids(root)).not.toContain('mark-1');
    expect(card(root, 'mark-2').contains(document.activeElement)).toBe(true);
    await userEvent.click(control(root, 'Undo'));
    await vi.waitFor(() => expect(ids(root)).toContain('mark-1'));
  });

  it('says why something could not be done, and tries again', async () => {
    const { root, world } = await open({ failing: { command: 'quota' } });
    await userEvent.click(control(card(root, 'mark-1'), 'Delete'));
    await vi.waitFor(() => expect(said(root)).toContain('no room left'));
    expect(ids(root)).toContain('mark-1');
    world.failing = {};
    await userEvent.click(control(root, 'Try again'));
    await vi.waitFor(() => expect(ids(root)).not.toContain('mark-1'));
  });

  it('edits in place; Escape closes the editor, not more, and returns the focus', async () => {
    const { root, world } = await open();
    await userEvent.click(control(card(root, 'mark-1'), 'Edit'));
    expect(await violations(root)).toEqual([]);
    await userEvent.type(field(card(root, 'mark-1'), 'Role'), '!');
    const escaped = vi.fn<() => void>();
    document.addEventListener('keydown', escaped, { once: true });
    await userEvent.keyboard('{Escape}');
    expect(escaped).not.toHaveBeenCalled();
    expect(card(root, 'mark-1').querySelector('textarea')).toBeNull();
    expect(document.activeElement).toBe(control(card(root, 'mark-1'), 'Edit'));
    await vi.waitFor(() => expect(world.annotations[0]?.quote.speakerRole).toBe('chief engineer!'));
    document.removeEventListener('keydown', escaped);
  });

  it('copies a mark with its speaker, source and link', async () => {
    const { root, world } = await open();
    await userEvent.click(control(card(root, 'mark-1'), 'Copy with link'));
    await vi.waitFor(() => expect(said(root)).toBe('Copied with its link.'));
    expect(world.copied[0]).toMatch(
      /^“We looked .+ done\.”\n— Tomas Okafor, chief engineer, Harbour .+\nhttps:.+#:~:text=/,
    );
  });

  it('adds a note about the article and keeps what is typed until it is saved', async () => {
    const { root, world } = await open({ failing: { command: 'closed' } });
    await userEvent.click(control(root, 'Add a note about this article'));
    await userEvent.type(find(root, '.popup-note textarea'), 'Remember');
    await userEvent.click(control(root, 'Save note'));
    await vi.waitFor(() => expect(find(root, '.popup-problem').textContent).toContain('storage was closed'));
    expect([...world.drafts.values()]).toEqual(['Remember']);
    world.failing = {};
    await userEvent.click(control(root, 'Save note'));
    await vi.waitFor(() => expect(root.textContent).toContain('Note saved.'));
    expect(world.annotations.at(-1)).toMatchObject({ kind: 'note', note: 'Remember' });
    expect(world.drafts.size).toBe(0);
  });

  it('asks for access to the site, and shows when it is given', async () => {
    const { root, world } = await open();
    await userEvent.click(control(root, 'On this site'));
    expect(world.access).toBe('site');
    await vi.waitFor(() => expect(root.textContent).toContain('show by themselves on news.example.com'));
    await userEvent.click(control(root, 'Stop'));
    await vi.waitFor(() => control(root, 'On this site'));
  });

  it('switches the toolbar off for the site', async () => {
    const { root, world } = await open();
    await userEvent.click(find(root, '[role="switch"]'));
    expect(world.toolbar).toBe(false);
    expect(find(root, '[role="switch"]').getAttribute('aria-checked')).toBe('false');
  });

  it('counts records that cannot be read', async () => {
    const { root } = await open({ unreadable: 2 });
    expect(root.textContent).toContain('2 records could not be read');
  });

  it('shows 200 of many marks first, and more when asked', async () => {
    const many = Array.from({ length: 450 }, (_, i) => sampleAnnotation({ id: `m${i}` }));
    const { root } = await open({}, many);
    expect(ids(root)).toHaveLength(200);
    await userEvent.click(control(root, 'Show 200 more'));
    expect(ids(root)).toHaveLength(400);
  });

  it('shows hostile titles and bylines as plain text and stays within 320 pixels', async () => {
    const evil = `<script>alert(1)</script>${'x'.repeat(10_000)}\u202E`;
    await page.viewport(320, 600);
    const { root, world, services } = await open();
    services.report({
      ...world.state,
      details: { ...world.state.details, title: evil, byline: evil, site: evil },
    });
    await vi.waitFor(() => expect(find(root, 'h1').textContent).toBe(evil));
    expect(root.querySelector('script')).toBeNull();
    root.style.width = '320px';
    expect(find(root, 'h1').offsetHeight).toBeLessThan(120);
    expect(root.scrollWidth).toBeLessThanOrEqual(320);
  });
});

describe('popup elsewhere', () => {
  it.each([
    ['chrome://settings', 'their own pages'],
    ['https://chromewebstore.google.com/detail/x', 'their stores'],
    ['https://example.com/report.pdf', 'PDF'],
  ])('says what to do on %s, and leads to all marks', async (url, words) => {
    const { root } = await open({ tab: { id: 1, url, title: 'x', isReader: false } });
    expect(find(root, '.pq-empty').textContent).toContain(words);
    expect(await violations(root)).toEqual([]);
    await userEvent.click(control(root, 'See all your marks'));
    await vi.waitFor(() => expect(ids(root)).toHaveLength(6));
  });

  it('says so when the tab is closed or the browser refuses', async () => {
    expect((await open({ tab: null })).root.textContent).toContain('The tab is closed');
    expect((await open({ failing: { annotate: 'refused' } })).root.textContent).toContain(
      'cannot be annotated',
    );
  });

  it('shows how to mark where nothing is marked', async () => {
    const { root } = await open({}, []);
    await vi.waitFor(() => expect(root.textContent).toContain('Alt+Shift+Q'));
    expect(await violations(root)).toEqual([]);
  });

  it('shows a storage failure with what to do, and recovers', async () => {
    const { root, world } = await open({ failing: { watch: 'newer' } });
    expect(find(root, '[role="alert"]').textContent).toContain('Update Pullquote');
    expect(await violations(root)).toEqual([]);
    world.failing = {};
    await userEvent.click(control(root, 'Try again'));
    await vi.waitFor(() => expect(ids(root)).toHaveLength(5));
  });

  it('says that it is loading', async () => {
    const { root } = await open({ silent: true });
    expect(find(root, '[aria-busy]').textContent).toContain('Looking at this page');
  });
});

async function openAll(parts: Partial<PopupWorld> = {}, marks?: Annotation[]) {
  const opened = await open(parts, marks);
  find(opened.root, '#popup-tab-page').focus();
  await userEvent.keyboard('{ArrowRight}');
  await vi.waitFor(() =>
    expect(opened.root.querySelector('.popup-results output')?.textContent).not.toBe(''),
  );
  return opened;
}

describe('popup: all marks', () => {
  it('is reached by arrow key and finds across articles', async () => {
    const { root } = await openAll();
    expect(ids(root)).toHaveLength(6);
    expect(await violations(root)).toEqual([]);
    await userEvent.type(find(root, 'input[type="search"]'), 'another thing');
    await vi.waitFor(() => expect(ids(root)).toEqual(['other-1']));
    expect(root.textContent).toContain('1 mark');
    expect(find(root, 'a.pq-passage').getAttribute('href')).toContain('https://other.example/x#:~:text=');
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(ids(root)).toHaveLength(6));
  });

  it('says what to try when nothing is found', async () => {
    const { root } = await openAll();
    await userEvent.type(find(root, 'input[type="search"]'), 'zzz');
    await vi.waitFor(() => expect(root.textContent).toContain('Try fewer words'));
    expect(await violations(root)).toEqual([]);
  });

  it('lists what was deleted, and restores it', async () => {
    const { root } = await openAll();
    await userEvent.click(control(card(root, 'mark-1'), 'Delete'));
    await vi.waitFor(() => expect(ids(root)).toHaveLength(5));
    await userEvent.click(control(root, 'Recently deleted'));
    await vi.waitFor(() => expect(ids(root)).toEqual(['mark-1']));
    await userEvent.click(control(card(root, 'mark-1'), 'Restore'));
    await vi.waitFor(() => expect(root.textContent).toContain('Nothing was deleted.'));
  });
});

describe('popup: export', () => {
  it('copies this article or everything, and saves a file', async () => {
    const { root, world } = await open();
    await userEvent.click(control(root, 'Export'));
    expect(await violations(root)).toEqual([]);
    await userEvent.click(control(root, 'Copy'));
    await vi.waitFor(() => expect(said(root)).toBe('Copied.'));
    await userEvent.click(control(root, 'Export'));
    await userEvent.click(control(root, 'Everything'));
    await userEvent.click(control(root, 'Save a file'));
    await vi.waitFor(() => expect(said(root)).toBe('Saved as all.md.'));
    expect([world.copied, world.saved]).toEqual([['# 5'], ['all.md']]);
  });

  it('saves in the format that was chosen', async () => {
    const { root, world } = await open();
    await userEvent.click(control(root, 'Export'));
    await userEvent.selectOptions(find(root, '.popup-export select'), 'RIS, for Zotero and EndNote');
    await userEvent.click(control(root, 'Save a file'));
    await vi.waitFor(() => expect(world.saved).toEqual(['page.ris']));
  });

  it('closes on Escape and gives the focus back', async () => {
    const { root } = await open();
    await userEvent.click(control(root, 'Export'));
    find(root, '.popup-export input:checked').focus();
    await userEvent.keyboard('{Escape}');
    expect(root.querySelector('.popup-export')).toBeNull();
    expect(document.activeElement).toBe(control(root, 'Export'));
  });
});
