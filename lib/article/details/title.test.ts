import { describe, expect, it } from 'vitest';
import { articleTitle, isSameWording, withoutSite } from './title';

const NONE = {
  linked: '',
  shared: '',
  headings: [],
  subheading: '',
  document: '',
  siteNames: ['The Daily Example', 'Daily Example', 'example'],
};

describe('articleTitle', () => {
  it('prefers the wording that a heading confirms', () => {
    const stated = {
      ...NONE,
      linked: 'Why you should care',
      shared: 'Tax vote fails',
      headings: ['', 'Tax vote fails'],
    };
    expect(articleTitle(stated)).toBe('Tax vote fails');
  });

  it('prefers JSON-LD to what is made for sharing where no heading confirms either', () => {
    expect(articleTitle({ ...NONE, linked: 'A', shared: 'B', headings: ['C'], document: 'D' })).toBe('A');
    expect(articleTitle({ ...NONE, shared: 'B', headings: ['C'], document: 'D' })).toBe('B');
  });

  it('takes what the heading behind the first one says, perhaps behind a kicker, where that one is for search engines', () => {
    const stated = {
      ...NONE,
      headings: ['Tax vote: why it fails in the town'],
      subheading: 'Town hall Tax vote fails again',
    };
    const [linked, shared] = ['Tax vote: why it fails in the town', 'Tax vote fails again'];
    expect(articleTitle({ ...stated, linked, shared })).toBe(shared);
    expect(articleTitle({ ...stated, linked: shared, shared: linked })).toBe(shared);
    expect(articleTitle({ ...stated, linked, shared, subheading: 'What the town says' })).toBe(linked);
  });

  it('takes the heading where another wording is cut off', () => {
    const headline = 'A tax vote that nobody expected to fail has failed by two votes';
    const stated = { ...NONE, linked: `${headline.slice(0, 45)}…`, headings: [headline] };
    expect(articleTitle(stated)).toBe(headline);
  });

  it('takes the heading that a title repeats before the name of an unknown site', () => {
    const stated = {
      ...NONE,
      shared: 'Tax vote fails again – Some Blog',
      headings: ['Tax vote fails again'],
    };
    expect(articleTitle(stated)).toBe('Tax vote fails again');
  });

  it('passes over a heading that is the logo', () => {
    const stated = {
      ...NONE,
      headings: ['Daily Example', 'Tax vote fails'],
      document: 'Tax vote fails | Daily Example',
    };
    expect(articleTitle(stated)).toBe('Tax vote fails');
  });

  it('passes over a shared title that is only the site’s name', () => {
    const stated = {
      ...NONE,
      shared: 'The Daily Example',
      headings: ['Tax vote fails'],
      document: 'Daily Example',
    };
    expect(articleTitle(stated)).toBe('Tax vote fails');
  });

  it('keeps a headline that begins like the site’s name', () => {
    const stated = { ...NONE, shared: 'Time to act | Time', siteNames: ['Time', 'time.com'] };
    expect(articleTitle(stated)).toBe('Time to act');
  });

  it('is the site’s name where the page says nothing else', () => {
    expect(articleTitle({ ...NONE, document: 'Example' })).toBe('Example');
    expect(articleTitle(NONE)).toBe('');
  });
});

describe('withoutSite', () => {
  it.each([
    ['Tax vote fails | The Daily Example', 'Tax vote fails'],
    ['Tax vote fails - Politics - Daily Example', 'Tax vote fails - Politics'],
    ['Tax vote fails: DailyExample', 'Tax vote fails: DailyExample'],
    ['Tax vote fails｜Daily Example', 'Tax vote fails'],
    ['Daily Example News – Tax vote fails', 'Tax vote fails'],
    ['Rock-solid - really', 'Rock-solid - really'],
    ['| Daily Example', '| Daily Example'],
    ['Daily Example', 'Daily Example'],
  ])('of %j is %j', (title, expected) => {
    expect(withoutSite(title, NONE.siteNames)).toBe(expected);
  });
});

describe('isSameWording', () => {
  it('looks past spaces, capitals and punctuation', () => {
    expect(isSameWording('“Tax vote” fails', 'TAX VOTE\u00A0fails!')).toBe(true);
    expect(isSameWording('増税は否決', '増税は可決')).toBe(false);
    expect(isSameWording('!', '?')).toBe(false);
  });
});
