/**
 * One way to drive the built extension in either browser. `launch` (launch.ts) gives a `Driver`; tests and the
 * tour speak only to the interfaces of this file.
 *
 * Input is real: the mouse drags and clicks at coordinates, shortcuts are pressed, the toolbar button opens the
 * popup. What a browser lets nobody do is named where it is stood in for (chromium.ts, firefox.ts).
 */
import type { Box, Highlights, ToolbarState } from './in-page.ts';

export type BrowserName = 'chromium' | 'firefox';

/**
 * What the extension may read from the start. `none`: as installed, the welcome page opens; `all`: every site,
 * and the extension has registered its content script;
 * `ask`: nothing yet, but `Driver.grant` works. In Firefox `none` and `ask` are the same, and a click on a button
 * that asks for access is answered with yes; Chromium's prompt cannot be answered by anybody but a person.
 */
export type Grant = 'none' | 'ask' | 'all';

export interface LaunchOptions {
  /** The unpacked extension; see `unpackBuilds`. It is copied, so that an update can be played. */
  readonly extensionDir: string;
  readonly grant?: Grant;
  readonly headless?: boolean;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Runs a function inside the browser. The function is sent as text: it sees its arguments and the globals of
 * where it runs, nothing else. What it returns comes back as JSON.
 */
export type Run = <Args extends readonly Json[], Result>(
  fn: (...args: Args) => Result,
  ...args: Args
) => Promise<Awaited<Result>>;

export interface Driver {
  readonly name: BrowserName;
  /** `chrome-extension://…/` or `moz-extension://…/` */
  readonly extensionOrigin: string;
  /** The folder of the browser's profile. */
  readonly profile: string;
  /** Whether the browser answers a permission prompt with yes, so that a click in the interface can be tested. */
  readonly answersPrompts: boolean;

  /** Opens `url` in a new tab, in front. */
  open(url: string): Promise<PageHandle>;
  /** Opens a page of the extension, `popup.html` say, as a tab. */
  openView(path: string): Promise<ViewHandle>;
  /** The welcome page that installing opened. */
  welcome(): Promise<ViewHandle>;
  /** A page of the extension that the extension itself opened as a tab; waits for it. */
  openedView(path: string): Promise<ViewHandle>;
  /** Clicks the toolbar button while `page` is in front: the popup, with `activeTab` for that page. */
  popup(page: PageHandle): Promise<ViewHandle>;
  /**
   * Gives the command `name` of the manifest while `page` is in front: by its real key where it has one. A
   * command without a key is handed to the extension as the browser would do it.
   */
  command(page: PageHandle, name: string): Promise<void>;
  /** Chooses the context menu's item `id` on what is selected in `page`. */
  contextMenu(page: PageHandle, id: string): Promise<void>;

  /** Grants host access (match patterns, or 'all') as the browser does when the user says yes. */
  grant(origins: readonly string[] | 'all'): Promise<void>;
  /** Takes host access back as the browser's own settings do. */
  withdraw(origins: readonly string[] | 'all'): Promise<void>;
  /** Ends the background worker or event page, as the browser does when it is idle. */
  stopBackground(): Promise<void>;
  /** Installs the same extension with a higher version over itself: open pages keep orphaned content scripts. */
  updateExtension(): Promise<void>;
  /** Runs in the background worker or event page, waking it. */
  readonly background: Run;
  /** The ids of the content scripts that the extension has registered at run time. */
  registeredScripts(): Promise<string[]>;
  /** Every record of every IndexedDB database of the extension: database → store → records. */
  records(): Promise<Record<string, Record<string, unknown[]>>>;
  /** What the browser recorded as errors of the extension, since launch. */
  extensionErrors(): Promise<string[]>;
  /** Paths of the files that were downloaded so far. */
  downloads(): Promise<string[]>;
  close(): Promise<void>;
}

export interface PageHandle {
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  back(): Promise<void>;
  forward(): Promise<void>;
  bringToFront(): Promise<void>;
  close(): Promise<void>;
  url(): string;

  /** Runs in the page's own world: sees what the page sees. */
  readonly evaluate: Run;
  /** Runs beside the page's scripts on the same document, out of reach of anything that they patched. */
  readonly inspect: Run;
  /** Runs on the closed shadow root of the extension's in-page UI; null while there is none. */
  ui<Args extends readonly Json[], Result>(
    fn: (root: ShadowRoot, ...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result> | null>;

  /** Drags the mouse over visible `text` (white space as it is read), and checks that this is selected. */
  select(text: string, options?: SelectOptions): Promise<void>;
  /** Clicks in the middle of visible `text`. */
  clickText(text: string, options?: SelectOptions): Promise<void>;
  /** Rests the pointer in the middle of visible `text`. */
  hoverText(text: string, options?: SelectOptions): Promise<void>;
  /** Scrolls visible `text` to the middle of the window. */
  scrollTo(text: string, options?: SelectOptions): Promise<void>;
  click(x: number, y: number): Promise<void>;
  /** Presses a key or chord: `Escape`, `Tab`, `Shift+ArrowRight`. */
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  wheel(deltaY: number): Promise<void>;

  /** The toolbar as it is shown now; null while hidden. */
  toolbar(): Promise<ToolbarState | null>;
  waitForToolbar(): Promise<ToolbarState>;
  /** Clicks the toolbar's button `quote`, `claim`, `highlight`, `note` or `copy-link`. */
  toolbarAction(action: string): Promise<void>;
  /** The card's document (a frame of the extension inside the in-page UI); null while none is open. */
  card(): Promise<ViewHandle | null>;
  waitForCard(): Promise<ViewHandle>;
  /** The id of the annotation whose card is open. */
  cardAnnotation(): Promise<string | null>;
  /** The notice that the in-page UI shows, or ''. */
  notice(): Promise<string>;
  waitForNotice(text: string): Promise<void>;
  /** Clicks the middle of the element of the in-page UI that `selector` finds. */
  clickUi(selector: string): Promise<void>;

  /** The words painted now, by kind, in the order of the document. */
  highlights(): Promise<Highlights>;
  /** What the clipboard holds as text. */
  clipboard(): Promise<string>;
  /** The names of our layers of highlights that hold anything, in this document and its frames, sorted. */
  layers(): Promise<string[]>;
  screenshot(path: string): Promise<void>;
  /** The page as it is printed, without the backgrounds of its own that a browser leaves out. */
  pdf(): Promise<Uint8Array>;
}

export interface SelectOptions {
  /** Which of several occurrences, from 0. */
  readonly occurrence?: number;
  /** CSS selector of the part of the page to look in. */
  readonly within?: string;
}

/** A page of the extension: popup, welcome, the card in a page, or one opened as a tab. */
export interface ViewHandle {
  /** Runs in the page's world; `browser`/`chrome` and `indexedDB` are the extension's. */
  readonly evaluate: Run;
  /** The visible text. */
  text(): Promise<string>;
  /** Waits until the visible text contains `text`. */
  waitForText(text: string): Promise<void>;
  waitFor(selector: string): Promise<Box>;
  /** A real click on the first element that `selector` finds, once it is there; scrolls to it. */
  click(selector: string): Promise<void>;
  /** Clicks the button, link, tab or option whose accessible name or text is `name`. */
  clickNamed(name: string): Promise<void>;
  /** Replaces the text of a field by typing. */
  fill(selector: string, text: string): Promise<void>;
  /** The same for the field with this label. */
  fillNamed(name: string, text: string): Promise<void>;
  press(keys: string): Promise<void>;
  /** Types where the focus is. */
  type(text: string): Promise<void>;
  screenshot(path: string, look?: ViewLook): Promise<void>;
  /** Whether it is still open. */
  isOpen(): Promise<boolean>;
  close(): Promise<void>;
}

/** How to look at a view for one screenshot in Chromium. Firefox takes it as it is. */
export interface ViewLook {
  readonly dark?: boolean;
  /** CSS pixels; for a view in a tab, a popup has the size of its content. */
  readonly width?: number;
  /** As it is printed. */
  readonly print?: boolean;
}
