/** What the sync page needs from the world, as one interface: it is tried out without a browser. */
import type { Translate } from '../../components/messages';
import type { ConflictField } from '../../lib/sync/merge/fields';
import type { Json } from '../../lib/sync/merge/register';
import type { ConnectionFailure, ConnectionStep } from '../../lib/sync/transports/connection-test';
import type { PassphraseStrength } from '../../lib/sync/crypto/passphrase';
import type { Place, PlaceKind, PlaceName } from '../../lib/sync/vault/place';
import type { CollectionView, SyncSettings, SyncView } from '../../lib/sync/vault/state';

/** What came of trying a place out. */
export type Trial =
  | {
      readonly isOk: true;
      /** The place as it was found to work: another address than the typed one, perhaps. */
      readonly place: Place;
      /** Whether notes of another device lie there already: then one joins, and does not set up. */
      readonly hasVault: boolean;
    }
  | {
      readonly isOk: false;
      /** `permission`: the browser was not allowed to reach it. */
      readonly step: ConnectionStep | 'permission';
      readonly reason: ConnectionFailure;
      readonly detail: string;
    };

/** What a join code leads to. */
export interface Joining {
  readonly place: Place;
  /** What is shared there; null where it is one person's own. */
  readonly tag: string | null;
  readonly isReadOnly: boolean;
}

export type Secret =
  | { readonly type: 'passphrase'; readonly text: string }
  | { readonly type: 'recovery'; readonly text: string };

/** Why something about the keys could not be done. */
export type KeyProblem =
  | 'wrong-passphrase'
  | 'wrong-recovery-code'
  /** The recovery code has a slip in it. */
  | 'mistyped-recovery-code'
  /** The join code is none, or not a whole one. */
  | 'bad-join-code'
  | 'newer'
  | 'damaged'
  /** Somebody was faster and set up a vault there: join it. */
  | 'already-there'
  /** There is no vault at the place (any more). */
  | 'no-vault'
  /** What is there is shared by several people; or it is not, and was to be. */
  | 'shared'
  | 'not-shared'
  /** What has the tag is shared elsewhere already. */
  | 'tag-taken'
  /** Not everything that a device wrote could be read, or it is in use. */
  | 'not-read'
  /** The place could not be reached; `detail` says more. */
  | 'unreachable';

export type Done<T = null> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: KeyProblem; readonly detail: string };

/** Who joins: what the others will read. */
export interface Naming {
  /** Of the device; or of the person, where it is shared. */
  readonly label: string;
  /** What is shared, where it is set up. */
  readonly tag?: string;
}

/** What another device, or another person, is let in to do. */
export type Access = 'write' | 'read';

/** The vault is elsewhere now. */
export interface Moved {
  /** Whether the other devices find word of it at the old place. */
  readonly isTold: boolean;
}

export interface SyncServices {
  readonly t: Translate;
  /** Whether the page is about the user's own devices, or about what they share with others. */
  readonly scope: 'own' | 'shared';
  /** All that the user shares, now and after each change. @returns how to stop */
  readonly watchCollections: (next: (collections: readonly CollectionView[]) => void) => () => void;
  /** BCP 47, for dates and numbers. */
  readonly locale: string;
  /** Kinds of places that this browser can have; a folder needs the File System Access API. */
  readonly kinds: readonly PlaceKind[];
  /** What this device could be called; '' where the name is that of a person. */
  readonly suggestedLabel: string;

  /** How syncing stands, now and after each change; null where it is not set up. @returns how to stop */
  readonly watch: (next: (view: SyncView | null) => void, failed: (detail: string) => void) => () => void;
  /** The place where this device synced before its database was lost; null where nothing was lost. */
  readonly lost: () => Promise<PlaceName | null>;
  /** The user knows of it, and begins anew. */
  readonly forgetLost: () => Promise<void>;

  /** Asks the user for a folder; null where they pick none. Call it in the click itself. */
  readonly pickFolder: () => Promise<(Place & { readonly kind: 'folder' }) | null>;
  /**
   * Asks the browser for access to the place where that is needed, and tries it out: call it in the click itself. Rejects
   * with the signal's reason.
   */
  readonly tryPlace: (place: Place, signal: AbortSignal, to?: Access) => Promise<Trial>;

  readonly strengthOf: (passphrase: string) => PassphraseStrength;
  readonly suggestPassphrase: () => string;
  /** A new vault at the place; takes a second or more, for the passphrase is stretched. @returns the recovery code */
  readonly setUp: (place: Place, passphrase: string, naming: Naming) => Promise<Done<string>>;
  /** Joins the vault that lies at the place. */
  readonly join: (place: Place, secret: Secret, naming: Naming) => Promise<Done>;
  /** The place that a join code leads to, to be tried out first; its keys stay in the code. */
  readonly readJoinCode: (code: string) => Done<Joining>;
  readonly joinByCode: (place: Place, code: string, naming: Naming) => Promise<Done>;

  /** Another device has changed the keys: opens them. */
  readonly unlock: (secret: Secret) => Promise<Done>;
  readonly changePassphrase: (passphrase: string) => Promise<Done>;
  /** @returns the new recovery code; the old one opens nothing any more, once everything has been synced */
  readonly newRecoveryCode: () => Promise<Done<string>>;
  /** What another device scans or is pasted to join. It holds all secrets. */
  readonly joinCode: (access: Access) => Promise<string>;
  /** Squares of a QR code, row by row; null where the text is too long for one. */
  readonly qrCode: (text: string) => readonly (readonly boolean[])[] | null;
  /**
   * Shuts out every other device, those apart that are given the passphrase again: they get nothing that is written from
   * now on. @returns the new recovery code
   */
  readonly shutOut: (passphrase: string, next: string) => Promise<Done<string>>;

  /**
   * Takes away what a device that is not used any more has at the place, once this one has all of it there; `evenUnread`: all
   * that can be read of it. Rejects with the signal's reason.
   */
  readonly retire: (device: string, evenUnread: boolean, signal: AbortSignal) => Promise<Done>;

  readonly syncNow: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly configure: (settings: Partial<SyncSettings>) => Promise<void>;
  readonly rename: (label: string) => Promise<void>;
  /** Asks the browser again for access to the place where that was taken back: call it in the click itself. */
  readonly allow: () => Promise<boolean>;
  /**
   * The same vault at a place where it lies already: reached by a new password or at a new address, or moved there by another
   * device. `no-vault` where it is not this one that lies there.
   */
  readonly reconnect: (place: Place) => Promise<Done<Moved>>;
  /** The same vault at another place, which was tried out and is empty. The old one keeps what it has, and word of the move. */
  readonly move: (place: Place) => Promise<Done<Moved>>;
  /** Stops syncing on this device. Annotations stay; the place is left as it is. */
  readonly leave: () => Promise<void>;
  /** What the user says that a field is. */
  readonly settle: (annotationId: string, field: ConflictField, value: Json) => Promise<void>;
}
