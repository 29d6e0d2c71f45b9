/** What the runner of `bench:text-fragments` and the code inside the page tell each other. */
import type { Point } from '../anchoring/run';

/** Why no text directive can lead to a passage; null where one can. See `reach.ts`. */
export type Barrier = 'hidden' | 'repeated' | 'in shadow or frame';

/** What the algorithm of the specification makes of a link. */
export type BySpecification = 'right' | 'elsewhere' | 'nowhere';

/** A passage that was marked, described, and linked to. */
export interface LinkedMark {
  /** Kind of passage, as it was drawn. */
  readonly shape: string;
  readonly exact: string;
  /** Where it stands, by the places of nodes in `nodesOf`. */
  readonly start: Point;
  readonly end: Point;
  /** As the product makes it. */
  readonly link: string;
  readonly barrier: Barrier | null;
  readonly bySpecification: BySpecification;
}

export interface PrepareOptions {
  readonly page: string;
  readonly seed: number;
  readonly marks: number;
  readonly url: string;
}

/** A box in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a passage stands on the page as it was scrolled by the browser. */
export interface Landing {
  /** Whether its beginning is in the window. */
  readonly isInView: boolean;
}

/** The page's size, and the boxes of a passage's text, in CSS pixels from the corner of the page. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
}

/** The part of the page that the window shows, in CSS pixels from the corner of the page. */
export interface Scrolled {
  readonly left: number;
  readonly top: number;
}

type Ends = Pick<LinkedMark, 'start' | 'end'>;

/** What the bundle puts into the page's global object. */
export interface TextFragmentsHarness {
  /** Whether the page hides itself as a whole: some do until their scripts have run. */
  isHidden(): boolean;
  /** Draws marks on the page that is open, and makes their links. */
  prepare(options: PrepareOptions): readonly LinkedMark[];
  /** Once the browser has come to rest. */
  land(ends: Ends): Promise<Landing>;
  /** Leaves nothing on the page but what the browser highlights, in `HIGHLIGHT`. */
  strip(): void;
  layout(ends: Ends): Layout;
  scroll(to: Scrolled): Promise<Scrolled>;
}
