/**
 * Keeps marks in their places while the page lives. What its text lost is looked for at once, word for word; the rest
 * a little later and in slices, so that the page is never held up: first in the text that is shown, then in what is
 * hidden.
 */
import { locateInSteps } from '../../anchoring/locate';
import type { PageIndex } from '../../anchoring/text/page-index';
import type { PageText } from '../../anchoring/text/page-text';
import { afterFrame } from './after-frame';
import { Budget } from './budget';
import { News } from './news';
import { sameText, Seats, type Seat, type Wanted } from './seats';
import { createSlices, type Slices } from './slices';
import type { TextWatch } from './watch-text';

/** How long changes are gathered before all is looked for. */
const QUIET_MS = 150;
/** What must be left of the budget for work in the middle of the page's own. */
const LEAST_LEFT = 5;
/** How long a mark that was lost waits for the budget. */
const MOST_PATIENCE_MS = 1_500;
/** How long the text is kept that was read for a page without marks. */
const IDLE_MS = 30_000;

interface Options {
  readonly window: Window & typeof globalThis;
  readonly watch: TextWatch;
  /** Some mark got a place, lost its own or was moved. */
  readonly placed: () => void;
  /** Everything that was to be looked for has been. */
  readonly done: () => void;
}

export class Placing {
  readonly seats = new Seats();
  readonly #options: Options;
  readonly #slices: Slices;
  readonly #budget: Budget;
  readonly #now: () => number;
  #shown: PageIndex | null = null;
  /** What was searched last. */
  #searchedShown: PageIndex | null = null;
  #searchedAll: PageIndex | null = null;
  #changedAt: number;
  #mayGoOn: () => boolean = () => true;
  #wait: (() => void) | null = null;
  #idle: (() => void) | null = null;
  #isWorking = false;
  /** Something happened that the work under way may not have seen. */
  #isDue = false;

  constructor(options: Options) {
    const { performance } = options.window;
    this.#options = options;
    this.#now = () => performance.now();
    this.#slices = createSlices(options.window);
    this.#budget = new Budget(this.#now);
    this.#changedAt = this.#now();
  }

  /** The text that is shown, as the marks know it. */
  get shown(): PageIndex | null {
    return this.#shown;
  }

  /**
   * These are the marks from now on. Those that stand unmoved have their places at once: in the text that is known, or
   * where the way to their nodes leads.
   */
  want(list: readonly Wanted[]): void {
    this.seats.want(list, this.#now());
    if (list.length === 0) return this.#rest();
    const fresh = this.seats.all().filter((seat) => seat.fresh);
    if (this.#shown) this.seats.seatUnmoved(fresh, this.#shown);
    else this.#foresee();
    if (fresh.some((seat) => !seat.place)) this.#begin(0);
  }

  /** The page changed, or may have. Called in the middle of the page's own work. `much`: see `TextWatch`. */
  changed(much: boolean): void {
    if (!this.#shown && this.seats.foreseeAgain(this.#options.window.document)) this.#options.placed();
    if (this.#shown && !much && this.#budget.left > LEAST_LEFT) {
      this.#budget.spend(this.#slices.now((mayGoOn) => !this.#isUrgent() || this.#follow(mayGoOn)));
    }
    this.#begin(QUIET_MS);
  }

  /** Reads the page to its end, however long that takes. */
  readNow(): PageIndex {
    const { watch } = this.#options;
    watch.hear();
    const shown = watch.shown.update();
    this.#adopt(shown);
    // It may be that nothing comes of it.
    this.#idle?.();
    this.#idle = this.#later(IDLE_MS, () => this.seats.size === 0 && this.#rest());
    return shown;
  }

  /** Calls marks without a place gone that have had their time. `loaded`: when the page was, null while it is not. */
  settle(loaded: number | null): boolean {
    return this.seats.settle({ now: this.#now(), changed: this.#changedAt, loaded });
  }

  stop(): void {
    this.#wait?.();
    this.#wait = null;
    this.#idle?.();
    this.#slices.stop();
    this.#isWorking = false;
  }

  #foresee(): void {
    this.seats.foresee(this.#options.window.document);
    // From now on it is heard what the page changes, though its text is read later.
    void this.#options.watch.shown;
  }

  /** Nothing is wanted: the page is left to itself. */
  #rest(): void {
    this.stop();
    this.#options.watch.stop();
    this.#shown = null;
    this.#searchedShown = null;
    this.#searchedAll = null;
  }

  /** Whether a place was touched, or one that was lost may come back. */
  #isUrgent(): boolean {
    const { shown } = this.#options.watch;
    return this.seats.all().some(({ place, lost }) => {
      if (lost) return true;
      return place !== null && !place.hidden && (place.isBroken || shown.isTouched(place.held));
    });
  }

  #follow(mayGoOn: () => boolean): boolean {
    const shown = this.#options.watch.shown.update(mayGoOn);
    if (shown) this.#adopt(shown);
    return shown !== null;
  }

  #adopt(shown: PageIndex): void {
    const before = this.#shown;
    this.#shown = shown;
    if (shown !== before) this.#changedAt = this.#now();
    if (this.seats.adopt(shown, before, this.#now())) this.#options.placed();
  }

  /** Looks for all that have no place, after `delay` milliseconds at least. */
  #begin(delay: number): void {
    this.#isDue = true;
    if (this.seats.size === 0 || this.#isWorking || (this.#wait && delay > 0)) return;
    this.#wait?.();
    const work = (): void => this.#work();
    // What the user has just done does not wait, and a mark that was there a moment ago not for long.
    const most = this.seats.all().some(({ lost }) => lost) ? MOST_PATIENCE_MS : Infinity;
    const pause = delay > 0 ? Math.max(delay, Math.min(most, this.#budget.wait)) : 0;
    const drawn = (): void => void (this.#wait = afterFrame(this.#options.window, work));
    if (!this.#shown) drawn();
    else this.#wait = this.#later(pause, delay > 0 ? drawn : work);
  }

  #later(delay: number, work: () => void): () => void {
    const { window } = this.#options;
    const timer = window.setTimeout(work, delay);
    return () => window.clearTimeout(timer);
  }

  #work(): void {
    this.#wait = null;
    this.#isDue = false;
    this.#isWorking = true;
    const isFirst = !this.#shown;
    const round = this.#round();
    const goOn = (mayGoOn: () => boolean): boolean => {
      this.#mayGoOn = mayGoOn;
      for (;;) {
        if (round.next().done) return true;
        if (!mayGoOn()) return false;
      }
    };
    this.#slices.run(goOn, (spent) => {
      // Reading a page for the first time is what the user waits for.
      this.#budget.spend(isFirst ? 0 : spent);
      this.#isWorking = false;
      this.#options.done();
      if (this.#isDue) this.#begin(QUIET_MS);
    });
  }

  *#round(): Generator<void, void> {
    const { watch } = this.#options;
    watch.hear();
    const shown = yield* this.#updated(watch.shown);
    this.#adopt(shown);
    const started = this.#now();
    yield* this.#look(shown, yield* this.#looking(shown, this.#searchedShown, false), false);
    this.#searchedShown = shown;
    if (this.seats.forgetEarly()) this.#options.placed();
    const unplaced = this.seats.all().filter(({ place }) => !place || place.hidden);
    if (unplaced.length === 0) return;
    const all = yield* this.#updated(watch.all);
    if (this.seats.adoptHidden(all, this.#now())) this.#options.placed();
    yield* this.#look(all, yield* this.#looking(all, this.#searchedAll, true), true);
    this.#searchedAll = all;
    const now = this.#now();
    for (const seat of unplaced) {
      if (seat.since > started) continue;
      seat.looked = now;
      // Where the page was read again meanwhile, the next round has to look there.
      seat.fresh &&= shown !== this.#shown;
    }
  }

  *#updated(text: PageText): Generator<void, PageIndex> {
    for (;;) {
      const index = text.update(this.#mayGoOn);
      if (index) return index;
      yield;
    }
  }

  /** The marks to look for in an index: those that nobody looked for, and those that what is new may concern. */
  *#looking(index: PageIndex, searched: PageIndex | null, hidden: boolean): Generator<void, Seat[]> {
    const open = this.seats.all().filter(({ place, wanted }) => {
      if (!place) return true;
      const isItsOwn = !place.unsure && !place.doubtful && sameText(place.text, wanted.target.exact);
      return !hidden && (place.hidden || !isItsOwn);
    });
    if (searched === index || open.every((seat) => seat.fresh)) return open.filter((seat) => seat.fresh);
    while (!index.prepareWords(this.#mayGoOn)) yield;
    const news = new News(index, searched);
    return open.filter((seat) => seat.fresh || news.concerns(seat.wanted.target.exact));
  }

  *#look(index: PageIndex, seats: readonly Seat[], hidden: boolean): Generator<void, void> {
    if (!hidden && this.seats.seatUnmoved(seats, index)) this.#options.placed();
    const others = seats.filter(({ place, fresh }) => !place || !fresh);
    if (others.length === 0) return;
    while (!index.prepareWords(this.#mayGoOn)) yield;
    const located = yield* locateInSteps(
      index,
      this.seats.sought(others, hidden),
      this.seats.takenBeside(others, index, hidden),
    );
    let changed = false;
    for (const [at, seat] of others.entries()) {
      const found = located[at];
      if (!found || this.seats.get(seat.wanted.id) !== seat) continue;
      changed = this.seats.seat(seat, found, index, hidden) || changed;
    }
    // The page may have moved on meanwhile.
    if (this.#shown && this.#shown !== index && !hidden) this.seats.adopt(this.#shown, index, this.#now());
    if (changed) this.#options.placed();
  }
}
