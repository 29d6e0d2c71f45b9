import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { control, violations, find, mount } from '../tests/unit/support/mount';
import { sampleAnnotation, sampleMarks } from '../tests/unit/support/samples';
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

  it('names the language and direction of the passage', () => {
    const quote = find(mount(card({ language: 'de' })).root, 'q');
    expect([quote.lang, quote.dir]).toEqual(['de', 'auto']);
    expect(find(mount(card({ language: '' })).root, 'q').hasAttribute('lang')).toBe(false);
  });
});
