/** Milliseconds between two tries. It takes Chromium about ten; a page that lets nobody in is told of soon enough. */
const PAUSES = [15, 30, 60, 120];

/**
 * Does `work` as soon as the browser lets us into the tab: Chromium tells of a key, or of a click in its menu, a moment
 * before the access that it gives can be used, and the first key in a tab would do nothing.
 * @throws what the last try threw
 */
export async function onceLetIn<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      // One try after the other is the point.
      // oxlint-disable-next-line no-await-in-loop
      return await work();
    } catch {
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return work();
}
