/** Formats that a user writes: a template becomes a format like any other. */
import {
  overviewOf,
  render,
  type Collection,
  type Format,
  type Overview,
  type RenderOptions,
} from '../format';
import { compile, TemplateError } from './compile';
import type { Scope } from './name';
import { lossesOf } from './names';
import { FILE_TYPES } from './print';
import type { Template } from './schema';

/** Throws a `TemplateError` where the template cannot be written; what it gives never throws. */
export function templateFormat(template: Template): Format {
  const { id, extension } = template;
  const header = compile(template.header, 'header', extension);
  const article = compile(template.article, 'article', extension);
  const footer = compile(template.footer, 'footer', extension);
  // Excel takes a file without this mark for one in the machine's own encoding.
  const start = extension === 'csv' ? '\uFEFF' : '';
  return {
    id,
    extension,
    mime: FILE_TYPES[extension].mime,
    loses: lossesOf(new Set([...header.used, ...article.used, ...footer.used])),
    open: (overview, options) => start + wholeLines(header.write(outside(overview, options))),
    entry: (entry, options, place) =>
      wholeLines(article.write({ ...outside(overviewOf([entry]), options), article: { entry, place } })),
    close: (overview, options) => wholeLines(footer.write(outside(overview, options))),
  };
}

/** Where nothing of an article is known. */
function outside(overview: Overview, options: RenderOptions): Scope {
  return { overview, options, article: null, mark: null, item: null };
}

/** What the next part follows in a line of its own. */
function wholeLines(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

export type Preview =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly error: TemplateError };

/** What the template makes of the collection, or what is wrong with it and in which line. Never throws. */
export function previewTemplate(template: Template, collection: Collection, options: RenderOptions): Preview {
  try {
    return { ok: true, text: render(templateFormat(template), collection, options) };
  } catch (error) {
    if (error instanceof TemplateError) return { ok: false, error };
    throw error;
  }
}
