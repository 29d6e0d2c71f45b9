import { useEffect, useState } from 'preact/hooks';
import type { FailureCode } from '../../lib/annotation/failure';
import { findPageState, type PagePhase } from './page-phase';
import type { PopupServices, StoredPage } from './services';

/** The page that the popup is about, live. `retry` starts over after a failure. */
export function usePage(services: PopupServices): { readonly phase: PagePhase; readonly retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [phase, setPhase] = useState<PagePhase>({ type: 'loading' });

  useEffect(() => {
    let current = true;
    const look = async (): Promise<void> => {
      const found = await findPageState(services);
      if (current) setPhase('type' in found ? found : { type: 'ready', ...found, page: null });
    };
    void look();
    return () => {
      current = false;
    };
  }, [services, attempt]);

  const tabId = phase.type === 'ready' ? phase.tab.id : null;
  useEffect(() => {
    if (tabId === null) return undefined;
    return services.onPageState(tabId, (state) => {
      setPhase((now) => (now.type === 'ready' ? { ...now, state } : now));
    });
  }, [services, tabId]);

  // Another article in the same tab has another identity: its marks replace the ones before.
  const identity = phase.type === 'ready' ? phase.state.identity.join('\n') : null;
  useEffect(() => {
    if (identity === null) return undefined;
    const show = (page: StoredPage): void => {
      setPhase((now) => (now.type === 'ready' ? { ...now, page } : now));
    };
    const fail = (code: FailureCode): void => setPhase({ type: 'failed', code });
    return services.watchPage(identity.split('\n'))(show, fail);
  }, [services, identity]);

  const retry = (): void => {
    setPhase({ type: 'loading' });
    setAttempt((n) => n + 1);
  };
  return { phase, retry };
}
