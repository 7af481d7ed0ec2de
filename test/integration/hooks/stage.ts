/** Three replicas, a person and rooms, for hooks. */
import { startBridge, type BridgeProcess } from '../../support/bridge-process.ts';
import { startRedis } from '../../support/redis.ts';
import { startServer, type ServerName } from '../../support/servers.ts';
import { connectClient, type Received } from '../../support/xmpp-client.ts';

export interface Hook {
  readonly id: string;
  readonly url: string;
}

export type HooksStage = Awaited<ReturnType<typeof startHooksStage>>;

export const NS_REPLACE = 'urn:xmpp:message-correct:0';

/** The id of the message that one corrects. */
export function corrected({ node }: Received): string | undefined {
  return node.child('replace', NS_REPLACE)?.attributes['id'];
}

export async function startHooksStage(name: ServerName = 'prosody', replicas = 3) {
  const server = await startServer(name);
  const redis = await startRedis();
  const options = { server, redisUrl: redis.url, apiKey: 'a-key-of-all-replicas' };
  const env = { BRIDGE_LOG_LEVEL: 'debug' };
  const starts = Array.from({ length: replicas }, () => startBridge({ ...options, env }));
  const bridges = await Promise.all(starts);
  const juliet = await connectClient({ server, user: 'juliet' });
  const { api } = bridges[0]!;
  let rooms = 0;

  /** A room with Juliet in it; hooks join it with their first message. */
  async function room(): Promise<string> {
    const jid = `orchard-${++rooms}@${server.roomsDomain}`;
    const join = `<x xmlns='http://jabber.org/protocol/muc'/>`;
    await juliet.send(`<presence to='${jid}/juliet'>${join}</presence>`);
    await juliet.waitFor(({ attributes }) => attributes['from'] === `${jid}/juliet`);
    return jid;
  }

  async function hook(terms: object): Promise<Hook> {
    const whole = { name: 'verona', from: `nurse@${server.componentDomain}`, ...terms };
    const { status, text, json } = await api.post('/v1/hooks', whole);
    if (status !== 201) throw new Error(text);
    return json as Hook;
  }

  return {
    ...{ server, redis, bridges, juliet, api, room, hook },
    /** Delivers to a replica, with no key. */
    deliver: (
      { url }: Pick<Hook, 'url'>,
      body: unknown,
      { headers = {}, to = 0 }: { headers?: Record<string, string>; to?: number } = {},
    ) => bridges[to]!.api.post(url, body, { key: null, headers }),
    /** What a sender or a room has said to Juliet until now. */
    heard: (from: string): readonly Received[] =>
      juliet.received.filter(
        ({ name: kind, attributes, body }) =>
          kind === 'message' && body !== undefined && attributes['from']?.startsWith(from) === true,
      ),
    async stop() {
      await juliet.close();
      await Promise.all(bridges.map((bridge: BridgeProcess) => bridge.stop()));
      await redis.stop();
      await server.stop();
    },
  };
}

/** Nothing came before it: waits for a message that is sent as proof, and gives what came from the same place until then. */
export async function untilProof(
  stage: HooksStage,
  { id }: Hook,
  from: string,
): Promise<readonly Received[]> {
  const proof = `proof ${Math.random()}`;
  const { status, text } = await stage.api.post(`/v1/hooks/${id}/test`, {
    payload: { text: proof },
  });
  if (status !== 200) throw new Error(text);
  const isProof = ({ body = '' }: Received) => body.includes(proof);
  await stage.juliet.waitFor(
    (one) => isProof(one) && one.attributes['from']?.startsWith(from) === true,
  );
  return stage.heard(from).filter((one) => !isProof(one));
}
