import type { WelcomeServices } from '../../../entrypoints/welcome/services';
import { translate } from './translate';

export interface WelcomeWorld {
  origins: string[];
  toolbarOff: string[];
  persisted: boolean;
  /** What the browser answers when it is asked to keep the data. */
  promises: boolean;
  /** The browser refuses to change access. */
  refuses: boolean;
}

/** The welcome page's world in memory. */
export function welcomeServices(
  parts: Partial<WelcomeWorld> = {},
): WelcomeServices & { world: WelcomeWorld } {
  const world: WelcomeWorld = {
    origins: [],
    toolbarOff: [],
    persisted: false,
    promises: true,
    refuses: false,
    ...parts,
  };
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());
  const listen = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    world,
    t: translate,
    grantedOrigins: () => Promise.resolve(world.origins),
    requestAccess: () => {
      if (world.refuses) return Promise.reject(new Error('no'));
      world.origins = [...world.origins, 'https://*/*', 'http://*/*'];
      changed();
      return Promise.resolve(true);
    },
    withdrawAccess: (scope) => {
      const gone = scope === 'all' ? null : new URL(scope.url).hostname;
      world.origins = gone === null ? [] : world.origins.filter((origin) => !origin.includes(`//${gone}/`));
      changed();
      return Promise.resolve();
    },
    onAccessChanged: listen,
    shortcuts: () =>
      Promise.resolve([
        { name: '_execute_action', description: '', keys: 'Alt+Shift+L' },
        { name: 'mark-quote', description: 'Mark the selection as a quote', keys: 'Alt+Shift+Q' },
        { name: 'mark-note', description: 'Highlight the selection and add a note', keys: '' },
      ]),
    toolbarOff: () => Promise.resolve(world.toolbarOff),
    setToolbar: (host) => {
      world.toolbarOff = world.toolbarOff.filter((other) => other !== host);
      changed();
      return Promise.resolve();
    },
    onSettingsChanged: listen,
    openSync: () => Promise.resolve(),
    isPersisted: () => Promise.resolve(world.persisted),
    persist: () => Promise.resolve(world.promises),
  };
}
