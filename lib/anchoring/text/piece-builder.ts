/** Puts pieces together from the texts of a block, one after the other. */
import { BLANK, hasWhite, normalise } from './characters';
import { isParted } from './lines';
import { Piece } from './piece';

export class PieceBuilder {
  readonly #put: (piece: Piece) => void;
  #text = '';
  #nodes: Text[] = [];
  #data: string[] = [];
  /** What was added last: looking into the whole text each time would cost its length. */
  #last = '';
  /** Elements that began or ended since. */
  #crossed: Element[] = [];

  /**
   * @param put takes each piece that is ready
   */
  constructor(put: (piece: Piece) => void) {
    this.#put = put;
  }

  /** Whether nothing was added since the last line ended. */
  get isEmpty(): boolean {
    return this.#last === '';
  }

  /** Whether text that comes next would be glued to text. */
  get isOpen(): boolean {
    return this.#last !== '' && this.#last.charCodeAt(this.#last.length - 1) !== BLANK;
  }

  /** The border of an element that may stand in a line. */
  cross(element: Element): void {
    if (this.#last !== '') this.#crossed.push(element);
  }

  /** Adds a node whose data has something that is seen. */
  add(node: Text, data: string): void {
    let part = normalise(data);
    if (this.#crossed.length > 0) {
      const isGlued = this.isOpen && part.charCodeAt(0) !== BLANK;
      if (isGlued && isParted(this.#last, part, this.#crossed)) this.breakLine();
      this.#crossed = [];
    }
    if (part.charCodeAt(0) === BLANK && !this.isOpen) part = part.slice(1);
    this.#text += part;
    this.#last = part;
    this.#nodes.push(node);
    this.#data.push(data);
  }

  /** Whether a node of blanks and hints alone would add a blank. */
  wantsBlank(data: string): boolean {
    return this.isOpen && hasWhite(data);
  }

  addBlank(node: Text, data: string): void {
    this.#text += ' ';
    this.#last = ' ';
    this.#nodes.push(node);
    this.#data.push(data);
    this.#crossed = [];
  }

  /** What follows stands on another line. */
  breakLine(): void {
    if (this.#last === '') return;
    const text = this.isOpen ? this.#text : this.#text.slice(0, -1);
    if (text !== '') this.#put(new Piece(text, this.#nodes, this.#data));
    this.clear();
  }

  /** Forgets what was not put. */
  clear(): void {
    this.#text = '';
    this.#last = '';
    this.#nodes = [];
    this.#data = [];
    this.#crossed = [];
  }
}
