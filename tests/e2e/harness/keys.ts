/** Keys by name, for real shortcuts and for typing where puppeteer cannot reach. */
/** `Alt+Shift+Q` of a manifest, taken apart. */
export interface Chord {
  readonly modifiers: readonly ('Alt' | 'Control' | 'Meta' | 'Shift')[];
  readonly key: string;
}

const MODIFIERS: Readonly<Record<string, Chord['modifiers'][number]>> = {
  Alt: 'Alt',
  Ctrl: 'Control',
  Control: 'Control',
  MacCtrl: 'Control',
  Command: 'Meta',
  Meta: 'Meta',
  Shift: 'Shift',
};

/** @param text modifiers and one key joined by `+`, as `Shift+Tab` */
export function parseChord(text: string): Chord {
  const parts = text.split(/\+(?=.)/);
  const key = parts.pop() ?? '';
  return { modifiers: parts.flatMap((part) => MODIFIERS[part] ?? []), key };
}

/** The bits of the DevTools protocol's `modifiers`. */
export function modifierBits({ modifiers }: Chord): number {
  const bits = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };
  return modifiers.reduce((sum, modifier) => sum | bits[modifier], 0);
}

interface Keyboard {
  down(key: string): Promise<void>;
  up(key: string): Promise<void>;
  press(key: string): Promise<void>;
}

/** Presses modifiers, then the key. Puppeteer throws on a name that it does not know. */
export async function pressChord(keyboard: Keyboard, keys: string): Promise<void> {
  const { modifiers, key } = parseChord(keys);
  for (const modifier of modifiers) await keyboard.down(modifier);
  await keyboard.press(key);
  for (const modifier of modifiers.toReversed()) await keyboard.up(modifier);
}
