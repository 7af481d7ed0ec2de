/** Calls that bring about every answer about commands that identities offer. */
import { until } from '../../support/until.ts';
import { requestExamples } from './example-files.ts';
import type { Asked, Cast, Said } from './scenes.ts';

interface Stage {
  readonly call: (cast: Cast, id: string, asked?: Asked) => Promise<Said>;
  readonly examples: (cast: Cast, id: string, asked?: Asked) => AsyncGenerator<Said>;
}

const NS = 'http://jabber.org/protocol/commands';
const path = { id: 'alerts', node: 'restart' };

export async function* offered(cast: Cast, { call, examples }: Stage): AsyncGenerator<Said> {
  yield* examples(cast, 'putOfferedCommand', { path });
  yield await call(cast, 'getOfferedCommand', { path });
  yield await call(cast, 'listOfferedCommands', { path });
  await letAllExecuteIt(cast);
  const session = await executed(cast);
  yield* examples(cast, 'answerCommand', { path: { id: 'alerts', session } });
  yield await call(cast, 'deleteOfferedCommand', { path });
}

async function letAllExecuteIt({ bridge }: Cast): Promise<void> {
  const [body] = requestExamples('putOfferedCommand')['application/json'] ?? [];
  const place = `/v1/identities/${path.id}/commands/${path.node}`;
  await bridge.api.call('PUT', place, { ...(body as object), allow: 'all' });
}

/** Begun, and its form filled in. Resolves with the session that the event names. */
async function executed({ bridge, juliet }: Cast): Promise<string> {
  const command = (id: string, more: string) =>
    `<iq type='set' id='${id}' to='alerts@bridge.example.org'><command xmlns='${NS}' node='${path.node}' ${more}</command></iq>`;
  const shown = juliet.next(({ attributes: { id } }) => id === 'begin');
  await juliet.send(command('begin', '>'));
  const [, sessionid = ''] = /sessionid=['"]([^'"]+)/.exec((await shown).xml) ?? [];
  const form =
    "<x xmlns='jabber:x:data' type='submit'><field var='service'><value>web</value></field></x>";
  await juliet.send(command('fill', `sessionid='${sessionid}' action='complete'>${form}`));
  return until(async () => {
    const { json } = await bridge.api.get('/v1/events?events=command.requested&after=oldest');
    const [event] = (json as { items: readonly { data: { session: string } }[] }).items;
    return event?.data.session;
  });
}
