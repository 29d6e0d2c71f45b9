/** A page of an archive: it stands alone, runs nothing, and fetches nothing, whatever stands in it. */
import { escapeHtml } from '../text/html-escape';

/** What is in a page comes from the web. It is escaped or sanitised; this would stop what came through. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE = `
  body { max-width: 42em; margin: 3em auto; padding: 0 1em; font: 1.05em/1.6 Georgia, serif; color: #1f1c18; background: #fff; }
  h1 { line-height: 1.2; } dl, figcaption, .context, .picture { color: #5d574e; font: .85em/1.5 system-ui, sans-serif; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1em; } dd { margin: 0; overflow-wrap: anywhere; }
  figure { margin: 2em 0; break-inside: avoid; } blockquote { margin: .4em 0; padding-inline-start: 1em; border-inline-start: 3px solid #8a8378; }
  .note { white-space: pre-wrap; } mark { background: #ffe58a; color: inherit; } table { border-collapse: collapse; } td, th { border: 1px solid #8a8378; padding: .2em .5em; }
  @media (prefers-color-scheme: dark) { body { background: #1a1917; color: #ede9e1; } dl, figcaption, .context, .picture { color: #b3ac9f; } a { color: inherit; } mark { background: #6b5600; } }
`;

/**
 * @param title plain text
 * @param body HTML, escaped or sanitised
 */
export function standalonePage(title: string, language: string, body: string): string {
  const lang = language === '' ? '' : ` lang="${escapeHtml(language)}"`;
  return (
    `<!doctype html>\n<html${lang}><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
    `<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">` +
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>\n${body}\n</body></html>\n`
  );
}

/** A link where the address is one of the web; its text otherwise. */
export function addressHtml(url: string): string {
  const text = escapeHtml(url);
  return /^https?:\/\//iu.test(url) ? `<a href="${text}" rel="noreferrer">${text}</a>` : text;
}

/** Facts, each with its name; those without are left out. `value` is HTML. */
export function factsHtml(facts: readonly (readonly [name: string, value: string])[]): string {
  const rows = facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd dir="auto">${value}</dd>`);
  return `<dl>${rows.join('')}</dl>`;
}
