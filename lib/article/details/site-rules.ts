/**
 * What no rule about pages in general can tell: data, few, and each for a reason that a reader of the site would give. A site is
 * its host and all hosts below it.
 */
import { foldHost } from '../address/site';

/**
 * They print another headline than the one that names the article in its tab, at the end of the way to it, and where it is
 * shared; and it is by its name that their articles are found and cited.
 */
const NAMED_BY_FIRST_HEADING = ['faz.net', 'spiegel.de'];

/** Whether a site's articles are called what their first heading says, whatever stands printed behind it. */
export function isNamedByFirstHeading(url: string): boolean {
  const host = foldHost(URL.parse(url)?.hostname ?? '');
  return NAMED_BY_FIRST_HEADING.some((site) => host === site || host.endsWith(`.${site}`));
}
