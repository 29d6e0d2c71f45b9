import type { PageHandle } from './driver.ts';
import type { Highlights } from './in-page.ts';
import { until } from './until.ts';

/** Waits until exactly `text` is painted as `kind`. */
export async function painted(
  page: PageHandle,
  text: string,
  kind: keyof Highlights,
  timeout = 15_000,
): Promise<void> {
  const notices = new Set<string>();
  try {
    await until(
      async () => {
        notices.add(await page.notice());
        return (await page.highlights())[kind].includes(text);
      },
      { what: `“${text}” as ${kind}`, timeout },
    );
  } catch (error) {
    const seen = {
      notices: [...notices],
      toolbar: await page.toolbar(),
      painted: await page.highlights(),
      page: await page.inspect(() => [
        document.visibilityState,
        String(getSelection()),
        scrollY,
        innerHeight,
      ]),
    };
    throw new Error(`${String(error)}; the page has ${JSON.stringify(seen)}`, { cause: error });
  }
}

/** Selects `text`, marks it with the toolbar and waits until it is painted. */
export async function mark(page: PageHandle, text: string, kind: keyof Highlights): Promise<void> {
  await page.select(text);
  await page.toolbarAction(kind);
  await painted(page, text, kind);
}
