import { useCallback, useEffect, useState } from 'preact/hooks';

/** The answer of `read`, again after every change; null until it is there. */
export function useLive<T>(
  read: () => Promise<T>,
  subscribe: (listener: () => void) => () => void,
): T | null {
  const [value, setValue] = useState<T | null>(null);
  const look = useCallback(() => {
    read().then(setValue, () => undefined);
  }, [read]);
  useEffect(() => {
    look();
    return subscribe(look);
  }, [look, subscribe]);
  return value;
}
