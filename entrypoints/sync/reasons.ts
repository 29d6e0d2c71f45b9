/** What went wrong at a place, and what to do about it: which texts say so. */
import type { MessageKey } from '../../components/messages';
import type { ConnectionFailure } from '../../lib/sync/transports/connection-test';
import type { OTHER_FAILURES, SyncStatus } from '../../lib/sync/vault/state';
import type { PlaceKind } from '../../lib/sync/vault/place';
import type { KeyProblem, Trial } from './services';

export const STEP_TEXT: Readonly<Record<(Trial & { isOk: false })['step'], MessageKey>> = {
  permission: 'sync_step_permission',
  list: 'sync_step_list',
  write: 'sync_step_write',
  read: 'sync_step_read',
  find: 'sync_step_find',
  remove: 'sync_step_remove',
};

type Reason = ConnectionFailure | (typeof OTHER_FAILURES)[number];

/** What is so, and what to do. */
const REASON_TEXT: Readonly<Record<Reason, MessageKey>> = {
  offline: 'sync_reason_offline',
  timeout: 'sync_reason_timeout',
  unauthorised: 'sync_reason_unauthorised',
  forbidden: 'sync_reason_forbidden',
  'not-permitted': 'sync_reason_notPermitted',
  'not-found': 'sync_reason_notFound',
  moved: 'sync_reason_moved',
  full: 'sync_reason_full',
  busy: 'sync_reason_busy',
  'too-large': 'sync_reason_tooLarge',
  'wrong-clock': 'sync_reason_wrongClock',
  'not-a-store': 'sync_reason_notAStore',
  failed: 'sync_reason_failed',
  'not-kept': 'sync_reason_notKept',
  changed: 'sync_reason_changed',
  locked: 'sync_reason_locked',
  'device-locked': 'sync_reason_deviceLocked',
  store: 'sync_reason_store',
};

/** Where another kind of place has other words for it, or something else to do. */
const BY_KIND: Readonly<Record<PlaceKind, Readonly<Partial<Record<Reason, MessageKey>>>>> = {
  webdav: {
    unauthorised: 'sync_reason_unauthorisedWebdav',
    'not-a-store': 'sync_reason_notAStoreWebdav',
    'not-found': 'sync_reason_notFoundWebdav',
  },
  s3: {
    unauthorised: 'sync_reason_unauthorisedS3',
    forbidden: 'sync_reason_forbiddenS3',
    'not-found': 'sync_reason_notFoundS3',
  },
  folder: {
    'not-permitted': 'sync_reason_notPermittedFolder',
    'not-found': 'sync_reason_notFoundFolder',
    full: 'sync_reason_fullFolder',
  },
  browser: {
    full: 'sync_reason_fullBrowser',
    busy: 'sync_reason_busyBrowser',
    timeout: 'sync_reason_timeoutBrowser',
  },
};

/** @param reason as the transport says it; one that is not known is one that failed */
export function reasonText(reason: string, kind: PlaceKind): MessageKey {
  const known = isReason(reason) ? reason : 'failed';
  return BY_KIND[kind][known] ?? REASON_TEXT[known];
}

function isReason(reason: string): reason is Reason {
  return Object.hasOwn(REASON_TEXT, reason);
}

/**
 * Whether it may be a certificate that the browser does not trust: then it says no more than that nothing was reached.
 */
export function mayBeCertificate(reason: string, kind: PlaceKind, address: string): boolean {
  return reason === 'offline' && (kind === 'webdav' || kind === 's3') && !address.startsWith('http:');
}

/** What the user can do about a run that failed, at one press. */
export type Remedy = 'allow' | 'reconnect' | 'move' | null;

export function remedyOf(reason: string, kind: PlaceKind): Remedy {
  if (reason === 'not-permitted') return 'allow';
  if (reason === 'full') return kind === 'browser' ? 'move' : null;
  const isOfTheWay = [
    'unauthorised',
    'forbidden',
    'not-found',
    'moved',
    'not-a-store',
    'offline',
    'timeout',
  ].includes(reason);
  return isOfTheWay && kind !== 'browser' ? 'reconnect' : null;
}

export const KEY_PROBLEM_TEXT: Readonly<Record<KeyProblem | 'failed', MessageKey>> = {
  'wrong-passphrase': 'sync_key_wrongPassphrase',
  'wrong-recovery-code': 'sync_key_wrongRecoveryCode',
  'mistyped-recovery-code': 'sync_key_mistyped',
  'bad-join-code': 'sync_key_badJoinCode',
  newer: 'sync_key_newer',
  damaged: 'sync_key_damaged',
  'already-there': 'sync_key_alreadyThere',
  'no-vault': 'sync_key_noVault',
  shared: 'sync_key_shared',
  'not-shared': 'sync_key_notShared',
  'tag-taken': 'sync_key_tagTaken',
  'not-read': 'sync_key_notRead',
  unreachable: 'sync_key_unreachable',
  failed: 'sync_key_failed',
};

export const PROBLEM_TEXT: Readonly<Record<SyncStatus['problems'][number]['type'], MessageKey>> = {
  damaged: 'sync_problem_damaged',
  missing: 'sync_problem_missing',
  'unknown-key': 'sync_problem_unknownKey',
  newer: 'sync_problem_newer',
  copied: 'sync_problem_copied',
  'rolled-back': 'sync_problem_rolledBack',
  'not-kept': 'sync_problem_notKept',
};

/** To choose from. */
export const KIND_NAME: Readonly<Record<PlaceKind, MessageKey>> = {
  browser: 'sync_kind_browser',
  webdav: 'sync_kind_webdav',
  s3: 'sync_kind_s3',
  folder: 'sync_kind_folder',
};

/** One that was chosen. */
export const PLACE_NAME: Readonly<Record<PlaceKind, MessageKey>> = {
  ...KIND_NAME,
  webdav: 'sync_place_webdav',
  folder: 'sync_place_folder',
};
