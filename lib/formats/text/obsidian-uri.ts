/** Links that make a note in Obsidian: https://help.obsidian.md/uri */
import { oneLine } from './plain-text';

/** What Windows hands on of an address is cut at 2,048 characters, or nothing arrives at all. */
const MAX_URI = 2_000;

export interface ObsidianNote {
  /** Its name or id; where it is left out, the vault that was used last. */
  readonly vault?: string;
  /** A path from the vault's root; `.md` may be left out. */
  readonly file: string;
  readonly content: string;
}

export interface ObsidianLink {
  readonly uri: string;
  /** What has to be in the clipboard before the link is opened; null where the link itself has the content. */
  readonly clipboard: string | null;
}

/** A note that exists is not written over: Obsidian gives the new one another name. */
export function obsidianUri({ vault, file, content }: ObsidianNote): ObsidianLink {
  const values = [...(vault ? [['vault', oneLine(vault)]] : []), ['file', oneLine(file)]];
  const base = `obsidian://new?${values.map(([name, value = '']) => `${name}=${encode(value)}`).join('&')}`;
  const text = content.toWellFormed();
  // An encoded text is never shorter, and long ones need not be encoded to know.
  const uri = text.length > MAX_URI ? '' : `${base}&content=${encode(text)}`;
  if (uri !== '' && uri.length <= MAX_URI) return { uri, clipboard: null };
  return { uri: `${base}&clipboard`, clipboard: text };
}

/** Everything but unreserved letters, among them `'` and brackets, at which programs on the way may end a link. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
