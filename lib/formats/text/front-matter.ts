/** YAML front matter as Obsidian's properties want it: flat, strings quoted, lists of strings. */
import { oneLine } from './plain-text';

type Property = string | number | readonly string[];

/**
 * The block between its two `---`, with a line end. Every string is a JSON string, which is a YAML scalar too, so
 * that nothing in it is read as YAML.
 */
export function frontMatter(properties: Readonly<Record<string, Property>>): string {
  const lines = Object.entries(properties).flatMap(([key, value]) => property(key, value));
  return ['---', ...lines, '---', ''].join('\n');
}

function property(key: string, value: Property): string[] {
  if (typeof value === 'number') return [`${key}: ${value}`];
  if (typeof value === 'string') return [`${key}: ${quoted(value)}`];
  if (value.length === 0) return [`${key}: []`];
  return [`${key}:`, ...value.map((item) => `  - ${quoted(item)}`)];
}

/** `text` as one line in quotes. Characters that YAML does not print, or takes for a line end, are escaped too. */
export function quoted(text: string): string {
  return JSON.stringify(oneLine(text)).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Tags as Obsidian accepts them, each once whatever its case: letters, digits, `_`, `-`, `/`, spaces become `-`,
 * and never digits alone.
 */
export function obsidianTags(tags: Iterable<string>): string[] {
  const seen = new Map<string, string>();
  for (const raw of tags) {
    const tag = oneLine(raw)
      .replace(/\s+/gu, '-')
      .replace(/[^\p{L}\p{M}\p{N}\p{Emoji_Presentation}_/-]+/gu, '')
      .replace(/\/{2,}/gu, '/')
      .replace(/^[/-]+|[/-]+$/gu, '');
    const valid = /^[\p{N}/-]+$/u.test(tag) ? `_${tag}` : tag;
    const key = valid.toLowerCase();
    if (valid && !seen.has(key)) seen.set(key, valid);
  }
  return [...seen.values()];
}
