/** Messages out: each conversation one after the other, as order is promised in the order of acceptance. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchResultBody, SendRecord } from '../../../src/contract/schemas.ts';
import type { Accepted } from '../books.ts';
import type { Moods } from '../faults.ts';
import type { Stage } from '../stage.ts';
import type { ChaosCaller } from './caller.ts';
import { lineOf } from './texts.ts';

export interface Senders {
  readonly accepted: readonly Accepted[];
  /** Begins no more; resolves when all that was begun is accepted. */
  stop(): Promise<void>;
}

export interface SenderDeps {
  readonly stage: Stage;
  readonly caller: ChaosCaller;
  readonly moods: Moods;
  /** Messages per second in all. */
  readonly rate: number;
}

const IDENTITIES = 5;
/** Below the 64 KiB that the bridge lets out, with the stanza around it. */
const BIG_BYTES = 55_000;
/** One in so many is big, where they are to be. */
const BIG_SHARE = 2;
/** Of all messages go to users who do not exist. */
const NOBODY_SHARE = 20;

export function startSenders(deps: SenderDeps): Senders {
  const { stage, caller, moods, rate } = deps;
  const { domain, componentDomain } = stage.server;
  const accepted: Accepted[] = [];
  const run = `${process.pid}-${Date.now()}`;
  let stopping = false;

  const sizeOf = (number: number) => (moods.big && number % BIG_SHARE === 0 ? BIG_BYTES : 0);
  const messageOf = (bot: string, user: string, number: number) => ({
    from: `${bot}@${componentDomain}`,
    to: `${user}@${domain}`,
    receipt: { request: true },
    body: lineOf('out', { conversation: `${bot}/${user}`, number }, sizeOf(number)),
  });
  const note = (bot: string, user: string, number: number, id: string) => {
    const conversation = `${bot}/${user}`;
    const isToNobody = user.startsWith('nobody');
    accepted.push({ id, conversation, number, at: Date.now(), isToNobody });
  };
  const send = async (bot: string, user: string, number: number) => {
    const { status, json } = await caller.until({
      what: 'message',
      path: '/v1/messages',
      body: messageOf(bot, user, number),
      headers: { 'idempotency-key': `${run}-${bot}-${user}-${number}` },
    });
    if (status === 202) note(bot, user, number, (json as SendRecord).id);
  };
  /** One message of each conversation of a user. */
  const sendBatch = async (bots: readonly string[], user: string, number: number) => {
    const done = new Set<string>();
    while (done.size < bots.length) {
      const { status, json } = await caller.until({
        what: 'batch',
        path: '/v1/messages/batch',
        body: bots.map((bot) => messageOf(bot, user, number)),
        headers: { 'idempotency-key': `${run}-batch-${user}-${number}` },
      });
      if (status !== 200) return;
      const { items } = json as { readonly items: readonly BatchResultBody[] };
      for (const [index, item] of items.entries()) {
        const bot = bots[index] ?? '';
        if (!('message' in item) || done.has(bot)) continue;
        done.add(bot);
        note(bot, user, number, item.message.id);
      }
      if (done.size < bots.length) await sleep(200);
    }
  };

  const users = stage.server.users.map(({ name }) => name);
  const bots = Array.from({ length: IDENTITIES }, (_, index) => `bot${index}`);
  const crowd = bots.map((bot) => `crowd-${bot}`);
  const converse = async (messages: number, say: (number: number) => Promise<void>) => {
    const pauseMs = (1_000 * messages) / perConversation;
    await sleep(pauseMs * Math.random());
    for (let number = 0; !stopping; number += 1) {
      await say(number);
      await sleep(pauseMs);
    }
  };
  /** Messages per second of each; batches count as their messages. */
  const perConversation = rate / (users.length * bots.length * 2);
  const conversations = [
    ...users.flatMap((user) => bots.map((bot) => converse(1, (number) => send(bot, user, number)))),
    ...users.map((user) => converse(1, (number) => sendBatch(crowd, user, number))),
    converse((perConversation * NOBODY_SHARE) / rate, (number) =>
      send('bot0', `nobody${number}`, number),
    ),
  ];
  return {
    accepted,
    async stop() {
      stopping = true;
      await Promise.all(conversations);
    },
  };
}
