/** Grafana's webhook contact point: unified alerting, which follows Alertmanager, and the older one. */
import { isObject, listAt, textAt } from '../render/look.ts';
import type { Link, Notice } from '../render/notice.ts';
import { groupNotice } from './alertmanager.ts';
import { sampleOf, type Dialect } from './dialect.ts';

export const grafana: Dialect = {
  read({ json }) {
    const alerts = listAt(json, 'alerts').filter(isObject);
    if (alerts.length === 0) return legacyNotice(json);
    const [only] = alerts;
    return {
      ...groupNotice(json, alerts),
      url: textAt(only, 'panelURL') ?? textAt(only, 'dashboardURL') ?? textAt(only, 'generatorURL'),
      links: linksOf(only),
      image: alerts.map((alert) => textAt(alert, 'imageURL')).find((url) => url !== undefined),
    };
  },
  update: 'edit',
  sample: sampleOf({
    receiver: 'verona',
    status: 'firing',
    orgId: 1,
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'VaultOpen', severity: 'critical' },
        annotations: { summary: 'The vault of the Capulets is open' },
        startsAt: '2026-01-31T12:00:00Z',
        fingerprint: 'c6eadffa33fcdf37',
        silenceURL: 'https://grafana.example.org/alerting/silence/new',
        panelURL: 'https://grafana.example.org/d/verona?viewPanel=1',
        values: { B: 44.2 },
      },
    ],
    groupLabels: { alertname: 'VaultOpen' },
    commonLabels: { alertname: 'VaultOpen', severity: 'critical' },
    commonAnnotations: { summary: 'The vault of the Capulets is open' },
    groupKey: '{}:{alertname="VaultOpen"}',
    state: 'alerting',
  }),
};

function linksOf(alert: unknown): readonly Link[] {
  const silence = textAt(alert, 'status') === 'firing' ? textAt(alert, 'silenceURL') : undefined;
  return silence === undefined ? [] : [{ title: 'Silence', url: silence }];
}

const LEGACY = { alerting: 'bad', ok: 'good', no_data: 'warning', pending: 'warning' } as const;

/** Before unified alerting: one rule, with its state. */
function legacyNotice(json: unknown): Notice | undefined {
  const rule = textAt(json, 'ruleId');
  const state = textAt(json, 'state');
  if (rule === undefined || state === undefined) return undefined;
  return {
    event: 'alert',
    status: state,
    mark: Object.hasOwn(LEGACY, state) ? LEGACY[state as keyof typeof LEGACY] : undefined,
    title: textAt(json, 'title') ?? textAt(json, 'ruleName'),
    text: textAt(json, 'message'),
    url: textAt(json, 'ruleUrl'),
    image: textAt(json, 'imageUrl'),
    key: `rule:${textAt(json, 'orgId') ?? ''}:${rule}`,
    ends: state === 'ok',
  };
}
