/** A small page for the bench's own tests. */
import { parsedPage, show } from './show';

const SENTENCES = [
  'The ferry to Osmund Point will sail twice a week from the first of May.',
  'Nobody at the ministry expects the subsidy of 4.6 million crowns to be renewed.',
  'A return ticket costs 38 crowns for residents, and more than twice as much for others.',
  'The pilots have asked for a second lamp on the northern mole since the winter storms.',
  'In the old cannery a painter from Velm has set up a printing press and teaches children.',
  'The harbour office counted 212 ships in March, nine more than in the year before.',
  'A bakery opens at four in the morning, and its light is seen from far out at sea.',
  'Teachers found the school’s roof leaking again, only weeks after it had been mended.',
  'The council will meet on the first Monday of June to talk about the price of water.',
  'Old nets hang along the quay, and visitors take them for an exhibition of some kind.',
  'The doctor comes by boat on Thursdays and leaves before the tide turns in the evening.',
  'Three brothers have run the ropeworks since 1971 and now look for someone to follow them.',
];

/** Twelve different sentences in six paragraphs, the second word of each paragraph emphasised. */
export const SMALL_PAGE = `<!doctype html><html lang="en"><head><title>Osmund Point</title></head><body>
<nav><a href="/">Front page</a> <a href="/sea">Sea</a></nav>
<main><h1>News from Osmund Point, gathered along its harbour</h1>
${SENTENCES.flatMap((sentence, at) => (at % 2 === 0 ? [`${sentence} ${SENTENCES[at + 1] ?? ''}`] : []))
  .map((text) => `<p>${text.replace(/^(\S+) (\S+)/, '$1 <em>$2</em>')}</p>`)
  .join('\n')}
</main></body></html>`;

/** Makes `html` the page; what is called in the end brings back the page that was there. */
export function open(html: string): () => void {
  const before = document.documentElement;
  show(parsedPage(html));
  return () => {
    document.replaceChild(before, document.documentElement);
  };
}
