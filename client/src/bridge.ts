/** Calls of the bridge, typed by its contract. Runs in Node and in browsers. */
import createClient, {
  type Client,
  type ClientPathsWithMethod,
  type MaybeOptionalInit,
  type ParseAsResponse,
} from 'openapi-fetch';
import { createFetch, type CallOptions } from './calls.ts';
import { IDEMPOTENCY_KEY, newIdempotencyKey, takesIdempotencyKey } from './idempotency.ts';
import { BridgeProblem } from './problem.ts';
import type { paths } from '../../src/contract/types.gen.ts';

export { BridgeProblem } from './problem.ts';

export interface BridgeOptions extends CallOptions {
  /** Such as `http://bridge:8080`, or `https://example.org/xmpp` behind a proxy that serves it under a path. */
  readonly baseUrl: string;
  /** API key, or a token of the issuer that the bridge trusts. */
  readonly key: string;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Init<Given> = Partial<Given> extends Given ? [Given?] : [Given];
type Status = 200 | 201 | 202 | 204;

/** Of whatever success an operation has, in any of its media types. */
type Body<Answers> = {
  [Code in keyof Answers & Status]: Answers[Code] extends { readonly content: infer Content }
    ? Content[keyof Content]
    : undefined;
}[keyof Answers & Status];

/** COMPAT: that of openapi-fetch makes objects without methods of lists that are `readonly`. */
interface Success<Answers, Given> {
  readonly data: ParseAsResponse<Body<Answers>, Given>;
  readonly response: Response;
}

type Operation<Path extends keyof paths, Verb extends Method> = Extract<paths[Path][Verb], object>;

type Answers<Of> = Of extends { readonly responses: infer Found } ? Found : never;

type Call<Verb extends Method> = <
  Path extends ClientPathsWithMethod<Client<paths>, Verb>,
  Given extends MaybeOptionalInit<paths[Path], Verb>,
>(
  path: Path,
  ...init: Init<Given>
) => Promise<Success<Answers<Operation<Path, Verb>>, Given>>;

/** A method for each HTTP verb; resolves with `{ data, response }` of a success and nothing else. */
export type Bridge = { readonly [Verb in Method as Uppercase<Verb>]: Call<Verb> };

/**
 *     const bridge = createBridge({ baseUrl: 'http://bridge:8080', key });
 *     const { data } = await bridge.POST('/v1/messages', { body: { to: 'juliet@example.org', body: 'Hi' } });
 *
 * An answer that is no success throws `BridgeProblem`; a bridge that cannot be reached, or not in time, throws what `fetch`
 * throws. What can be tried again safely is, first: a POST carries an `Idempotency-Key` for that.
 */
export function createBridge(options: BridgeOptions): Bridge {
  const { baseUrl, key } = options;
  const client = createClient<paths>({
    baseUrl,
    headers: authorization(key),
    fetch: createFetch(options),
  });
  client.use({
    onRequest({ request, schemaPath }) {
      if (takesIdempotencyKey(request.method, schemaPath) && !request.headers.has(IDEMPOTENCY_KEY))
        request.headers.set(IDEMPOTENCY_KEY, newIdempotencyKey());
    },
    async onResponse({ response }) {
      if (!response.ok) throw await BridgeProblem.of(response);
    },
  });
  // The same functions: anything but a success was thrown above.
  return client as unknown as Bridge;
}

export function authorization(key: string) {
  return { authorization: `Bearer ${key}` };
}

/** A path of the contract at the bridge, below the path at which a proxy may serve it. */
export function urlAt(baseUrl: string, path: string): URL {
  return new URL(baseUrl.replace(/\/+$/, '') + path);
}
