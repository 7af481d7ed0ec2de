/** One request and its whole answer, bounded in time and size; redirects are never followed. */
import { isUtf8 } from 'node:buffer';
import type { Dispatcher } from 'undici';

export interface GetRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PostRequest extends GetRequest {
  readonly body: Buffer;
}

export interface ExchangeLimits {
  /** From the call to the end of the answer. */
  readonly timeoutMs: number;
  readonly answerBytes: number;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly retryAfter: string | undefined;
  readonly body: string;
  /** The body is not UTF-8; `body` has replacement characters. */
  readonly isGarbled: boolean;
  /** The answer went on over the bound; `body` is its beginning. */
  readonly cut: boolean;
}

/** The answer did not come, or not to its end, in time. */
class ExchangeTimeout extends Error {
  readonly code = 'EXCHANGE_TIMEOUT';
}

/** Rejects when no whole answer comes in time. */
export function post(
  dispatcher: Dispatcher,
  request: PostRequest,
  limits: ExchangeLimits,
): Promise<Answer> {
  return exchange(dispatcher, { ...request, method: 'POST' }, limits);
}

/** Rejects when no whole answer comes in time. */
export function get(
  dispatcher: Dispatcher,
  request: GetRequest,
  limits: ExchangeLimits,
): Promise<Answer> {
  return exchange(dispatcher, { ...request, method: 'GET' }, limits);
}

/**
 * Written against `dispatch`, below streams and abort signals: it is called once for every event and webhook.
 */
function exchange(
  dispatcher: Dispatcher,
  request: Pick<Dispatcher.DispatchOptions, 'method' | 'path' | 'headers' | 'body'>,
  limits: ExchangeLimits,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const handler = new AnswerHandler(limits, { resolve, reject });
    // The handler's own timer bounds the whole; undici's bound the steps, and would only come first.
    const never = 0;
    dispatcher.dispatch({ ...request, headersTimeout: never, bodyTimeout: never }, handler);
  });
}

interface Settle {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #limits: ExchangeLimits;
  readonly #settle: Settle;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #contentType: string | undefined;
  #retryAfter: string | undefined;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #late: ExchangeTimeout | undefined;

  constructor(limits: ExchangeLimits, settle: Settle) {
    this.#limits = limits;
    this.#settle = settle;
    this.#timer = setTimeout(() => this.#timeOut(), limits.timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It waited for a connection for too long and was already reported.
    if (this.#late !== undefined) controller.abort(this.#late);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    this.#contentType = first(headers['content-type']);
    this.#retryAfter = first(headers['retry-after']);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes <= this.#limits.answerBytes) return;
    this.#finish(true);
    controller.abort(new Error('the answer is too long'));
  }

  onResponseEnd(): void {
    this.#finish(false);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#timer);
    this.#settle.reject(error);
  }

  #finish(cut: boolean): void {
    clearTimeout(this.#timer);
    const bytes = Buffer.concat(this.#chunks).subarray(0, this.#limits.answerBytes);
    this.#settle.resolve({
      status: this.#status,
      contentType: this.#contentType,
      retryAfter: this.#retryAfter,
      body: bytes.toString(),
      isGarbled: !cut && !isUtf8(bytes),
      cut,
    });
  }

  #timeOut(): void {
    this.#late = new ExchangeTimeout('no whole answer in time');
    this.#settle.reject(this.#late);
    this.#controller?.abort(this.#late);
  }
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
