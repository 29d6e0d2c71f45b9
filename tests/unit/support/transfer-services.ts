/** The world of the page for export and import in memory: what is asked of it is recorded, what it answers can be set. */
import { renderFirst, type ExportRequest, type ExportSurvey } from '../../../entrypoints/transfer/export-run';
import type { RunOptions, Survey } from '../../../entrypoints/transfer/import-run';
import type { TransferServices } from '../../../entrypoints/transfer/services';
import { overviewOf, type Collection } from '../../../lib/formats/format';
import type { Recognised } from '../../../lib/formats/read/recognise';
import type { Reader } from '../../../lib/formats/read/reader';
import type { Template } from '../../../lib/formats/template/schema';
import type { FolderReport } from '../../../lib/folder/job';
import type { ImportPolicy } from '../../../lib/store/imports/decide';
import type { Import } from '../../../lib/store/imports/journal';
import { OPTIONS } from '../../fixtures/format-samples';
import { sampleArticle, sampleMarks } from './samples';
import { translate } from './translate';

/** What an answer is: the thing itself, an error, or that it never comes. */
export type Answer<T> = T | Error | 'never';

export interface TransferWorld {
  collection: Answer<Collection>;
  /** Records of the collection that cannot be read. */
  unreadable: number;
  templates: Answer<readonly Template[]>;
  /** What the browser says when templates are stored. */
  storing: Error | null;
  exporting: Answer<null>;
  recognised: Answer<Recognised>;
  survey: Answer<Survey>;
  taking: Answer<null>;
  undoing: Answer<number>;
  imports: readonly Import[];

  /** Null where the browser lets no page write into a folder. */
  folder: { readonly name: string | null; readonly report: FolderReport | null } | null;

  /** What was asked, in its order. */
  readonly written: ('another' | 'same')[];
  readonly counted: Omit<ExportRequest, 'format' | 'localDates'>[];
  readonly saved: ExportRequest[];
  readonly copied: ExportRequest[];
  readonly surveyed: Reader[];
  readonly taken: ImportPolicy[];
  readonly undone: string[];
  /** Of counts, and of what else was begun: the newest last. */
  readonly counting: AbortSignal[];
  readonly signals: AbortSignal[];
}

const KNOWN: Reader = {
  id: 'hypothesis',
  read: () => {
    throw new Error('Nobody reads here.');
  },
};

export function surveyOf(parts: Partial<Survey> = {}): Survey {
  return {
    counts: { new: 3, known: 0, different: 0, deleted: 0 },
    copies: { new: 0, known: 0 },
    unmarked: 0,
    unreadable: { count: 0, shown: [] },
    samples: [],
    ...parts,
  };
}

/** A word that no line has room for. */
export const LONG = 'Donaudampfschifffahrtsgesellschaft'.repeat(20);

/** A file with something of everything that there is. */
export const EVERYTHING: Survey = {
  counts: { new: 3, known: 4, different: 2, deleted: 5 },
  copies: { new: 0, known: 9 },
  unmarked: 6,
  unreadable: { count: 70, shown: [{ place: 'row 12', detail: `kind: ${LONG}` }] },
  samples: [
    { fate: 'new', passage: 'The wall stands.', note: 'Who says so?', title: 'Harbour vote' },
    { fate: 'known', passage: LONG, note: LONG, title: LONG },
    { fate: 'different', passage: '', note: 'On all of it.', title: 'Harbour vote' },
    { fate: 'deleted', passage: '<b>Nobody</b> was asked.', note: '', title: 'https://a.example/' },
  ],
};

export function transferWorld(parts: Partial<TransferWorld> = {}): TransferWorld {
  return {
    collection: [{ article: sampleArticle(), annotations: sampleMarks() }],
    unreadable: 0,
    templates: [],
    storing: null,
    exporting: null,
    recognised: { type: 'known', reader: KNOWN },
    survey: surveyOf(),
    taking: null,
    undoing: 0,
    imports: [],
    folder: null,
    written: [],
    counted: [],
    saved: [],
    copied: [],
    surveyed: [],
    taken: [],
    undone: [],
    counting: [],
    signals: [],
    ...parts,
  };
}

/** The answer; where it never comes, the reason of the signal that stops the waiting. */
function answer<T>(given: Answer<T>, signal?: AbortSignal): Promise<T> {
  if (given instanceof Error) return Promise.reject(given);
  if (given !== 'never') return Promise.resolve(given);
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}

export function transferServices(world: TransferWorld): TransferServices & { changed(): void } {
  const watchers = new Set<() => void>();
  const begin = ({ signal, progress }: RunOptions): AbortSignal => {
    world.signals.push(signal);
    progress(1_234);
    return signal;
  };
  const exported = async (request: ExportRequest, options: RunOptions) => {
    await answer(world.exporting, begin(options));
    return { name: `marks.${request.format.extension}`, annotations: 5 };
  };
  return {
    t: translate,
    locale: 'en',
    changed: () => watchers.forEach((watcher) => watcher()),
    recognise: () => answer(world.recognised),
    survey: (_, reader, options) => {
      world.surveyed.push(reader);
      return answer(world.survey, begin(options));
    },
    takeIn: async (_, __, policy, options) => {
      world.taken.push(policy);
      await answer(world.taking, begin(options));
      return { importId: 'import-1', written: 3 };
    },
    undoImport: async (importId) => {
      world.undone.push(importId);
      return { kept: await answer(world.undoing), stopped: false };
    },
    watchImports: (next) => {
      const look = (): void => next(world.imports);
      watchers.add(look);
      queueMicrotask(look);
      return () => watchers.delete(look);
    },
    tags: async () => ['bridge', 'safety'],
    surveyExport: async (request, options): Promise<ExportSurvey> => {
      world.counted.push(request);
      world.counting.push(options.signal);
      options.progress(1_234);
      const collection = await answer(world.collection, options.signal);
      return { overview: overviewOf(collection), first: collection, unreadable: world.unreadable };
    },
    preview: (request, survey) => renderFirst(request, survey, OPTIONS),
    save: (request, options) => {
      world.saved.push(request);
      return exported(request, options);
    },
    copy: (request, options) => {
      world.copied.push(request);
      return exported(request, options);
    },
    saveArchive: async (name, _, options) => {
      await answer(world.exporting, begin(options));
      return { name: `${name}.zip`, annotations: 5, lost: 0 };
    },
    folder: world.folder && {
      known: async () => world.folder?.name ?? null,
      write: async (_, another, options) => {
        world.written.push(another ? 'another' : 'same');
        begin(options);
        return world.folder?.report ?? null;
      },
    },
    openInObsidian: async (request) => void world.copied.push(request),
    templates: () => answer(world.templates),
    saveTemplates: async (templates) => {
      if (world.storing) throw world.storing;
      world.templates = templates;
    },
  };
}
