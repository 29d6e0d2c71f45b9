/** When it was noticed that something in the trash has run out: see `annotation/trash.ts`. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';

const NOTICED = 'trash-noticed';

/** Milliseconds since the epoch; null where nothing was noticed. */
export async function trashNoticedAt(): Promise<number | null> {
  const { [NOTICED]: stored } = await browser.storage.local.get(NOTICED);
  const parsed = v.safeParse(v.number(), stored);
  return parsed.success ? parsed.output : null;
}

/** Null forgets it. */
export async function noteTrash(at: number | null): Promise<void> {
  await (at === null ? browser.storage.local.remove(NOTICED) : browser.storage.local.set({ [NOTICED]: at }));
}
