/** Sends generated calls to a bridge and judges each answer by the contract. */
import { Agent, request } from 'node:http';
import fc from 'fast-check';
import type { FuzzCall } from './calls.ts';

export interface Campaign {
  readonly baseUrl: string;
  readonly key: string;
  /** What stands for DOMAIN and COMPONENT. */
  readonly domain: string;
  readonly component: string;
  readonly seed: number;
  readonly count: number;
  readonly call: fc.Arbitrary<FuzzCall>;
}

export interface Verdict {
  readonly calls: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<number, number>>;
  /** What was wrong, each with the seed and the call that shows it; at most twenty. */
  readonly faults: readonly string[];
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const AT_ONCE = 32;
const PORTION = 500;
const TIMEOUT_MS = 30_000;

/** Any call may be answered so (see the description of the contract). */
const ALWAYS = new Set([408, 413, 431]);

export async function runCampaign(campaign: Campaign): Promise<Verdict> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const statuses: Record<number, number> = {};
  const faults: string[] = [];
  for (let done = 0; done < campaign.count; done += PORTION) {
    const seed = campaign.seed + done;
    const numRuns = Math.min(PORTION, campaign.count - done);
    const calls = fc.sample(campaign.call, { seed, numRuns }).values();
    const caller = async () => {
      for (const call of calls) {
        const filled = fill(call, campaign);
        const answer = await send(agent, campaign, filled).catch((error: unknown) => String(error));
        const fault = typeof answer === 'string' ? answer : faultOf(call, answer);
        if (typeof answer !== 'string')
          statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        if (fault !== undefined && faults.length < 20) {
          faults.push(
            `${fault}\n  seed ${seed}: ${JSON.stringify({ ...filled, operation: call.operation.id }).slice(0, 1_500)}`,
          );
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, caller));
  }
  agent.destroy();
  return { calls: campaign.count, statuses, faults };
}

function fill(call: FuzzCall, campaign: Campaign): FuzzCall {
  const { body } = call;
  const path = named(call.path, campaign);
  return { ...call, path, ...(body !== undefined && { body: named(body, campaign) }) };
}

export function named(
  text: string,
  { domain, component }: Pick<Campaign, 'domain' | 'component'>,
): string {
  return text.replaceAll('DOMAIN', domain).replaceAll('COMPONENT', component);
}

export function faultOf(
  { operation }: Pick<FuzzCall, 'operation'>,
  { status, type, text }: Answer,
): string | undefined {
  const said = `${operation.id} answered ${status}: ${text.slice(0, 300)}`;
  if (status >= 500 && !isRemote(text)) return `a failure of the bridge: ${said}`;
  if (ALWAYS.has(status)) return undefined;
  const contents = operation.responses.get(status);
  if (contents === undefined)
    return isElsewhere(status, text) ? undefined : `not documented: ${said}`;
  if (contents.size === 0 || type === 'text/event-stream') return undefined;
  const check = contents.get(type)?.();
  if (check === undefined) return `not documented as ${type}: ${said}`;
  const [fault] = check(type.endsWith('json') ? JSON.parse(text) : text);
  return fault === undefined
    ? undefined
    : `not as documented at ${fault.pointer}, ${fault.detail}: ${said}`;
}

/** What another server said, or did not say in time, is no failure of the bridge. */
function isRemote(text: string): boolean {
  return /"code":"(?:stanza-error|iq-timeout)"/.test(text);
}

/** An id with a slash or of no length leads to another path. */
function isElsewhere(status: number, text: string): boolean {
  return (
    (status === 404 || status === 405) && /"code":"(?:not-found|method-not-allowed)"/.test(text)
  );
}

function send(agent: Agent, { baseUrl, key }: Campaign, call: FuzzCall): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method, path, body } = call;
    const headers = { ...call.headers, authorization: `Bearer ${key}` };
    const outgoing = request(
      baseUrl + path,
      { agent, method, headers, timeout: TIMEOUT_MS },
      (response) => {
        const type = (response.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
        const status = response.statusCode ?? 0;
        if (type === 'text/event-stream') {
          response.destroy();
          resolve({ status, type, text: '' });
          return;
        }
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status, type, text }));
        response.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer to ${method} ${path}`)));
    outgoing.end(body);
  });
}
