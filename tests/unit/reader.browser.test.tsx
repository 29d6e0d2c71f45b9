import { describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Reader } from '../../entrypoints/reader/Reader';
import '../../entrypoints/reader/reader.css';
import type { SavedCopy } from '../../lib/annotation/version';
import { copyOf } from '../fixtures/copies';
import { control, find, mount, violations } from './support/mount';
import { readerServices, readerWorld, type ReaderWorld } from './support/reader-services';
import { sampleAnnotation } from './support/samples';

const VOTE = 'The council voted nine to four for the sea wall on Tuesday evening.';
const WORK = 'Work begins in spring and is expected to take two years.';
const FEAR = 'Fishermen fear that the entrance will silt up, as it did in 1953.';

const FULL: SavedCopy = {
  details: {
    ...copyOf([]).details,
    title: 'Harbour vote',
    byline: 'Ada Byron',
    site: 'The Skerry',
    language: 'en',
  },
  blocks: [
    { kind: 'standfirst', text: 'What the council decided.' },
    {
      kind: 'paragraph',
      text: VOTE,
      html: VOTE.replace('council', '<a href="https://a.example/c">council</a>'),
    },
    { kind: 'image', text: 'The wall', url: 'https://a.example/wall.jpg' },
    { kind: 'caption', text: 'The wall at low tide' },
    { kind: 'heading', text: 'Who pays', level: 2 },
    { kind: 'item', text: 'The state', level: 1, ordered: false },
    { kind: 'item', text: 'The town', level: 1, ordered: false },
    { kind: 'row', text: 'Year Cost', html: '<th>Year</th><th>Cost</th>' },
    { kind: 'row', text: '2025 41', html: '<td>2025</td><td>41</td>' },
    { kind: 'quote', text: 'There is no second purse.' },
    { kind: 'paragraph', text: WORK },
  ],
};
const markOf = (exact: string, id = 'mark-1') => {
  const sample = sampleAnnotation({ id });
  if (!sample.target) throw new Error('a mark has a target');
  const [prefix = '', suffix = ''] = WORK.includes(exact) ? WORK.split(exact) : [];
  return { ...sample, target: { ...sample.target, exact, prefix, suffix } };
};

interface Asked {
  readonly versionId?: string;
  readonly markId?: string;
  readonly changes?: boolean;
}

async function open(copies: SavedCopy[], parts: Partial<ReaderWorld> = {}, asked: Asked = {}) {
  const world = readerWorld(copies, parts);
  const { root } = mount(
    <Reader
      services={readerServices(world)}
      articleId="article-1"
      versionId={asked.versionId}
      markId={asked.markId}
      changes={asked.changes ?? false}
    />,
  );
  await vi.waitFor(() => expect(root.querySelector('article, .pq-empty, .changes-counts')).not.toBeNull());
  return { root, world };
}

describe('an article in the reader', () => {
  it('shows all that was saved of it, and has no accessibility violations', async () => {
    const { root } = await open([FULL]);
    const headings = [...root.querySelectorAll('h1, .reader-body h2')].map(({ textContent }) => textContent);
    expect(headings).toEqual(['Harbour vote', 'Who pays']);
    expect(root.querySelectorAll('.reader-body li')).toHaveLength(2);
    expect(root.querySelectorAll('.reader-body td')).toHaveLength(2);
    expect(root.querySelector<HTMLAnchorElement>('.reader-body a')?.href).toBe('https://a.example/c');
    expect(await violations(root)).toEqual([]);
  });

  it('fetches pictures only when it is told to', async () => {
    const { root } = await open([FULL]);
    const image = root.querySelector<HTMLImageElement>('.reader-body img');
    expect(image?.getAttribute('src')).toBeNull();
    await userEvent.click(find(root, '.reader-pictures'));
    await vi.waitFor(() => expect(image?.getAttribute('src')).toBe('https://a.example/wall.jpg'));
    expect(image?.referrerPolicy).toBe('no-referrer');
  });

  it('keeps how it looks', async () => {
    const { root, world } = await open([FULL]);
    await userEvent.click(control(root, 'Text and colours'));
    await userEvent.click(control(root, 'Sepia'));
    await userEvent.click(find(root, '.look-size button:last-of-type'));
    await vi.waitFor(() => expect(world.look).toMatchObject({ theme: 'sepia', size: 20 }));
    expect(document.documentElement.dataset['theme']).toBe('sepia');
    expect(await violations(root)).toEqual([]);
    delete document.documentElement.dataset['theme'];
  });

  it('fits into 320 pixels', async () => {
    await page.viewport(320, 640);
    const { root } = await open([FULL, copyOf([VOTE, WORK])]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    await userEvent.click(find(root, '.reader-notice button'));
    await vi.waitFor(() => expect(root.querySelector('.changes-counts')).not.toBeNull());
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    await page.viewport(1000, 700);
  });

  it.each([
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['uz-Arab', 'rtl'],
    ['en', 'ltr'],
    ['', 'auto'],
  ])('in the language “%s” runs %s', async (language, direction) => {
    const { root } = await open([{ ...FULL, details: { ...FULL.details, language } }]);
    expect(root.querySelector<HTMLElement>('.reader-article')?.dir).toBe(direction);
  });
});

describe('where there is nothing to read', () => {
  it.each<[string, Partial<ReaderWorld>, SavedCopy[]]>([
    ['There is no such article', { isUnknown: true }, []],
    ['No copy of this article yet', {}, []],
    ['This saved copy is damaged', { damagedId: 'version-1' }, [FULL]],
    ['written by a newer version', { failing: 'newer' }, [FULL]],
  ])('says “%s”, and what to do', async (words, parts, copies) => {
    const { root } = await open(copies, parts);
    await vi.waitFor(() => expect(root.textContent).toContain(words));
    expect(await violations(root)).toEqual([]);
  });
});

it('shows another version where one is damaged', async () => {
  const damaged = { ...FULL, blocks: [] };
  const { root } = await open([FULL, damaged], { damagedId: 'version-2' });
  await vi.waitFor(() => expect(root.textContent).toContain('This saved copy is damaged'));
  await userEvent.click(control(root, 'Versions'));
  await userEvent.click(find(root, '.reader-versions li:last-child button'));
  await vi.waitFor(() => expect(root.textContent).toContain(VOTE));
});

describe('an article that changed', () => {
  const first = copyOf([VOTE, WORK, FEAR], 'Vote tonight');
  const second = copyOf([VOTE.replace('nine', 'ten'), FEAR], 'Wall approved');

  it('says so, and shows what changed, with the marks that this touches', async () => {
    const { root, world } = await open([first, second], { annotations: [markOf('begins in spring')] });
    await userEvent.click(find(root, '.reader-notice button'));
    await vi.waitFor(() => expect(root.textContent).toContain('1 passage reworded'));
    expect(root.querySelector('.changes-restated')?.textContent).toContain('Vote tonight Wall approved');
    expect([...root.querySelectorAll('.changes ins')].map(({ textContent }) => textContent)).toContain('ten');
    expect(root.textContent).toContain('1 of your marks is touched');
    expect(await violations(root)).toEqual([]);
    await userEvent.click(find(root, '.changes-marks button'));
    await vi.waitFor(() => expect(world.jumps).toEqual(['mark-1']));
  });

  it('lists marks that are not in the version, each with the one that has it', async () => {
    const { root } = await open([first, second], {
      annotations: [markOf('begins in spring'), markOf('nobody ever said this here', 'mark-2')],
    });
    await vi.waitFor(() => expect(root.querySelectorAll('.reader-lost li')).toHaveLength(2));
    expect(root.textContent).toContain('No saved version has this passage.');
    expect(await violations(root)).toEqual([]);
    await userEvent.click(find(root, '.reader-lost button'));
    await vi.waitFor(() => expect(root.textContent).toContain('This is the article as it was on'));
    expect(root.textContent).toContain(WORK);
    await userEvent.click(control(root, 'Show the newest'));
    await vi.waitFor(() => expect(root.textContent).not.toContain(`${WORK}F`));
  });

  it('opens for a mark in the version that has it', async () => {
    const { root, world } = await open(
      [first, second],
      { annotations: [markOf('begins in spring')] },
      { markId: 'mark-1' },
    );
    await vi.waitFor(() => expect(world.jumps).toEqual(['mark-1']));
    expect(root.textContent).toContain('This is the article as it was on');
  });

  it('says what came of looking at the page', async () => {
    const { root, world } = await open([first]);
    const check = async (): Promise<void> => {
      await userEvent.click(control(root, 'Versions'));
      await userEvent.click(control(root, 'Check for changes'));
    };
    await check();
    await vi.waitFor(() => expect(root.textContent).toContain('The page still says what you saved.'));
    world.outcome = 'unreadable';
    await check();
    await vi.waitFor(() => expect(root.textContent).toContain('could not be read at its address'));
    world.outcome = 'less';
    await check();
    await vi.waitFor(() => expect(root.textContent).toContain('shows less than you saved'));
    await userEvent.click(control(root, 'Keep it as a version'));
    await vi.waitFor(() => expect(root.textContent).not.toContain('shows less than you saved'));
  });

  it('says so when the user does not let it look', async () => {
    const { root } = await open([first], { hasAccess: false, grants: false });
    await userEvent.click(control(root, 'Versions'));
    await userEvent.click(control(root, 'Check for changes'));
    await vi.waitFor(() => expect(root.textContent).toContain('Nothing was changed.'));
  });
});
