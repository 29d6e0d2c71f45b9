/** Words that look like those of a script, the frequent ones short, drawn as often as words are. */
import { seeded, type Random } from '../anchoring/random';

interface Script {
  readonly language: string;
  readonly syllables: readonly string[];
  readonly space: string;
  readonly stop: string;
}

const SCRIPTS: readonly Script[] = [
  {
    language: 'en',
    syllables: 'the an ing re to er con ment ly pro st ble de ness ter sea wall ti on'.split(' '),
    space: ' ',
    stop: '. ',
  },
  {
    language: 'de',
    syllables: 'der ung ge ver schaft Über keit än lich ein straße ö haus be ten weg ü mann'.split(' '),
    space: ' ',
    stop: '. ',
  },
  {
    language: 'fr',
    syllables: "é tion le ment ça l'en qué re ère ou des pré tif eau aux ci vil".split(' '),
    space: ' ',
    stop: '. ',
  },
  {
    language: 'uk',
    syllables: 'при на мо ста ння ко ви ськ ого пере дов ла ї рі щу'.split(' '),
    space: ' ',
    stop: '. ',
  },
  {
    language: 'el',
    syllables: 'κα τη στο μέ ρα λό γος πό λη ου ση νε φά'.split(' '),
    space: ' ',
    stop: '. ',
  },
  { language: 'ar', syllables: 'ال مد ين ة كت اب ست عم رس ول بح ري'.split(' '), space: ' ', stop: '. ' },
  { language: 'hi', syllables: 'का ने में स्व राज्य भा रत लो क पा नी दि न'.split(' '), space: ' ', stop: '। ' },
  {
    language: 'ja',
    syllables: '市 長 は 港 の 新 し い 堤 防 を 説 明 し た 会 議 で 予 算 が'.split(' '),
    space: '',
    stop: '。',
  },
  {
    language: 'zh',
    syllables: '市 政 府 表 示 海 堤 工 程 的 经 费 已 在 会 议 上 通 过 了'.split(' '),
    space: '',
    stop: '。',
  },
];
/** Of ten articles, so many are English, German, French. */
const LATIN = 7;
/** Words of a language. */
const VOCABULARY = 20_000;

/** The text of one language. */
export interface Writer {
  readonly language: string;
  /** Sentences of `from` to `to` letters in all. */
  text(random: Random, from: number, to: number): string;
  /** One of so many words, with what stands before the next one. */
  sentence(random: Random, words: number): string;
  /** So many words. */
  words(random: Random, count: number): string;
}

function writerOf({ language, syllables, space, stop }: Script): Writer {
  const random = seeded(1, 'vocabulary', language);
  const vocabulary = Array.from({ length: VOCABULARY }, (_, rank) =>
    Array.from({ length: 1 + random.int(rank < 200 ? 2 : 4) }, () => random.pick(syllables)).join(''),
  );
  // Few words make up most of a text, as they do.
  const word = (chance: Random): string => vocabulary[Math.floor(VOCABULARY * chance.next() ** 4)] ?? '';
  return {
    language,
    text(chance, from, to) {
      const length = from + chance.int(to - from);
      let text = '';
      for (let words = 1; text.length < length; words++) text += word(chance) + (words % 12 ? space : stop);
      return text.slice(0, length).trim().toWellFormed();
    },
    sentence: (chance, words) => Array.from({ length: words }, () => word(chance)).join(space) + stop,
    words: (chance, count) => Array.from({ length: count }, () => word(chance)).join(space),
  };
}

const WRITERS = SCRIPTS.map(writerOf);

/** Seven of ten articles are in Latin letters, the others in one of the other scripts. */
export function writerFor(random: Random): Writer {
  const few = random.int(10) < LATIN ? WRITERS.slice(0, 3) : WRITERS.slice(3);
  return random.pick(few);
}
