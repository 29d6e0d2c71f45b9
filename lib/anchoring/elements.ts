/** What an element means for the text of its page, decided by its name alone: computed styles cost too much. */

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Their content is not the page's text: code, form controls, and what shows only where something else fails. */
const NO_TEXT = names(
  'script style noscript template textarea select option optgroup datalist input iframe object embed ' +
    'audio video canvas noframes noembed head title meter progress',
);

/** Text before and after them does not run on. */
const BLOCKS = names(
  'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search ' +
    'section summary table tbody td tfoot th thead tr ul',
);

/** False for elements whose content is no text of the page, or is hidden for good. */
export function hasText(element: Element): boolean {
  if (NO_TEXT.has(element.localName)) return false;
  // Hidden until found is text that the page wants found.
  const hidden = element.getAttribute('hidden');
  return hidden === null || hidden.toLowerCase() === 'until-found';
}

export function isBlock(element: Element): boolean {
  return BLOCKS.has(element.localName);
}
