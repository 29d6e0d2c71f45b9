import axe from 'axe-core';
import { render, type ComponentChild } from 'preact';
import { onTestFinished } from 'vitest';
import '../../../components/annotation-card.css';
import '../../../components/annotation-editor.css';
import '../../../components/controls.css';
import '../../../components/feedback.css';
import { MessagesContext } from '../../../components/messages';
import '../../../components/tokens.css';
import { translate } from './translate';

export interface Mounted {
  readonly root: HTMLElement;
  readonly show: (child: ComponentChild) => void;
  readonly unmount: () => void;
}

/** Renders into the page, in English; it is gone after the test. */
export function mount(child: ComponentChild): Mounted {
  const root = document.createElement('div');
  root.className = 'pq-root';
  document.body.append(root);
  const show = (next: ComponentChild): void =>
    render(<MessagesContext.Provider value={translate}>{next}</MessagesContext.Provider>, root);
  const unmount = (): void => render(null, root);
  show(child);
  onTestFinished(() => {
    unmount();
    root.remove();
  });
  return { root, show, unmount };
}

/** Every accessibility violation that axe finds in `root`: the rule, the elements, and what to do. */
export async function violations(root: HTMLElement): Promise<unknown[]> {
  const found = await axe.run(root, {
    // These are about whole pages, not about a part of one.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  return found.violations.map(({ id, nodes }) => [
    id,
    nodes.map(({ html, failureSummary }) => [html, failureSummary]),
  ]);
}

/** The one element that `selector` names. */
export function find(root: ParentNode, selector: string): HTMLElement {
  const all = root.querySelectorAll<HTMLElement>(selector);
  const [element] = all;
  if (!element || all.length > 1) throw new Error(`${all.length} elements for ${selector}`);
  return element;
}

/** The one button, link, tab or radio button with this accessible name. */
export function control(root: ParentNode, name: string): HTMLElement {
  const all = [...root.querySelectorAll<HTMLElement>('button, a, input, label')].filter(
    (element) => (element.getAttribute('aria-label') ?? element.textContent).trim() === name,
  );
  const [element] = all;
  if (!element || all.length > 1) throw new Error(`${all.length} controls named ${name}`);
  return element;
}

/** The text field with this label. */
export function field(root: ParentNode, label: string): HTMLInputElement | HTMLTextAreaElement {
  const element = [...root.querySelectorAll('label')].find(({ textContent }) => textContent.trim() === label);
  const input = element?.control;
  if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) return input;
  throw new Error(`no field ${label}`);
}
