/** The export templates that the user wrote: kept in the browser's extension storage, parsed on every read. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { templateSchema, type Template } from '../formats/template/schema';

const KEY = 'templates';

/** What cannot be read is left out. */
export async function readTemplates(): Promise<Template[]> {
  return (await storedRecords())
    .map((each) => v.safeParse(templateSchema, each))
    .flatMap((result) => (result.success ? [result.output] : []));
}

/** What cannot be read stays where it is: a later version may know it. */
export async function writeTemplates(templates: readonly Template[]): Promise<void> {
  const foreign = (await storedRecords()).filter((each) => !v.is(templateSchema, each));
  await browser.storage.local.set({ [KEY]: [...templates, ...foreign] });
}

async function storedRecords(): Promise<unknown[]> {
  const stored = await browser.storage.local.get(KEY);
  const list = v.safeParse(v.array(v.unknown()), stored[KEY]);
  return list.success ? list.output : [];
}
