import type { components } from '../../src/contract/types.gen.ts';

type ProblemBody = components['schemas']['Problem'];

/** What the bridge has against a request (RFC 9457): `code` is from the contract's closed list. */
export class BridgeProblem extends Error {
  override readonly name = 'BridgeProblem';
  readonly status: number;
  readonly code: ProblemBody['code'] | undefined;
  /** The whole problem; undefined where something between here and the bridge answered. */
  readonly body: ProblemBody | undefined;
  /** Milliseconds after which to try again, where the answer says so. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, body: ProblemBody | undefined, retryAfterMs?: number) {
    super(body === undefined ? `HTTP ${status}` : `${body.code}: ${body.detail}`);
    this.status = status;
    this.code = body?.code;
    this.body = body;
    this.retryAfterMs = retryAfterMs;
  }

  static async of(response: Response): Promise<BridgeProblem> {
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
    const body = isProblem === true ? ((await response.json()) as ProblemBody) : undefined;
    return new BridgeProblem(response.status, body, retryAfterMs(response));
  }
}

/** What `Retry-After` says, in seconds by the bridge, perhaps as a date by a proxy. */
export function retryAfterMs({ headers }: Response): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const ms = /^\d+$/.test(text) ? 1_000 * Number(text) : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
