import { describe, expect, it } from 'vitest';
import { nameOfPlace } from '../../lib/sync/vault/place';
import { draftOf, emptyDraft, isExposed, readDraft, withoutSecrets } from './place-draft';

const WEBDAV = { ...emptyDraft('webdav'), url: 'cloud.example/dav', user: ' ada ', password: ' p ' };
const S3 = { ...emptyDraft('s3'), url: 's3.example', bucket: 'notes', user: 'id', password: 'secret' };

describe('a place as it is typed', () => {
  it('becomes a place when everything that is needed is there', () => {
    expect(readDraft(WEBDAV)).toEqual({
      ok: true,
      // Spaces may be part of a password, and of nothing else.
      place: {
        kind: 'webdav',
        url: 'https://cloud.example/dav/',
        path: 'Pullquote',
        user: 'ada',
        password: ' p ',
      },
    });
    expect(readDraft(S3)).toMatchObject({
      ok: true,
      place: { kind: 's3', endpoint: 'https://s3.example/', accessKeyId: 'id', secretAccessKey: 'secret' },
    });
    expect(readDraft(emptyDraft('browser'))).toEqual({ ok: true, place: { kind: 'browser' } });
  });

  it('says field by field what is wrong or missing', () => {
    expect(readDraft(emptyDraft('webdav'))).toEqual({ ok: false, problems: { url: 'missing' } });
    expect(readDraft({ ...WEBDAV, url: 'ftp://a.example' })).toEqual({
      ok: false,
      problems: { url: 'other-protocol' },
    });
    expect(readDraft({ ...S3, bucket: ' ', password: '', url: 'https://' })).toEqual({
      ok: false,
      problems: { bucket: 'missing', password: 'missing', url: 'unreadable' },
    });
    expect(readDraft(emptyDraft('folder'))).toEqual({ ok: false, problems: { folder: 'missing' } });
  });

  it('takes user and password out of the address into their fields', () => {
    const moved = withoutSecrets({ ...WEBDAV, url: 'https://bob:s%40fe@cloud.example/dav' });
    expect(moved).toMatchObject({ url: 'https://cloud.example/dav/', user: 'bob', password: 's@fe' });
    expect(withoutSecrets(WEBDAV).url).toBe('cloud.example/dav');
  });

  it('knows where a password would be readable on its way', () => {
    expect(isExposed({ ...WEBDAV, url: 'http://cloud.example' })).toBe(true);
    expect(isExposed({ ...WEBDAV, url: 'http://nas.local' })).toBe(false);
    expect(isExposed({ ...emptyDraft('browser'), url: 'http://cloud.example' })).toBe(false);
  });

  it('begins with what is still known of a place that was lost', () => {
    for (const draft of [WEBDAV, { ...S3, region: 'auto', style: 'host' as const, path: 'desk' }]) {
      const reading = readDraft(draft);
      if (!reading.ok) throw new Error('not a place');
      const name = nameOfPlace(reading.place);
      expect(JSON.stringify(name)).not.toContain(draft.password.trim() + '"');
      const again = readDraft({ ...draftOf(name), password: draft.password });
      expect(again).toEqual(reading);
    }
  });
});
