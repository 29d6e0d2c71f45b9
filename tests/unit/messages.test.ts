import { readFileSync, globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json';

const SOURCES = globSync('{entrypoints,components,lib}/**/*.{ts,tsx,html}')
  .concat('wxt.config.ts')
  .filter((file) => !/\.test\.tsx?$/.test(file));
const code = SOURCES.map((file) => readFileSync(file, 'utf8')).join('\n');
/** Beginnings of keys that are put together: `error_${code}`. */
const composed = [...code.matchAll(/`(\w+_)\$\{/g)].map(([, prefix]) => prefix ?? '');

describe('the message catalogue', () => {
  it('has no message that nothing uses', () => {
    const unused = Object.keys(messages).filter(
      (key) =>
        !new RegExp(`\\b(__MSG_)?${key}(__)?\\b`).test(code) &&
        !composed.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it('has a text in every message, and tells translators what its placeholders stand for', () => {
    const entries = Object.entries<Partial<Record<'message' | 'description', string>>>(messages);
    const unclear = entries.filter(
      ([, { message = '', description = '' }]) =>
        !message.trim() || (message.includes('$') && !description.includes('$')),
    );
    expect(unclear).toEqual([]);
  });

  it('is where every text in the markup of a component comes from', () => {
    const literal =
      /<(?:button|p|h[1-6]|span|label|legend|option|li|a|summary|strong|em)\b[^>{}]*>\s*[A-Za-z][A-Za-z ]{2,}[^<{]*</;
    const offenders = SOURCES.filter(
      (file) => file.endsWith('.tsx') && literal.test(readFileSync(file, 'utf8')),
    );
    expect(offenders).toEqual([]);
  });
});
