import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Annotation } from '../lib/annotation/model';
import { EditSession, type Drafts, type EditView, type Save, type Schedule } from './edit-session';

const schedule: Schedule = (work, ms) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** An edit session that lives as long as the component; render it with `key={annotation.id}`. */
export function useEditSession(
  annotation: Annotation,
  save: Save,
  drafts: Drafts,
): { readonly session: EditSession; readonly view: EditView } {
  const [session] = useState(() => new EditSession(annotation, { save, drafts, schedule }));
  const [view, setView] = useState(session.view);
  useLayoutEffect(() => {
    const unsubscribe = session.subscribe(() => setView(session.view));
    setView(session.view);
    return unsubscribe;
  }, [session]);
  useLayoutEffect(() => session.receive(annotation, save), [session, annotation, save]);
  useEffect(() => {
    const flush = (): void => void session.flush();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      session.close();
    };
  }, [session]);
  return { session, view };
}
