/** Prometheus Alertmanager's `webhook_config`, version 4: one group of alerts. */
import { isObject, joined, listAt, objectAt, textAt, texts, type Json } from '../render/look.ts';
import type { Notice } from '../render/notice.ts';
import { sampleOf, type Dialect } from './dialect.ts';

/** Alerts that are listed; of the others the number is told. */
const MAX_LISTED = 10;

export const alertmanager: Dialect = {
  read({ json }) {
    const alerts = listAt(json, 'alerts').filter(isObject);
    return alerts.length === 0 ? undefined : groupNotice(json, alerts);
  },
  update: 'edit',
  sample: sampleOf({
    version: '4',
    groupKey: '{}:{alertname="VaultOpen"}',
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'verona',
    groupLabels: { alertname: 'VaultOpen' },
    commonLabels: { alertname: 'VaultOpen', severity: 'critical' },
    commonAnnotations: { summary: 'The vault of the Capulets is open' },
    externalURL: 'http://alertmanager.example.org',
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'VaultOpen', severity: 'critical', instance: 'verona:9100' },
        annotations: { summary: 'The vault of the Capulets is open' },
        startsAt: '2026-01-31T12:00:00Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus.example.org/graph',
        fingerprint: 'c3a1e2b4d5f60718',
      },
    ],
  }),
};

export function groupNotice(group: unknown, alerts: readonly Json[]): Notice {
  const status = textAt(group, 'status') ?? textAt(alerts[0], 'status');
  const isOver = status === 'resolved';
  const [only] = alerts;
  const single = alerts.length === 1 ? only : undefined;
  return {
    event: 'alert',
    status,
    severity: textAt(group, 'commonLabels', 'severity') ?? textAt(only, 'labels', 'severity'),
    mark: isOver ? 'good' : markOf(textAt(group, 'commonLabels', 'severity')),
    title: titleOf(group, alerts, isOver),
    text: single === undefined ? listOf(group, alerts) : detailsOf(single),
    url: (single && textAt(single, 'generatorURL')) ?? textAt(group, 'externalURL'),
    key: textAt(group, 'groupKey') ?? keyOfLabels(objectAt(only, 'labels')),
    same: alerts.map(identityOf).sort().join(' '),
    ends: isOver,
  };
}

/** Severities are what the author of the rules calls them; these are usual. */
export function markOf(severity: string | undefined): Notice['mark'] {
  if (severity === undefined) return 'bad';
  if (/^(?:warn(?:ing)?|minor|low|p[3-5])$/i.test(severity)) return 'warning';
  return /^(?:info(?:rmational)?|none|debug)$/i.test(severity) ? 'info' : 'bad';
}

function titleOf(group: unknown, alerts: readonly Json[], isOver: boolean): string {
  const firing = alerts.filter((alert) => textAt(alert, 'status') !== 'resolved').length;
  const more = Number(textAt(group, 'truncatedAlerts') ?? 0);
  const resolved = alerts.length - firing;
  const count = alerts.length + more > 1 ? countOf(firing, resolved, more) : undefined;
  const name =
    textAt(group, 'groupLabels', 'alertname') ??
    textAt(group, 'commonLabels', 'alertname') ??
    textAt(alerts[0], 'labels', 'alertname') ??
    'alert';
  const single = alerts.length === 1 ? alerts[0] : undefined;
  const about =
    textAt(group, 'commonAnnotations', 'summary') ?? textAt(single, 'annotations', 'summary');
  const head = joined([isOver ? 'Resolved' : undefined, count && `(${count})`]);
  return joined([head, joined([name, about], ': ')]) ?? name;
}

function countOf(firing: number, resolved: number, more: number): string {
  const parts = [
    firing > 0 ? `${firing} firing` : undefined,
    resolved > 0 ? `${resolved} resolved` : undefined,
    more > 0 ? `${more} not shown` : undefined,
  ];
  return joined(parts, ', ') ?? '';
}

function listOf(group: unknown, alerts: readonly Json[]): string | undefined {
  const common = objectAt(group, 'commonLabels');
  const shared = textAt(group, 'commonAnnotations', 'summary');
  const lines = alerts.slice(0, MAX_LISTED).map((alert) => lineOf(alert, common, shared));
  const more = alerts.length - lines.length;
  return joined([...lines, more > 0 ? `… and ${more} more` : undefined], '\n');
}

function lineOf(alert: Json, common: Json, shared: string | undefined): string {
  const summary = textAt(alert, 'annotations', 'summary');
  const own = texts(objectAt(alert, 'labels'))
    .filter(([name]) => !Object.hasOwn(common, name))
    .map(([name, value]) => `${name}=${value}`);
  const mark = textAt(alert, 'status') === 'resolved' ? '✔' : '•';
  const about =
    summary === shared ? undefined : (summary ?? textAt(alert, 'annotations', 'description'));
  return joined([mark, joined([joined(own), about], ': ')]) ?? mark;
}

/** Labels that the title has or that everybody knows. */
const OBVIOUS = new Set(['alertname']);

function detailsOf(alert: Json): string | undefined {
  const labels = texts(objectAt(alert, 'labels'))
    .filter(([name]) => !OBVIOUS.has(name))
    .map(([name, value]) => `${name}=${value}`);
  const notes = texts(objectAt(alert, 'annotations'))
    .filter(([name]) => name !== 'summary')
    .map(([name, value]) =>
      name === 'description' || name === 'message' ? value : `${name}: ${value}`,
    );
  return joined([...notes, joined(labels)], '\n');
}

/** An alert in its state: one that fires again after it was resolved is another case. */
function identityOf(alert: Json): string {
  const id = textAt(alert, 'fingerprint') ?? keyOfLabels(objectAt(alert, 'labels'));
  return `${id}:${textAt(alert, 'status') ?? ''}:${textAt(alert, 'startsAt') ?? ''}`;
}

export function keyOfLabels(labels: Json): string {
  return JSON.stringify([...texts(labels)].sort(([a], [b]) => (a < b ? -1 : 1)));
}
