/** The few settings that are not notes: kept in the browser's extension storage, parsed on every read. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';

const KEY = 'settings';
const settingsSchema = v.object({
  /** Hosts where the selection toolbar stays away. */
  toolbarOff: v.fallback(v.array(v.string()), []),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

/** The settings; whatever cannot be read falls back to its default. */
export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(KEY);
  const parsed = v.safeParse(settingsSchema, stored[KEY] ?? {});
  return parsed.success ? parsed.output : { toolbarOff: [] };
}

/** Whether selecting text on `host` shows the toolbar. */
export async function toolbarOn(host: string): Promise<boolean> {
  return !(await readSettings()).toolbarOff.includes(host);
}

/** Switches the selection toolbar on or off for `host`. */
export async function setToolbar(host: string, on: boolean): Promise<void> {
  const { toolbarOff } = await readSettings();
  const others = toolbarOff.filter((other) => other !== host);
  const next: Settings = { toolbarOff: on ? others : [...others, host].toSorted() };
  await browser.storage.local.set({ [KEY]: next });
}

/** Calls `listener` with the settings whenever they change, in any window. @returns how to stop */
export function onSettingsChanged(listener: (settings: Settings) => void): () => void {
  const changed = (): void => void readSettings().then(listener);
  browser.storage.local.onChanged.addListener(changed);
  return () => browser.storage.local.onChanged.removeListener(changed);
}
