import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { thirdPartyText } from '../../scripts/third-party.mjs';

test('everything of others that comes with Pullquote is named with its terms, as it is installed', () => {
  const text = readFileSync('public/third-party.txt', 'utf8');
  expect(text).toBe(thirdPartyText());
  const { dependencies } = v.parse(
    v.object({ dependencies: v.record(v.string(), v.string()) }),
    JSON.parse(readFileSync('package.json', 'utf8')),
  );
  for (const [name, version] of Object.entries(dependencies)) expect(text).toContain(`${name} ${version} (`);
});
