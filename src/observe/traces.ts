/**
 * Traces: how one message went, from the request that asked for it to the webhook that told of it. Spans name each
 * other by W3C trace context (`traceparent`), which is kept with a message and its events. Off unless asked for: then
 * there are no `Traces`, and nothing of OpenTelemetry is loaded.
 */
export interface Traces {
  readonly begin: (start: SpanStart) => Span;
  /** The `traceparent` of the span that is run now. */
  readonly current: () => string | undefined;
  /** Sends what was not sent yet. */
  readonly close: () => Promise<void>;
}

export interface SpanStart {
  readonly name: string;
  readonly kind: 'server' | 'client' | 'producer' | 'consumer';
  /** A `traceparent`; without one a new trace begins. */
  readonly parent?: string | undefined;
  /** Milliseconds since 1970; default now. */
  readonly startedAt?: number;
  readonly attributes?: SpanAttributes;
}

export type SpanAttributes = Readonly<Record<string, string | number>>;

export interface Span {
  readonly traceparent: string;
  /** Runs work, with all that follows from it, as what this span is about. */
  run<T>(work: () => T): T;
  /** `error` says what went wrong; `at` is milliseconds since 1970, default now. */
  end(how?: {
    readonly error?: string | undefined;
    readonly at?: number | undefined;
    readonly attributes?: SpanAttributes;
  }): void;
}
