/** What a page shows of other sites among its own words. */
import { BUTTON_PATH, POST_HOST, POST_NAMES } from './cues';

/** Whether an element stands for a post of a social network: what its script will replace, or the frame that did. */
export function isEmbeddedPost(element: Element): boolean {
  if (element.localName !== 'iframe') {
    const names = element.getAttribute('class');
    return names !== null && names.split(/[ \t\n\f\r]+/).some((name) => POST_NAMES.has(name));
  }
  return ['src', 'data-src'].some((name) => {
    const address = URL.parse(element.getAttribute(name) ?? '', 'https://no-host.invalid/');
    return address !== null && POST_HOST.test(address.hostname) && !BUTTON_PATH.test(address.pathname);
  });
}
