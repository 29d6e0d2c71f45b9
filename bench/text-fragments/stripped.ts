/** A page on which nothing shows but what the browser highlights. */

/**
 * Layered, so that it wins over what the page says is important. What would hide or cover a highlight goes, too: that is
 * the page's doing, and says nothing of where the link leads. Nothing here changes what the browser finds, should it still
 * be looking: `visibility` would.
 */
const STYLE = `@layer {
  *, *::before, *::after, *::marker, *::placeholder, *::first-letter, *::first-line {
    color: transparent !important;
    -webkit-text-fill-color: transparent !important;
    -webkit-text-stroke: 0 !important;
    text-shadow: none !important;
    text-decoration-color: transparent !important;
    background: none !important;
    border-color: transparent !important;
    border-image: none !important;
    outline: none !important;
    box-shadow: none !important;
  }
  * {
    opacity: 1 !important;
    filter: none !important;
    backdrop-filter: none !important;
    mix-blend-mode: normal !important;
    clip: auto !important;
    clip-path: none !important;
    mask: none !important;
    overflow: visible !important;
    contain: none !important;
    transition: none !important;
    animation: none !important;
    scroll-behavior: auto !important;
  }
  img, svg, video, audio, canvas, object, embed, iframe, input, textarea, select, progress, meter, hr {
    opacity: 0 !important;
  }
  *::target-text {
    background: rgb(255, 0, 255) !important;
    color: transparent !important;
    text-decoration: none !important;
    text-shadow: none !important;
  }
}`;

export function strip(page: Document): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  page.adoptedStyleSheets.push(sheet);
}
