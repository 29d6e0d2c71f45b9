/** Code for a page, in one script. */
import { basename, dirname } from 'node:path';
import { build } from 'vite';

/** @param entry the file that is to run in the page */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    root: dirname(entry),
    // As a site's own bundle would have the libraries.
    define: {
      'process.env.NODE_ENV': JSON.stringify('production'),
      // A script in a page has no module of its own that another file could be found beside.
      'import.meta.url': 'undefined',
    },
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: { entry: basename(entry), formats: ['iife'], name: 'benchBundle' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const [chunk] = output && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('Nothing was bundled');
  return chunk.code;
}
