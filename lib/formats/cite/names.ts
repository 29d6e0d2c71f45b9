/** Who wrote an article, as references need it: persons by given and family name, all others by the name they have. */
import type { Article } from '../../annotation/model';
import { oneLine } from '../text/plain-text';

/** A name as CSL-JSON has it. */
export type CslName = { readonly given: string; readonly family: string } | { readonly literal: string };

/** Words of names that are no person's. */
const ORGANISATION =
  /(?:^the\s)|\b(?:news|newsroom|press|agency|agence|agencia|agentur|staff|team|desk|editors|editorial|board|redaktion|rédaction|redacción|office|bureau|ministry|department|university|institute|association|foundation|committee|council|group|media|times|post|daily|tribune|herald|journal|reuters|afp|dpa|ap|bbc|cnn|npr|upi|xinhua|tass)\b/iu;
/** What somebody does, where a name is expected. */
const ROLE =
  /\b(?:editor|correspondent|reporter|writer|columnist|contributor|photographer|producer|analyst)\b/iu;
/** With these, a family name begins. */
const PARTICLE =
  /^(?:af|al|bin|bint|da|das|de|degli|del|della|den|der|di|do|dos|du|el|ibn|la|le|ten|ter|van|von|zu|zum|zur)$/u;
/** Languages in which the family name comes first, or is not told from the given one. */
const OTHER_ORDER = /^(?:ja|zh|ko|vi|hu|my|mn|km|lo|th)\b/iu;

/** The authors of a byline, in its order. None where it names nobody, or the site itself: that is an unsigned article. */
export function authorsOf({
  byline,
  site,
  language,
}: Pick<Article, 'byline' | 'site' | 'language'>): CslName[] {
  const line = oneLine(byline).replace(/^(?:by|von|par|por|door|di)\s+/iu, '');
  const names = line.split(/\s*(?:[,;|、]|\s(?:and|und|et|y|e|en)\s|&)\s*/u).filter(Boolean);
  const isSite = (name: string) => name.toLowerCase() === oneLine(site).toLowerCase();
  return names
    .filter((name, index) => !isSite(name) && (index === 0 || !ROLE.test(name)))
    .map((name) => nameOf(name, language));
}

function nameOf(name: string, language: string): CslName {
  const words = name.split(' ');
  const isPerson =
    words.length > 1 &&
    words.length < 6 &&
    /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\s.'’-]+$/u.test(name) &&
    !ORGANISATION.test(name) &&
    !OTHER_ORDER.test(language);
  if (!isPerson) return { literal: name };
  const particle = words.findIndex((word, index) => index > 0 && PARTICLE.test(word));
  const start = particle > 0 && particle < words.length - 1 ? particle : words.length - 1;
  return { given: words.slice(0, start).join(' '), family: words.slice(start).join(' ') };
}
