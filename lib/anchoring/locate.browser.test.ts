/** Marks on an article that its paper goes on editing. */
import { afterEach, beforeEach, describe as suite, expect, it } from 'vitest';
import {
  ARTICLE,
  edit,
  editWords,
  find,
  mark,
  seeded,
  SENTENCES,
  show,
} from '../../tests/fixtures/edited-article';
import { locate } from './locate';
import type { Located } from './locate';
import { buildTextIndex } from './text-index';

beforeEach(() => show(ARTICLE));
afterEach(() => document.body.replaceChildren());

suite('a passage that was not edited', () => {
  it('is found whatever became of quotation marks, case, hyphens and markup', () => {
    const target = mark('“Nobody in this room wanted to do this,” said the mayor, Ines Calloway');
    const text = document.body.innerHTML
      .replaceAll(/[“”]/gu, '"')
      .replace('Calloway', 'Callo\u00ADway')
      .replace('room wanted', '<b>ROOM</b>&nbsp;\n wan<i>ted</i>');
    document.body.innerHTML = text;
    expect(find(target)).toMatchObject({
      status: 'found',
      text: '"Nobody in this ROOM wanted to do this," said the mayor, Ines Calloway',
    });
  });

  it('is found across blocks, also when a block was split', () => {
    const target = mark('at all.”\nThe council expects the tolls to bring in 310,000 pounds');
    edit('The council expects the', 'The council expects the');
    document.body.innerHTML = document.body.innerHTML.replace('council expects', 'council</p><p>expects');
    expect(find(target)).toMatchObject({
      status: 'found',
      text: 'at all.”\nThe council\nexpects the tolls to bring in 310,000 pounds',
    });
  });

  it('is found when its paragraph moved', () => {
    const target = mark(SENTENCES[11] ?? '');
    const paragraphs = [...document.querySelectorAll('p')];
    document.body.append(...paragraphs.slice(0, 6));
    expect(find(target)).toMatchObject({ status: 'found', text: target.exact });
  });

  it('is not taken for part of a longer word where it began the page', () => {
    show(['thea0 first again theb1 saidc2 ひらがな']);
    const target = mark('the');
    show(['Weather: 12 degrees', 'Sign up for our letter.', document.body.textContent.trim()]);
    expect(find(target)).toMatchObject({ start: 'Weather: 12 degrees\nSign up for our letter.\n'.length });
  });

  it('is told from its twins by context', () => {
    const first = mark('up from', 0);
    const second = mark('up from', 1);
    document.body.prepend('Read more: prices are up from last year. ');
    const shift = 'Read more: prices are up from last year.\n'.length;
    expect(find(first)).toMatchObject({ status: 'found', start: (first.position?.start ?? 0) + shift });
    expect(find(second)).toMatchObject({ status: 'found', start: (second.position?.start ?? 0) + shift });
  });

  it('stays in the article when its beginning is repeated above, and advertisements part the original', () => {
    const targets = [0, 1, 2, 3, 8].map((at) => mark(SENTENCES[at] ?? ''));
    const [, ...others] = document.querySelectorAll('p');
    const lead = document.createElement('header');
    lead.append(...others.slice(0, 2).map((each) => each.cloneNode(true)));
    for (const each of others) each.insertAdjacentHTML('beforebegin', '<aside>Advertisement</aside>');
    document.body.prepend(lead);
    const index = buildTextIndex(document.body);
    for (const [at, { status, start, end }] of locate(index, targets).entries()) {
      expect(status).toBe('found');
      expect(index.text.slice(start, end)).toBe(targets[at]?.exact);
      expect(lead.contains(index.rangeAt(start, end)?.startContainer ?? lead)).toBe(false);
    }
  });

  it('is told from a twin with the same context by its position, and is unsure without one', () => {
    const same = 'More on this story follows below.';
    const around = Array.from({ length: 4 }, (_, at) => [
      `${same} ${same} ${same} ${same} ${same}`,
      `Part ${at}`,
    ]);
    show(around.flat());
    const target = { ...mark(same, 7), sentenceBefore: '', sentenceAfter: '' };
    expect(find(target)).toMatchObject({ status: 'found', ...target.position });
    expect(find({ ...target, position: null }).status).toBe('unsure');
  });

  it('is found by its words alone where no context is known, if it is the only one', () => {
    const bare = { prefix: '', suffix: '', sentenceBefore: '', sentenceAfter: '', position: null };
    expect(find({ ...bare, exact: SENTENCES[4] ?? '' }).status).toBe('found');
    expect(find({ ...bare, exact: 'the' }).status).toBe('unsure');
    expect(find({ ...bare, exact: 'lighthouse' }).status).toBe('gone');
  });
});

suite('an edited passage', () => {
  it('keeps a last word behind an advertisement that was put before it', () => {
    const target = mark('will drive half of the fleet to ports further north');
    document.body.innerHTML = document.body.innerHTML.replace(
      'further north',
      'further <div>Continue reading below</div> north',
    );
    expect(find(target)).toMatchObject({
      status: 'found',
      text: 'will drive half of the fleet to ports further\nContinue reading below\nnorth',
    });
  });

  it('is found whole where a paragraph came between its blocks', () => {
    const target = mark(
      `${SENTENCES.find((each) => each.startsWith('“We are the reason'))}\n${SENTENCES.find((each) =>
        each.startsWith('The council expects'),
      )}`,
    );
    const fresh =
      'Snow fell over the moor all night and closed two schools. Buses ran late, and the library opened at noon. ' +
      'A choir sang in the market hall, where soup was given out until the power came back in the evening.';
    document.querySelectorAll('p')[4]?.insertAdjacentHTML('afterend', `<p>${fresh}</p>`);
    const found = find(target);
    expect(found.status).toBe('found');
    expect(found.text).toMatch(/^“We are the reason .* in the evening\.\nThe council .* a year\.$/su);
  });

  it('ends where its last block ends that is still there, whatever stands beside it now', () => {
    const target = mark(
      'Our report was late.”\nThe council expects'.replace(
        'Our report was late.”',
        'there is a harbour at all.”',
      ),
    );
    edit('there is a harbour', 'The new hotel has a bar');
    edit('Tomas Reyne', 'Somebody else');
    const long = { ...target, exact: `${target.exact} the tolls to bring in 310,000 pounds a year.` };
    expect(find(long).text).toMatch(/The council expects the tolls to bring in 310,000 pounds a year\.$/u);
  });

  it('is found with its edges where words at the edges were replaced', () => {
    const target = mark('a step that fishing crews say will drive half of the fleet');
    edit('a step that fishing', 'a move that fishing');
    edit('half of the fleet', 'half of the boats');
    expect(find(target)).toMatchObject({
      status: 'found',
      text: 'a move that fishing crews say will drive half of the boats',
    });
  });

  it('ends with its sentence where words were added to that', () => {
    const said = mark('She did not say when a decision would be made.');
    const part = mark('stays closed');
    edit('She did not say when a decision would be made.', 'She said that a decision would be made in May.');
    edit('stays closed to cars', 'is closed to cars');
    expect(find(said).text).toBe('She said that a decision would be made in May.');
    expect(find(part).text).toBe('is closed');
  });

  it('keeps punctuation and half words at its edges', () => {
    const target = mark('“They talk of the wall as if we had built it,” he sa');
    edit('talk of the wall', 'speak of the wall');
    expect(find(target).text).toBe('“They speak of the wall as if we had built it,” he sa');
  });

  it('is told from a twin that was left as it was', () => {
    const sentence = 'The council said that it would look at the matter again next year.';
    show([
      ...ARTICLE.slice(0, 4),
      `${ARTICLE[4]} ${sentence}`,
      ...ARTICLE.slice(5, 8),
      `${ARTICLE[8]} ${sentence}`,
    ]);
    const target = mark(sentence, 1);
    const paragraphs = document.querySelectorAll('p');
    const last = paragraphs[paragraphs.length - 1];
    if (last) last.textContent = last.textContent.replace('look at the matter', 'consider the matter');
    expect(find(target)).toMatchObject({ status: 'found', text: sentence.replace('look at', 'consider') });
  });

  it('is found in a text without blanks between words', () => {
    const before = '市議会は火曜日、港の通行料を二倍にすることを決めた。漁師たちは北の港へ移ると話している。';
    show([
      before,
      '市長は「この壁は割れている」と述べた。海は待ってくれないからだ。',
      '堤防の修理は来年の四月に始まる予定である。',
    ]);
    const target = mark('市長は「この壁は割れている」と述べた');
    edit('この壁は割れている', 'あの壁は割れている');
    expect(find(target)).toMatchObject({ status: 'found', text: '市長は「あの壁は割れている」と述べた' });
  });

  it.each([0.1, 0.2])('is found in its place after an edit of %d of all words', (share) => {
    const misplaced: Located[] = [];
    let right = 0;
    let tried = 0;
    for (let seed = 1; seed <= 6; seed++) {
      show(ARTICLE);
      const targets = SENTENCES.map((sentence) => mark(sentence));
      const random = seeded(seed);
      const edited = new Map<string, string>();
      for (const sentence of SENTENCES) edited.set(sentence, editWords(sentence, share, random));
      show(
        ARTICLE.map((text) =>
          [...edited].reduce<string>((all, [from, to]) => all.replace(from, () => to), text),
        ),
      );
      const index = buildTextIndex(document.body);
      for (const [at, located] of locate(index, targets).entries()) {
        const wanted = edited.get(SENTENCES[at] ?? '') ?? '';
        const start = index.text.indexOf(wanted);
        const overlap = Math.min(located.end, start + wanted.length) - Math.max(located.start, start);
        tried++;
        // What is not found in its place is said to be gone, never put in another.
        if (overlap <= 0 && located.status !== 'gone') misplaced.push(located);
        if (overlap / Math.max(wanted.length, located.end - located.start) > 0.85) right++;
      }
    }
    expect(misplaced).toEqual([]);
    expect(right / tried).toBeGreaterThan(share === 0.1 ? 0.98 : 0.95);
  });
});

suite('a passage that says little', () => {
  it('is not certain in a sentence that is none of its own', () => {
    show([...ARTICLE, 'Anna Berg was not in town that week, and nobody asked her to come back early.']);
    edit('The vote passed by nine to six', 'It was proposed by Anna Berg, the treasurer, and passed by nine');
    const target = mark('Anna Berg');
    edit('Anna Berg, the treasurer,', 'Olaf Lind');
    expect(find(target).status).not.toBe('found');
  });
});

suite('many targets', () => {
  it('are answered in their order, whatever order their places have', () => {
    const targets = [mark('crab'), mark('one'), mark('harbour'), mark('Harbour tolls')].toReversed();
    const located = locate(buildTextIndex(document.body), targets);
    expect(located.map(({ start }) => start)).toEqual(targets.map(({ position }) => position?.start));
  });

  it('is nothing for no targets, and gone on an empty page', () => {
    const target = mark('harbour');
    expect(locate(buildTextIndex(document.body), [])).toEqual([]);
    document.body.replaceChildren();
    expect(find(target)).toMatchObject({ status: 'gone', start: -1, end: -1, score: 0 });
  });
});
