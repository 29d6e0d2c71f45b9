import { preact } from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';

/** Pictures alone may come from the web, and only those that the reader of an article asks for. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  // Where the user syncs to: any server of theirs, also one at home without a certificate. The browser asks them first.
  "connect-src 'self' https: http:",
  "frame-src 'self'",
  'img-src https: http: data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Every page of ours but the one that tries storages out has less: it reaches nothing at all. */
const keepsToItself: Plugin = {
  name: 'keeps-to-itself',
  transformIndexHtml: (html, { filename }) =>
    filename.includes('/sync/')
      ? html
      : html.replace(
          '<head>',
          `<head><meta http-equiv="Content-Security-Policy" content="connect-src 'self'" />`,
        ),
};

export default defineConfig({
  // A reader can always jump to where a name comes from.
  imports: false,
  manifestVersion: 3,
  vite: ({ command }) => ({
    plugins: [
      preact({ prefreshEnabled: false, devToolsEnabled: false }),
      ...(command === 'build' ? [keepsToItself] : []),
    ],
    build: { target: ['chrome140', 'firefox147'] },
  }),
  manifest: ({ browser, command }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['activeTab', 'alarms', 'contextMenus', 'scripting', 'storage', 'unlimitedStorage'],
    // Our own pages show text from the web. It is sanitised on its way in; this would stop what came through. The
    // development server needs more.
    ...(command === 'serve' ? {} : { content_security_policy: { extension_pages: PAGE_POLICY } }),
    // Asked for on a click, for one site or all: nothing is read before the user says so.
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    // The card is framed into articles; the address changes with every session, so that no page can tell by it
    // whether Pullquote is installed.
    web_accessible_resources: [
      {
        resources: ['card.html'],
        matches: ['https://*/*', 'http://*/*'],
        ...(browser === 'firefox' ? {} : { use_dynamic_url: true }),
      },
    ],
    options_ui: { page: 'welcome.html', open_in_tab: true },
    action: { default_title: '__MSG_extension_name__' },
    // Chrome keeps Alt+Shift with C, P, W, X and Z for tab groups and then gives a command no key, silently.
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+L' } },
      'mark-quote': { suggested_key: { default: 'Alt+Shift+Q' }, description: '__MSG_command_quote__' },
      'mark-claim': { suggested_key: { default: 'Alt+Shift+K' }, description: '__MSG_command_claim__' },
      'mark-highlight': {
        suggested_key: { default: 'Alt+Shift+H' },
        description: '__MSG_command_highlight__',
      },
      'mark-note': { description: '__MSG_command_note__' },
      'copy-link': { description: '__MSG_command_copyLink__' },
      // Chrome gives four commands a key and refuses more.
      'open-reader': {
        ...(browser === 'firefox' ? { suggested_key: { default: 'Alt+Shift+R' } } : {}),
        description: '__MSG_command_read__',
      },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'pullquote@pullquote.example',
              // The Navigation API.
              strict_min_version: '147.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '140' }),
  }),
});
