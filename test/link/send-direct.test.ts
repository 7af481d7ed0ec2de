import { describe, expect, it } from 'vitest';
import { createSendDirect } from '../../src/link/send-direct.ts';
import { element } from '../../src/core/element.ts';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';

const gate = { domain: 'bridge.example', maxBytes: 1_000, maxDepth: 5, maxElements: 5 };
const receipt = element('message', NS_CLIENT, {
  from: 'bot@bridge.example',
  to: 'juliet@capulet.example',
});

/** `answers`: what each attempt to send it gives; the last one stands for all after it. */
function stage(...answers: (() => Promise<boolean>)[]) {
  let time = 0;
  let attempts = 0;
  const warnings: string[] = [];
  const quiet = () => undefined;
  const sendDirect = createSendDirect({
    gate,
    relay: { send: () => answers[Math.min(attempts++, answers.length - 1)]!() },
    monotonic: () => time,
    sleep: (ms) => Promise.resolve((time += ms)),
    logger: { debug: quiet, info: quiet, warn: (_, text) => warnings.push(text), error: quiet },
  });
  return { sendDirect, warnings, attempts: () => attempts, time: () => time };
}

const sent = () => Promise.resolve(true);
const noLink = () => Promise.resolve(false);
const noStore = () => Promise.reject(new Error('the store is away'));

describe('what the bridge itself says', () => {
  it('goes out once where there is a link', async () => {
    const { sendDirect, attempts } = stage(sent);
    await sendDirect(receipt);
    expect(attempts()).toBe(1);
  });

  it('waits for the next link, and for the store that knows of it', async () => {
    const { sendDirect, attempts, warnings } = stage(noLink, noStore, sent);
    await sendDirect(receipt);
    expect(attempts()).toBe(3);
    expect(warnings).toEqual([]);
  });

  it('is given up aloud when there is no link for five seconds', async () => {
    const { sendDirect, warnings, time } = stage(noLink);
    await sendDirect(receipt);
    expect(time()).toBeGreaterThan(5_000);
    expect(warnings).toEqual(['an answer of the bridge itself found no link']);
  });
});
