/** The one element of ours in a page: a closed shadow root in the top layer, out of reach of the page's styles. */
import tokens from '../../../components/tokens.css?inline';
import sheetText from './overlay.css?inline';

const TAG = 'pullquote-ui';

export interface Host {
  readonly element: HTMLElement;
  readonly shadow: ShadowRoot;
  /** Puts it into the page, and on top, where it is not. */
  readonly attach: () => void;
}

export function createHost(window: Window & typeof globalThis): Host {
  const { document } = window;
  // A copy that died with an older version of the extension may have left its host behind.
  for (const stale of document.querySelectorAll(TAG)) stale.remove();
  const element = document.createElement(TAG);
  const shadow = element.attachShadow({ mode: 'closed' });
  const sheet = new window.CSSStyleSheet();
  sheet.replaceSync(tokens + sheetText);
  shadow.adoptedStyleSheets = [sheet];
  shield(element);
  return {
    element,
    shadow,
    attach: () => {
      // Frameworks that own the whole document may have thrown the host out since it was last shown.
      if (!element.isConnected) document.documentElement.append(element);
      if (!element.matches(':popover-open')) element.showPopover();
    },
  };
}

/** Keeps the page's styles off the host, and the host's events off the page. */
function shield(host: HTMLElement): void {
  host.popover = 'manual';
  const styles: Record<string, string> = {
    all: 'initial',
    position: 'fixed',
    inset: '0',
    width: 'auto',
    height: 'auto',
    margin: '0',
    padding: '0',
    border: '0',
    overflow: 'visible',
    background: 'transparent',
    'pointer-events': 'none',
  };
  for (const [name, value] of Object.entries(styles)) host.style.setProperty(name, value, 'important');
  for (const type of [
    'keydown',
    'keyup',
    'keypress',
    'pointerdown',
    'pointerup',
    'mousedown',
    'mouseup',
    'click',
  ]) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
}
