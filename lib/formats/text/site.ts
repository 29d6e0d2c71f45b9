import type { Article } from '../../annotation/model';

/** What the site calls itself, or the host of the address where the page did not say. */
export function siteOf({ site, url }: Pick<Article, 'site' | 'url'>): string {
  return site || (/^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#]+)/iu.exec(url)?.[1] ?? url);
}
