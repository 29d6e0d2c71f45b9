import { describe, expect, it } from 'vitest';
import { mayBeCertificate, reasonText, remedyOf } from './reasons';

describe('what went wrong at a place', () => {
  it('is said in the words of that kind of place where it has its own', () => {
    expect(reasonText('unauthorised', 'webdav')).toBe('sync_reason_unauthorisedWebdav');
    expect(reasonText('unauthorised', 'folder')).toBe('sync_reason_unauthorised');
    expect(reasonText('something new', 's3')).toBe('sync_reason_failed');
  });

  it('may be a certificate only where the way is encrypted and nothing was reached', () => {
    expect(mayBeCertificate('offline', 'webdav', 'https://nas.local/')).toBe(true);
    expect(mayBeCertificate('offline', 'webdav', 'http://nas.local/')).toBe(false);
    expect(mayBeCertificate('timeout', 'webdav', 'https://nas.local/')).toBe(false);
    expect(mayBeCertificate('offline', 'browser', '')).toBe(false);
  });

  it('comes with what can be done about it at one press', () => {
    expect(remedyOf('not-permitted', 'folder')).toBe('allow');
    expect(remedyOf('unauthorised', 'webdav')).toBe('reconnect');
    expect(remedyOf('full', 'browser')).toBe('move');
    expect(remedyOf('full', 'webdav')).toBeNull();
  });
});
