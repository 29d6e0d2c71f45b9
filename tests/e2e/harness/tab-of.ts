import type { Driver } from './driver.ts';

/** The id of the tab that shows `url`, by which a view in a tab of its own can speak of it; -1 where there is none. */
export function tabOf({ driver }: { readonly driver: Driver }, url: string): Promise<number> {
  return driver.background(async (wanted) => {
    const { tabs } = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
    const all: { id: number; url?: string }[] = await tabs.query({});
    return all.find((tab) => tab.url === wanted)?.id ?? -1;
  }, url);
}
