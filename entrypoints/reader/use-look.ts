import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ReaderLook } from '../../lib/extension/settings';
import type { ReaderServices } from './services';

/** How the text looks; null until it is known. What is set shows at once, and is kept. */
export function useLook(
  services: ReaderServices,
): readonly [look: ReaderLook | null, set: (look: ReaderLook) => void] {
  const [look, setLook] = useState<ReaderLook | null>(null);
  useEffect(() => {
    services.readLook().then(setLook, () => undefined);
  }, [services]);
  useEffect(() => {
    if (!look) return;
    const { dataset, style } = document.documentElement;
    dataset['theme'] = look.theme;
    dataset['font'] = look.font;
    dataset['width'] = look.width;
    style.setProperty('--reader-size', `${look.size}px`);
  }, [look]);
  const set = useCallback(
    (next: ReaderLook) => {
      setLook(next);
      services.saveLook(next).catch(() => undefined);
    },
    [services],
  );
  return [look, set];
}
