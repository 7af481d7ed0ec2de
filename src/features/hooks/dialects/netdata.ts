import { isObject, joined, labelled, textAt } from '../render/look.ts';
import { sampleOf, type Dialect } from './dialect.ts';

const NETDATA_ENDS = /^(?:clear|removed|ok|reachable)$/i;

/** Netdata Cloud's webhook, and the agent's `custom_sender` as docs/hooks/netdata.md has it. */
export const netdata: Dialect = {
  read({ json, form }) {
    const body = isObject(json) ? json : form;
    if (body === undefined) return undefined;
    const name = textAt(body, 'alarm') ?? textAt(body, 'alert') ?? textAt(body, 'name');
    const reachable = textAt(body, 'status', 'text');
    const status = reachable ?? textAt(body, 'severity') ?? textAt(body, 'status');
    const host = textAt(body, 'host') ?? textAt(body, 'hostname') ?? textAt(body, 'node_name');
    const message = textAt(body, 'message');
    if (status === undefined || (name ?? message) === undefined) return undefined;
    const chart = textAt(body, 'chart');
    const isOver = NETDATA_ENDS.test(status);
    return {
      event: reachable === undefined ? 'alert' : 'reachability',
      status,
      severity: status,
      mark: isOver ? 'good' : /^warning$/i.test(status) ? 'warning' : 'bad',
      title: message ?? joined([joined([host, name], ': '), 'is', status.toLowerCase()]),
      text: joined(
        [
          textAt(body, 'info'),
          labelled('value', textAt(body, 'value_string') ?? textAt(body, 'value')),
          labelled('chart', chart),
        ],
        '\n',
      ),
      url: textAt(body, 'alarm_url') ?? textAt(body, 'url') ?? textAt(body, 'goto_url'),
      key: ['netdata', host ?? textAt(body, 'space'), chart, name ?? 'reachability'].join(':'),
      same: status,
      ends: isOver,
    };
  },
  update: 'edit',
  sample: sampleOf({
    message: 'CRITICAL: cpu usage of balcony is 98.5%',
    alarm: 'cpu_usage',
    info: 'average CPU utilization over the last 10 minutes',
    chart: 'system.cpu',
    space: 'verona',
    severity: 'critical',
    date: '2026-01-31T12:00:00Z',
    alarm_url: 'https://app.netdata.cloud/spaces/verona/alerts/1',
  }),
};
