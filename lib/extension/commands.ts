/** Keyboard commands: their names, and the keys that the user has for them. */
import { browser } from 'wxt/browser';
import type { MarkKind } from '../annotation/model';

/** What a key or a menu item asks of the page. */
export type PageAction =
  | { readonly type: 'mark'; readonly kind: MarkKind; readonly edit: boolean }
  | { readonly type: 'copy-link' }
  | { readonly type: 'read' };

const ACTIONS: Readonly<Record<string, PageAction>> = {
  'mark-quote': { type: 'mark', kind: 'quote', edit: false },
  'mark-claim': { type: 'mark', kind: 'claim', edit: false },
  'mark-highlight': { type: 'mark', kind: 'highlight', edit: false },
  'mark-note': { type: 'mark', kind: 'highlight', edit: true },
  'copy-link': { type: 'copy-link' },
  'open-reader': { type: 'read' },
};

/** What can be done with a selection, by the ids of commands and menu items, in the order of menus. */
export const SELECTION_ACTIONS = [
  'mark-quote',
  'mark-claim',
  'mark-highlight',
  'mark-note',
  'copy-link',
] as const;
/** What can be done with a page. */
export const READ_ACTION = 'open-reader';

/** The action that a command or menu item of this name stands for. */
export function pageAction(name: string): PageAction | null {
  return Object.hasOwn(ACTIONS, name) ? (ACTIONS[name] ?? null) : null;
}

/** A command with its key, as the user may have set it; '' where it has none. */
export interface Shortcut {
  readonly name: string;
  readonly description: string;
  readonly keys: string;
}

/** All commands and their keys. */
export async function shortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', description = '', shortcut = '' }) => ({
    name,
    description,
    keys: shortcut,
  }));
}
