import { alertmanager } from './alertmanager.ts';
import { apprise } from './apprise.ts';
import { argoCd } from './argo-cd.ts';
import type { Dialect } from './dialect.ts';
import { gitea } from './gitea.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { grafana } from './grafana.ts';
import { healthchecks } from './healthchecks.ts';
import { form, json, text } from './json.ts';
import { netdata } from './netdata.ts';
import { ntfy } from './ntfy.ts';
import { sentry } from './sentry.ts';
import { slack } from './slack.ts';
import { uptimeKuma } from './uptime-kuma.ts';
import { zabbix } from './zabbix.ts';

/** Whose payloads are understood. A new sender is a file here, a line in this table and in `HookDialect.yaml`. */
export const DIALECTS = {
  alertmanager,
  apprise,
  'argo-cd': argoCd,
  forgejo: gitea,
  form,
  gitea,
  github,
  gitlab,
  grafana,
  healthchecks,
  json,
  netdata,
  ntfy,
  sentry,
  slack,
  text,
  'uptime-kuma': uptimeKuma,
  zabbix,
} as const satisfies Readonly<Record<string, Dialect>>;

export type DialectName = keyof typeof DIALECTS;
