/** What the reader shows, and how it gets there. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { FailureCode } from '../../lib/annotation/failure';
import type { ArticleVersion, SavedCopy } from '../../lib/annotation/version';
import type { ReaderServices, SavedArticle } from './services';

export type Reading =
  | { readonly type: 'loading' }
  | { readonly type: 'failed'; readonly code: FailureCode }
  /** There is no such article. */
  | { readonly type: 'unknown' }
  /** There is one, and no copy of it. */
  | { readonly type: 'empty'; readonly saved: SavedArticle }
  /** This version of it cannot be read; others may. */
  | { readonly type: 'damaged'; readonly saved: SavedArticle; readonly version: ArticleVersion }
  | {
      readonly type: 'ready';
      readonly saved: SavedArticle;
      readonly version: ArticleVersion;
      readonly copy: SavedCopy;
    };

/** One version of an article, live: the newest where none is named. */
export function useReading(
  services: ReaderServices,
  articleId: string,
  versionId: string | undefined,
): Reading {
  const [saved, setSaved] = useState<SavedArticle | null | undefined>(undefined);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  useEffect(() => services.watch(articleId, setSaved, setFailure), [services, articleId]);
  // What is read stays: a version that is saved meanwhile does not take its place by itself.
  const [firstId, setFirst] = useState<string | undefined>(undefined);
  const newestId = saved?.versions.at(-1)?.id;
  useEffect(() => setFirst((first) => first ?? newestId), [newestId]);
  const wantedId = versionId ?? firstId ?? newestId;
  const version = saved?.versions.find(({ id }) => id === wantedId) ?? saved?.versions.at(-1);
  const [damagedId, setDamaged] = useState<string | null>(null);
  const copy = useCopy(services, version, setDamaged);
  if (failure) return { type: 'failed', code: failure };
  if (saved === undefined) return { type: 'loading' };
  if (saved === null) return { type: 'unknown' };
  if (!version) return { type: 'empty', saved };
  if (damagedId === version.id) return { type: 'damaged', saved, version };
  return copy ? { type: 'ready', saved, version, copy } : { type: 'loading' };
}

/** The content of a version; null until it is there. `damaged` must be the same function each time. */
export function useCopy(
  services: ReaderServices,
  version: ArticleVersion | undefined,
  damaged: (versionId: string) => void,
): SavedCopy | null {
  const [loaded, setLoaded] = useState<{ readonly id: string; readonly copy: SavedCopy } | null>(null);
  const load = useCallback(
    async (wanted: ArticleVersion): Promise<void> => {
      try {
        setLoaded({ id: wanted.id, copy: await services.copy(wanted) });
      } catch {
        damaged(wanted.id);
      }
    },
    [services, damaged],
  );
  const id = version?.id;
  useEffect(() => {
    if (version) void load(version);
    // A version never changes: its id stands for it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [load, id]);
  return loaded && loaded.id === id ? loaded.copy : null;
}
