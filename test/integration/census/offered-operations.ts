/** Commands of an identity, one of them executed, and commands that nobody executes. */
import { expect } from 'vitest';
import type { ApiResponse } from '../../support/api-client.ts';
import { until } from '../../support/until.ts';
import type { World } from './world.ts';

type Step = (world: World) => Promise<unknown>;

async function expectStatus(answer: Promise<ApiResponse>, wanted: number): Promise<void> {
  const { status, text } = await answer;
  expect(status, text).toBe(wanted);
}

const PLACE = '/v1/identities/nurse/commands/herbs';

export const OFFERED_OPERATIONS = {
  async putOfferedCommand({ api, juliet }) {
    await expectStatus(
      api.call('PUT', PLACE, JSON.stringify({ name: 'Herbs', allow: 'all', word: 'herbs' }), {
        headers: { 'content-type': 'application/json' },
      }),
      200,
    );
    // Replicas learn a moment later that the identity offers something.
    const shows = juliet.next(({ xml }) => xml.includes('Herbs'));
    const listing = setInterval(() => {
      void juliet.send(
        `<iq type='get' id='menu' to='nurse@bridge.example.org'><query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'/></iq>`,
      );
    }, 100);
    await shows.finally(() => {
      clearInterval(listing);
    });
    const asked = juliet.next(({ attributes }) => attributes['id'] === 'herbs');
    await juliet.send(
      `<iq type='set' id='herbs' to='nurse@bridge.example.org'><command xmlns='http://jabber.org/protocol/commands' node='herbs'/></iq>`,
    );
    const feed = '/v1/events?events=command.requested&after=oldest&wait=10&limit=1';
    const { json } = await api.get(feed);
    const { session } = (json as { items: { data: { session: string } }[] }).items[0]!.data;
    const answer = api.post(`/v1/identities/nurse/command-sessions/${session}`, {
      status: 'executing',
    });
    await expectStatus(answer, 204);
    await asked;
    await juliet.send(
      `<message to='nurse@bridge.example.org' type='chat'><body>herbs</body></message>`,
    );
    await until(async () =>
      (await api.get(feed.replace('limit=1', 'limit=10'))).text.includes('"chat":true'),
    );
  },
  listEntityCommands: ({ api }) => expectStatus(api.get('/v1/entities/example.org/commands'), 200),
  getCommand: ({ api }) => expectStatus(api.get('/v1/commands/none'), 404),
  continueCommand: ({ api }) => expectStatus(api.post('/v1/commands/none', {}), 404),
  listOfferedCommands: ({ api }) => expectStatus(api.get('/v1/identities/nurse/commands'), 200),
  getOfferedCommand: ({ api }) => expectStatus(api.get(PLACE), 200),
  answerCommand: ({ api }) =>
    expectStatus(
      api.post('/v1/identities/nurse/command-sessions/none', { status: 'completed' }),
      404,
    ),
  deleteOfferedCommand: ({ api }) => expectStatus(api.delete(PLACE), 204),
} satisfies Record<string, Step>;
