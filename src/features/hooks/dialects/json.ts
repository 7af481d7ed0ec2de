import { shortened } from '../render/clean.ts';
import { asText, isObject, joinedOf, namesOf, textAt, type Json } from '../render/look.ts';
import type { Notice } from '../render/notice.ts';
import { judged } from '../render/status.ts';
import { cutText } from '../render/trim.ts';
import { sampleOf, type Dialect } from './dialect.ts';

/** Names under which senders say the same thing, the likeliest first. */
const TITLE = ['title', 'subject', 'summary', 'name'];
const TEXT = ['text', 'message', 'body', 'description', 'msg', 'content'];
const URL = ['url', 'link', 'href'];
const STATUS = ['status', 'state'];
const SEVERITY = ['severity', 'priority', 'level'];

/** JSON of any shape. What is not picked is looked for under the usual names; else its members are listed. */
export const json: Dialect = {
  read({ json: body }) {
    if (body === undefined) return undefined;
    return isObject(body) ? noticeOf(body) : { text: asText(body) ?? JSON.stringify(body) };
  },
  update: 'new',
  sample: sampleOf({ title: 'Backup', text: 'The backup of Verona is complete.' }),
};

/** The fields of a form, read the same way. */
export const form: Dialect = {
  read: ({ form: fields, json: body }) => {
    if (fields !== undefined) return noticeOf(fields);
    return isObject(body) ? noticeOf(body) : undefined;
  },
  update: 'new',
  sample: {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      title: 'Backup',
      text: 'The backup of Verona is complete.',
    }).toString(),
  },
};

/** The body is the message. */
export const text: Dialect = {
  read: ({ text: body }) => (body.trim() === '' ? undefined : { text: cutText(body) }),
  update: 'new',
  sample: { headers: { 'content-type': 'text/plain' }, body: 'The backup of Verona is complete.' },
};

function noticeOf(body: Json): Notice {
  const first = (names: readonly string[]) =>
    names.map((name) => textAt(body, name)).find((found) => found !== undefined);
  const title = first(TITLE);
  const text = first(TEXT);
  const told = {
    ...judged(first(STATUS)),
    title,
    text,
    url: first(URL),
    severity: first(SEVERITY),
  };
  if (title !== undefined || text !== undefined) return told;
  return { ...told, text: linesOf(body), isListing: true };
}

/** Each member on a line; of what is nested the JSON. */
function linesOf(body: Json): string | undefined {
  const lineOf = (name: string) => {
    const value = body[name];
    const shown =
      asText(value) ?? (isEmpty(value) ? undefined : shortened(JSON.stringify(value), 200));
    return shown === undefined ? undefined : `${name}: ${shown}`;
  };
  return joinedOf(namesOf(body), lineOf, '\n') ?? JSON.stringify(body);
}

function isEmpty(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
