/**
 * One annotation being edited: what was typed, what is saved, and what happens when saving fails.
 *
 * It exists so that typed text is never lost: it is kept as a draft from the first key until the store has
 * confirmed it, and no update from elsewhere overwrites it.
 */
import type { Annotation, AnnotationChanges } from '../lib/annotation/model';
import {
  changesOf,
  fieldNames,
  fieldsOf,
  parseDraft,
  pickFields,
  sameValue,
  type EditFields,
  type FieldName,
  type SomeFields,
} from './edit-fields';

export type SaveResult = { readonly ok: true } | { readonly ok: false; readonly message: string };
/** Answers when the store has decided; a rejection counts as a failure. */
export type Save = (changes: AnnotationChanges) => Promise<SaveResult>;

/** Where typed text waits until it is saved; synchronous, so that a closing window loses nothing. */
export interface Drafts {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

export type SaveState =
  | { readonly type: 'idle' | 'waiting' | 'saving' | 'saved' }
  | { readonly type: 'failed'; readonly message: string };

export interface EditView {
  readonly fields: EditFields;
  readonly save: SaveState;
  /** Text of an earlier time that was never saved, where the store has moved on since; null where there is none. */
  readonly conflict: SomeFields | null;
}

/** Calls `work` after `ms` milliseconds. @returns how to call it off */
export type Schedule = (work: () => void, ms: number) => () => void;

const PAUSE_MS = 500;

/** One field that the user touched. `base`: the store's value then; `saved`: the store has confirmed `value`. */
interface Touched {
  readonly value: EditFields[FieldName];
  readonly base: EditFields[FieldName];
  readonly saved: boolean;
}

export interface EditPorts {
  readonly save: Save;
  readonly drafts: Drafts;
  readonly schedule: Schedule;
}

export class EditSession {
  #annotation: Annotation;
  #ports: EditPorts;
  #touched = new Map<FieldName, Touched>();
  #focused: FieldName | null = null;
  #state: SaveState = { type: 'idle' };
  #conflict: SomeFields | null = null;
  #running = false;
  #again = false;
  #cancelTimer: () => void = () => undefined;
  #listeners = new Set<() => void>();
  #view: EditView;

  constructor(annotation: Annotation, ports: EditPorts) {
    this.#annotation = annotation;
    this.#ports = ports;
    this.#takeUpDraft();
    this.#view = this.#look();
  }

  /** The current state; the same object until something changes. */
  get view(): EditView {
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The annotation as the store has it now, after a change from here or elsewhere, and how to save from now on. */
  receive(annotation: Annotation, save: Save): void {
    this.#ports = { ...this.#ports, save };
    if (annotation === this.#annotation) return;
    this.#annotation = annotation;
    for (const [name, touched] of this.#touched) {
      if (touched.saved && name !== this.#focused) this.#touched.delete(name);
    }
    this.#changed();
  }

  /** The user set these fields. */
  set(fields: SomeFields): void {
    const stored = fieldsOf(this.#annotation);
    for (const name of fieldNames(fields)) {
      const value = fields[name];
      if (value === undefined) continue;
      const before = this.#touched.get(name);
      const base = before && !before.saved ? before.base : stored[name];
      this.#touched.set(name, { value, base, saved: false });
    }
    this.#keepDraft();
    this.#state = { type: 'waiting' };
    this.#saveSoon();
    this.#changed();
  }

  focus(name: FieldName): void {
    this.#focused = name;
  }

  /** The user left a field: it is saved now, and follows the store again. */
  blur(name: FieldName): void {
    if (this.#focused === name) this.#focused = null;
    const touched = this.#touched.get(name);
    const stored = fieldsOf(this.#annotation)[name];
    if (touched?.saved && !sameValue(stored, touched.base)) {
      this.#touched.delete(name);
      this.#changed();
    }
    void this.flush();
  }

  /** Saves what is not saved yet, now. */
  async flush(): Promise<void> {
    this.#cancelTimer();
    const sent = this.#unsaved();
    if (sent.size === 0) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    this.#state = { type: 'saving' };
    this.#changed();
    await this.#send(sent);
    this.#running = false;
    if (this.#again) {
      this.#again = false;
      await this.flush();
    }
  }

  /** The view goes away: what is typed is sent at once, even past a save that is still on its way. */
  close(): void {
    this.#cancelTimer();
    this.#listeners.clear();
    const sent = this.#unsaved();
    if (sent.size > 0) void this.#send(sent);
  }

  /** Takes the text of an earlier time, or drops it. */
  settleConflict(use: boolean): void {
    const old = this.#conflict;
    this.#conflict = null;
    if (use && old) this.set(old);
    else {
      this.#keepDraft();
      this.#changed();
    }
  }

  #unsaved(): Map<FieldName, Touched> {
    return new Map([...this.#touched].filter(([, touched]) => !touched.saved));
  }

  async #send(sent: Map<FieldName, Touched>): Promise<void> {
    const values: SomeFields = Object.fromEntries([...sent].map(([name, { value }]) => [name, value]));
    let result: SaveResult;
    try {
      result = await this.#ports.save(changesOf(values));
    } catch (error) {
      result = { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
    if (result.ok) this.#confirm(sent);
    else this.#state = { type: 'failed', message: result.message };
    this.#changed();
  }

  #confirm(sent: Map<FieldName, Touched>): void {
    for (const [name, was] of sent) {
      const now = this.#touched.get(name);
      if (now === was) this.#touched.set(name, { ...was, saved: true });
      // Typed on while it was being saved: from here on, the store holds what was sent.
      else if (now && !now.saved) this.#touched.set(name, { ...now, base: was.value });
    }
    const clean = this.#unsaved().size === 0;
    this.#state = { type: clean ? 'saved' : 'waiting' };
    this.#keepDraft();
  }

  #takeUpDraft(): void {
    const draft = parseDraft(this.#ports.drafts.get(this.#annotation.id));
    if (!draft) return;
    const stored = fieldsOf(this.#annotation);
    const open = fieldNames(draft.typed).filter((name) => !sameValue(draft.typed[name], stored[name]));
    const safe = open.filter((name) => sameValue(draft.base[name], stored[name]));
    const clash = open.filter((name) => !safe.includes(name));
    if (clash.length > 0) this.#conflict = pickFields(draft.typed, clash);
    if (safe.length > 0) this.set(pickFields(draft.typed, safe));
    else this.#keepDraft();
  }

  #keepDraft(): void {
    const unsaved = [...this.#unsaved()];
    const key = this.#annotation.id;
    if (unsaved.length === 0 && !this.#conflict) {
      this.#ports.drafts.remove(key);
      return;
    }
    const typed = {
      ...this.#conflict,
      ...Object.fromEntries(unsaved.map(([name, { value }]) => [name, value])),
    };
    const base = Object.fromEntries(unsaved.map(([name, touched]) => [name, touched.base]));
    this.#ports.drafts.set(key, JSON.stringify({ typed, base }));
  }

  #saveSoon(): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#ports.schedule(() => void this.flush(), PAUSE_MS);
  }

  #look(): EditView {
    const touched = Object.fromEntries([...this.#touched].map(([name, { value }]) => [name, value]));
    return {
      fields: { ...fieldsOf(this.#annotation), ...touched },
      save: this.#state,
      conflict: this.#conflict,
    };
  }

  #changed(): void {
    this.#view = this.#look();
    for (const listener of this.#listeners) listener();
  }
}
