import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { obsidianUri } from './obsidian-uri';

/** A link as a program reads it. */
function read(uri: string) {
  const { protocol, search } = new URL(uri);
  const values = new Map(
    search
      .slice(1)
      .split('&')
      .map((pair) => pairOf(pair)),
  );
  return { protocol, vault: values.get('vault'), file: values.get('file'), content: values.get('content') };
}

function pairOf(pair: string): [name: string, value: string] {
  const [name = '', value = ''] = pair.split('=');
  return [name, decodeURIComponent(value)];
}

describe("a link to a note in Obsidian's vault", () => {
  test('says vault, file and content, percent-encoded', () => {
    expect(
      obsidianUri({ vault: 'my vault', file: "Clips/Sea wall (it's)", content: 'a&b=c+d #1\n100%' }),
    ).toEqual({
      uri: 'obsidian://new?vault=my%20vault&file=Clips%2FSea%20wall%20%28it%27s%29&content=a%26b%3Dc%2Bd%20%231%0A100%25',
      clipboard: null,
    });
  });

  test('leaves out a vault that is not named', () => {
    for (const link of [
      obsidianUri({ file: 'a', content: 'b' }),
      obsidianUri({ vault: '', file: 'a', content: 'b' }),
    ]) {
      expect(link).toEqual({ uri: 'obsidian://new?file=a&content=b', clipboard: null });
    }
  });

  test('sends what is too long for Windows by the clipboard', () => {
    const short = obsidianUri({ file: 'a', content: 'x'.repeat(1_970) });
    expect(short.uri).toHaveLength(2_000);
    expect(short.clipboard).toBeNull();
    const long = obsidianUri({ file: 'a', content: 'x'.repeat(1_971) });
    expect(long).toEqual({ uri: 'obsidian://new?file=a&clipboard', clipboard: 'x'.repeat(1_971) });
    // Nine characters each.
    expect(obsidianUri({ file: 'a', content: '経'.repeat(218) }).clipboard).toBeNull();
    expect(obsidianUri({ file: 'a', content: '経'.repeat(219) }).clipboard).toBe('経'.repeat(219));
  });

  test('says what it was given, in every script', () => {
    const scripts = [
      'Straße',
      'ελληνικά',
      'שלום',
      'مرحبا',
      'हिन्दी',
      'ไทย',
      '日本語',
      '한국어',
      '👩🏽‍🚀',
      '𝒳',
      'e\u0301',
    ];
    for (const text of scripts) {
      const { uri } = obsidianUri({ vault: text, file: text, content: text });
      expect(uri).toMatch(/^[\w:/?=&%.~-]+$/u);
      expect(read(uri)).toEqual({ protocol: 'obsidian:', vault: text, file: text, content: text });
    }
  });

  test('never throws, not at halves of characters either, and loses nothing of the content', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.string({ unit: 'binary' }),
        (content, half) => {
          const text = `${content}\uD83D${half}\uDE80`;
          const { uri, clipboard } = obsidianUri({ vault: text, file: half, content: text });
          expect(clipboard ?? read(uri).content).toBe(text.toWellFormed());
        },
      ),
    );
  });
});
