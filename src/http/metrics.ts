import { FROM_1_MS, type MetricTable } from '../core/metric.ts';

export const HTTP_METRICS = {
  requests: {
    name: 'bridge_http_request_duration_seconds',
    kind: 'histogram',
    about: 'From the request headers to the end of the response, including waiting.',
    labels: {
      operation: 'the `operationId` of the contract; `none` outside of it',
      status: 'the class of the status: `2xx`, `4xx`, `5xx`',
    },
    buckets: FROM_1_MS,
  },
  problems: {
    name: 'bridge_http_problems_total',
    kind: 'counter',
    about: 'Requests that returned a problem.',
    labels: { code: 'the `code` of the problem' },
  },
  keylessClosed: {
    name: 'bridge_http_keyless_closed_total',
    kind: 'counter',
    about:
      'Connections that were closed because their address had too many on which no valid key was sent.',
  },
} as const satisfies MetricTable;
