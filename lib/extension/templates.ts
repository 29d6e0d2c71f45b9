/** The export templates that the user wrote: kept in the browser's extension storage, parsed on every read. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { templateSchema, type Template } from '../formats/template/schema';

const KEY = 'templates';

/** What cannot be read is left out. */
export async function readTemplates(): Promise<Template[]> {
  const stored = await browser.storage.local.get(KEY);
  const list = v.safeParse(v.array(v.unknown()), stored[KEY]);
  if (!list.success) return [];
  return list.output
    .map((each) => v.safeParse(templateSchema, each))
    .flatMap((result) => (result.success ? [result.output] : []));
}

export async function writeTemplates(templates: readonly Template[]): Promise<void> {
  await browser.storage.local.set({ [KEY]: templates });
}
