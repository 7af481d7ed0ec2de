import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from '../support/child.ts';
import { runCommand } from '../support/cli-run.ts';
import { needs } from '../support/need.ts';
import { openStage, type Stage } from './spine/stage.ts';

describe.runIf(needs('prosody'))('stanza-bridge messages', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage('prosody');
  });
  afterAll(() => stage.close());

  const run = (args: readonly string[]) =>
    runCommand([...args, '--url', stage.bridge.baseUrl], {
      env: { BRIDGE_API_KEY: stage.bridge.apiKey },
    });

  it('lists what became of messages, each once, as a process of its own', async () => {
    const outcomes: Record<string, string> = {};
    for (const to of ['romeo@example.org', 'nobody@example.org']) {
      const { out } = await run(['send', '--to', to, '--body', 'Peace!', '--wait', '10', '--json']);
      const { id, status } = JSON.parse(out) as { readonly id: string; readonly status: string };
      outcomes[id] = status;
    }
    const ids = Object.keys(outcomes).reverse();
    expect(Object.values(outcomes)).toEqual(['acknowledged', 'failed']);
    const list = async (...more: string[]) => {
      const args = ['messages', 'list', '--url', stage.bridge.baseUrl, '--json', ...more];
      const env = { ...process.env, BRIDGE_API_KEY: stage.bridge.apiKey };
      const child = startChild('node', ['dist/main.js', ...args], { env });
      expect(await child.exited, child.output()).toBe(0);
      return JSON.parse(child.output()) as {
        readonly items: readonly { readonly id: string; readonly status: string }[];
        readonly next?: string;
      };
    };
    const both = await list('--limit', '2');
    expect(both.items.map(({ id }) => id)).toEqual(ids);
    const [failed] = (await list('--limit', '1', '--failed')).items;
    expect(failed).toMatchObject({ id: ids[0], status: 'failed' });
    const first = await list('--limit', '1');
    const rest = await list('--limit', '2', '--after', first.next ?? '');
    expect(rest.items.map(({ id }) => id)).toContain(ids[1]);
    const since = new Date(Date.now() + 3_600_000).toISOString();
    expect(await list('--since', since)).toEqual({ items: [] });
    const { out } = await run(['messages', 'list', '--limit', '1']);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^id +status +to +error$/),
      expect.stringMatching(new RegExp(`^${ids[0] ?? ''}  failed  nobody@example.org`)),
      expect.stringMatching(/^more: --after /),
    ]);
  });
});
