/** A backup of everything: see `pack/backup.ts`. Each file is held against its sum before anything of it is believed. */
import * as v from 'valibot';
import { importedArticleSchema } from '../../annotation/imported';
import { datedCopySchema } from '../../annotation/version';
import { BACKUP_SIGN, BACKUP_VERSION, COPIES_FOLDER, copiesPath, MARKS_FILE } from '../pack/backup';
import { createSum, parseSums, SUMS } from '../pack/files';
import { articlesIn } from './pullquote';
import { ReadError, unreadable, type Found, type Reader } from './reader';
import { textOf } from './sources/text';
import { archiveOf, type Archive } from './sources/zip';

const GIGABYTE = 1024 ** 3;
/** Marks are read as they come, and so may be many. */
const MAX_MARKS = 4 * GIGABYTE;
/** Files of copies are read one by one. */
const MAX_ALL = 256 * GIGABYTE;

const copiesSchema = v.object({ article: importedArticleSchema, copies: v.array(v.unknown()) });

export const backup: Reader = {
  id: 'backup',
  async *read(file) {
    const archive = await archiveOf(file, MAX_ALL);
    const root = rootOf(archive.names);
    const files = await checkedFiles(archive, root ?? '');
    await checkVersion(await files.open('README.txt'));
    const isThere = new Set(files.names);
    yield* articlesIn(await files.open(MARKS_FILE, MAX_MARKS), (id) => isThere.has(copiesPath(id)));
    for (const name of files.names.filter((each) => each.startsWith(COPIES_FOLDER))) {
      // oxlint-disable-next-line no-await-in-loop -- one file at a time, so that memory stays bounded
      yield* copiesIn(name, await wholeText(await files.open(name)));
    }
  },
};

/** Whether an archive says that it is a backup, of whatever version. */
export async function isBackup(archive: Archive): Promise<boolean> {
  const root = rootOf(archive.names);
  if (root === null) return false;
  const readme = await archive.open(`${root}README.txt`);
  return (await readme.slice(0, 200).text()).startsWith(BACKUP_SIGN);
}

/** The folder that everything is in, where somebody packed it again; null where there are no marks with a README. */
function rootOf(names: readonly string[]): string | null {
  const isThere = new Set(names);
  const roots = names.filter((name) => name === MARKS_FILE || name.endsWith(`/${MARKS_FILE}`));
  const root = roots
    .map((name) => name.slice(0, -MARKS_FILE.length))
    .find((each) => isThere.has(`${each}README.txt`));
  return root ?? null;
}

/** The files that have a sum, by their names in the backup. */
async function checkedFiles(archive: Archive, root: string): Promise<Archive> {
  const isThere = new Set(archive.names);
  if (!isThere.has(root + SUMS)) throw new ReadError('damaged', `${SUMS} is missing`);
  const sums = parseSums(await wholeText(await archive.open(root + SUMS)));
  if (!sums) throw new ReadError('damaged', SUMS);
  const missing = [...sums.keys()].find((name) => !isThere.has(root + name));
  if (missing !== undefined) throw new ReadError('damaged', `${missing} is missing`);
  const unknown = archive.names.find(
    (name) => name.startsWith(root + COPIES_FOLDER) && !sums.has(name.slice(root.length)),
  );
  if (unknown !== undefined) throw new ReadError('damaged', `${unknown} is not in ${SUMS}`);
  return {
    names: [...sums.keys()],
    open: async (name, max) => {
      const blob = await archive.open(root + name, max);
      if ((await sumOfBlob(blob)) !== sums.get(name))
        throw new ReadError('damaged', `${name} is not as it was written: its SHA-256 is another`);
      return blob;
    },
  };
}

async function sumOfBlob(blob: Blob): Promise<string> {
  const sum = createSum();
  for await (const chunk of blob.stream()) sum.add(chunk);
  return sum.hex();
}

async function checkVersion(readme: Blob): Promise<void> {
  const [first = ''] = (await readme.slice(0, 200).text()).split('\n', 1);
  const version = Number(first.slice(BACKUP_SIGN.length));
  if (version > BACKUP_VERSION) throw new ReadError('newer', first.slice(0, 100));
}

async function wholeText(file: Blob): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of textOf(file)) pieces.push(piece);
  return pieces.join('');
}

function copiesIn(name: string, text: string): Found[] {
  const file = v.safeParse(copiesSchema, parseJson(name, text));
  if (!file.success) return [unreadable(name, file.issues[0])];
  const { article, copies } = file.output;
  return copies.map((each, at): Found => {
    const place = `${name} copies[${at}]`;
    const parsed = v.safeParse(datedCopySchema, each);
    if (!parsed.success) return unreadable(place, parsed.issues[0]);
    const { capturedAt, ...copy } = parsed.output;
    return { type: 'copy', place, article, capturedAt, copy };
  });
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ReadError('damaged', name, { cause: error });
  }
}
