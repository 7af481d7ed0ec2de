import { ownOf, textAt } from '../render/look.ts';
import type { Mark } from '../render/notice.ts';
import { sampleOf, type Dialect } from './dialect.ts';

const KUMA: Readonly<Record<string, readonly [string, Mark]>> = {
  '0': ['down', 'bad'],
  '1': ['up', 'good'],
  '2': ['pending', 'warning'],
  '3': ['maintenance', 'info'],
};

/** Uptime Kuma's notification `Webhook` with its own JSON: `heartbeat`, `monitor`, `msg`. */
export const uptimeKuma: Dialect = {
  read({ json }) {
    const msg = textAt(json, 'msg');
    const code = textAt(json, 'heartbeat', 'status');
    const name = textAt(json, 'monitor', 'name');
    if (code === undefined || name === undefined) {
      // A test, or a certificate that expires.
      return msg === undefined ? undefined : { event: 'message', text: msg };
    }
    const [status, mark] = ownOf(KUMA, code) ?? [code, undefined];
    const url = textAt(json, 'monitor', 'url');
    return {
      event: 'heartbeat',
      ...{ status, mark },
      title: `${name} is ${status}`,
      text: textAt(json, 'heartbeat', 'msg'),
      url: url !== undefined && /^https?:\/\/./.test(url) ? url : undefined,
      key: `monitor:${textAt(json, 'monitor', 'id') ?? name}`,
      same: status,
      ends: status === 'up',
    };
  },
  update: 'edit',
  sample: sampleOf({
    heartbeat: {
      monitorID: 1,
      status: 0,
      time: '2026-01-31 12:00:00.000',
      msg: 'connect ECONNREFUSED',
    },
    monitor: { id: 1, name: 'balcony', url: 'https://verona.example.org', type: 'http' },
    msg: '[balcony] [🔴 Down] connect ECONNREFUSED',
  }),
};
