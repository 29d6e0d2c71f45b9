/** What a template is as it is stored, and as somebody may hand it on in a file. */
import * as v from 'valibot';
import { EXTENSIONS } from './print';

/** The longest text of a template, in UTF-16 units. */
const MAX_TEMPLATE = 20_000;

/**
 * `article` is written once for each article, with what it says of marks between `{{#marks}}` and `{{/marks}}`; `header`
 * and `footer` stand once in the file. The extension decides how the words of a page are kept from becoming markup.
 */
export const templateSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/u)),
  /** What the user calls it. */
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  extension: v.picklist(EXTENSIONS),
  article: v.pipe(v.string(), v.maxLength(MAX_TEMPLATE)),
  header: v.optional(v.pipe(v.string(), v.maxLength(MAX_TEMPLATE)), ''),
  footer: v.optional(v.pipe(v.string(), v.maxLength(MAX_TEMPLATE)), ''),
});
export type Template = v.InferOutput<typeof templateSchema>;
