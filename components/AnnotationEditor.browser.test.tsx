import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Annotation, AnnotationChanges } from '../lib/annotation/model';
import { control, violations, field, find, mount } from '../tests/unit/support/mount';
import { sampleAnnotation, sampleMarks } from '../tests/unit/support/samples';
import { AnnotationEditor } from './AnnotationEditor';
import type { SaveResult } from './edit-session';

function edit(annotation: Annotation = sampleAnnotation(), results: SaveResult[] = []) {
  const sent: AnnotationChanges[] = [];
  const kept = new Map<string, string>();
  const drafts = {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
  };
  const onChange = (changes: AnnotationChanges): Promise<SaveResult> => {
    sent.push(changes);
    return Promise.resolve(results.shift() ?? { ok: true });
  };
  const suggestions = {
    tags: ['bridge', 'budget', 'safety'],
    people: ['Tomas Okafor', 'Mara Lindt'],
    ratings: ['Half true'],
  };
  const view = (shown: Annotation) => (
    <AnnotationEditor key={shown.id} annotation={shown} {...{ onChange, drafts, suggestions }} />
  );
  const mounted = mount(view(annotation));
  return { ...mounted, sent, kept, update: (next: Annotation) => mounted.show(view(next)) };
}

const status = (root: HTMLElement): string => find(root, 'output').textContent;

const labels = (annotation: Annotation): string[] =>
  [...edit(annotation).root.querySelectorAll('.pq-label')].map(({ textContent }) => textContent);

describe('AnnotationEditor', () => {
  it('has no accessibility violations for any kind', async () => {
    for (const annotation of sampleMarks()) {
      const { root, unmount } = edit(annotation);
      expect(await violations(root)).toEqual([]);
      unmount();
    }
  });

  it('shows the fields of the kind', () => {
    expect(labels(sampleAnnotation())).toEqual(['Speaker', 'Role', 'Note', 'Tags']);
    expect(labels(sampleAnnotation({ kind: 'claim' }))).toEqual(['Who claims it', 'Check', 'Note', 'Tags']);
    expect(labels(sampleAnnotation({ kind: 'highlight' }))).toEqual(['Note', 'Tags']);
    expect(labels(sampleAnnotation({ kind: 'note', target: null }))).toEqual(['Note', 'Tags']);
  });

  it('asks for a verdict once a claim is checked, offers the user’s own first, and takes any', async () => {
    const claim = { claimant: '', status: 'checked', rating: '' } as const;
    const { root, sent } = edit(sampleAnnotation({ kind: 'claim', claim }));
    const verdict = field(root, 'Verdict');
    await userEvent.click(verdict);
    await userEvent.keyboard('{ArrowDown}');
    const offered = [...root.querySelectorAll('[role=option]')].map(({ textContent }) => textContent);
    expect(offered.slice(0, 2)).toEqual(['Half true', 'True']);
    await userEvent.fill(verdict, 'Overstated');
    await userEvent.tab();
    expect(sent).toEqual([{ claim: { rating: 'Overstated' } }]);
  });

  it('saves by itself after a pause and says so', async () => {
    const { root, sent } = edit();
    await userEvent.type(field(root, 'Note'), 'Why now?');
    expect(sent).toEqual([]);
    await vi.waitFor(() => expect(status(root)).toBe('Saved'), { timeout: 2_000 });
    expect(sent).toEqual([{ note: 'Why now?' }]);
  });

  it('saves at once when a field is left and on Ctrl + Enter', async () => {
    const { root, sent } = edit();
    await userEvent.type(field(root, 'Speaker'), 'A');
    await userEvent.tab();
    expect(sent).toEqual([{ quote: { speaker: 'A' } }]);
    await userEvent.type(field(root, 'Note'), 'n{Control>}{Enter}{/Control}');
    expect(sent.at(-1)).toEqual({ note: 'n' });
  });

  it('saves when it goes away', async () => {
    const { root, sent, unmount } = edit();
    await userEvent.type(field(root, 'Note'), 'last words');
    unmount();
    expect(sent).toEqual([{ note: 'last words' }]);
  });

  it('saves when the page goes away', async () => {
    const { root, sent } = edit();
    await userEvent.type(field(root, 'Note'), 'x');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(sent).toEqual([{ note: 'x' }]);
  });

  it('keeps the text after a failed save and tries again when asked', async () => {
    const { root, sent, kept } = edit(sampleAnnotation(), [{ ok: false, message: 'No room.' }]);
    await userEvent.type(field(root, 'Note'), 'x');
    await userEvent.tab();
    await vi.waitFor(() => expect(status(root)).toBe('No room.'));
    expect(field(root, 'Note').value).toBe('x');
    expect(kept.size).toBe(1);
    expect(await violations(root)).toEqual([]);
    await userEvent.click(control(root, 'Try again'));
    await vi.waitFor(() => expect(status(root)).toBe('Saved'));
    expect(sent).toHaveLength(2);
    expect(kept.size).toBe(0);
  });

  it('never overwrites the field that is being edited', async () => {
    const { root, update } = edit();
    await userEvent.type(field(root, 'Note'), 'mine');
    update(sampleAnnotation({ note: 'theirs', quote: { speaker: 'Theirs', speakerRole: '' } }));
    await vi.waitFor(() => expect(field(root, 'Speaker').value).toBe('Theirs'));
    expect(field(root, 'Note').value).toBe('mine');
  });

  it('changes the kind with the arrow keys and carries the speaker over', async () => {
    const { root, sent } = edit(sampleAnnotation({ quote: { speaker: 'Mara Lindt', speakerRole: '' } }));
    find(root, 'input[value="quote"]').focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(field(root, 'Who claims it').value).toBe('Mara Lindt');
    await vi.waitFor(() => expect(sent).toEqual([{ kind: 'claim', claim: { claimant: 'Mara Lindt' } }]));
  });

  it('offers known names, by keyboard', async () => {
    const { root } = edit();
    const speaker = field(root, 'Speaker');
    await userEvent.type(speaker, 'oka');
    expect(speaker.getAttribute('aria-expanded')).toBe('true');
    expect(await violations(root)).toEqual([]);
    await userEvent.keyboard('{ArrowDown}');
    expect(find(root, `[id="${speaker.getAttribute('aria-activedescendant')}"]`).textContent).toBe(
      'Tomas Okafor',
    );
    await userEvent.keyboard('{Enter}');
    expect(speaker.value).toBe('Tomas Okafor');
    expect(speaker.getAttribute('aria-expanded')).toBe('false');
  });

  it('closes the suggestions on Escape and keeps what was typed', async () => {
    const { root } = edit();
    const speaker = field(root, 'Speaker');
    await userEvent.type(speaker, 'mar{Escape}');
    expect(root.querySelector('[role="listbox"]')).toBeNull();
    expect(speaker.value).toBe('mar');
  });

  it('adds tags by Enter, comma and leaving, each once, and takes the last by Backspace', async () => {
    const { root, sent } = edit();
    const tags = (): string[] =>
      [...root.querySelectorAll('.pq-chip bdi')].map(({ textContent }) => textContent);
    await userEvent.type(field(root, 'Tags'), 'one{Enter}#two,ONE{Enter}three');
    expect(tags()).toEqual(['one', 'two']);
    await userEvent.tab();
    expect(tags()).toEqual(['one', 'two', 'three']);
    await userEvent.type(field(root, 'Tags'), '{Backspace}');
    expect(tags()).toEqual(['one', 'two']);
    await vi.waitFor(() => expect(sent.at(-1)).toEqual({ tags: ['one', 'two'] }));
  });

  it('adds the tag that is being typed when the page goes away', async () => {
    const { root, sent } = edit();
    await userEvent.type(field(root, 'Tags'), 'one{Enter}zebra');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    await vi.waitFor(() => expect(sent.at(-1)).toEqual({ tags: ['one', 'zebra'] }));
  });

  it('removes a tag with its own named button and keeps the focus in the field', async () => {
    const { root } = edit(sampleAnnotation({ tags: ['one', 'two'] }));
    control(root, 'Remove tag one').focus();
    await userEvent.keyboard('{Enter}');
    expect([...root.querySelectorAll('.pq-chip bdi')].map(({ textContent }) => textContent)).toEqual(['two']);
    expect(document.activeElement).toBe(field(root, 'Tags'));
  });
});
