/** The bridge's /rest beside the packaged mod_rest, on one server: the same requests, the same stanzas, the same answers. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBridge, type BridgeProcess } from '../../support/bridge-process.ts';
import { modRestAuthorization, withModRest } from '../../support/mod-rest.ts';
import { needs } from '../../support/need.ts';
import { startServer } from '../../support/servers.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import { connectClient, type XmppClient } from '../../support/xmpp-client.ts';
import { parseXml, type XmlNode } from '../../support/xml-tree.ts';
import type { XmppServer } from '../../support/xmpp-server.ts';
import { ROWS, type Row } from './requests.ts';

const DOMAIN = 'example.org';
const USER = 'nurse';
const PAGE = readFileSync('docs/coming-from-mod_rest.md', 'utf8').replace(/\s+/g, ' ');

interface Side {
  readonly url: string;
  readonly authorization: string;
}

describe.runIf(needs('prosody@13'))('the dialect of mod_rest', () => {
  let server: XmppServer;
  let bridge: BridgeProcess;
  let callback: WebhookReceiver;
  let romeo: XmppClient;
  let theirs: Side;
  let ours: Side;

  beforeAll(async () => {
    callback = await startWebhookReceiver(answerOf);
    const prosody = withModRest({
      domain: DOMAIN,
      callback: { domain: 'peer.example.org', url: callback.url, type: 'application/json' },
    });
    server = await startServer('prosody@13', { domain: DOMAIN, prosody });
    bridge = await startBridge({ server, env: { BRIDGE_MOD_REST: 'enabled' } });
    romeo = await connectClient({ server, user: 'romeo', resource: 'orchard' });
    theirs = {
      url: `http://127.0.0.1:${server.httpPort}`,
      authorization: modRestAuthorization(server, USER),
    };
    const password = Buffer.from(`${USER}:${bridge.apiKey}`).toString('base64');
    ours = {
      url: bridge.baseUrl,
      authorization: `Basic ${password}`,
    };
    const events = ['message.received', 'presence.received', 'iq.received'];
    await bridge.api.post('/v1/webhooks', { url: callback.url, format: 'mod_rest', events });
  });

  afterAll(async () => {
    await romeo.close();
    await bridge.stop();
    await server.stop();
    await callback.stop();
  });

  /** The bench has it for a peer, too. */
  describe('the packaged one', () => {
    test('carries a message from HTTP to a user', async () => {
      const sent = { what: '', type: 'application/json', accept: 'application/json' };
      const body = { kind: 'message', type: 'chat', to: romeo.jid, body: 'Madam!' };
      expect(await answer(theirs, { ...sent, body })).toMatchObject({ status: 202, body: '' });
      await romeo.next(({ body: text }) => text === 'Madam!');
    });

    test('carries a message from a user to HTTP', async () => {
      const to = 'puck@peer.example.org';
      await romeo.send(`<message to='${to}' type='chat'><body>Ay me!</body></message>`);
      const { json } = await callback.next((request) => toOf(request.json) === to);
      expect(json).toMatchObject({ kind: 'message', body: 'Ay me!' });
    });
  });

  test.each(ROWS.map((row) => [row.what, row] as const))(
    'answers alike: %s',
    async (_what, row) => {
      const [expected, got] = await Promise.all([answer(theirs, row), answer(ours, row)]);
      if (row.differs === undefined) {
        expect(got).toEqual(expected);
        return;
      }
      expect(got).not.toEqual(expected);
      expect(got.status).toBe(row.differs.status);
      expect(PAGE).toContain(row.differs.told);
    },
  );

  describe('posts alike to a callback, and does alike what it answers', () => {
    test.each([
      [
        'a message that is answered',
        "<message type='chat' id='$' to='#'><body>echo</body></message>",
      ],
      ['a message that is not', "<message type='chat' id='$' to='#'><body>thanks</body></message>"],
      [
        'a headline with a delay',
        "<message type='headline' id='$' to='#'><body>thanks</body><delay xmlns='urn:xmpp:delay' stamp='2026-01-31T12:00:00Z'/></message>",
      ],
      [
        'a question that is answered',
        "<iq type='get' id='$' to='#'><query xmlns='jabber:iq:gateway'/></iq>",
      ],
      ['a question that nobody knows', "<iq type='get' id='$' to='#'><sonnet xmlns='urn:x'/></iq>"],
      [
        'a question with an empty answer',
        "<iq type='set' id='$' to='#'><register xmlns='urn:x:empty'/></iq>",
      ],
    ])('%s', async (_what, stanza) => {
      const expected = await exchange(stanza, 'one', 'puck@peer.example.org');
      const got = await exchange(stanza, 'two', `puck@${server.componentDomain}`);
      expect(got).toEqual(expected);
    });
  });

  /** What the callback is sent, and what comes back to Romeo. */
  async function exchange(template: string, id: string, to: string) {
    await romeo.send(template.replace('#', to).replace('$', id));
    const posted = (await callback.next(({ json }) => toOf(json) === to)).json;
    const isAnswered = template.startsWith('<iq') || template.includes('>echo<');
    const reply = isAnswered
      ? await romeo.next(({ attributes }) => attributes['from'] === to)
      : undefined;
    return {
      posted: neutral(JSON.stringify(posted), to, id),
      reply: reply && neutral(JSON.stringify(contentOf(reply.node)), to, id),
    };
  }
});

/** As the example of mod_rest answers: what it does not know with 501. */
function answerOf({ json }: { readonly json: unknown }) {
  const stanza = json as Readonly<Record<string, unknown>>;
  if (String(stanza['to']).startsWith('silent@')) return { delay: Infinity };
  if (stanza['kind'] === 'message') {
    return stanza['body'] === 'echo' ? { body: { type: 'chat', body: 'Yes' } } : { status: 204 };
  }
  if (stanza['gateway'] !== undefined) return { body: { gateway: { prompt: 'Name?' } } };
  return { status: stanza['type'] === 'set' ? 204 : 501 };
}

function toOf(json: unknown): string {
  return String((json as { readonly to?: string } | undefined)?.to);
}

function neutral(text: string, to: string, id: string): unknown {
  return JSON.parse(text.replaceAll(to, 'puck').replaceAll(`"id":"${id}"`, '"id":"$"'));
}

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: unknown;
}

async function answer(side: Side, row: Row): Promise<Answer> {
  const { method = 'POST', path = '/rest', type, body, accept, timeout } = row;
  const { authorization = side.authorization } = row;
  const response = await fetch(side.url + path, {
    method,
    headers: {
      ...(authorization !== '' && { authorization }),
      ...(type !== undefined && { 'content-type': type }),
      ...(accept !== undefined && { accept }),
      ...(timeout !== undefined && { 'prosody-rest-timeout': timeout }),
    },
    // Bytes, as a text would be given a type.
    ...(body !== undefined && {
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    }),
  });
  const text = (await response.text()).replace(
    /(nurse(?:@|%40))bridge\.example\.org/g,
    `$1${DOMAIN}`,
  );
  const said = response.headers.get('content-type') ?? undefined;
  return { status: response.status, type: said, body: comparable(said, text) };
}

function comparable(type: string | undefined, text: string): unknown {
  if (text === '') return '';
  if (type?.includes('json') === true) return withoutChance(JSON.parse(text) as object);
  if (type?.includes('xml') === true) return contentOf(parseXml(text));
  const form = new URLSearchParams(text);
  return withoutChance(Object.fromEntries(form));
}

/** Ids that nobody chose, and what the bridge says more. */
function withoutChance(json: object): object {
  const { id, error, ...rest } = json as { id?: string; error?: { text?: string } };
  const isChosen = id !== undefined && id.length < 4;
  const text = error?.text?.replace(/: .*/s, '');
  return {
    ...rest,
    ...(isChosen && { id }),
    ...(error !== undefined && { error: { ...error, ...(text !== undefined && { text }) } }),
  };
}

/** What the bridge adds to messages, and to presence: the page says so. */
const ADDED = ['origin-id', 'c'];

/** In an order of its own, as mod_rest has none. */
function contentOf(node: XmlNode): unknown {
  const { id = '', 'xml:lang': _lang, ...attributes } = node.attributes;
  const told = node.children.filter((it) => typeof it === 'string' || !ADDED.includes(it.name));
  const children = told.map((child) =>
    typeof child === 'string' ? child.replace(/: .*/s, '') : contentOf(child),
  );
  return {
    name: `{${node.namespace}}${node.name}`,
    attributes: { ...attributes, ...(id !== '' && id.length < 4 && { id }) },
    children: children.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
  };
}
