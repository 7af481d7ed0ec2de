/** From a payload to the text of the message: what preview shows and what is sent are made here. Pure, but for time. */
import { createHash } from 'node:crypto';
import type { Dialect } from '../dialects/dialect.ts';
import type { Payload } from './delivery.ts';
import { excerpt, noted } from './excerpt.ts';
import { passes, source, type Filter } from './filter.ts';
import type { Notice } from './notice.ts';
import { picked, type Pick as Picked } from './pick.ts';
import { plainText } from './plain.ts';
import { renderTemplate } from './template.ts';
import { CUT_NOTE, cutText } from './trim.ts';

/** What of a hook decides how its payloads look. */
export interface Look {
  readonly name: string;
  readonly dialect: string;
  readonly template?: string | undefined;
  readonly filter?: Filter | undefined;
  readonly pick?: Picked | undefined;
}

export interface Rendered {
  readonly notice: Notice;
  readonly body: string;
  /** The URL of a picture that goes beside the text. */
  readonly image?: string;
  /** Why the body is not what the hook wanted, for a person. */
  readonly problem?: string;
}

/** Undefined for what the filter leaves out. */
export function render(look: Look, dialect: Dialect, payload: Payload): Rendered | undefined {
  const read = readNotice(look, dialect, payload);
  if (read === undefined) return unread(look, payload);
  const { filter } = look;
  if (filter !== undefined && !passes(filter, read, payload)) return undefined;
  const told = { notice: read, ...pictured(read) };
  const { body, problem } = shown(look, read, payload);
  return problem === undefined
    ? { ...told, body }
    : { ...told, body: noted(problem, body), problem };
}

/** What is said, and why it is not what the hook wanted. */
function shown(look: Look, notice: Notice, payload: Payload): Omit<Rendered, 'notice'> {
  const { template, name } = look;
  const usual = () => plainText(notice) ?? excerpt(payload.text);
  if (template !== undefined) {
    const made = renderTemplate(template, factsOf(look, notice, payload));
    if ('failed' in made) {
      return { body: usual(), problem: `the template of the hook ${name} failed: ${made.failed}` };
    }
    if (!payload.isCut) return { body: made.text };
    return { body: made.text, problem: cutIn(name) };
  }
  return payload.isCut ? { body: usual(), problem: cutIn(name) } : { body: usual() };
}

const cutIn = (name: string) => `the payload for the hook ${name} was not read whole: ${CUT_NOTE}`;

const MAX_URL = 2_048;

/** Clients are given what they can load, and nothing that a client would run. */
function pictured({ image = '' }: Notice): Pick<Rendered, 'image'> {
  if (image.length > MAX_URL || !URL.canParse(image)) return {};
  const { protocol, href } = new URL(image);
  return protocol === 'https:' || protocol === 'http:' ? { image: href } : {};
}

function readNotice(look: Look, dialect: Dialect, payload: Payload): Notice | undefined {
  const read = dialect.read(payload);
  if (look.pick === undefined || source(payload) === undefined) return read;
  const notice = picked(look.pick, read ?? {}, payload);
  return plainText(notice) === undefined && look.template === undefined ? read : notice;
}

/** Nothing is lost because it cannot be read. */
function unread({ name, dialect }: Look, payload: Payload): Rendered {
  const why = payload.fault === undefined ? '' : `: ${payload.fault.detail}`;
  const problem = `the hook ${name} got what is no payload of ${dialect}${why}`;
  return { notice: {}, body: noted(problem, excerpt(payload.text)), problem };
}

/** What a template can show. */
function factsOf(look: Look, notice: Notice, payload: Payload): Readonly<Record<string, unknown>> {
  return {
    ...notice,
    default: plainText(notice) ?? '',
    hook: { name: look.name },
    payload: source(payload) ?? cutText(payload.text),
    body: cutText(payload.text),
    headers: shownHeaders(payload.headers),
    query: payload.query,
  };
}

const SECRET_HEADER = /authorization|cookie|token|signature|secret|key/;

function shownHeaders(headers: Payload['headers']): Payload['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET_HEADER.test(name)));
}

/** Under which the sender repeats a delivery; the likeliest of a sender first. */
const DELIVERY_IDS = [
  'webhook-id',
  'x-github-delivery',
  'x-forgejo-delivery',
  'x-gitea-delivery',
  'x-gogs-delivery',
  'idempotency-key',
  'x-gitlab-event-uuid',
  'request-id',
] as const;

/** What tells one delivery from another; undefined where the sender does not say it. */
export function deliveryIdOf({ headers }: Payload, notice: Notice): string | undefined {
  const name = DELIVERY_IDS.find((header) => (headers[header] ?? '') !== '');
  return (name === undefined ? undefined : `${name}:${headers[name] ?? ''}`) ?? notice.deliveryId;
}

/** 132 bits, for what may be long or is not to be read in a key of the store. */
export function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
