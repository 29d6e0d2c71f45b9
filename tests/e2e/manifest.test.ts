import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILDS } from './harness/builds.ts';

/** What is shipped, out of the zips. */
describe.each(['chromium', 'firefox'] as const)('the manifest for %s', (browser) => {
  const manifest: Record<string, unknown> = JSON.parse(
    readFileSync(join(BUILDS[browser], 'manifest.json'), 'utf8'),
  );

  it('asks for no access to any site at install', () => {
    expect(manifest['host_permissions']).toBeUndefined();
    expect(manifest['content_scripts']).toBeUndefined();
    expect(manifest['optional_host_permissions']).toEqual(['https://*/*', 'http://*/*']);
  });

  it('asks for exactly the permissions that are used', () => {
    expect(manifest['manifest_version']).toBe(3);
    expect(manifest['permissions']).toEqual([
      'activeTab',
      'alarms',
      'contextMenus',
      'scripting',
      'storage',
      'unlimitedStorage',
    ]);
    expect(manifest['optional_permissions']).toBeUndefined();
  });

  it('lets its own pages run and fetch nothing but what comes with them and pictures, and shows pages only the card', () => {
    expect(manifest['content_security_policy']).toEqual({
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self' https: http:; " +
        "frame-src 'self'; img-src https: http: data:; base-uri 'none'; form-action 'none'",
    });
    expect(manifest['externally_connectable']).toBeUndefined();
    expect(manifest['web_accessible_resources']).toEqual([
      {
        resources: ['card.html'],
        matches: ['https://*/*', 'http://*/*'],
        ...(browser === 'chromium' ? { use_dynamic_url: true } : {}),
      },
    ]);
  });

  it('lets only the page of syncing, and the background, reach a server', () => {
    const pages = readdirSync(BUILDS[browser]).filter((name) => name.endsWith('.html'));
    expect(pages).toContain('reader.html');
    const open = pages.filter(
      (name) =>
        !readFileSync(join(BUILDS[browser], name), 'utf8').includes(
          `<meta http-equiv="Content-Security-Policy" content="connect-src 'self'"`,
        ),
    );
    expect(open).toEqual(['sync.html']);
  });

  it('has a sentinel of at most 4 KB, and no database in what runs in pages', () => {
    const sentinel = readFileSync(join(BUILDS[browser], 'sentinel.js'));
    expect(sentinel.length).toBeLessThanOrEqual(4096);
    for (const file of ['sentinel.js', 'annotator.js']) {
      expect(readFileSync(join(BUILDS[browser], file), 'utf8')).not.toMatch(/indexedDB|dexie/i);
    }
  });
});
