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
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return new BridgeProblem(
      response.status,
      body,
      Number.isNaN(seconds) ? undefined : seconds * 1000,
    );
  }
}
