import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { control, violations, find, mount } from '../tests/unit/support/mount';
import { EmptyState } from './EmptyState';
import { SiteAccess } from './SiteAccess';
import { Switch } from './Switch';
import { Toast, type ToastContent } from './Toast';

const done: ToastContent = {
  id: 1,
  text: 'Quote deleted.',
  tone: 'done',
  action: { label: 'Undo', run: vi.fn<() => void>() },
};

afterEach(() => vi.useRealTimers());

const pass = (): void => void act(() => void vi.advanceTimersByTime(5_000));

describe('Toast', () => {
  it('keeps its live region, so that the message is announced', async () => {
    const { root, show } = mount(<Toast content={null} onDismiss={vi.fn<() => void>()} />);
    const region = find(root, 'output');
    show(<Toast content={done} onDismiss={vi.fn<() => void>()} />);
    expect(find(root, 'output')).toBe(region);
    expect(region.textContent).toBe('Quote deleted.');
    expect(await violations(root)).toEqual([]);
  });

  it('goes by itself, but not while it is focused, and never when it is a problem', () => {
    vi.useFakeTimers();
    const onDismiss = vi.fn<() => void>();
    const { root, show } = mount(<Toast content={done} onDismiss={onDismiss} stay={1_000} />);
    void act(() => control(root, 'Undo').focus());
    pass();
    expect(onDismiss).not.toHaveBeenCalled();
    void act(() => control(root, 'Undo').blur());
    pass();
    expect(onDismiss).toHaveBeenCalledOnce();
    void act(() =>
      show(<Toast content={{ id: 2, text: 'No.', tone: 'problem' }} onDismiss={onDismiss} stay={1_000} />),
    );
    pass();
    expect(onDismiss).toHaveBeenCalledOnce();
  });
});

describe('EmptyState', () => {
  it('announces a problem at once', async () => {
    const { root } = mount(
      <EmptyState icon="warning" title="Cannot be shown" tone="problem">
        <p>Try again.</p>
      </EmptyState>,
    );
    expect(find(root, '[role="alert"]').textContent).toContain('Cannot be shown');
    expect(await violations(root)).toEqual([]);
  });
});

describe('SiteAccess', () => {
  it('asks within the click, before anything else can happen', async () => {
    let asked = '';
    const onRequest = (scope: 'site' | 'all'): void => {
      asked = `${scope} ${navigator.userActivation.isActive}`;
    };
    const { root } = mount(
      <SiteAccess access="none" host="a.example" onRequest={onRequest} onWithdraw={vi.fn<() => void>()} />,
    );
    expect(await violations(root)).toEqual([]);
    await userEvent.click(control(root, 'On this site'));
    expect(asked).toBe('site true');
  });

  it('withdraws what was given', async () => {
    const onWithdraw = vi.fn<() => void>();
    for (const access of ['site', 'all'] as const) {
      const { root, unmount } = mount(
        <SiteAccess
          access={access}
          host="a.example"
          onRequest={vi.fn<() => void>()}
          onWithdraw={onWithdraw}
        />,
      );
      expect(await violations(root)).toEqual([]);
      await userEvent.click(control(root, 'Stop'));
      expect(onWithdraw).toHaveBeenLastCalledWith(access);
      unmount();
    }
  });
});

describe('Switch', () => {
  it('turns by Space', async () => {
    const onChange = vi.fn<() => void>();
    const { root } = mount(<Switch label="Toolbar" on onChange={onChange} />);
    expect(await violations(root)).toEqual([]);
    find(root, 'button').focus();
    await userEvent.keyboard(' ');
    expect(onChange).toHaveBeenCalledWith(false);
  });
});
