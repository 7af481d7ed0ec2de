/** What a backend may want of its XMPP server through the bridge, and how it is found out whether a server has it. */
import { connectClient } from '../../support/xmpp-client.ts';
import { superviseLink } from '../../support/supervised-link.ts';
import { until } from '../../support/until.ts';
import { postBytes } from '../spine/post-bytes.ts';
import { enter } from '../spine/rooms.ts';
import type { Stage } from '../spine/stage.ts';

export interface Capability {
  readonly what: string;
  /** True when it works. */
  readonly works: (stage: Stage) => Promise<boolean>;
}

const BOT = 'bot@bridge.example.org';
const ROOM = 'globe@rooms.example.org';
const PUBSUB = 'http://jabber.org/protocol/pubsub';
const OWNER = 'http://jabber.org/protocol/muc#owner';
const DISCO = "<query xmlns='http://jabber.org/protocol/disco#info'/>";

export const CAPABILITIES: readonly Capability[] = [
  {
    what: 'What was sent is acknowledged (the barrier comes back)',
    works: async ({ api }) => {
      const barrier = async () => {
        const { json } = await api.get('/v1/status');
        return (json as { readonly link: { readonly barrier: string } }).link.barrier;
      };
      return (
        (await until(async () =>
          (await barrier()) === 'unproven' ? undefined : await barrier(),
        )) !== 'none'
      );
    },
  },
  {
    what: 'IQs to the domain and to bare JIDs are answered',
    works: async (stage) =>
      (await answered(stage, 'example.org', 'get', "<ping xmlns='urn:xmpp:ping'/>")) &&
      (await answered(stage, 'rooms.example.org', 'get', DISCO)),
  },
  {
    what: 'A message that cannot be delivered comes back',
    works: async ({ api }) => {
      const message = { from: BOT, to: 'nobody@example.org', type: 'chat', body: 'Hi' };
      const { id } = (await api.post('/v1/messages', message)).json as { readonly id: string };
      const status = async () =>
        ((await api.get(`/v1/messages/${id}`)).json as { readonly status: string }).status;
      return held(async () => (await status()) === 'failed');
    },
  },
  {
    what: 'An identity creates a room',
    works: async (stage) => {
      const to = `${ROOM}/bot`;
      await stage.api.post('/v1/presence', { from: BOT, to, muc: {} });
      return held(() => answered(stage, ROOM, 'get', DISCO));
    },
  },
  {
    what: 'An identity makes its room persistent',
    works: async (stage) => {
      const field = (name: string, value: string) =>
        `<field var='${name}'><value>${value}</value></field>`;
      const form =
        field('FORM_TYPE', 'http://jabber.org/protocol/muc#roomconfig') +
        field('muc#roomconfig_persistentroom', '1');
      const submit = `<query xmlns='${OWNER}'><x xmlns='jabber:x:data' type='submit'>${form}</x></query>`;
      if (!(await answered(stage, ROOM, 'set', submit))) return false;
      // Prosody 13 says yes to what it ignores: what was set is read back.
      return (await ask(stage, ROOM, 'get', DISCO)).includes('muc_persistent');
    },
  },
  {
    what: 'A room tells an identity what others say',
    works: async (stage) => {
      const juliet = await connectClient({ server: stage.server, user: 'juliet' });
      const events = stage.events();
      await enter(juliet, ROOM, 'juliet');
      await juliet.send(
        `<message to='${ROOM}' type='groupchat' id='heard'><body>All the world</body></message>`,
      );
      await events.waitFor(
        (event) => event.type === 'message.received' && event.data.id === 'heard',
      );
      await juliet.close();
      return true;
    },
  },
  {
    what: 'An identity gets a slot for an upload (XEP-0363)',
    works: (stage) =>
      answered(
        stage,
        'upload.example.org',
        'get',
        "<request xmlns='urn:xmpp:http:upload:0' filename='sonnet.txt' size='18' content-type='text/plain'/>",
      ),
  },
  {
    what: 'An identity creates a pub/sub node and publishes',
    works: async (stage) => {
      const to = 'pubsub.example.org';
      const create = `<pubsub xmlns='${PUBSUB}'><create node='plays'/></pubsub>`;
      const item = "<item id='1'><play xmlns='urn:play'>Hamlet</play></item>";
      const publish = `<pubsub xmlns='${PUBSUB}'><publish node='plays'>${item}</publish></pubsub>`;
      return (
        (await answered(stage, to, 'set', create)) && (await answered(stage, to, 'set', publish))
      );
    },
  },
  {
    what: 'A second connection of the component ends the first',
    works: async ({ server, bridge }) => {
      const losses = async () => {
        const text = await (await fetch(`${bridge.managementUrl}/metrics`)).text();
        return Number(/^bridge_link_losses_total (\d+)$/m.exec(text)?.[1]);
      };
      const before = await losses();
      const second = superviseLink({ service: server.service });
      await second.online();
      // The other one, which has the lease, comes back at once: either was ended by then, or neither.
      const isEnded = await held(async () => (await losses()) > before, 1_000);
      second.stop();
      return isEnded;
    },
  },
];

/** Whether it becomes so within a while. */
async function held(condition: () => Promise<boolean>, timeout = 5_000): Promise<boolean> {
  return until(condition, { timeout }).then(
    () => true,
    () => false,
  );
}

async function answered(stage: Stage, to: string, type: 'get' | 'set', payload: string) {
  return (await ask(stage, to, type, payload)) !== '';
}

/** The answer as it came; empty for an error or none. */
async function ask({ bridge }: Stage, to: string, type: 'get' | 'set', payload: string) {
  const iq = `<iq from='${BOT}' to='${to}' type='${type}' id='ask'>${payload}</iq>`;
  const { status, text } = await postBytes(bridge, '/v1/stanzas', iq, 'application/xmpp+xml');
  return status === 200 ? text : '';
}
