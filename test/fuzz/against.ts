/** A bridge on Redis and a real server, called by generated calls, raw stanzas, WebSockets and a user who writes odd ones. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { createContract } from '../../src/contract/checks.ts';
import { readContract } from '../../src/contract/document.ts';
import { NS_CLIENT } from '../../src/stanza/namespaces.ts';
import { writeXml } from '../../src/stanza/xml/writer.ts';
import { openStage, type Stage } from '../integration/spine/stage.ts';
import { stanzaAround, tree } from '../stanza/xml-arbitraries.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import type { XmppServer } from '../support/xmpp-server.ts';
import { fuzzCall, type FuzzCall } from './calls.ts';
import { runCampaign, type Verdict } from './campaign.ts';
import { runConversations } from './conversations.ts';
import { rawStanza } from './raw-stanzas.ts';

export interface FuzzPlan {
  readonly server: XmppServer['kind'];
  readonly calls: number;
  readonly stanzas: number;
  readonly incoming: number;
  /** WebSockets, each with up to twenty frames. */
  readonly conversations: number;
  readonly seed: number;
}

export interface FuzzReport {
  readonly rest: Verdict;
  readonly raw: Verdict;
  readonly ws: Verdict;
  /** How often the link was closed. */
  readonly linkLosses: number;
  /** MiB: after a warm-up, and at the end. */
  readonly rss: readonly [number, number];
}

export async function fuzzAgainst(plan: FuzzPlan): Promise<FuzzReport> {
  const redis = await startRedis();
  const stage = await openStage(plan.server, { BRIDGE_REDIS_URL: redis.url });
  try {
    const common = {
      baseUrl: stage.bridge.baseUrl,
      key: stage.bridge.apiKey,
      domain: stage.server.domain,
      component: stage.server.componentDomain,
    };
    const run = (count: number, call: fc.Arbitrary<FuzzCall>, seed: number) =>
      runCampaign({ ...common, count, call, seed });
    const since = await linkSince(stage);
    const warmUp = Math.ceil(plan.calls / 5);
    const first = await run(warmUp, fuzzCall, plan.seed);
    const rssBefore = rssOf(stage);
    const rest = joined(first, await run(plan.calls - warmUp, fuzzCall, plan.seed + warmUp));
    const raw = await run(plan.stanzas, rawCalls(), plan.seed);
    const ws = await runConversations({ ...common, count: plan.conversations, seed: plan.seed });
    await sayOddly(stage, plan);
    const linkLosses = (await linkSince(stage)) === since ? 0 : lossesIn(stage);
    return { rest, raw, ws, linkLosses, rss: [rssBefore, rssOf(stage)] };
  } finally {
    await stage.close();
    await redis.stop();
  }
}

function rawCalls(): fc.Arbitrary<FuzzCall> {
  const { operations } = createContract(readContract());
  const operation = operations.find(({ id }) => id === 'sendStanza');
  if (operation === undefined) throw new Error('There is no sendStanza.');
  const headers = { 'content-type': 'application/xmpp+xml', prefer: 'wait=1' };
  return rawStanza.map((body) => ({
    operation,
    method: 'POST',
    path: '/v1/stanzas',
    headers,
    body,
  }));
}

/** Trees that are well-formed: for others the server ends the stream of the user. */
async function sayOddly(stage: Stage, { incoming, seed }: FuzzPlan): Promise<void> {
  const juliet = await stage.user('juliet');
  const to = `bot@${stage.server.componentDomain}`;
  const content = fc.array(
    tree.filter(({ namespace }) => namespace !== ''),
    { maxLength: 3 },
  );
  for (const stanza of fc.sample(stanzaAround(content), { seed, numRuns: incoming })) {
    const text = writeXml({ ...stanza, attributes: { to, type: 'chat' } }, NS_CLIENT);
    await juliet.send(text);
  }
  await juliet.send(`<message to='${to}' type='chat'><body>the proof</body></message>`);
  let after = '';
  await until(
    async () => {
      const path = `/v1/events?limit=1000${after === '' ? '' : `&after=${after}`}`;
      const { json, text } = await stage.api.get(path);
      after = (json as { cursor: string }).cursor;
      return text.includes('the proof');
    },
    { timeout: 120_000, message: 'the last message of the user' },
  );
}

async function linkSince(stage: Stage): Promise<string> {
  const { json } = await stage.api.get('/v1/status');
  return (json as { link: { since: string } }).link.since;
}

function lossesIn(stage: Stage): number {
  return Math.max(1, stage.bridge.logs().match(/"link is (?:down|lost)/g)?.length ?? 0);
}

function rssOf(stage: Stage): number {
  const status = readFileSync(`/proc/${stage.bridge.pid()}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

function joined(one: Verdict, other: Verdict): Verdict {
  const statuses = { ...one.statuses };
  for (const [status, count] of Object.entries(other.statuses)) {
    statuses[Number(status)] = (statuses[Number(status)] ?? 0) + count;
  }
  const faults = [...one.faults, ...other.faults];
  return { calls: one.calls + other.calls, statuses, faults };
}
