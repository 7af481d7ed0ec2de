import examples from '@octokit/webhooks-examples' with { type: 'json' };
import { expect, it } from 'vitest';
import { preview } from '../../../src/features/hooks/intake/preview.ts';
import { readPayload } from '../../../src/features/hooks/render/parse.ts';
import { goldens, payloadOf } from './golden.ts';
import { intakeStage, JULIET } from './intake-stage.ts';

interface Example {
  readonly name: string;
  readonly examples: readonly object[];
}

const FREE = { max: 1_000, per: 60 };
const ONE = { to: [{ jid: JULIET, type: 'chat' as const }] };

/** What preview shows of a payload, and what is sent of it, as one recipient gets it. */
async function bothOf(
  stage: ReturnType<typeof intakeStage>,
  payload: ReturnType<typeof readPayload>,
  count: number,
) {
  const shown = await preview(stage.deps, stage.speaker, payload);
  const taken = await stage.take(payload);
  const [sent] = stage.to(JULIET).slice(count);
  const { id: _, ...message } = sent ?? { id: undefined };
  return { shown, sent: { outcome: taken.outcome, messages: [message] } };
}

it('preview shows what is sent, of each payload of GitHub', async () => {
  const list = examples as unknown as readonly Example[];
  const stage = intakeStage({ ...{ dialect: 'github', update: 'new', storm: FREE }, ...ONE });
  let count = 0;
  for (const { name, examples: payloads } of list) {
    for (const payload of payloads) {
      const headers = { 'x-github-event': name, 'x-github-delivery': String(count) };
      const read = readPayload({ headers, query: {}, body: Buffer.from(JSON.stringify(payload)) });
      const { shown, sent } = await bothOf(stage, read, stage.to(JULIET).length);
      expect(shown, `${name} ${count}`).toEqual(
        sent.outcome === 'repeated' ? { outcome: 'repeated', messages: [] } : sent,
      );
      count += 1;
    }
  }
  expect(count).toBe(329);
});

it('preview shows what is sent, of each payload of the other senders', async () => {
  for (const golden of goldens()) {
    const { dialect } = golden;
    const stage = intakeStage({ ...{ dialect, update: 'new', storm: FREE }, ...ONE });
    const { shown, sent } = await bothOf(stage, payloadOf(golden), 0);
    expect(shown, `${dialect} ${golden.name}`).toEqual(sent);
  }
});
