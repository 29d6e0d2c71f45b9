import { describe, expect, it } from 'vitest';
import { syncView } from '../../tests/unit/support/sync-services';
import { isNearlyFull, standingOf } from './standing';

const failure = (reason: string) => ({ reason, detail: '', at: 0 });

describe('how syncing stands', () => {
  it('is synced only when everything was there once and nothing waits', () => {
    expect(standingOf(syncView()).type).toBe('synced');
    expect(standingOf(syncView({ pending: 3 }))).toEqual({ type: 'waiting', count: 3 });
    expect(standingOf(syncView({ status: { completeAt: null } })).type).toBe('first');
  });

  it('says first what needs the user', () => {
    const locked = syncView({ status: { failure: failure('locked') }, settings: { isPaused: true } });
    expect(standingOf(locked).type).toBe('locked');
    const waits = { waitsFor: 'network' } as const;
    expect(standingOf(syncView({ status: { ...waits, failure: failure('offline') } })).type).toBe('network');
    expect(standingOf(syncView({ status: { ...waits, failure: failure('unauthorised') } })).type).toBe(
      'failed',
    );
  });

  it('says where the notes are once another device has moved them, whatever else waits', () => {
    const place = { kind: 'folder', name: 'Notes', fields: {} } as const;
    const moved = { notes: ['moved.1'], place, by: 'Desk', at: 5 };
    const view = syncView({ status: { moved }, settings: { isPaused: true }, pending: 3 });
    expect(standingOf(view)).toEqual({ type: 'moved', to: place, by: 'Desk' });
  });

  it('offers a larger place when seven tenths are used', () => {
    expect(isNearlyFull({ usage: null })).toBe(false);
    expect(isNearlyFull({ usage: { bytes: 70, limit: 100, items: 1 } })).toBe(false);
    expect(isNearlyFull({ usage: { bytes: 71, limit: 100, items: 1 } })).toBe(true);
  });
});
