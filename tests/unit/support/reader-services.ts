/** The reader's world in memory. */
import type { ReaderServices, SavedArticle } from '../../../entrypoints/reader/services';
import { fail, succeed, type FailureCode } from '../../../lib/annotation/failure';
import type { Annotation } from '../../../lib/annotation/model';
import type { PageState, PlacementStatus } from '../../../lib/annotation/page-state';
import type { ArticleVersion, SavedCopy } from '../../../lib/annotation/version';
import { renderCopy } from '../../../lib/article/copy/sanitise';
import type { ReaderLook } from '../../../lib/extension/settings';
import { sampleArticle } from './samples';
import { translate } from './translate';

export interface ReaderWorld {
  /** Oldest first. */
  copies: SavedCopy[];
  annotations: Annotation[];
  /** There is no such article. */
  isUnknown: boolean;
  /** The version whose copy cannot be read. */
  damagedId: string | null;
  failing: FailureCode | null;
  look: ReaderLook;
  hasAccess: boolean;
  grants: boolean;
  outcome: 'changed' | 'same' | 'less' | 'unreadable';
  jumps: string[];
  printed: number;
}

const HOUR = 3_600_000;
const START = Date.UTC(2026, 4, 3, 9, 30);

export function readerWorld(copies: SavedCopy[], parts: Partial<ReaderWorld> = {}): ReaderWorld {
  return {
    copies,
    annotations: [],
    isUnknown: false,
    damagedId: null,
    failing: null,
    look: { theme: 'system', font: 'literata', size: 19, width: 'medium', pictures: false },
    hasAccess: true,
    grants: true,
    outcome: 'same',
    jumps: [],
    printed: 0,
    ...parts,
  };
}

function versionOf(copy: SavedCopy, at: number): ArticleVersion {
  return {
    id: `version-${at + 1}`,
    articleId: 'article-1',
    capturedAt: START + at * HOUR,
    sha256: '0'.repeat(64),
    details: copy.details,
  };
}

export function readerServices(world: ReaderWorld): ReaderServices {
  const saved = (): SavedArticle => ({
    article: sampleArticle(),
    versions: world.copies.map(versionOf),
    annotations: world.annotations,
    unreadable: 0,
  });
  return {
    t: translate,
    locale: 'en',
    watch: (_, next, failed) => {
      queueMicrotask(() => {
        if (world.failing) failed(world.failing);
        else next(world.isUnknown ? null : saved());
      });
      return () => undefined;
    },
    copy: async ({ id }) => {
      const copy = world.copies[Number(id.replace('version-', '')) - 1];
      if (!copy || world.damagedId === id) throw new Error('damaged');
      return copy;
    },
    render: (blocks) => renderCopy(globalThis.window, blocks),
    mark: (_, moved) => {
      let told = '';
      const look = (): void => {
        const state = stateOf(world);
        if (JSON.stringify(state) === told) return;
        told = JSON.stringify(state);
        moved(state);
      };
      const watched = new MutationObserver(look);
      watched.observe(document.body, { childList: true, subtree: true });
      queueMicrotask(look);
      return {
        jump: async (id) => {
          world.jumps.push(id);
          return true;
        },
        refresh: () => undefined,
        stop: () => watched.disconnect(),
      };
    },
    readLook: async () => world.look,
    saveLook: async (look) => void (world.look = look),
    hasAccess: async () => world.hasAccess,
    requestAccess: async () => world.grants,
    check: async (_, keep) => {
      if (world.failing) return fail(world.failing, 'no');
      return succeed({ outcome: keep === 'less' ? 'changed' : world.outcome });
    },
    print: () => void world.printed++,
    remember: () => undefined,
  };
}

/** A mark stands where the text that is shown has its words. */
function stateOf({ annotations }: ReaderWorld): PageState {
  const text = document.querySelector('.reader-article')?.textContent ?? '';
  const { url, title, byline, site, language, publishedAt, modifiedAt } = sampleArticle();
  return {
    url,
    identity: [url],
    details: { title, byline, site, language, publishedAt, modifiedAt },
    placements: annotations.map(({ id, target }, order) => ({
      id,
      status: (target && text.includes(target.exact) ? 'found' : 'gone') satisfies PlacementStatus,
      order,
      current: '',
    })),
  };
}
