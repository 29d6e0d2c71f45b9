/**
 * Which parameters of an address tell how a reader came, and not what they read.
 *
 * The list errs on the side of keeping: an address with a leftover tracking parameter is one more alias of an
 * article, but a dropped parameter that named the article would mix two articles.
 */

const NAMES = new Set(
  [
    // Advertising and social networks
    'fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igsh igshid rb_clickid',
    'fb_action_ids fb_action_types fb_ref fb_source __twitter_impression wickedid',
    // Newsletters and analytics
    'mc_cid mc_eid _hsenc _hsmi mkt_tok vero_id oly_enc_id oly_anon_id _ga _gl _gac wt_mc wt.mc_id xtor trkcampaign',
    // Portals and publishers
    'guccounter guce_referrer guce_referrer_sig ncid soc_src soc_trk tsrc cmpid s_cid smid smtyp',
    'taid ito ref_src ref_url referrer referer reflink unlocked_article_code',
    // Accelerated Mobile Pages
    'amp amp_js_v amp_gsa usqp',
  ]
    .join(' ')
    .split(' '),
);

/** Families of names: Google Analytics and Matomo, then those of AT Internet and comScore by their members. */
const FAMILIES = new RegExp(
  [
    '^(?:utm|mtm|matomo|piwik|hsa)_',
    '^pk_(?:campaign|kwd|keyword|source|medium|content|cid)$',
    '^at_(?:medium|campaign\\w*|custom\\d|link_\\w+|bbc_team|ptr_name|format|creation|variant|network)$',
    '^ns_(?:source|mchannel|campaign|linkname|fee)$',
  ].join('|'),
);

/** Parameters that mean a page's variant, and only with these values. */
const VARIANTS: Readonly<Record<string, RegExp>> = {
  print: /^(?:1|true|yes|y|on|)$/i,
  printable: /^(?:1|true|yes|y|on|)$/i,
  view: /^print$/i,
  outputtype: /^amp$/i,
  output: /^amp$/i,
};

/** Names that mostly carry a channel (`ref=homepage`), but on some sites a document (`src=report`). */
const CHANNEL_NAMES = new Set(['ref', 'src', 'mod', 'cmp', 'icid', 'ocid']);
const CHANNEL_VALUE = /^[a-z]{1,20}(?:[_-][a-z\d]{1,12}){0,3}$/i;
/** A last segment that names an article by itself, so that no parameter needs to: three words, or a number. */
const TELLING_PATH = /\d{4}[^/]*$|[-_][^/_-]+[-_][^/]*$/;

/** `name=value` or `name`, decoded as far as it can be. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** The name of a raw `name=value` pair, decoded, in lower case; a stray `amp;` of broken HTML is no part of it. */
export function parameterName(pair: string): string {
  const equals = pair.indexOf('=');
  return decode(equals < 0 ? pair : pair.slice(0, equals))
    .toLowerCase()
    .replace(/^(?:amp;)+/, '');
}

/** Whether a raw `name=value` pair of an address with this path says where the reader came from, not what it names. */
export function isTracking(pair: string, path: string): boolean {
  const name = parameterName(pair);
  if (NAMES.has(name) || FAMILIES.test(name)) return true;
  const equals = pair.indexOf('=');
  const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
  if (CHANNEL_NAMES.has(name)) return TELLING_PATH.test(path) && CHANNEL_VALUE.test(value);
  return Object.hasOwn(VARIANTS, name) && VARIANTS[name]?.test(value) === true;
}

/**
 * The parameters that remain when tracking is taken out, in the order of their names; several of one name keep
 * theirs. Pairs stay as they were written: decoding and encoding again would make different ids alike.
 *
 * @param query what stands between `?` and `#`
 * @param path the path of the same address
 */
export function articleParameters(query: string, path: string): string[] {
  return query
    .split('&')
    .filter((pair) => pair !== '' && !isTracking(pair, path))
    .map((pair) => ({ pair, name: parameterName(pair) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
    .map(({ pair }) => pair);
}
