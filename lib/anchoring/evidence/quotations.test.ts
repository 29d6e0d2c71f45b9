import { expect, test } from 'vitest';
import { fold } from '../text/fold';
import { quotations } from './quotations';

const quoted = (text: string): string[] => {
  const { text: folded } = fold(text);
  return quotations(folded).map(({ start, end }) => folded.slice(start, end));
};

test.each([
  ['“We count the boats,” she said. “Then we wait.”', ['we count the boats,', 'then we wait.']],
  ['She said "we wait" and left', ['we wait']],
  ['and left," he said', ['and left,']],
  ['he said: "and then', ['and then']],
  ['« Nous attendons », dit-elle', [' nous attendons ']],
  ['市長は「船は待たない」と述べた', ['船は待たない']],
  ['Nobody is quoted here', []],
  ['“all of it”', ['all of it']],
])('%s', (text, parts) => {
  expect(quoted(text)).toEqual(parts);
});
