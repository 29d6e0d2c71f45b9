/** Pages with what is known to be their article, in the layouts in which they were published. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';

export interface Expected {
  readonly text: string;
  /** '' where nobody said. */
  readonly title: string;
  readonly author: string;
  readonly date: string;
}

export interface Page {
  readonly name: string;
  readonly url: string;
  readonly expected: Expected;
  html(): Promise<string>;
}

export interface Dataset {
  readonly name: string;
  readonly pages: readonly Page[];
}

const KINDS = { aeb: readAeb, pages: readFolders } as const;

/**
 * @param named `KIND:PATH`, see README.md
 * @throws {Error} that says what is wrong with it
 */
export async function readDataset(named: string): Promise<Dataset> {
  const [, kind, path] = /^(aeb|pages):(.+)$/.exec(named) ?? [];
  if (path === undefined || (kind !== 'aeb' && kind !== 'pages'))
    throw new Error(`--dataset takes KIND:PATH, where KIND is one of ${Object.keys(KINDS).join(', ')}`);
  const pages = await KINDS[kind](path);
  if (pages.length === 0) throw new Error(`No pages in ${path}`);
  return { name: named.replace(/^.*[/:](?=[^/]+\/?$)/, '').replace(/\/$/, ''), pages };
}

const text = v.optional(v.nullish(v.string(), ''), '');
const aebSchema = v.record(v.string(), v.object({ articleBody: v.string(), url: v.string() }));
const expectedSchema = v.object({ title: text, author: text, date: text, url: text });

/** `ground-truth.json` and `html/ID.html.gz`, as scrapinghub/article-extraction-benchmark has them. */
async function readAeb(path: string): Promise<Page[]> {
  const truth = v.parse(aebSchema, await readJson(join(path, 'ground-truth.json')));
  return Object.entries(truth).map(([name, { articleBody, url }]) => ({
    name,
    url,
    expected: { text: articleBody, title: '', author: '', date: '' },
    html: () => readHtml(join(path, 'html', `${name}.html`)),
  }));
}

/** Folders with `page.html` (or `page.html.gz`), `expected.txt` and, where metadata are known, `expected.json`. */
async function readFolders(path: string): Promise<Page[]> {
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const folder = join(path, name);
      const expected = await readFile(join(folder, 'expected.txt'), 'utf8');
      const stated = await readJson(join(folder, 'expected.json')).catch(() => ({}));
      const { title, author, date, url } = v.parse(expectedSchema, stated);
      return {
        name,
        url: url || `https://${name}.example/`,
        expected: { text: expected, title, author, date },
        html: () => readHtml(join(folder, 'page.html')),
      };
    }),
  );
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}

async function readHtml(file: string): Promise<string> {
  try {
    return gunzipSync(await readFile(`${file}.gz`)).toString('utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return readFile(file, 'utf8');
  }
}
