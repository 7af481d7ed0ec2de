/** A command of slixmpp (XEP-0050) is gone on with after the replica that executed it was killed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandSessionBody } from '../../../src/contract/schemas.ts';
import type { ApiClient } from '../../support/api-client.ts';
import { describeAtOnce } from '../../support/at-once.ts';
import { needs } from '../../support/need.ts';
import { connectSlixmpp, type Slixmpp } from '../../support/slixmpp.ts';
import { until } from '../../support/until.ts';
import { openScene, type Scene } from '../replicas/scene.ts';
import { ALL_SERVERS } from '../spine/stage.ts';

const PLUGINS = ['xep_0004', 'xep_0050'];
/** A replica that was killed in mid-step keeps others off for this long and 5 s. */
const MAX_WAIT = '3s';

async function step(api: ApiClient, id: string, body: object): Promise<CommandSessionBody> {
  const { status, text, json } = await api.post(`/v1/commands/${id}`, body);
  expect(status, text).toBe(200);
  return json as CommandSessionBody;
}

describe.runIf(needs('redis', 'slixmpp'))('a command whose replicas are killed', () => {
  describeAtOnce(ALL_SERVERS, 'on $name', ({ name }) => {
    let scene: Scene;
    let lamp: Slixmpp;

    beforeAll(async () => {
      scene = await openScene({ kind: name, env: { BRIDGE_MAX_IQ_WAIT: MAX_WAIT } });
      lamp = await connectSlixmpp({ server: scene.server, user: 'romeo', plugins: PLUGINS });
      await lamp.offer('lamp');
    });
    afterAll(async () => {
      await lamp.close();
      await scene.close();
    });

    it('goes through three replicas, with a kill in mid-step and one between the steps', async () => {
      const one = await scene.replicas.leader();
      const begun = await one.bridge.api.post('/v1/commands', { to: lamp.jid, node: 'lamp' });
      expect(begun.status, begun.text).toBe(201);
      const { id } = begun.json as CommandSessionBody;
      const path = `/v1/commands/${id}`;
      const saturn = { values: { name: 'Saturn' } };
      const lost = one.bridge.api.post(path, saturn).catch(() => undefined);
      await lamp.waitFor(({ xml }) => xml.includes('Saturn'));
      await one.bridge.kill();
      await lost;

      const two = await scene.replicas.leader({ after: one.epoch });
      expect((await two.bridge.api.get(path)).json).toMatchObject({ sequence: 1 });
      // Refused until the claim of the killed replica has run out.
      const second = await until(
        async () => {
          const answer = await two.bridge.api.post(path, saturn);
          if (answer.status === 409) return undefined;
          expect(answer.status, answer.text).toBe(200);
          return answer.json;
        },
        { timeout: 20_000, interval: 200 },
      );
      expect(second).toMatchObject({ sequence: 2, form: { title: 'colour' } });
      await two.bridge.kill();

      const three = await scene.replicas.leader({ after: two.epoch });
      await step(three.bridge.api, id, { values: { colour: 'white' } });
      const done = await step(three.bridge.api, id, { values: { owner: 'juliet@example.org' } });
      expect(done.status).toBe('completed');
      expect(JSON.parse(done.notes?.[0]?.text ?? '')).toEqual([
        { FORM_TYPE: ['urn:verona:lamp'], name: 'Saturn' },
        { FORM_TYPE: ['urn:verona:colour'], bright: true, colour: 'white' },
        { FORM_TYPE: ['urn:verona:owner'], owner: 'juliet@example.org' },
      ]);
    });
  });
});
