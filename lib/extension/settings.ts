/** The few settings that are not notes: kept in the browser's extension storage, parsed on every read. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';

const KEY = 'settings';
export const THEMES = ['system', 'light', 'sepia', 'dark'] as const;
export const FONTS = ['literata', 'serif', 'sans', 'dyslexic'] as const;
export const WIDTHS = ['narrow', 'medium', 'wide'] as const;
/** Of letters in the reader, in CSS pixels. */
export const SIZES = { least: 14, most: 32, usual: 19 } as const;

const lookSchema = v.object({
  theme: v.fallback(v.picklist(THEMES), 'system'),
  font: v.fallback(v.picklist(FONTS), 'literata'),
  size: v.fallback(v.pipe(v.number(), v.minValue(SIZES.least), v.maxValue(SIZES.most)), SIZES.usual),
  width: v.fallback(v.picklist(WIDTHS), 'medium'),
  /** Pictures are fetched from where the article has them, without being asked for. */
  pictures: v.fallback(v.boolean(), false),
});
/** How the reader looks. */
export type ReaderLook = v.InferOutput<typeof lookSchema>;

const settingsSchema = v.object({
  /** Hosts where the selection toolbar stays away. */
  toolbarOff: v.fallback(v.array(v.string()), []),
  reader: v.fallback(lookSchema, () => v.parse(lookSchema, {})),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

/** The settings; whatever cannot be read falls back to its default. */
export async function readSettings(): Promise<Settings> {
  const stored = await browser.storage.local.get(KEY);
  const parsed = v.safeParse(settingsSchema, stored[KEY]);
  return parsed.success ? parsed.output : v.parse(settingsSchema, {});
}

/** Changes some settings; the others stay. Read once and written at once: the window may close right after the click. */
async function changeSettings(change: (now: Settings) => Partial<Settings>): Promise<void> {
  const now = await readSettings();
  const next: Settings = { ...now, ...change(now) };
  await browser.storage.local.set({ [KEY]: next });
}

/** Sets how the reader looks. */
export function setReaderLook(reader: ReaderLook): Promise<void> {
  return changeSettings(() => ({ reader }));
}

/** Whether selecting text on `host` shows the toolbar. */
export async function toolbarOn(host: string): Promise<boolean> {
  return !(await readSettings()).toolbarOff.includes(host);
}

/** Switches the selection toolbar on or off for `host`. */
export function setToolbar(host: string, on: boolean): Promise<void> {
  return changeSettings(({ toolbarOff }) => {
    const others = toolbarOff.filter((other) => other !== host);
    return { toolbarOff: on ? others : [...others, host].toSorted() };
  });
}

/** Calls `listener` with the settings whenever they change, in any window. @returns how to stop */
export function onSettingsChanged(listener: (settings: Settings) => void): () => void {
  const changed = (): void => void readSettings().then(listener);
  browser.storage.local.onChanged.addListener(changed);
  return () => browser.storage.local.onChanged.removeListener(changed);
}
