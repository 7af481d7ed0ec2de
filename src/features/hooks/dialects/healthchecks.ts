import { isObject, joined, labelled, objectAt, textAt, type Json } from '../render/look.ts';
import { judged } from '../render/status.ts';
import { sampleOf, type Dialect } from './dialect.ts';

/** Healthchecks' integration `Webhook`, with its placeholder `$JSON` as the body, or the members by hand. */
export const healthchecks: Dialect = {
  read({ json }) {
    const check = isObject(objectAt(json, 'check')['name']) ? json : checkIn(json);
    const name = textAt(check, 'name') ?? textAt(check, 'slug');
    const status = textAt(check, 'status') ?? textAt(json, 'status');
    if (status === undefined) return undefined;
    const id =
      textAt(check, 'unique_key') ?? textAt(check, 'uuid') ?? textAt(check, 'code') ?? name;
    return {
      event: 'check',
      ...judged(status),
      title: joined([name ?? id ?? 'check', 'is', status]),
      text: joined(
        [
          textAt(check, 'desc'),
          labelled('last ping', textAt(check, 'last_ping')),
          labelled('tags', textAt(check, 'tags')),
        ],
        '\n',
      ),
      key: id && `check:${id}`,
      same: status,
      ends: status === 'up',
    };
  },
  update: 'edit',
  sample: sampleOf({
    name: 'backup of Verona',
    slug: 'backup',
    tags: 'prod',
    status: 'down',
    last_ping: '2026-01-31T12:00:00+00:00',
    unique_key: 'a6c7b0a8a66bed0df66abfdab3c77736861703ee',
  }),
};

function checkIn(json: unknown): Json {
  const inside = objectAt(json, 'check');
  return Object.keys(inside).length > 0 ? inside : isObject(json) ? json : {};
}
