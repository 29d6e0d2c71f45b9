/** Turns text nodes, one after the other, into the page's normalised text and a map back to the nodes. */
import { IntList, UnitBuffer } from './growable';

const BLANK = 0x20;
const LINE = 0x0a;

/** The whitespace of `\s`, without a regular expression per unit. */
function isWhite(unit: number): boolean {
  if (unit <= 0x20) return unit === BLANK || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0xa0) return false;
  return (
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** Hints for breaking lines, which a reader never sees: soft hyphen, zero-width space, byte-order mark. */
function isHint(unit: number): boolean {
  return unit === 0xad || unit === 0x200b || unit === 0xfeff;
}

/**
 * The normalised text and its runs. A run is a stretch of text that stands unit for unit in one node; run `r`
 * starts at `runText[r]` in the text and at `runSource[r]` in `nodes[runNode[r]]`. A line break between blocks
 * belongs to no node and ends the run before it.
 */
export interface CollectedText {
  readonly text: string;
  readonly nodes: readonly Text[];
  readonly runText: Int32Array;
  readonly runNode: Int32Array;
  readonly runSource: Int32Array;
}

export class TextCollector {
  readonly #buffer = new UnitBuffer(65_536);
  readonly #nodes: Text[] = [];
  readonly #runText = new IntList();
  readonly #runNode = new IntList();
  readonly #runSource = new IntList();
  #breaks = false;

  /** What follows stands in another block. Any number of breaks in a row is one. */
  breakBlock(): void {
    this.#breaks = true;
  }

  add(node: Text): void {
    const data = node.data;
    const buffer = this.#buffer;
    // The source offset that would carry the open run on; none is open for this node yet.
    let next = -1;
    for (let at = 0; at < data.length; at++) {
      let unit = data.charCodeAt(at);
      if (isHint(unit)) continue;
      if (isWhite(unit)) {
        if (this.#breaks || buffer.length === 0 || buffer.last === BLANK) continue;
        unit = BLANK;
      } else if (this.#breaks) this.#flushBreak();
      if (at !== next) this.#openRun(node, at);
      buffer.push(unit);
      next = at + 1;
    }
  }

  finish(): CollectedText {
    if (this.#buffer.last === BLANK) this.#buffer.dropLast();
    return {
      text: this.#buffer.toString(),
      nodes: this.#nodes,
      runText: this.#runText.toArray(),
      runNode: this.#runNode.toArray(),
      runSource: this.#runSource.toArray(),
    };
  }

  #flushBreak(): void {
    this.#breaks = false;
    if (this.#buffer.length === 0) return;
    if (this.#buffer.last === BLANK) this.#buffer.replaceLast(LINE);
    else this.#buffer.push(LINE);
  }

  #openRun(node: Text, source: number): void {
    if (this.#nodes.at(-1) !== node) this.#nodes.push(node);
    this.#runText.push(this.#buffer.length);
    this.#runNode.push(this.#nodes.length - 1);
    this.#runSource.push(source);
  }
}
