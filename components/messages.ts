/** How components speak: the entrypoint hands in the catalogue, so that a component needs no browser. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type messages from '../public/_locales/en/messages.json';

export type MessageKey = keyof typeof messages;
/** The text for `key` in the user's language, `$1`…`$9` filled in order. */
export type Translate = (key: MessageKey, ...substitutions: readonly (string | number)[]) => string;

/** Falls back to the key itself, so that a forgotten provider is seen and breaks nothing. */
export const MessagesContext = createContext<Translate>((key) => key);

export function useMessages(): Translate {
  return useContext(MessagesContext);
}
