/** The stanza that JSON of mod_rest means. Keys that it does not have are left out, as it does. Pure. */
import { element, type XmlElement } from '../../../core/element.ts';
import { malformedBody } from '../../../core/json/json.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import {
  stanzaErrorToXml,
  type StanzaErrorCondition,
  type StanzaErrorType,
} from '../../../stanza/stanza-error.ts';
import { archiveQuery } from './archive-query.ts';
import { isObject, writeFields, type Parts } from './field.ts';
import { optional } from './forms.ts';
import { SPECIAL } from './queries.ts';
import { KINDS } from './to-json.ts';

/** Keys that say what kind of stanza it is, where nothing else does. */
const KIND_OF_KEY: Readonly<Record<string, string>> = {
  ...{ disco: 'iq', items: 'iq', ping: 'iq', version: 'iq', command: 'iq', archive: 'iq' },
  ...{ body: 'message', html: 'message', replace: 'message', state: 'message' },
  ...{ subject: 'message', thread: 'message' },
  ...{ join: 'presence', priority: 'presence', show: 'presence', status: 'presence' },
};

const TYPE_OF_KEY: Readonly<Record<string, string>> = { command: 'set', archive: 'set' };

const KIND_OF_TYPE: ReadonlyMap<string, string> = new Map([
  ...['get', 'set', 'result'].map((type) => [type, 'iq'] as const),
  ...['normal', 'chat', 'headline', 'groupchat'].map((type) => [type, 'message'] as const),
  ...['available', 'unavailable', 'subscribe', 'unsubscribe', 'subscribed', 'unsubscribed'].map(
    (type) => [type, 'presence'] as const,
  ),
]);

/** Throws `malformed-body`. */
export function fromModRest(json: unknown): XmlElement {
  if (!isObject(json) || Object.keys(json).length === 0) {
    throw malformedBody('A stanza is an object with at least one key.');
  }
  const { kind, type } = kindOf(json);
  const fields = KINDS.get(kind);
  if (fields === undefined) throw malformedBody('"kind" is message, presence or iq.');
  const parts: Parts = { namespace: NS_CLIENT, attributes: {}, children: [] };
  const values = prepared(json, kind, type);
  if (isObject(json['error'])) {
    const { to, from, id } = values;
    writeFields(fields, { to, from, id, type: 'error' }, parts);
    parts.children.push(errorToXml(json['error']));
  } else {
    writeFields({ ...fields, ...SPECIAL }, { ...values, type }, parts);
  }
  return element(kind, NS_CLIENT, parts.attributes, parts.children);
}

function kindOf(json: Readonly<Record<string, unknown>>) {
  const said = text(json['type']) ?? meantBy(TYPE_OF_KEY, json);
  const kind =
    text(json['kind']) ?? KIND_OF_TYPE.get(said ?? '') ?? meantBy(KIND_OF_KEY, json) ?? 'message';
  if (kind === 'presence' && said === 'available') return { kind, type: undefined };
  return { kind, type: said ?? (kind === 'iq' ? 'get' : undefined) };
}

function meantBy(
  table: Readonly<Record<string, string>>,
  json: Readonly<Record<string, unknown>>,
): string | undefined {
  const key = Object.keys(table).find((name) => isSaid(json[name]));
  return key === undefined ? undefined : table[key];
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Shorter ways to say something, written out. */
function prepared(
  json: Readonly<Record<string, unknown>>,
  kind: string,
  type: string | undefined,
): Readonly<Record<string, unknown>> {
  if (kind === 'presence' && json['join'] === true && json['muc'] === undefined) {
    return { ...json, muc: {} };
  }
  const { archive } = json;
  if (kind !== 'iq' || type !== 'set' || !isObject(archive)) return json;
  return { ...json, archive: archiveQuery(archive) };
}

function errorToXml(error: Readonly<Record<string, unknown>>): XmlElement {
  const [type, condition] = [
    optional(error['type'], 'type'),
    optional(error['condition'], 'condition'),
  ];
  const [said, by] = [optional(error['text'], 'text'), optional(error['by'], 'by')];
  return stanzaErrorToXml({
    // The gate refuses what is none.
    type: (type ?? 'cancel') as StanzaErrorType,
    condition: (condition ?? 'undefined-condition') as StanzaErrorCondition,
    ...(said !== undefined && { text: said }),
    ...(by !== undefined && { by }),
  });
}
