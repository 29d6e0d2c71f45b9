import { describe, expect, it } from 'vitest';
import { openAddress } from './open-address';

describe('openAddress', () => {
  it.each([
    ['http://127.0.0.1:8080/a.html?utm_source=x&id=7#top', 'http://127.0.0.1:8080/a.html?id=7'],
    ['https://www.news.example/a/?fbclid=1', 'https://www.news.example/a/'],
    ['https://news.example/#/story/7', 'https://news.example/#/story/7'],
    ['https://news.example/a#:~:text=hello', 'https://news.example/a'],
    ['https://news.example/s?b=2&a=1', 'https://news.example/s?b=2&a=1'],
  ])('%s opens as %s', (address, expected) => {
    expect(openAddress(address)).toBe(expected);
  });

  it('leaves what is no address alone', () => {
    expect(openAddress('news')).toBe('news');
  });
});
