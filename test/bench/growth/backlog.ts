/** Messages that wait for the link: what accepting costs beside them, and how fast they leave. */
import { until } from '../../support/until.ts';
import { openField, sendTarget, type Field } from '../field.ts';
import { closedLoop } from '../load.ts';
import { processorTime, residentMiB } from '../processes.ts';
import { complainOf, type Axis, type Figures } from './axis.ts';

const PER_CALL = 500;
const CONNECTIONS = 4;
/** Of one message each, beside the backlog. */
const SINGLE_CALLS = 1_000;
const SINGLE_CONNECTIONS = 16;
/** Without an arrival for this many ms the rest counts as lost. */
const DRAIN_PATIENCE = 20_000;

export const backlog = (sizes: readonly number[]): Axis => ({
  name: 'backlog',
  about: 'messages that wait for the link',
  sizes,
  begin: async () => {
    const field = await openField();
    return { measure: (size) => measure(field, size), end: () => field.stop() };
  },
});

async function measure(field: Field, size: number): Promise<Figures> {
  const { proxy, inbox, bridges } = field;
  const [bridge] = bridges;
  if (bridge === undefined) throw new Error('there is no replica');
  const { link } = { link: await linkState(field) };
  if (link !== 'online') throw new Error(`the link is ${link}`);
  proxy.mode = { kind: 'refuse' };
  proxy.reset();
  await until(async () => (await linkState(field)) !== 'online');
  const count = Math.ceil(size / PER_CALL) * PER_CALL + SINGLE_CALLS;
  const first = field.numbers(count);
  inbox.expect(first, count);
  const filling = { first, calls: Math.ceil(size / PER_CALL), connections: CONNECTIONS };
  const filled = await closedLoop(sendTarget(field, bridge, PER_CALL), filling);

  const before = processorTime(bridge.pid());
  const single = { first: first + count - SINGLE_CALLS, calls: SINGLE_CALLS };
  const load = { ...single, connections: SINGLE_CONNECTIONS };
  const accepted = await closedLoop(sendTarget(field, bridge), load);
  const acceptCpu = processorTime(bridge.pid()) - before;
  const rss = residentMiB(bridge.pid());

  const drainFrom = processorTime(bridge.pid());
  proxy.mode = { kind: 'pass' };
  await until(async () => (await linkState(field)) === 'online', { timeout: 60_000 });
  const since = performance.now();
  await inbox.settled(DRAIN_PATIENCE);
  const drained = inbox.arrived();
  const errors = filled.errors + accepted.errors;
  const lost = count - drained - errors;
  complainOf(`backlog ${size}`, { done: drained, lost, duplicates: inbox.duplicates(), errors });
  return {
    'accepted per second': SINGLE_CALLS / ((accepted.endedAt - accepted.startedAt) / 1000),
    'accept cpu us': (acceptCpu * 1e6) / SINGLE_CALLS,
    'drained per second': drained / ((inbox.lastAt() - since) / 1000),
    'drain cpu us': ((processorTime(bridge.pid()) - drainFrom) * 1e6) / drained,
    'rss MiB': rss,
  };
}

async function linkState({ bridges: [bridge] }: Field): Promise<string> {
  const { json } = (await bridge?.api.get('/v1/status')) ?? { json: undefined };
  return (json as { link: { state: string } }).link.state;
}
