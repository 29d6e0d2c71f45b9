import { describe, expect, it } from 'vitest';
import { readCanonical } from './page-address';

function page(head: string): Document {
  return new DOMParser().parseFromString(
    `<base href="https://example.com/2026/"><head>${head}</head>`,
    'text/html',
  );
}

describe('readCanonical', () => {
  it('reads the canonical link, then og:url, as absolute addresses', () => {
    const head = `<meta property="og:url" content="/shared"><link rel="amphtml Canonical" href="tax-vote">`;
    expect(readCanonical(page(head))).toEqual([
      'https://example.com/2026/tax-vote',
      'https://example.com/shared',
    ]);
  });

  it('passes over what is no address', () => {
    const head = `<link rel="canonical"><link rel="canonical" href=""><link rel="canonical" href="https://">
      <link rel="stylesheet" href="/x"><meta property="og:url"><meta property="og:url" content="  ">`;
    expect(readCanonical(page(head))).toEqual([]);
  });

  it('reads four at most, and none that is too long', () => {
    const long = `<link rel="canonical" href="/${'x'.repeat(8_000)}">`;
    const many = Array.from({ length: 50 }, (_, n) => `<link rel="canonical" href="/${n}">`).join('');
    const found = readCanonical(page(long + many));
    expect(found).toEqual([0, 1, 2, 3].map((n) => `https://example.com/${n}`));
  });
});
