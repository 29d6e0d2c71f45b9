import { useEffect, useState } from 'preact/hooks';
import type { SyncView } from '../../lib/sync/vault/state';
import type { SyncServices } from './services';

export type Watched =
  | { readonly type: 'loading' }
  | { readonly type: 'failed'; readonly detail: string }
  | { readonly type: 'there'; readonly view: SyncView | null };

/** How syncing stands, live. */
export function useView(services: SyncServices): Watched {
  const [watched, setWatched] = useState<Watched>({ type: 'loading' });
  useEffect(
    () =>
      services.watch(
        (view) => setWatched({ type: 'there', view }),
        (detail) => setWatched({ type: 'failed', detail }),
      ),
    [services],
  );
  return watched;
}

const MINUTE = 60_000;

/** Now, to the minute: "5 minutes ago" is true a minute later, too. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
