import { isObject, joined, labelled, textAt, type Json } from '../render/look.ts';
import type { Mark } from '../render/notice.ts';
import { sampleOf, type Dialect } from './dialect.ts';

/** Zabbix's webhook, with the parameters of docs/hooks/zabbix.md, which are those of its own media types. */
export const zabbix: Dialect = {
  read({ json, form }) {
    const body = isObject(json) ? json : form;
    const id = textAt(body, 'event_id');
    if (body === undefined || id === undefined) return undefined;
    const isOver = textAt(body, 'event_value') === '0';
    const severity = textAt(body, 'event_severity') ?? textAt(body, 'trigger_severity');
    const host = textAt(body, 'host_name') ?? textAt(body, 'host');
    const name = textAt(body, 'event_name') ?? textAt(body, 'alert_subject');
    const update = textAt(body, 'event_update_message');
    return {
      event: 'problem',
      status: isOver ? 'resolved' : 'problem',
      severity,
      mark: isOver ? 'good' : zabbixMark(severity),
      title: joined([
        isOver ? 'Resolved:' : severity && `${severity}:`,
        name,
        host && `on ${host}`,
      ]),
      text: joined(
        [
          textAt(body, 'alert_message'),
          labelled('operational data', textAt(body, 'event_opdata')),
          update && `update: ${update}`,
        ],
        '\n',
      ),
      url: zabbixUrl(body, id),
      key: `zabbix:${id}`,
      ends: isOver,
    };
  },
  update: 'edit',
  sample: sampleOf({
    event_id: '4711',
    event_value: '1',
    event_name: 'Free disk space is less than 20%',
    event_severity: 'High',
    host_name: 'balcony',
    trigger_id: '13491',
    zabbix_url: 'https://zabbix.example.org',
  }),
};

function zabbixMark(severity: string | undefined): Mark {
  if (/^(?:warning|average)$/i.test(severity ?? '')) return 'warning';
  return /^(?:information|not classified)$/i.test(severity ?? '') ? 'info' : 'bad';
}

function zabbixUrl(body: Json, id: string): string | undefined {
  const url = textAt(body, 'zabbix_url')?.replace(/\/+$/, '');
  const trigger = textAt(body, 'trigger_id');
  if (url === undefined || !/^https?:/.test(url)) return undefined;
  return trigger === undefined ? url : `${url}/tr_events.php?triggerid=${trigger}&eventid=${id}`;
}
