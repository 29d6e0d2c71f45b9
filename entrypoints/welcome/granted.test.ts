import { expect, it } from 'vitest';
import { readOrigins } from './granted';

it('names each host once, and knows when all are granted', () => {
  expect(readOrigins(['https://b.example/*', 'http://b.example/*', '*://a.example/*'])).toEqual({
    all: false,
    hosts: ['a.example', 'b.example'],
  });
  expect(readOrigins(['https://*/*', 'http://*/*'])).toEqual({ all: true, hosts: [] });
  expect(readOrigins(['<all_urls>']).all).toBe(true);
});
