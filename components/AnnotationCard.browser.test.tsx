import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { control, violations, find, mount } from '../tests/unit/support/mount';
import { sampleAnnotation, sampleMarks } from '../tests/unit/support/samples';
import type { PlaceAnswer } from '../lib/annotation/page-state';
import { AnnotationCard, type AnnotationCardProps } from './AnnotationCard';

const nothing = { type: 'none' } as const;

function card(props: Partial<AnnotationCardProps> = {}) {
  return (
    <AnnotationCard
      annotation={sampleAnnotation()}
      language="en"
      placement="found"
      target={nothing}
      {...props}
    />
  );
}

describe('AnnotationCard', () => {
  it('has no accessibility violations in any of its states', async () => {
    const intents = {
      onCopyLink: vi.fn<() => void>(),
      onDelete: vi.fn<() => void>(),
      onToggleEdit: vi.fn<() => void>(),
    };
    const states: Partial<AnnotationCardProps>[] = [
      ...sampleMarks().map((annotation) => ({ annotation })),
      intents,
      { placement: 'gone' },
      { placement: 'unsure', target: { type: 'jump', onJump: vi.fn<() => void>() } },
      { placement: 'unsure', current: 'other words', onPlace: vi.fn<(to: PlaceAnswer) => void>() },
      { placement: 'gone', onPlace: vi.fn<(to: PlaceAnswer) => void>() },
      { placement: 'hidden' },
      { placement: 'found', current: 'other words' },
      { placement: 'pending' },
      {
        placement: null,
        target: { type: 'link', href: 'https://example.com/' },
        source: { title: 'T', site: 'S' },
      },
      { onRestore: vi.fn<() => void>() },
    ];
    for (const state of states) {
      const { root, unmount } = mount(card(state));
      expect(await violations(root)).toEqual([]);
      unmount();
    }
  });

  it('shows what pages say as plain text', () => {
    const evil = '<img src=x onerror=alert(1)>';
    const { root } = mount(
      card({
        annotation: sampleAnnotation({
          note: evil,
          tags: [evil],
          quote: { speaker: evil, speakerRole: evil },
        }),
        source: { title: evil, site: evil },
      }),
    );
    expect(root.querySelector('img')).toBeNull();
    expect(root.textContent.split(evil)).toHaveLength(7);
  });

  it('jumps from anywhere in the passage, also by keyboard', async () => {
    const onJump = vi.fn<() => void>();
    const { root } = mount(card({ target: { type: 'jump', onJump } }));
    find(root, '.pq-passage').focus();
    await userEvent.keyboard('{Enter}');
    expect(onJump).toHaveBeenCalledOnce();
  });

  it('cuts a long passage and opens it', async () => {
    const annotation = sampleAnnotation();
    const target = annotation.target && {
      ...annotation.target,
      exact: 'A long passage goes on. '.repeat(120),
    };
    const { root } = mount(card({ annotation: { ...annotation, target } }));
    const text = find(root, '.pq-passage-text');
    await vi.waitFor(() => control(root, 'Show all'));
    const cut = text.clientHeight;
    await userEvent.click(control(root, 'Show all'));
    expect(text.clientHeight).toBeGreaterThan(cut * 2);
    await userEvent.click(control(root, 'Show less'));
    expect(text.clientHeight).toBe(cut);
  });

  it('gives the sentences around a passage that is gone, and no hint for one that stands', () => {
    expect(mount(card({ placement: 'gone' })).root.textContent).toContain('did not mince words');
    expect(mount(card({ placement: 'found' })).root.textContent).not.toContain('did not mince words');
  });

  it('asks where the place is uncertain, showing what the page says there', async () => {
    const onPlace = vi.fn<(to: PlaceAnswer) => void>();
    const { root } = mount(card({ placement: 'unsure', current: 'nobody should drive over it', onPlace }));
    expect(root.textContent).toContain('nobody should drive over it');
    await userEvent.click(control(root, 'Yes, it is here'));
    await userEvent.click(control(root, 'No, not here'));
    expect(onPlace.mock.calls).toEqual([['place'], ['nowhere']]);
  });

  it('lets the user say where a passage that is gone stands now', async () => {
    const onPlace = vi.fn<(to: PlaceAnswer) => void>();
    const { root } = mount(card({ placement: 'gone', onPlace }));
    await userEvent.click(control(root, 'It is what I selected'));
    expect(onPlace.mock.calls).toEqual([['selection']]);
  });

  it('asks nothing of a mark that stands, and tells where the page says it in other words now', () => {
    const onPlace = vi.fn<(to: PlaceAnswer) => void>();
    const { root } = mount(card({ placement: 'found', current: 'in other words', onPlace }));
    expect(root.textContent).toContain('in other words');
    expect(root.querySelector('[data-answer]')).toBeNull();
  });

  it('names the language and direction of the passage', () => {
    const quote = find(mount(card({ language: 'de' })).root, 'q');
    expect([quote.lang, quote.dir]).toEqual(['de', 'auto']);
    expect(find(mount(card({ language: '' })).root, 'q').hasAttribute('lang')).toBe(false);
  });
});
