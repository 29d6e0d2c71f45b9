/**
 * How long things may be. Apart from the schemas, because what runs in a page needs these numbers and not the
 * parser.
 */

/** The longest passage that can be marked, in UTF-16 units. */
export const MAX_EXACT = 20_000;
/** Equal passages of a page are not counted beyond this, nor told apart. */
export const MAX_OCCURRENCES = 2_000;
/** The longest note, in UTF-16 units. */
export const MAX_NOTE = 50_000;
/** The longest one-line value (speaker, tag, title…) that is kept, in UTF-16 units. */
export const MAX_LINE = 1_000;
/** The most tags of an annotation. */
export const MAX_TAGS = 100;
/** The most addresses under which an article is known. */
export const MAX_ALIASES = 200;
/** The most sentences of a page that are kept because they are like a passage, and the longest of them, in UTF-16 units. */
export const MAX_LOOK_ALIKES = 5;
export const MAX_LOOK_ALIKE = 400;
