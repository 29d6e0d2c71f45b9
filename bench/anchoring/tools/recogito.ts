/** npm `@recogito/text-annotator`: annotations saved as W3C annotations and loaded again, with its own renderer. */
import { W3CTextFormat, createTextAnnotator, rangeToSelector } from '@recogito/text-annotator';
import type { TextAnnotation, W3CTextAnnotation } from '@recogito/text-annotator';
import type { Json, Placed, Tool } from '../types';
import { describeEach } from './one-by-one';

const SOURCE = 'https://anchoring.invalid/news/page.html';
/** Its drawing is put off by a few milliseconds and then to the next frame. */
const DRAWING_MS = 60;

const formatOf = (): ReturnType<typeof W3CTextFormat> => W3CTextFormat(SOURCE, document.body);

function describeOne(range: Range, id: string): Json {
  const annotation: TextAnnotation = {
    id,
    bodies: [],
    target: { annotation: id, selector: [rangeToSelector(range, document.body)] },
  };
  const json: Json = JSON.parse(JSON.stringify(formatOf().serialize(annotation)));
  return json;
}

/** No two of its annotations may have the same id. */
let described = 0;
let stop: (() => void) | null = null;

export const recogito: Tool = {
  name: 'recogito',
  describe: (ranges) => describeEach(ranges, (range) => describeOne(range, `mark-${++described}`)),
  load(descriptions) {
    const stored: W3CTextAnnotation[] = JSON.parse(JSON.stringify(descriptions));
    return () => {
      const annotator = createTextAnnotator<TextAnnotation, W3CTextAnnotation>(document.body, {
        adapter: formatOf(),
      });
      stop = () => annotator.destroy();
      // Replacing leaves out the places, with the version of its core that is installed beside it today.
      annotator.setAnnotations(stored, false);
      return stored.map(({ id }): Placed | null => {
        const range = annotator.state.store.getAnnotation(id ?? '')?.target.selector[0]?.range;
        return range && !range.collapsed ? { range } : null;
      });
    };
  },
  async cleanUp() {
    stop?.();
    stop = null;
    await new Promise((drawn) => setTimeout(drawn, DRAWING_MS));
  },
};
