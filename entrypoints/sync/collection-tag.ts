/** The tag of what is to be shared, as it is typed. */
import { normaliseTags } from '../../lib/annotation/commands';
import { MAX_LINE } from '../../lib/annotation/limits';

/** As annotations have it, or nothing would ever be shared; null where no annotation can have it, or more than one is typed. */
export function collectionTag(typed: string): string | null {
  const [tag, ...others] = normaliseTags(typed.split(','));
  return tag !== undefined && others.length === 0 && tag.length <= MAX_LINE ? tag : null;
}
