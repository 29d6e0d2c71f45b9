/** Sentences that newsrooms reword: shortened, lengthened, with other numbers, or replaced by something else. */
import { describe, expect, it } from 'vitest';
import { END, found, page, TOP } from '../../tests/fixtures/marks-on-text';

/** What becomes of the mark on `passage`, which is all that stands between, when `after` stands there. */
function becomes(passage: string, after: readonly string[], marked = passage): string | undefined {
  return found(page(TOP, [passage], END), [marked], page(TOP, after, END))[0];
}

describe('a sentence that was marked whole', () => {
  const SENTENCE = 'The harbour council turned down the plan for a new gate.';
  const LONGER =
    'The harbour council turned down the plan for a new gate on Monday night, after two members changed sides and a third had left the hall.';

  it('is marked whole where it goes on now', () => {
    expect(becomes(SENTENCE, [LONGER])).toBe(`found: ${LONGER}`);
  });

  it('is marked from where it begins now, with a small letter in its middle', () => {
    const before = 'Then the pumps were switched off by the night watch.';
    const after = 'A first alarm was taken for a drill, then the pumps were shut off by the night watch.';
    expect(becomes(before, [after])).toBe(`found: ${after}`);
  });

  it('begins where it did, whatever without an end stands before it', () => {
    expect(becomes(SENTENCE, [`Share this story with friends ${SENTENCE}`])).toBe(`found: ${SENTENCE}`);
  });

  it('ends where the sentence ends that is left of it', () => {
    const long = 'For a worked example of the new rules, see the tables that come with the harbour guide.';
    const short = 'For a worked example of the new rules, see the tables that follow.';
    const next =
      'Two more clerks were hired. They work on the guide, on letters, and on what nobody else wants to do.';
    expect(becomes(long, [`${short} ${next}`, 'A third may come in spring.'])).toBe(`found: ${short}`);
  });

  it('is marked without what became a sentence of its own, and says mostly something else', () => {
    const long = 'While the gate is shut the tide is held back, otherwise it runs into the lower town.';
    const first = 'While the gate is shut the tide is held back.';
    const second =
      'With a storm from the west and a gate that stands open, water runs past the mill, over the quay and into the town.';
    expect(becomes(long, [`${first} ${second}`])).toBe(`found: ${first}`);
    expect(becomes(`${second.slice(0, -1)}, and ${first}`, [`A storm is near. ${second}`])).toBe(
      `found: ${second}`,
    );
  });

  it('is marked over both sentences where it was only parted', () => {
    const parted =
      'The harbour council turned down the plan. It asked the master of the port for another one by May.';
    expect(becomes(parted.replace('. It', ', and it'), [parted])).toBe(`found: ${parted}`);
  });

  it('does not end with a stop in the middle of a name', () => {
    const before = 'Ask the clerk of the harbour office for a paper form.';
    const after = 'Ask the clerk of the harbour office for help at harbour.example or by post.';
    expect(becomes(before, [after])).toBe(`found: ${after}`);
  });

  it('is found where a third of it is left, and nothing was added', () => {
    const long =
      'Session notes are kept in the archive of the council, where anybody with a card may read them after a year.';
    expect(becomes(long, ['Session notes are kept in the archive.'])).toBe(
      'found: Session notes are kept in the archive.',
    );
  });
});

describe('a part of a sentence', () => {
  const SENTENCE = 'The council turned down the plan for a new harbour gate after a long debate.';

  it('grows no further than it was marked', () => {
    const after =
      'The council turned down the plan for a new harbour gate before the vote after a long debate.';
    expect(becomes(SENTENCE, [after], 'turned down the plan for a new harbour gate')).toBe(
      'found: turned down the plan for a new harbour gate',
    );
  });

  it('is not taken for certain where half of it is said of something else', () => {
    const guides = ['Guides still tell of the old plan for a harbour gate that nobody built.'];
    const mark = 'the plan for a new harbour gate';
    const [now] = found(page(guides, TOP, [SENTENCE], END), [mark], page(guides, TOP, END));
    expect(now).not.toMatch(/^found/u);
  });
});

describe('a sentence with numbers', () => {
  it('is found where they were only taken out', () => {
    const before = 'Prosecutors said Lusk moved money into accounts of his own between 2017 and 2021.';
    const after = 'Prosecutors said Lusk moved money into accounts of his own.';
    const moved = page([after], ['A clerk read the charges.', 'The hall was full.']);
    expect(found(page(TOP, [before], END), [before], moved)[0]).toBe(`found: ${after}`);
  });

  it('is found where all of them are others, if its words are its own, and half of what stands around it', () => {
    const before =
      'Keepers of the northern lighthouse counted 412 storks in 9 villages on their walk through the marshes.';
    const after = before.replace('412', '388').replace('9', '7');
    const news = ['Nobody can say why so few of them came.', 'A cold spring may be to blame for it.'];
    expect(found(page(TOP, [before], END), [before], page(TOP, [after], news))[0]).toBe(`found: ${after}`);
  });

  it('is asked for where all of them are others, and so is what stands around it', () => {
    const before = 'Shares of the grocer rose 3 percent to 41 crowns in early trading.';
    const after = 'Shares of the grocer rose 5 percent to 46 crowns in early trading.';
    const moved = page([after], ['A clerk read the charges.', 'The hall was full.']);
    expect(found(page(TOP, [before], END), [before], moved)[0]).toBe(`unsure: ${after}`);
  });
});

describe('what somebody is quoted with', () => {
  const SAID =
    '“Nobody warned us that the lower gate would be locked,” harbour master Ines Corvo told the inquiry.';
  const OTHER = '“The pumps were old when I came here,” harbour master Ines Corvo told the inquiry.';
  const REWORDED =
    '“Nobody told us that the lower gate would be locked,” harbour master Ines Corvo told the inquiry.';

  it('is gone where the same person says something else', () => {
    expect(becomes(SAID, [OTHER])).toBe('gone: ');
  });

  it('is still there where a word of it is another', () => {
    expect(becomes(SAID, [REWORDED])).toBe(`found: ${REWORDED}`);
  });
});

describe('a line that stands on the page more than once', () => {
  const LINE = 'The company did not respond to a request for comment.';
  const first = 'A spokesman for the port said that ships would be turned away.';
  const second = 'Two tugs lay idle.';
  const third = 'It rained.';

  it('is asked for where it was moved away from between what stood beside it', () => {
    const before = page(TOP, [first, LINE, second, LINE, third, LINE], END);
    const after = page([LINE], TOP, [first, second, LINE, third, LINE], END);
    expect(found(before, [LINE], after)[0]).not.toMatch(/^found/u);
  });
});

describe('a line of which all the words stand there', () => {
  it('is found with other marks between them, though what stood beside it closed up', () => {
    const list = ['Options come first.', 'hidden(): Removes it from all menus', 'Examples come last.'];
    const moved = 'hidden: removes it, from all menus';
    const after = page([moved], TOP, [list[0] ?? '', list[2] ?? ''], END);
    expect(found(page(TOP, list, END), [list[1] ?? ''], after)[0]).toBe(`found: ${moved}`);
  });
});
