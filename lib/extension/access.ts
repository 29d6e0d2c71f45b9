/** Which sites the user lets Pullquote read: asked on a click, never at install, withdrawn at any time. */
import { browser } from 'wxt/browser';

const ALL_SITES = ['https://*/*', 'http://*/*'];

/** `all` sites, this `site`, or `none`: then only a click, a key or the menu reaches the page. */
export type Access = 'all' | 'site' | 'none';
export type AccessScope = 'all' | { readonly url: string };

function originsOf(scope: AccessScope): string[] {
  if (scope === 'all') return ALL_SITES;
  const { hostname } = new URL(scope.url);
  return [`https://${hostname}/*`, `http://${hostname}/*`];
}

/** What may be read at `url`. */
export async function siteAccess(url: string): Promise<Access> {
  if (await browser.permissions.contains({ origins: ALL_SITES })) return 'all';
  if (!/^https?:/.test(url)) return 'none';
  const { origin } = new URL(url);
  return (await browser.permissions.contains({ origins: [`${origin.replace(/:\d+$/, '')}/*`] }))
    ? 'site'
    : 'none';
}

/** Asks the user. Call it directly in a click handler: browsers refuse it later. */
export function requestAccess(scope: AccessScope): Promise<boolean> {
  return browser.permissions.request({ origins: originsOf(scope) });
}

/** Gives access back. */
export async function withdrawAccess(scope: AccessScope): Promise<void> {
  const origins = scope === 'all' ? await grantedOrigins() : originsOf(scope);
  if (origins.length > 0) await browser.permissions.remove({ origins });
}

/** The match patterns that are granted now. */
export async function grantedOrigins(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  return origins.filter((origin) => /^(https?|\*):/.test(origin) || origin === '<all_urls>');
}

/** Calls `listener` when access is given or withdrawn, here or in the browser's own settings. @returns how to stop */
export function onAccessChanged(listener: () => void): () => void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
  return () => {
    browser.permissions.onAdded.removeListener(listener);
    browser.permissions.onRemoved.removeListener(listener);
  };
}
