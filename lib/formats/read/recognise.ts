/** Which reader a file is for: told by what stands in it, never by its name alone. */
import { backup, isBackup } from './backup';
import { clipper, pocket, POCKET_ANNOTATIONS, pocketArchive, wallabag } from './highlight-lists';
import { hypothesis } from './hypothesis';
import { kindle } from './kindle';
import { omnivore } from './omnivore';
import { pullquote } from './pullquote';
import { ReadError, type Reader, type SourceFile } from './reader';
import { tableHead } from './sources/table';
import { headOf } from './sources/text';
import { archiveOf } from './sources/zip';
import { tableReader } from './table';
import { w3c } from './w3c';

export type Recognised =
  | { readonly type: 'known'; readonly reader: Reader }
  /** A table that nobody knows: the user has to say what its columns hold. */
  | { readonly type: 'table'; readonly columns: readonly string[] };

/** JSON formats by signs in their beginning; the first that fits. */
const JSON_SIGNS: readonly (readonly [Reader, (head: string) => boolean])[] = [
  // Another program may have sorted its members: that it is ours, it says at its end then, where the reader looks.
  [pullquote, has('{', /"format"\s*:\s*"pullquote"|^\{\s*"articles"\s*:/u)],
  [w3c, has(null, /anno\.jsonld|"oa:Annotation"|"type"\s*:\s*"Annotation(?:Page|Collection)?"/u)],
  [hypothesis, has('{', /"annotations"\s*:\s*\[/u)],
  [wallabag, has('[', /"(?:is_archived|is_starred|domain_name|published_by)"\s*:/u)],
  [pocket, has('[', /"highlights"\s*:\s*\[\s*\{[^{}]*"quote"\s*:/u)],
  [clipper, has('[', /"(?:highlights|data)"\s*:\s*\[/u)],
];

const NO_TABLE = { columns: [], hasRows: false };

function has(start: string | null, sign: RegExp): (head: string) => boolean {
  return (head) => (start === null || head.startsWith(start)) && sign.test(head);
}

/**
 * Who reads this file.
 *
 * @throws {ReadError} `unknown` where nobody does; `damaged` where it says that it is an archive and is none
 */
export async function recognise(file: SourceFile): Promise<Recognised> {
  if (file.size === 0) throw new ReadError('unknown', 'the file is empty');
  const head = (await headOf(file)).trimStart();
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return recogniseArchive(file);
  if (/^[[{]/u.test(head)) {
    const [reader] = JSON_SIGNS.find(([, fits]) => fits(head)) ?? [];
    if (reader) return { type: 'known', reader };
    throw new ReadError('unknown', 'JSON of a kind that is not known');
  }
  if (/^={5,}\s*$/mu.test(head)) return { type: 'known', reader: kindle };
  const { columns, hasRows } = (isText(head) ? await tableHead(file) : null) ?? NO_TABLE;
  const reader = tableReader(columns);
  if (reader) return { type: 'known', reader };
  if (!hasRows || columns.filter((name) => name !== '').length < 2)
    throw new ReadError('unknown', 'neither JSON nor a table');
  return { type: 'table', columns };
}

/** Whether the first line is one that a program could have written as the head of a table. */
function isText(head: string): boolean {
  return !/[\uFFFD]|(?![\t\r\n])\p{Cc}/u.test(head.split(/[\r\n]/u, 1)[0] ?? '');
}

async function recogniseArchive(file: SourceFile): Promise<Recognised> {
  const archive = await archiveOf(file);
  const { names } = archive;
  if (await isBackup(archive)) return { type: 'known', reader: backup };
  if (names.some((name) => /(?:^|\/)metadata_[^/]*\.json$/u.test(name))) {
    return { type: 'known', reader: omnivore };
  }
  if (names.some((name) => POCKET_ANNOTATIONS.test(name))) return { type: 'known', reader: pocketArchive };
  throw new ReadError('unknown', 'an archive of a kind that is not known');
}
