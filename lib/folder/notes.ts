/** The notes in a folder, brought up to date one article after the other. */
import { render, type Entry } from '../formats/format';
import { markId } from './block';
import { digest } from './digest';
import { codeOf, detailOf, FolderError, ifThere, Stopped } from './failure';
import type { DirectoryHandle, FileHandle, StoredFile } from './handles';
import { parseIndex, readIndexText, saveIndexText, writeIndex, type Index, type Seen } from './index-file';
import type { Failed, FolderExport, FolderReport, Kept, Stop } from './job';
import { foldName, folderNames, foldStem, freeName, wantedName } from './names';
import { newNote, planNote, type Plan } from './plan';
import { inOrder, rootFailure, scan, type Listing } from './scan';
import { removeEmpty, update } from './write-file';

/** What an article's note shall say. */
interface Wanted {
  readonly id: string;
  readonly articleId: string;
  readonly name: string;
  readonly rendered: string;
  /** The digest of `rendered`. */
  readonly state: string;
}

export class Notes {
  readonly #job: FolderExport;
  /** Where new notes come. */
  readonly #target: readonly string[];
  readonly #folders = new Map<string, DirectoryHandle>();
  #listing: Listing = { files: new Map(), where: new Map(), taken: new Set(), unreadable: [] };
  #indexText = '';
  /** Articles that had a note when somebody last looked. */
  readonly #known = new Set<string>();
  /** The listing was made without the index. */
  #isFresh = false;
  /** Articles that have marks. */
  readonly #alive = new Set<string>();
  readonly #count = { files: 0, articles: 0, written: 0, unchanged: 0 };
  readonly #kept: Kept[] = [];
  readonly #failed: Failed[] = [];

  constructor(job: FolderExport) {
    this.#job = job;
    this.#target = folderNames(job.folder);
  }

  /** Looks through the folder. Throws `Stopped` where the folder itself cannot be read. */
  async find(): Promise<void> {
    this.#indexText = await readIndexText(this.#job.root);
    const index = parseIndex(this.#indexText);
    for (const { articles } of index.values()) for (const id of articles.keys()) this.#known.add(id);
    await this.#scan(index);
  }

  async #scan(index: Index): Promise<void> {
    const { root, format, signal } = this.#job;
    this.#isFresh = index.size === 0;
    const onFile = () => {
      this.#count.files++;
      this.#tell();
    };
    try {
      const target = this.#target.join('/');
      this.#listing = await scan({ root, target, extension: format.extension, index, signal, onFile });
    } catch (error) {
      throw new Stopped(error);
    }
  }

  /**
   * Brings one article's note up to date, or makes it. What goes wrong is reported; throws `Stopped` where it would go wrong
   * with every other note, too.
   */
  async bring(entry: Entry): Promise<void> {
    const { format, options } = this.#job;
    if (entry.annotations.length > 0) {
      const rendered = render(format, [entry], options);
      const { id: articleId } = entry.article;
      const name = wantedName(entry, format);
      const wanted = { id: markId(articleId), articleId, name, rendered, state: await digest(rendered) };
      this.#alive.add(wanted.id);
      await this.#bring(wanted);
    }
    this.#count.articles++;
    this.#tell();
  }

  async #bring(wanted: Wanted): Promise<void> {
    if (await this.#tryExisting(wanted)) return;
    if (!this.#isFresh && this.#listing.where.has(wanted.id)) {
      // The index led to a file that does not have it.
      await this.#scan(new Map());
      if (await this.#tryExisting(wanted)) return;
    }
    const path = [...this.#target, wanted.name].join('/');
    await this.#attempt(path, wanted, () => this.#create(wanted));
  }

  /** False where no file has a part of the article. */
  async #tryExisting(wanted: Wanted): Promise<boolean> {
    const paths = inOrder(this.#listing.where.get(wanted.id) ?? []);
    for (const [at, path] of paths.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- the first that has it is the one
      const isThere = await this.#attempt(path, wanted, () => this.#updateAt(path, wanted));
      if (!isThere) continue;
      for (const copy of paths.slice(at + 1)) this.#keep(copy, wanted, 'copy');
      return true;
    }
    return false;
  }

  /** What `action` says; true where it failed, since there is nothing more to try then. */
  async #attempt(path: string, { articleId }: Wanted, action: () => Promise<boolean>): Promise<boolean> {
    try {
      return await action();
    } catch (error) {
      if (this.#job.signal?.aborted) throw error;
      const code = codeOf(error);
      this.#failed.push({ path, articleId, code, detail: detailOf(error) });
      if (code === 'full') throw new Stopped(error);
      const isOfRoot = code === 'vanished' || code === 'refused' ? await rootFailure(this.#job.root) : null;
      if (isOfRoot) throw new Stopped(new FolderError(isOfRoot));
      return true;
    }
  }

  async #updateAt(path: string, wanted: Wanted): Promise<boolean> {
    const { id, rendered, state } = wanted;
    if (this.#listing.files.get(path)?.articles.get(id) === state) {
      this.#count.unchanged++;
      return true;
    }
    const names = path.split('/');
    const folder = await this.#folderAt(names.slice(0, -1), false);
    const handle = await folder.getFileHandle(names.at(-1) ?? '');
    const plan = await update(handle, (text) => planNote(text, id, rendered), this.#job.signal);
    await this.#settle(path, handle, wanted, plan);
    return plan.action !== 'absent';
  }

  async #create(wanted: Wanted): Promise<boolean> {
    const { id, name, rendered } = wanted;
    this.#refuseDoubles(wanted);
    const folder = await this.#folderAt(this.#target, true);
    for (;;) {
      const free = freeName(name, this.#listing.taken);
      // An empty note, as Obsidian makes of a link that leads nowhere yet, is filled.
      // oxlint-disable-next-line no-await-in-loop -- the next name is tried only where somebody took this one
      const there = await ifThere(folder.getFileHandle(free));
      // oxlint-disable-next-line no-await-in-loop
      const handle = there ?? (await folder.getFileHandle(free, { create: true }));
      const planOf = async (text: string): Promise<Plan> =>
        text === ''
          ? { action: 'write', isEdited: false, text: await newNote(id, rendered) }
          : planNote(text, id, rendered);
      // oxlint-disable-next-line no-await-in-loop
      const plan = await update(handle, planOf, this.#job.signal).catch(async (error: unknown) => {
        if (!there) await removeEmpty(folder, handle);
        throw error;
      });
      this.#listing.taken.add(foldName(free));
      if (plan.action === 'absent') continue;
      // oxlint-disable-next-line no-await-in-loop
      await this.#settle([...this.#target, free].join('/'), handle, wanted, plan);
      return true;
    }
  }

  /** A file that could not be read may be the article's note, under another name; then there must not be a second. */
  #refuseDoubles({ id, name }: Wanted): void {
    const stem = foldStem(name);
    const suspect = this.#listing.unreadable.find(
      (path) => this.#known.has(id) || foldStem(path.split('/').at(-1) ?? '') === stem,
    );
    if (suspect !== undefined) throw new FolderError('locked', suspect);
  }

  async #folderAt(names: readonly string[], create: boolean): Promise<DirectoryHandle> {
    const path = names.join('/');
    const known = names.length === 0 ? this.#job.root : this.#folders.get(path);
    if (known) return known;
    const parent = await this.#folderAt(names.slice(0, -1), create);
    const folder = await parent.getDirectoryHandle(names.at(-1) ?? '', { create });
    this.#folders.set(path, folder);
    return folder;
  }

  /** Counts what was done, and remembers the file as it is now. */
  async #settle(path: string, handle: FileHandle, wanted: Wanted, plan: Plan): Promise<void> {
    const { files, where } = this.#listing;
    const before = files.get(path);
    files.delete(path);
    if (plan.action === 'absent') return;
    if (!where.has(wanted.id)) where.set(wanted.id, [path]);
    if (plan.action === 'write') this.#count.written++;
    else if (!plan.isEdited) this.#count.unchanged++;
    if (plan.isEdited) this.#keep(path, wanted, 'edited');
    // What cannot be remembered is read again next time.
    const file = await handle.getFile().catch(() => null);
    if (!file || !isAsLeft(file, plan, before)) return;
    const others = [...(before?.articles.keys() ?? [])].map((id) => [id, ''] as const);
    const articles = new Map([...others, [wanted.id, plan.isEdited ? '' : wanted.state] as const]);
    files.set(path, { lastModified: file.lastModified, size: file.size, articles });
  }

  /** Keeps what was seen for the next time; without it, that takes longer. */
  async remember(): Promise<void> {
    const { files, where } = this.#listing;
    if (where.size === 0 && this.#indexText === '') return;
    const text = writeIndex(files);
    if (text !== this.#indexText) await saveIndexText(this.#job.root, text);
  }

  report(stopped: Stop | null): FolderReport {
    const { written, unchanged } = this.#count;
    const isDead = (id: string) => !this.#alive.has(id);
    const withoutMarks = stopped
      ? []
      : [...this.#listing.files]
          .filter(([, { articles }]) => articles.size > 0 && [...articles.keys()].every(isDead))
          .map(([path]) => path);
    return { written, unchanged, kept: this.#kept, failed: this.#failed, withoutMarks, stopped };
  }

  #keep(path: string, { articleId }: Wanted, why: Kept['why']): void {
    this.#kept.push({ path, articleId, why });
  }

  #tell(): void {
    const { files, articles } = this.#count;
    this.#job.onProgress?.({ files, articles });
  }
}

/** Nobody wrote to the file since we read or wrote it, as far as its size and time tell. */
function isAsLeft(file: StoredFile, plan: Plan, before: Seen | undefined): boolean {
  if (plan.action === 'write') return file.size === new TextEncoder().encode(plan.text).length;
  return file.size === before?.size && file.lastModified === before.lastModified;
}
