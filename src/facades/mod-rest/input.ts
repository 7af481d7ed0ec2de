/** The stanza that a request means: XML, JSON, a form or plain text, with parts of it in the path. Pure. */
import { isUtf8 } from 'node:buffer';
import { childElements, element, type XmlElement } from '../../core/element.ts';
import type { FacadeRequest } from '../../core/facade.ts';
import { malformedBody, parseJson } from '../../core/json/json.ts';
import { BridgeError } from '../../core/errors.ts';
import { NS_CLIENT } from '../../stanza/namespaces.ts';
import { textElement } from '../../stanza/element-helpers.ts';
import { parseRawStanza } from '../../stanza/xml/raw-stanza.ts';
import type { TreeBounds } from '../../stanza/xml/tree-builder.ts';
import { fromModRest } from './mapping/from-json.ts';
import { isObject } from './mapping/field.ts';
import { Refusal } from './refusal.ts';

/** Input types that mod_rest says it takes. */
export const INPUTS = [
  'application/xmpp+xml',
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
] as const;

interface Written {
  readonly type: string | undefined;
  readonly text: string;
  /** Kind, type and address, as they stand in the path. */
  readonly path: string | undefined;
}

/** Throws `Refusal`, `malformed-body`. */
export function stanzaOf(request: FacadeRequest, bounds: TreeBounds): XmlElement {
  const stanza = parse(writtenIn(request), bounds);
  if (!['message', 'presence', 'iq'].includes(stanza.name)) throw new Refusal('name');
  return stanza;
}

/** The stanza in the answer of a callback, or the body of a request without a path. */
export function stanzaIn(type: string | undefined, text: string, bounds: TreeBounds): XmlElement {
  return parse({ type: plainType(type), text, path: undefined }, bounds);
}

/** Throws `Refusal` for an iq that is no request. */
export function requireRequest(iq: XmlElement): void {
  const { type } = iq.attributes;
  if (type !== 'get' && type !== 'set') throw new Refusal('iq_type');
  if (childElements(iq).length !== 1) throw new Refusal('iq_tags');
}

export function isEcho({ below }: FacadeRequest): boolean {
  return below === 'echo';
}

function writtenIn({ method, below, query, headers, body }: FacadeRequest): Written {
  const path = below === undefined || below === 'echo' ? undefined : decoded(below);
  if (method === 'GET') {
    const type = query === undefined ? undefined : 'application/x-www-form-urlencoded';
    return { type, text: query ?? '', path: `iq/${path ?? ''}` };
  }
  if (!isUtf8(body)) throw malformedBody('The body is not UTF-8.');
  return { type: plainType(headers['content-type']), text: body.toString(), path };
}

function plainType(type: string | undefined): string | undefined {
  return type?.split(/[; ]/, 1)[0]?.toLowerCase();
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw malformedBody('The path has a broken percent-encoding.');
  }
}

function parse(written: Written, bounds: TreeBounds): XmlElement {
  const { type, text, path } = written;
  switch (type) {
    case 'application/xmpp+xml':
      return parseXml(text, bounds);
    case 'application/json':
      return fromModRest(withPath(parseJson(text), path));
    case 'application/x-www-form-urlencoded':
      return parseForm(text, path);
    case 'text/plain':
      return plainText(text, path);
    case undefined:
      if (path !== undefined) return fromModRest(withPath({}, path));
  }
  throw new Refusal('mediatype');
}

function parseXml(text: string, bounds: TreeBounds): XmlElement {
  try {
    return parseRawStanza(text, bounds);
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    const [first] = error.facts.errors ?? [];
    if (first !== undefined && FOREIGN.test(first.detail)) throw new Refusal('xmlns');
    throw malformedBody(first?.detail ?? error.message);
  }
}

/** What `parseRawStanza` says of another namespace. */
const FOREIGN = /a stanza is in the namespace jabber:client/;

function parseForm(text: string, path: string | undefined): XmlElement {
  if (!text.includes('=')) {
    if (path === undefined) return plainText(decodedForm(text), path);
    throw malformedBody('The query has no names.');
  }
  return fromModRest(withPath(Object.fromEntries(new URLSearchParams(text)), path));
}

function decodedForm(text: string): string {
  return new URLSearchParams(`body=${text}`).get('body') ?? '';
}

function plainText(text: string, path: string | undefined): XmlElement {
  if (path === undefined) return messageOf(text);
  const named = withPath({}, path) as Readonly<Record<string, unknown>>;
  if (named['kind'] === 'message') return fromModRest({ ...named, body: text });
  if (named['kind'] === 'presence') return fromModRest({ ...named, show: text });
  throw malformedBody('Only a message or a presence can be made of plain text.');
}

function messageOf(text: string): XmlElement {
  return element('message', NS_CLIENT, { type: 'chat' }, [textElement('body', NS_CLIENT, text)]);
}

/** `iq/disco/example.org`, `message/chat/juliet@example.org`; of an iq the type may be what is asked. */
const PATH = /^([mpi][a-z0-9]+)\/(\w+)\/(.*)$/is;

function withPath(json: unknown, path: string | undefined): unknown {
  if (path === undefined) return json;
  const [, kind, type, to = ''] = PATH.exec(path) ?? [];
  if (kind === undefined || type === undefined || !isObject(json)) {
    throw malformedBody('The path is kind/type/to, or for a GET query/to.');
  }
  const address = to === '' ? {} : { to };
  const isQuestion = kind === 'iq' && type !== 'get' && type !== 'set';
  if (!isQuestion) return { ...json, kind, type, ...address };
  return { kind, [type]: type === 'ping' ? true : json, ...address };
}
