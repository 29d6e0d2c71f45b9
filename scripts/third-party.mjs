/**
 * `public/third-party.txt`: what comes with Pullquote that others made, each under its own terms. Run it after a dependency
 * has changed; a test holds the file to it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const FILE = 'public/third-party.txt';
const RULE = '='.repeat(72);
const LICENCE_FILES = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'NOTICE'];

/** What a licence wants said beside its text. */
const ALSO = new Map([
  [
    'citeproc',
    `Citations by CSL (citeproc-js), https://citationstyles.org/
Pullquote contains citeproc-js, unmodified, as a separate file under the terms of the Common Public Attribution License
(CPAL), version 1.0: https://opensource.org/license/cpal-1-0
Its source code is available at https://github.com/juris-m/citeproc-js and as the package citeproc at
https://www.npmjs.com/package/citeproc
It comes without warranty of any kind. The rest of Pullquote is under its own licence.`,
  ],
  ['dompurify', 'Used under the Apache License, version 2.0.'],
]);

/** The whole text, from what is installed. */
export function thirdPartyText() {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const parts = Object.keys(dependencies).map((name) => {
    const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
    const texts = LICENCE_FILES.map((file) => `node_modules/${name}/${file}`)
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim());
    return [RULE, `${name} ${version} (${license})`, ALSO.get(name), ...texts].filter(Boolean).join('\n\n');
  });
  const head = 'Pullquote contains software and fonts of others, each under its own terms, which follow.';
  return `${[head, ...parts].join('\n\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(FILE, thirdPartyText());
