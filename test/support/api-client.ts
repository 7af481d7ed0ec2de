/** Calls to the bridge's API as a backend would make them: fetch, a bearer key, JSON both ways. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
  /** The body as JSON, to be looked into by path; undefined when it is none. */
  readonly json: unknown;
}

interface ApiCallOptions {
  headers?: Record<string, string>;
  /** Another key than the bootstrap key; null sends none. */
  key?: string | null;
  /** Milliseconds until the call is given up; default 30 000. */
  timeout?: number;
}

export interface ApiClient {
  /** A string body goes out as it is (set its content type), anything else as JSON. */
  call(
    method: string,
    path: string,
    body?: unknown,
    options?: ApiCallOptions,
  ): Promise<ApiResponse>;
  get(path: string, options?: ApiCallOptions): Promise<ApiResponse>;
  post(path: string, body?: unknown, options?: ApiCallOptions): Promise<ApiResponse>;
  patch(path: string, body?: unknown, options?: ApiCallOptions): Promise<ApiResponse>;
  delete(path: string, options?: ApiCallOptions): Promise<ApiResponse>;
}

export function apiClient(baseUrl: string, apiKey: string): ApiClient {
  const call: ApiClient['call'] = async (method, path, body, options = {}) => {
    const key = options.key === undefined ? apiKey : options.key;
    const isText = typeof body === 'string';
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(options.timeout ?? 30_000),
      redirect: 'manual',
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
  };
  return {
    call,
    get: (path, options) => call('GET', path, undefined, options),
    post: (path, body, options) => call('POST', path, body, options),
    patch: (path, body, options) => call('PATCH', path, body, options),
    delete: (path, options) => call('DELETE', path, undefined, options),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
