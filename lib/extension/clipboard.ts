/** The clipboard, written in the click while the text is still on its way: browsers allow that only there. */

/** The same words, plain and for programs that know emphasis and links. */
interface Clipping {
  readonly text: string | Promise<string>;
  readonly html?: string | Promise<string>;
}

/** Rejects where the browser does not allow it, or with what the text rejects with. */
export async function writeClipboard({ text, html }: Clipping): Promise<void> {
  const parts = {
    'text/plain': blobOf(text, 'text/plain'),
    ...(html === undefined ? {} : { 'text/html': blobOf(html, 'text/html') }),
  };
  await navigator.clipboard.write([new ClipboardItem(parts)]);
}

async function blobOf(text: string | Promise<string>, type: string): Promise<Blob> {
  return new Blob([await text], { type });
}
