import { describe, expect, test } from 'vitest';
import { annotationOf, articleOf, OPTIONS } from '../../tests/fixtures/format-samples';
import { render } from '../formats/format';
import { markdown } from '../formats/write/markdown';
import { idsIn, markId, readBlocks, writeBlock } from './block';
import { newNote, planNote } from './plan';

const ID = 'article';
const ARTICLE = articleOf({ title: 'Harbour votes on "wall"', byline: 'A. Writer' });
const quoteOf = (exact: string) => annotationOf(exact, { kind: 'quote', tags: ['sea walls'] });
const rendered = (...exacts: string[]) =>
  render(markdown, [{ article: ARTICLE, annotations: exacts.map(quoteOf) }], OPTIONS);
const ONE = rendered('One.');
const TWO = rendered('One.', 'Two.');

async function planned(note: string, text: string): Promise<string> {
  const plan = await planNote(note, ID, text);
  if (plan.action !== 'write') throw new Error(plan.action);
  return plan.text;
}

describe('a new note', () => {
  test('has its properties at the very top, then our part between two comments', async () => {
    const note = await newNote(ID, ONE);
    expect(note).toMatch(
      /^---\ntitle: "[^\n]+\n[^]*\n---\n\n<!-- pullquote:begin id=article -->\n\n# [^]*\n\n<!-- pullquote:end id=article sha=[\da-f]{16} properties=title:[\da-f]{8},source:\S+ -->\n$/u,
    );
    expect(await planNote(note, ID, ONE)).toEqual({ action: 'leave', isEdited: false });
  });

  test('without properties begins with our part', async () => {
    expect(await newNote(ID, '\n\nText.\n')).toMatch(
      /^<!-- pullquote:begin id=article -->\n\nText\.\n\n<!--/u,
    );
  });
});

describe('our part', () => {
  test('is replaced where it stands, and nothing around it changes', async () => {
    const note = await newNote(ID, ONE);
    const own =
      note.replace('<!-- pullquote:begin', 'Mine above.  \n\n<!-- pullquote:begin') + 'Mine below.\t';
    const next = await planned(own, TWO);
    expect(next).toContain('Two.');
    expect(next).toContain('\n---\n\nMine above.  \n\n<!-- pullquote:begin');
    expect(next).toMatch(/ -->\nMine below\.\t$/u);
    expect(next.replace('Mine above.  \n\n', '').replace('Mine below.\t', '')).toBe(await newNote(ID, TWO));
  });

  test('is left alone where the article is as it was', async () => {
    const note = `${await newNote(ID, ONE)}\nMine.`;
    expect(await planNote(note, ID, ONE)).toEqual({ action: 'leave', isEdited: false });
  });

  test('stays as the user edited it; what is new stands below it and is kept up to date from then on', async () => {
    const edited = (await newNote(ID, ONE)).replace('One.', 'One, as I see it.');
    expect(await planNote(edited, ID, ONE)).toEqual({ action: 'leave', isEdited: true });
    const plan = await planNote(edited, ID, TWO);
    expect(plan).toMatchObject({ action: 'write', isEdited: true });
    const next = await planned(edited, TWO);
    expect(next).toMatch(/One, as I see it\.[^]*pullquote:end[^]*pullquote:begin[^]*Two\./u);
    expect(await planNote(next, ID, TWO)).toEqual({ action: 'leave', isEdited: false });
    const back = await planned(next, ONE);
    expect(back).toContain('One, as I see it.');
    expect(back).not.toContain('Two.');
    expect(back.match(/pullquote:begin/gu)).toHaveLength(2);
  });

  test.each([
    ['the last comment', / *<!-- pullquote:end.*-->\n/u],
    ['the first comment', /<!-- pullquote:begin.*-->\n/u],
  ])('without %s counts as edited', async (_, comment) => {
    const broken = (await newNote(ID, ONE)).replace(comment, '') + 'Mine.\n';
    expect(idsIn(broken)).toEqual([ID]);
    const next = await planned(broken, TWO);
    for (const line of broken.split('\n').filter((text) => !text.startsWith('quotes:'))) {
      expect(next.split('\n')).toContain(line);
    }
    expect(await planNote(next, ID, TWO)).toEqual({ action: 'leave', isEdited: false });
  });

  test('is absent where both comments are gone', async () => {
    const note = (await newNote(ID, ONE)).replaceAll(/<!--.*-->/gu, '');
    expect(await planNote(note, ID, ONE)).toEqual({ action: 'absent' });
    expect(await planNote('', ID, ONE)).toEqual({ action: 'absent' });
  });

  test('of two articles can stand in one note, each by itself', async () => {
    const other = await writeBlock('other', 'Another article.', '');
    const both = `${other}\n\nBetween.\n\n${await newNote(ID, ONE)}`;
    expect(idsIn(both)).toEqual(['other', ID]);
    const next = await planned(both, TWO);
    expect(next.startsWith(`${other}\n\nBetween.\n\n`)).toBe(true);
    expect(await readBlocks(next)).toMatchObject([{ id: 'other', isIntact: true }, { isIntact: true }]);
  });

  test('whose text has a copy of such a part ends where it ends', async () => {
    const inner = await writeBlock(ID, 'Pasted into a note.', '');
    const note = await newNote(ID, `Before.\n\n${inner}\n\nAfter.`);
    expect(await readBlocks(note)).toMatchObject([{ isIntact: true }]);
    expect(await planned(note, 'Short.')).toBe(await newNote(ID, 'Short.'));
  });

  test('is intact whatever line ends an editor gives it, and keeps them', async () => {
    const note = (await newNote(ID, ONE)).replaceAll('\n', '\r\n');
    expect(await planNote(note, ID, ONE)).toEqual({ action: 'leave', isEdited: false });
    expect(await planned(note, TWO)).toBe((await newNote(ID, TWO)).replaceAll('\n', '\r\n'));
  });

  test('is found behind a byte order mark', async () => {
    const note = `\uFEFF${await newNote(ID, 'Text.')}`;
    expect(await planned(note, 'Other.')).toBe(`\uFEFF${await newNote(ID, 'Other.')}`);
    const full = `\uFEFF${await newNote(ID, ONE)}`;
    expect(await planned(full, TWO)).toBe(`\uFEFF${await newNote(ID, TWO)}`);
  });

  test('says nothing of what is quoted, indented or in a list', () => {
    const mark = '<!-- pullquote:begin id=article -->';
    expect(idsIn(`> ${mark}\n  ${mark}\n- ${mark}\n\`${mark}\`\n${mark} and more\n`)).toEqual([]);
  });

  test.each(['a b', 'a-->b', 'ü\n', '\uD800', '%zz'])('states an id like %j safely', async (articleId) => {
    const id = markId(articleId);
    const note = await newNote(id, ONE);
    expect(idsIn(note)).toEqual([id]);
    expect(await planNote(note, id, ONE)).toEqual({ action: 'leave', isEdited: false });
  });
});

describe('properties', () => {
  test('of ours are kept up to date between those of the user', async () => {
    const note = (await newNote(ID, ONE)).replace('quotes: 1\n', 'rating: 5\nquotes: 1\nstatus: read\n');
    const next = await planned(note, TWO);
    expect(next).toContain('rating: 5\nquotes: 2\nstatus: read\n');
  });

  test('that Obsidian wrote anew are ours still', async () => {
    const note = (await newNote(ID, ONE))
      .replace(/^title: .*$/mu, `title: Harbour votes on "wall"`)
      .replace(/^ {2}- "(.*)"$/gmu, '  - $1')
      .replace('\n---\n\n', '\nread: true\n---\n\n');
    const text = TWO.replace(/^title: .*$/mu, 'title: "Another title"');
    const next = await planned(note, text);
    expect(next).toContain('\ntitle: "Another title"\n');
    expect(next).toContain('\nquotes: 2\n');
    expect(next).toContain('\n  - A. Writer\n');
    expect(next).toContain('\nread: true\n---\n');
  });

  test('that the user changed stay, and those they removed do not come back', async () => {
    const note = (await newNote(ID, ONE))
      .replace(/^quotes: 1$/mu, 'quotes: many')
      .replace(/^claims: 0\n/mu, '');
    const next = await planned(note, TWO);
    expect(next).toContain('\nquotes: many\n');
    expect(next).not.toContain('\nclaims:');
    expect(await planNote(next, ID, TWO)).toEqual({ action: 'leave', isEdited: false });
  });

  test('that were all removed stay away', async () => {
    const bare = (await newNote(ID, ONE)).replace(/^---\n[^]*?\n---\n\n/u, 'Mine.\n\n');
    const next = await planned(bare, TWO);
    expect(next.startsWith('Mine.\n\n<!-- pullquote:begin')).toBe(true);
  });

  test('that a format has anew are added, and those that it has no more go', async () => {
    const bare = await newNote(ID, 'Text.');
    const full = await planned(bare, '---\na: 1\nb:\n  - x\n---\nText.');
    expect(full).toBe(await newNote(ID, '---\na: 1\nb:\n  - x\n---\nText.'));
    const other = await planned(
      full.replace('a: 1\n', 'a: 1\nmine: "x"\n'),
      '---\nb:\n  - x\nc: 2\n---\nText.',
    );
    expect(other).toMatch(/^---\nmine: "x"\nb:\n {2}- x\nc: 2\n---\n\n<!--/u);
    expect(await planned(full, 'Text.')).toMatch(/^\n?<!-- pullquote:begin/u);
  });

  test('as Logseq writes them stand on top, too', async () => {
    const note = await newNote(ID, 'title:: One\ntags:: a, b\n\n- Text\n');
    expect(note).toMatch(/^title:: One\ntags:: a, b\n\n<!-- pullquote:begin/u);
    const next = await planned(`mine:: x\n${note}`, 'title:: Two\ntags:: a, b\n\n- Text\n');
    expect(next).toMatch(/^mine:: x\ntitle:: Two\ntags:: a, b\n\n<!-- pullquote:begin/u);
  });
});
