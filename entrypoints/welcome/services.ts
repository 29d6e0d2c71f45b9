import type { Translate } from '../../components/messages';

export interface ShortcutKeys {
  readonly name: string;
  readonly description: string;
  readonly keys: string;
}

/** What the welcome page needs from the world, as one interface: it is tried out without a browser. */
export interface WelcomeServices {
  readonly t: Translate;
  /** The match patterns that the user has granted. */
  readonly grantedOrigins: () => Promise<readonly string[]>;
  /** Call it in the click itself. */
  readonly requestAccess: (scope: 'all' | { readonly url: string }) => Promise<boolean>;
  readonly withdrawAccess: (scope: 'all' | { readonly url: string }) => Promise<void>;
  readonly onAccessChanged: (listener: () => void) => () => void;
  readonly openSync: () => Promise<void>;
  readonly shortcuts: () => Promise<readonly ShortcutKeys[]>;
  /** Hosts where the selection toolbar is off. */
  readonly toolbarOff: () => Promise<readonly string[]>;
  readonly setToolbar: (host: string, on: boolean) => Promise<void>;
  readonly onSettingsChanged: (listener: () => void) => () => void;
  readonly isPersisted: () => Promise<boolean>;
  readonly persist: () => Promise<boolean>;
}
