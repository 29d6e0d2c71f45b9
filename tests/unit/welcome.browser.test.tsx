import { describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Welcome } from '../../entrypoints/welcome/Welcome';
import '../../entrypoints/welcome/welcome.css';
import { control, violations, mount } from './support/mount';
import { welcomeServices, type WelcomeWorld } from './support/welcome-services';

async function open(parts: Partial<WelcomeWorld> = {}) {
  const services = welcomeServices(parts);
  const { root } = mount(<Welcome services={services} />);
  await vi.waitFor(() => expect(root.textContent).toContain('Alt+Shift+Q'));
  return { root, world: services.world };
}

describe('welcome page', () => {
  it('has no accessibility violations', async () => {
    expect(await violations((await open()).root)).toEqual([]);
  });

  it('has none with sites to list either', async () => {
    expect(
      await violations((await open({ origins: ['https://a.example/*'], toolbarOff: ['b.example'] })).root),
    ).toEqual([]);
  });

  it('asks for all sites on a click and shows what is chosen', async () => {
    const { root, world } = await open();
    await userEvent.click(control(root, 'Allow on all sites'));
    expect(world.origins).toContain('https://*/*');
    await vi.waitFor(() => control(root, 'Withdraw access to all sites'));
    await userEvent.click(control(root, 'Withdraw access to all sites'));
    await vi.waitFor(() => control(root, 'Allow on all sites'));
  });

  it('says so when the browser refuses', async () => {
    const { root } = await open({ refuses: true });
    await userEvent.click(control(root, 'Allow on all sites'));
    await vi.waitFor(() => expect(root.textContent).toContain('did not change the access'));
  });

  it('lists the allowed sites once each and withdraws one', async () => {
    const origins = ['https://b.example/*', 'http://b.example/*', 'https://a.example/*'];
    const { root, world } = await open({ origins });
    await userEvent.click(control(root, 'Withdraw access to b.example'));
    await vi.waitFor(() => expect(root.textContent).not.toContain('b.example'));
    expect(world.origins).toEqual(['https://a.example/*']);
  });

  it('turns the toolbar on again', async () => {
    const { root, world } = await open({ toolbarOff: ['mail.example'] });
    await userEvent.click(control(root, 'Turn on again on mail.example'));
    expect(world.toolbarOff).toEqual([]);
    await vi.waitFor(() => expect(root.textContent).not.toContain('mail.example'));
  });

  it('tells whether the browser promised to keep the notes', async () => {
    expect((await open({ persisted: true })).root.textContent).toContain('has promised to keep');
    const { root } = await open({ promises: false });
    await userEvent.click(control(root, 'Ask it to keep my notes'));
    await vi.waitFor(() => expect(root.textContent).toContain('did not promise it this time'));
  });
});
