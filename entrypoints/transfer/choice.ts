/** What the user has chosen for an export, and what it comes to. */
import { FORMATS, type FormatName } from '../../lib/formats/registry';
import { ALL_FIELDS, type Fields, type MarkOrder } from '../../lib/formats/selection';
import { TemplateError } from '../../lib/formats/template/compile';
import type { Template } from '../../lib/formats/template/schema';
import { templateFormat } from '../../lib/formats/template/template';
import type { Format } from '../../lib/formats/format';
import { EVERYTHING, type ArticleOrder, type Selection } from '../../lib/store/collection';

/** Archives of several files: more than marks. */
export const ARCHIVES = ['evidence', 'backup'] as const;
export type ArchiveName = (typeof ARCHIVES)[number];

/** A format of ours by its name, a template as it is being written, or an archive. */
export type Shape =
  | { readonly type: 'format'; readonly name: FormatName }
  | { readonly type: 'template'; readonly template: Template }
  | { readonly type: 'archive'; readonly name: ArchiveName };

export interface Choice {
  readonly selection: Selection;
  readonly order: ArticleOrder;
  readonly marks: MarkOrder;
  readonly fields: Fields;
  readonly localDates: boolean;
  readonly shape: Shape;
}

export const FIRST_CHOICE: Choice = {
  selection: EVERYTHING,
  order: { by: 'saved', reversed: false },
  marks: 'place',
  fields: ALL_FIELDS,
  localDates: true,
  shape: { type: 'format', name: 'markdown' },
};

/** The format to write in, or what is wrong with the template. */
export type Chosen =
  { readonly ok: true; readonly format: Format } | { readonly ok: false; readonly error: TemplateError };

/** Null where it is an archive, which is more than one format. */
export function chosenFormat(shape: Shape): Chosen | null {
  if (shape.type === 'archive') return null;
  if (shape.type === 'format') return { ok: true, format: FORMATS[shape.name] };
  try {
    return { ok: true, format: templateFormat(shape.template) };
  } catch (error) {
    if (error instanceof TemplateError) return { ok: false, error };
    throw error;
  }
}
