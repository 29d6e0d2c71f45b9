import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation, AnnotationChanges } from '../lib/annotation/model';
import { applyCommand } from '../lib/annotation/commands';
import { sampleAnnotation } from '../tests/unit/support/samples';
import { EditSession, type SaveResult } from './edit-session';

/** A store that decides when it is told to, and time that passes when it is told to. */
function world(annotation: Annotation = sampleAnnotation(), kept = new Map<string, string>()) {
  const pending: { changes: AnnotationChanges; settle: (result: SaveResult) => void }[] = [];
  const sent: AnnotationChanges[] = [];
  let timer: (() => void) | null = null;
  const save = (changes: AnnotationChanges): Promise<SaveResult> => {
    sent.push(changes);
    return new Promise((settle) => pending.push({ changes, settle }));
  };
  const drafts = {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
  };
  const schedule = (work: () => void): (() => void) => {
    timer = work;
    return () => {
      timer = null;
    };
  };
  const session = new EditSession(annotation, { save, drafts, schedule });
  return {
    session,
    kept,
    sent,
    save,
    pause: (): void => {
      const work = timer;
      timer = null;
      work?.();
    },
    answer: async (result: SaveResult = { ok: true }): Promise<void> => {
      pending.shift()?.settle(result);
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

const key = sampleAnnotation().id;

describe('EditSession', () => {
  it('saves once after a pause, with what was typed last', async () => {
    const { session, sent, pause, answer } = world();
    session.set({ note: 'a' });
    session.set({ note: 'ab' });
    expect(sent).toEqual([]);
    pause();
    expect(sent).toEqual([{ note: 'ab' }]);
    expect(session.view.save).toEqual({ type: 'saving' });
    await answer();
    expect(session.view.save).toEqual({ type: 'saved' });
  });

  it('keeps a draft from the first key until the store has confirmed it', async () => {
    const { session, kept, pause, answer } = world();
    session.set({ note: 'a' });
    expect(kept.get(key)).toContain('"a"');
    pause();
    expect(kept.has(key)).toBe(true);
    await answer();
    expect(kept.has(key)).toBe(false);
  });

  it('keeps text, draft and reason when saving fails, and saves on the next try', async () => {
    const { session, kept, sent, pause, answer } = world();
    session.set({ note: 'a' });
    pause();
    await answer({ ok: false, message: 'disk full' });
    expect(session.view).toMatchObject({
      fields: { note: 'a' },
      save: { type: 'failed', message: 'disk full' },
    });
    expect(kept.has(key)).toBe(true);
    void session.flush();
    await answer();
    expect(sent).toHaveLength(2);
    expect(session.view.save).toEqual({ type: 'saved' });
  });

  it('treats a save that throws as one that failed', async () => {
    const { session } = world();
    session.receive(sampleAnnotation(), () => Promise.reject(new Error('gone')));
    session.set({ note: 'a' });
    await session.flush();
    expect(session.view.save).toEqual({ type: 'failed', message: 'gone' });
  });

  it('sends what was typed during a save after it, never at the same time', async () => {
    const { session, sent, pause, answer } = world();
    session.set({ note: 'a' });
    pause();
    session.set({ note: 'ab' });
    pause();
    expect(sent).toEqual([{ note: 'a' }]);
    await answer();
    expect(sent).toEqual([{ note: 'a' }, { note: 'ab' }]);
    await answer();
    expect(session.view.save).toEqual({ type: 'saved' });
  });

  it('sends at once when it closes, even past a save on its way', () => {
    const { session, sent, pause } = world();
    session.set({ note: 'a' });
    pause();
    session.set({ note: 'ab' });
    session.close();
    expect(sent).toEqual([{ note: 'a' }, { note: 'ab' }]);
  });

  it('shows an update from elsewhere in a field that is not being edited, and keeps the one that is', () => {
    const { session, save } = world();
    session.focus('note');
    session.set({ note: 'mine' });
    session.receive(sampleAnnotation({ note: 'theirs', tags: ['theirs'] }), save);
    expect(session.view.fields).toMatchObject({ note: 'mine', tags: ['theirs'] });
  });

  it('keeps a saved field while it has the focus, and follows the store when it is left', async () => {
    const { session, save, pause, answer } = world();
    session.focus('note');
    session.set({ note: 'mine' });
    pause();
    await answer();
    session.receive(sampleAnnotation({ note: 'mine' }), save);
    session.receive(sampleAnnotation({ note: 'theirs' }), save);
    expect(session.view.fields.note).toBe('mine');
    session.blur('note');
    expect(session.view.fields.note).toBe('theirs');
  });

  it('does not fall back to the old text between the save and the update', async () => {
    const { session, answer } = world();
    session.focus('note');
    session.set({ note: 'mine' });
    session.blur('note');
    await answer();
    expect(session.view.fields.note).toBe('mine');
  });

  it('takes up a draft and saves it', () => {
    const kept = new Map<string, string>();
    world(sampleAnnotation(), kept).session.set({ note: 'typed before' });
    const { session, sent, pause } = world(sampleAnnotation(), kept);
    expect(session.view).toMatchObject({ fields: { note: 'typed before' }, conflict: null });
    pause();
    expect(sent).toEqual([{ note: 'typed before' }]);
  });

  it('asks before a draft replaces what was written elsewhere since', () => {
    const kept = new Map<string, string>();
    world(sampleAnnotation(), kept).session.set({ note: 'typed before' });
    const { session, sent, pause } = world(sampleAnnotation({ note: 'theirs' }), kept);
    expect(session.view).toMatchObject({ fields: { note: 'theirs' }, conflict: { note: 'typed before' } });
    pause();
    expect(sent).toEqual([]);
    expect(kept.has(key)).toBe(true);
    session.settleConflict(true);
    expect(session.view).toMatchObject({ fields: { note: 'typed before' }, conflict: null });
  });

  it('forgets a draft that is discarded or already saved', () => {
    const kept = new Map<string, string>();
    world(sampleAnnotation(), kept).session.set({ note: 'typed' });
    const copy = new Map(kept);
    world(sampleAnnotation({ note: 'theirs' }), kept).session.settleConflict(false);
    expect(kept.size).toBe(0);
    expect(world(sampleAnnotation({ note: 'typed' }), copy).session.view.conflict).toBeNull();
    expect(copy.size).toBe(0);
  });

  it('ignores a draft that cannot be read', () => {
    const kept = new Map([[key, '{"typed":{"note":5}}']]);
    expect(world(sampleAnnotation({ note: 'n' }), kept).session.view.fields.note).toBe('n');
  });

  it('loses nothing typed, whatever the order of typing, pauses, answers and closing', async () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('type' as const), text: fc.string({ maxLength: 5 }) }),
      fc.constant({ type: 'pause' as const }),
      fc.constant({ type: 'succeed' as const }),
      fc.constant({ type: 'fail' as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const { session, kept, sent, pause, answer } = world();
        let last = '';
        for (const next of steps) {
          if (next.type === 'type') {
            last = next.text;
            session.set({ note: last });
          } else if (next.type === 'pause') pause();
          else await answer(next.type === 'succeed' ? { ok: true } : { ok: false, message: 'no' });
        }
        expect(session.view.fields.note).toBe(last);
        session.close();
        const stored = sent.reduce<Annotation>((now, changes) => {
          const [put] = applyCommand({ type: 'edit', id: now.id, changes }, [now], 2).puts;
          return put ?? now;
        }, sampleAnnotation());
        expect(stored.note === last || (kept.get(key) ?? '').includes(JSON.stringify(last))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
