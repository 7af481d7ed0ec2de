/** Traces by OpenTelemetry, sent as OTLP over HTTP. Loading it takes a while, so that it is loaded only when wanted. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Span as OtelSpan,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Span, Traces } from './traces.ts';

export interface TraceDestination {
  /** Such as `http://collector:4318/v1/traces`. */
  readonly url: string;
  readonly version: string;
  /** Names this process among the replicas. */
  readonly replica: string;
}

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

export function openOtelTraces({ url, version, replica }: TraceDestination): Traces {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'stanza-bridge',
      'service.version': version,
      'service.instance.id': replica,
    }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  const tracer = provider.getTracer('stanza-bridge', version);
  const running = new AsyncLocalStorage<string>();
  return {
    begin({ name, kind, parent, startedAt, attributes = {} }) {
      const options = {
        kind: KINDS[kind],
        attributes,
        ...(startedAt !== undefined && { startTime: startedAt }),
      };
      return spanOf(tracer.startSpan(name, options, contextOf(parent)), running);
    },
    current: () => running.getStore(),
    close: () => provider.shutdown(),
  };
}

function spanOf(span: OtelSpan, running: AsyncLocalStorage<string>): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  const flags = traceFlags.toString(16).padStart(2, '0');
  const traceparent = `00-${traceId}-${spanId}-${flags}`;
  return {
    traceparent,
    run: (work) => running.run(traceparent, work),
    end({ error, at, attributes = {} } = {}) {
      span.setAttributes(attributes);
      if (error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: error });
      span.end(at);
    },
  };
}

/** W3C Trace Context §3.2. An invalid one counts as absent. */
const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/;

function contextOf(parent: string | undefined): Context {
  const [, traceId, spanId, flags = ''] = TRACEPARENT.exec(parent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
