/** What the runner of `bench:painting` and the code inside the page tell each other. */

/** What a page has, without what the bench put there. */
export interface PageState {
  readonly elements: number;
  readonly texts: number;
  /** All of the page's markup. */
  readonly html: string;
}

export interface PaintingHarness {
  /** Draws `count` passages; how many there are. Before anything else. */
  prepare(count: number, seed: number): number;
  state(): PageState;
  /** Lets the painter paint all passages, and waits until the browser has shown them; ms of the call alone. */
  paint(painter: string): Promise<number>;
  /** Goes down the page in so many steps, a frame each, and back to the top. */
  scroll(steps: number): Promise<void>;
  /** A script of the page's changes text in its nodes and puts in paragraphs, once in each of so many frames. */
  mutate(frames: number): Promise<void>;
}
