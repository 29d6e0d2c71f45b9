/** The Web Lock held while an import is written or taken back: one at a time, in whatever window. */
export const IMPORT_LOCK = 'pullquote-import';
