/**
 * Typed text that is not saved yet, where a closing popup or a reloaded page cannot take it: the extension's own
 * local storage, because that alone is written before a window is gone.
 */
const PREFIX = 'draft:';

/** Never throws: where the browser offers no storage, typed text is kept by the view alone. */
export const drafts = {
  get: (key: string): string | null => attempt(() => localStorage.getItem(PREFIX + key)) ?? null,
  set: (key: string, value: string): void => {
    attempt(() => localStorage.setItem(PREFIX + key, value));
  },
  remove: (key: string): void => {
    attempt(() => localStorage.removeItem(PREFIX + key));
  },
};

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
