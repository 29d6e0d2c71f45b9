/**
 * True the first time that `name` is claimed in this window by the living extension, false ever after: a script
 * that is injected twice sees the first copy. The mark is a property of our isolated world, where no page reaches.
 */
export function claimOnce(window: Window, name: string): boolean {
  const key = `pullquote-${name}`;
  if (Object.hasOwn(window, key)) return false;
  Object.defineProperty(window, key, { value: true });
  return true;
}
