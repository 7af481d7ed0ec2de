/** Storms and stateful alerts at the size that real outages have. Long: `FLEET_SIZE=full` turns it on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alert } from '../../features/hooks/intake-stage.ts';
import { describeAtOnce } from '../../support/at-once.ts';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { SERVERS } from '../spine/stage.ts';
import { corrected, startHooksStage, untilProof, type Hook, type HooksStage } from './stage.ts';

const IS_FULL = process.env['FLEET_SIZE'] === 'full';
const STORM = 1_000;
const ALERTS = 200;

describe.runIf(IS_FULL)('at size', () => {
  describeAtOnce(
    SERVERS.filter(({ kind }) => needs(kind, 'redis')),
    'a hook with $kind',
    ({ kind }) => {
      let stage: HooksStage;
      let nurse: string;
      let juliet: string;
      let room: string;

      beforeAll(async () => {
        stage = await startHooksStage(kind);
        room = await stage.room();
        nurse = `nurse@${stage.server.componentDomain}`;
        juliet = `juliet@${stage.server.domain}`;
      });
      afterAll(() => stage.stop());

      /** As senders do: again, elsewhere, until it is taken. */
      async function deliver(hook: Hook, body: object, n: number): Promise<void> {
        let to = n;
        await until(
          async () => {
            to += 1;
            const answer = stage.deliver(hook, body, { to: to % 3 });
            return (await answer.catch(() => ({ status: 0 }))).status === 202;
          },
          { timeout: 60_000 },
        );
      }

      async function all(from: number, to: number, one: (n: number) => Promise<void>) {
        for (let i = from; i < to; i += 20) {
          await Promise.all(Array.from({ length: 20 }, (_, k) => one(i + k)));
        }
      }

      async function leader() {
        return until(async () => {
          const states = stage.bridges.map(async ({ api }) => {
            const { json } = await api.get('/v1/status');
            return (json as { link: { state: string } }).link.state === 'online';
          });
          const at = (await Promise.all(states)).indexOf(true);
          return at === -1 ? undefined : stage.bridges[at];
        });
      }

      it('tells a thousand alerts in so many messages and summaries, through a kill of the leader', async () => {
        const storm = { max: 20, per: 60 };
        const hook = await stage.hook({ dialect: 'alertmanager', to: [juliet], storm });
        const began = performance.now();
        const one = (n: number) => deliver(hook, alert(`Storm ${n}`), n);
        await all(0, STORM / 2, one);
        const killed = await leader();
        await killed.kill('SIGKILL');
        await all(STORM / 2, STORM, one);
        const took = performance.now() - began;
        await killed.restart();
        const heldOf = () =>
          stage
            .heard(nurse)
            .flatMap(({ body = '' }) => /verona: (\d+) more messages? within/.exec(body)?.[1] ?? [])
            .reduce((sum, count) => sum + Number(count), 0);
        const toldOf = () =>
          new Set(
            stage
              .heard(nurse)
              .flatMap(({ body = '' }) => (body.startsWith('🔴 Storm') ? [body] : [])),
          ).size;
        await until(() => toldOf() + heldOf() >= STORM, { timeout: 150_000 });
        console.log(`${kind}: ${STORM} alerts in ${Math.round(took)} ms`, toldOf(), heldOf());
        expect(toldOf() + heldOf()).toBe(STORM);
      }, 300_000);

      it('corrects each of hundreds of alerts in a room and for a person, across restarts', async () => {
        const storm = { max: 1_000, per: 60 };
        const hook = await stage.hook({ dialect: 'alertmanager', to: [room, juliet], storm });
        const began = performance.now();
        await all(0, ALERTS, (n) => deliver(hook, alert(`Light ${n}.`), n));
        for (const bridge of stage.bridges) await bridge.restart();
        await all(0, ALERTS, (n) => deliver(hook, alert(`Light ${n}.`, 'resolved'), n));
        for (const from of [room, nurse]) {
          const heard = await untilProof(stage, hook, from);
          const lights = heard.filter(({ body }) => body?.includes('Light') === true);
          const ids = new Map(
            lights.flatMap((it) =>
              corrected(it) === undefined ? [[it.body, it.attributes['id']] as const] : [],
            ),
          );
          expect(ids.size).toBe(ALERTS);
          const ends = lights.filter((it) => corrected(it) !== undefined);
          expect(ends).toHaveLength(ALERTS);
          for (const end of ends) {
            const first = `🔴 ${end.body?.replace('✔ Resolved ', '') ?? ''}`;
            expect(corrected(end)).toBe(ids.get(first));
          }
        }
        const took = Math.round(performance.now() - began);
        console.log(`${kind}: ${ALERTS} alerts fired and resolved in ${took} ms`);
      }, 300_000);
    },
  );
});
