import { afterEach, describe, expect, test } from 'vitest';
import { barrierTo, bySpecification } from './reach';
import { Searchable } from './searchable';

afterEach(() => {
  document.body.innerHTML = '';
});

/** The passage that the directive leads to. */
function foundIn(
  html: string,
  directive: Partial<Record<'prefix' | 'start' | 'end' | 'suffix', string>>,
): string | null {
  document.body.innerHTML = html;
  const searchable = new Searchable(document);
  const found = searchable.find({ prefix: '', start: '', end: '', suffix: '', ...directive });
  return found && searchable.text.slice(found.start, found.end);
}

describe('the search of the specification', () => {
  const PAGE = '<h2>The  Sea wall</h2><p>The <b>sea</b> wall was built,<br>said one. The sea\nWALL fell.</p>';

  test('is for base characters, white space collapsed, in one block', () => {
    expect(foundIn(PAGE, { start: 'the séa wall was' })).toBe('The sea wall was');
    expect(foundIn(PAGE, { start: 'Sea wall The' })).toBeNull();
    expect(foundIn(PAGE, { start: 'built, said' })).toBeNull();
  });

  test('goes from the first beginning to the first end behind it', () => {
    expect(foundIn(PAGE, { start: 'the', end: 'wall' })).toBe('The Sea wall');
    expect(foundIn(PAGE, { prefix: 'wall', start: 'the', end: 'wall' })).toBe('The sea wall');
    expect(foundIn(PAGE, { start: 'the', end: 'wall', suffix: 'fell' })).toContain('said one.');
  });

  test('wants whole words at the outer ends alone', () => {
    expect(foundIn(PAGE, { start: 'ea wal' })).toBeNull();
    expect(foundIn(PAGE, { prefix: 'said one. The s', start: 'ea WAL', suffix: 'L fell' })).toBe('ea WAL');
  });

  test('passes over what is not shown', () => {
    expect(foundIn('<p>One <i style="display: none">or more</i>wall</p>', { start: 'one wall' })).toBe(
      'One wall',
    );
    expect(foundIn('<p style="visibility: hidden">Wall</p>', { start: 'wall' })).toBeNull();
    expect(
      foundIn('<select><option>Wall</option></select><script>Wall</script>', { start: 'wall' }),
    ).toBeNull();
  });
});

function rangeOf(selector: string): Range {
  const text = document.querySelector(selector)?.firstChild;
  if (!text) throw new TypeError('No text');
  const range = document.createRange();
  range.selectNodeContents(text);
  return range;
}

describe('whether a passage can be reached', () => {
  test('is a question of what stands beside it', () => {
    document.body.innerHTML =
      '<p>One <b>name</b></p><p>Two <b id="second">name</b></p><ul><li>Name</li><li id="third">Name</li><li>Name</li></ul><i id="off" hidden>name</i>';
    const searchable = new Searchable(document);
    expect(barrierTo(searchable, rangeOf('#second'))).toBeNull();
    expect(barrierTo(searchable, rangeOf('#third'))).toBe('repeated');
    expect(barrierTo(searchable, rangeOf('#off'))).toBe('hidden');
    const url = 'https://a.example/';
    expect(bySpecification(searchable, `${url}#:~:text=Two-,name`, rangeOf('#second'))).toBe('right');
    expect(bySpecification(searchable, `${url}#:~:text=name`, rangeOf('#second'))).toBe('elsewhere');
    expect(bySpecification(searchable, `${url}#:~:text=Three-,name`, rangeOf('#second'))).toBe('nowhere');
    expect(bySpecification(searchable, url, rangeOf('#second'))).toBe('nowhere');
  });
});
