/** An answer finds its asker on whichever replica it arrives: every replica has a link, and the server picks one. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IqRecordBody } from '../../../src/contract/schemas.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { countBy } from './event-log.ts';
import { attributeOf } from './raw-user.ts';
import type { RawUser } from './raw-user.ts';
import { openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const ASKS = 500;
/** At once: below the limit of one key. */
const AT_ONCE = 50;

describe.runIf(needs('ejabberd', 'redis'))('three replicas that all have a link', () => {
  let scene: Scene;
  let juliet: RawUser;
  /** Of her one client: a question to an account is answered by its server. */
  let device: string;
  beforeAll(async () => {
    scene = await openScene({ kind: 'ejabberd', env: { BRIDGE_LINK_MODE: 'all' } });
  });
  beforeEach(async () => {
    juliet = await scene.user('juliet');
    device = `${juliet.jid}/raw`;
  });
  afterEach(() => scene.clear());
  afterAll(() => scene.close());

  it('give 500 right answers to 500 asks through one of them', async () => {
    juliet.each((stanza) => juliet.write(answerTo(stanza)));
    const replies: { asked: number; status: number; answered: string | undefined }[] = [];
    let asked = 0;
    const ask = async () => {
      while (asked < ASKS) {
        const number = (asked += 1);
        const { status, text } = await scene.api.post('/v1/iq', question(device, number));
        replies.push({ asked: number, status, answered: /"answer (\d+)"/.exec(text)?.[1] });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    expect(countBy(replies, ({ status }) => `${status}`)).toEqual(new Map([['200', ASKS]]));
    expect(replies.filter(({ asked: number, answered }) => answered !== `${number}`)).toEqual([]);
  });

  it('give an answer from another one when the one that was asked through is killed', async () => {
    const [first, second, third] = scene.replicas.bridges;
    const asked = await first!.api.post('/v1/iq', question(device, 1), {
      headers: { prefer: 'respond-async, wait=30' },
    });
    expect(asked.status).toBe(202);
    const { id } = asked.json as IqRecordBody;
    const request = await until(() => juliet.others[0]);
    await first!.kill();
    for (const other of [second!, third!]) {
      const read = async () => {
        // Again and again: the server may still route one to the stream of the killed replica, where it is lost.
        juliet.write(answerTo(request));
        const { json } = await other.api.get(`/v1/iq/${id}`);
        return (json as IqRecordBody).status !== 'pending' && json;
      };
      expect(JSON.stringify(await until(read, { interval: 100 }))).toContain('"answer 1"');
    }
  });
});

function question(to: string, number: number) {
  return {
    to,
    type: 'get',
    extensions: [
      { name: 'query', namespace: 'urn:example:riddle', children: [`question ${number}`] },
    ],
  };
}

function answerTo(iq: string): string {
  const number = /question (\d+)/.exec(iq)?.[1] ?? '';
  const [id = '', to = ''] = [attributeOf(iq, 'id'), attributeOf(iq, 'from')];
  return (
    `<iq type='result' id='${id}' to='${to}'>` +
    `<query xmlns='urn:example:riddle'>answer ${number}</query></iq>`
  );
}
