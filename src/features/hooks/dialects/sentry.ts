/** Sentry: its integrations (`Sentry-Hook-Resource` names what it is about), and the older webhook of a project. */
import { joined, objectAt, textAt, type Json, isObject } from '../render/look.ts';
import type { Mark, Notice } from '../render/notice.ts';
import { sampleOf, type Dialect } from './dialect.ts';

export const sentry: Dialect = {
  read({ headers, json }) {
    if (!isObject(json)) return undefined;
    const data = objectAt(json, 'data');
    if (isObject(data['metric_alert'])) return metricNotice(json, data);
    if (isObject(data['issue'])) return issueNotice(json, objectAt(data, 'issue'));
    if (isObject(data['event'])) return eventNotice(data);
    if (isObject(data['error'])) return eventNotice({ event: data['error'] });
    if (textAt(json, 'project_slug') !== undefined) return legacyNotice(json);
    const resource = headers['sentry-hook-resource'];
    return resource === undefined ? undefined : otherNotice(resource, json, data);
  },
  update: 'edit',
  sample: sampleOf(
    {
      action: 'triggered',
      data: {
        event: {
          event_id: 'e4874d664c3540c1a32eab185f12c5ab',
          title: 'ReferenceError: romeo is not defined',
          level: 'error',
          culprit: 'balcony.speak',
          web_url: 'https://sentry.example.org/organizations/verona/issues/1117540176/events/1/',
          issue_id: '1117540176',
        },
        triggered_rule: 'A new issue is created',
      },
    },
    { 'sentry-hook-resource': 'event_alert' },
  ),
};

function markOf(level: string | undefined): Mark {
  if (level === 'warning') return 'warning';
  return level === 'info' || level === 'debug' ? 'info' : 'bad';
}

function metricNotice(body: Json, data: Json): Notice {
  const action = textAt(body, 'action');
  const isOver = action === 'resolved';
  const alert = objectAt(data, 'metric_alert');
  return {
    event: 'metric_alert',
    status: action,
    severity: action,
    mark: isOver ? 'good' : markOf(action),
    title: textAt(data, 'description_title') ?? textAt(alert, 'title'),
    text: textAt(data, 'description_text'),
    url: textAt(data, 'web_url'),
    key: `metric:${textAt(alert, 'id') ?? textAt(alert, 'identifier') ?? ''}`,
    same: action,
    ends: isOver,
  };
}

const CLOSED = new Set(['resolved', 'ignored', 'archived']);

function issueNotice(body: Json, issue: Json): Notice {
  const action = textAt(body, 'action') ?? textAt(issue, 'status');
  const isOver = action !== undefined && CLOSED.has(action);
  const level = textAt(issue, 'level');
  const where = textAt(issue, 'project', 'slug') ?? textAt(issue, 'project', 'name');
  return {
    event: 'issue',
    status: action,
    severity: level,
    mark: isOver ? 'good' : markOf(level),
    title: joined([
      where && `[${where}]`,
      action,
      joined([textAt(issue, 'shortId'), textAt(issue, 'title')], ': '),
    ]),
    text: textAt(issue, 'culprit'),
    url: textAt(issue, 'web_url') ?? textAt(issue, 'permalink'),
    key: `issue:${textAt(issue, 'id') ?? ''}`,
    same: action,
    ends: isOver,
  };
}

/** An alert about one event: each is another. */
function eventNotice(data: Json): Notice {
  const event = objectAt(data, 'event');
  const level = textAt(event, 'level');
  const id = textAt(event, 'event_id');
  return {
    event: 'event_alert',
    status: 'triggered',
    severity: level,
    mark: markOf(level),
    title: textAt(event, 'title') ?? textAt(event, 'message'),
    text: joined([textAt(event, 'culprit'), rule(textAt(data, 'triggered_rule'))], '\n'),
    url: textAt(event, 'web_url'),
    key: id && `event:${id}`,
    same: 'triggered',
  };
}

function legacyNotice(body: Json): Notice {
  const level = textAt(body, 'level');
  const where = textAt(body, 'project_slug') ?? '';
  const id = textAt(body, 'event', 'event_id');
  return {
    event: 'event_alert',
    status: 'triggered',
    severity: level,
    mark: markOf(level),
    title: `[${where}] ${textAt(body, 'event', 'title') ?? textAt(body, 'message') ?? 'event'}`,
    text: textAt(body, 'culprit'),
    url: textAt(body, 'url'),
    key: id && `event:${id}`,
    same: 'triggered',
  };
}

function otherNotice(resource: string, body: Json, data: Json): Notice {
  const action = textAt(body, 'action');
  return {
    event: resource,
    status: action,
    title: joined([
      resource,
      action,
      textAt(body, 'actor', 'name') && `by ${textAt(body, 'actor', 'name') ?? ''}`,
    ]),
    text: textAt(data, 'comment') ?? textAt(data, 'title'),
  };
}

const rule = (text: string | undefined) => text && `rule: ${text}`;
