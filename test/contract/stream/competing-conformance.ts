import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordEvent } from '../../../src/features/events/recorder.ts';
import {
  openReplica,
  type ConnectOptions,
  type Connection,
  type Replica,
} from '../../features/streams/competing/stage.ts';
import { until } from '../../support/until.ts';
import { messageEvent } from '../../support/webhook-stage.ts';
import { fresh, type Stores } from '../store/opened-stores.ts';

const PEOPLE = ['romeo', 'juliet', 'nurse', 'mercutio', 'tybalt', 'benvolio', 'paris', 'rosaline'];

/** Two replicas, and one consumer for each test. */
export function competingHoldsTo(stores: Stores): void {
  let name: string;
  let here: Replica;
  let there: Replica;
  let open: Replica[];

  beforeEach(() => {
    name = fresh('orders');
    here = openReplica(stores().store);
    there = openReplica(stores().other);
    open = [here, there];
  });
  afterEach(async () => {
    await Promise.all(open.map((replica) => replica.close()));
  });

  const hear = (from: string, body: string) =>
    recordEvent(stores().store, messageEvent(`${from}@verona.example`, body));
  const connect = (replica: Replica, options: ConnectOptions = {}) =>
    replica.connect({ name, ...options });
  const all = (...connections: Connection[]) => connections.flatMap((it) => it.bodies());

  test('each event goes to one connection, on whichever replica it is', async () => {
    const two = [await connect(here), await connect(there)] as const;
    const bodies: string[] = [];
    for (let n = 0; n < 80; n += 1) {
      bodies.push(String(n));
      await hear(`servant-${n}`, String(n));
    }
    // What the one has no room for, the other gets; nothing more comes until they acknowledge.
    await until(() => all(...two).length === 64);
    expect(two.map(({ got }) => got.length)).toEqual([32, 32]);
    const acknowledged = new Set<string>();
    await until(async () => {
      for (const connection of two) {
        for (const copy of connection.got.filter(({ cursor }) => !acknowledged.has(cursor))) {
          acknowledged.add(copy.cursor);
          await connection.acknowledge(copy);
        }
      }
      return acknowledged.size === bodies.length;
    });
    expect(all(...two).sort()).toEqual([...bodies].sort());
  });

  test('a conversation stays with a connection that has not acknowledged all of it', async () => {
    const [one, other] = [await connect(here), await connect(there)];
    for (const body of ['1', '2', '3']) await hear('juliet', body);
    await until(() => all(one, other).length === 3);
    const [keeper, idle] = one.got.length > 0 ? [one, other] : [other, one];
    expect(keeper.bodies()).toEqual(['1', '2', '3']);
    await keeper.acknowledge(keeper.got[0]!);
    await keeper.acknowledge(keeper.got[2]!);
    await hear('juliet', '4');
    await keeper.sent(4);
    expect(idle.got).toEqual([]);
  });

  test('what was not acknowledged goes to another when its connection ends, in order', async () => {
    const one = await connect(here);
    for (const body of ['1', '2', '3', '4']) await hear('juliet', body);
    const [, second] = await one.sent(4);
    await one.acknowledge(second!);
    const other = await connect(there);
    one.leave();
    await other.sent(3);
    await hear('juliet', '5');
    await other.sent(4);
    expect(other.bodies()).toEqual(['1', '3', '4', '5']);
  });

  test('what was not acknowledged goes to another when its replica is killed', async () => {
    const one = await connect(here);
    for (const body of ['1', '2', '3']) await hear('juliet', body);
    const [first] = await one.sent(3);
    await one.acknowledge(first!);
    here.vanish();
    open = [there];
    const other = await connect(there);
    await hear('juliet', '4');
    await other.sent(3);
    expect(other.bodies()).toEqual(['2', '3', '4']);
  });

  test('its connections go on from where it is moved, forwards and back', async () => {
    const start = await here.newest();
    const two = [await connect(here), await connect(there)] as const;
    for (const body of ['1', '2', '3', '4']) await hear(`servant-${body}`, body);
    await until(() => all(...two).length === 4);
    const [first] = two[0].got;
    await two[0].acknowledge(first!);
    const id = `bootstrap:${name}`;
    expect(await there.dispensers.move(id, start)).toBe(true);
    // Also what was acknowledged, and what a connection had and had not acknowledged.
    await until(() => all(...two).length === 8);
    expect(
      all(...two)
        .slice()
        .sort(),
    ).toEqual(['1', '1', '2', '2', '3', '3', '4', '4']);
    expect(await here.dispensers.move(id, await here.newest())).toBe(true);
    await hear('juliet', '5');
    await until(() => all(...two).length === 9);
    two[0].leave();
    two[1].leave();
    const next = await connect(here, { acknowledges: true });
    await hear('juliet', '6');
    await next.sent(2);
    expect(next.bodies()).toEqual(['5', '6']);
    expect(await here.dispensers.move('bootstrap:nobody', start)).toBe(false);
  });

  test('who comes later goes on where the consumer is, also when nobody was there', async () => {
    const one = await connect(here, { acknowledges: true });
    await hear('romeo', '1');
    await one.sent(1);
    one.leave();
    await hear('romeo', '2');
    const other = await connect(there, { acknowledges: true });
    await hear('romeo', '3');
    await other.sent(2);
    expect(other.bodies()).toEqual(['2', '3']);
  });

  test('a consumer that is new begins where its first connection says', async () => {
    const first = await hear('romeo', 'before');
    const beginning = await connect(here, { name: `${name}-first`, after: 'now' });
    await hear('romeo', 'after');
    await beginning.sent(1);
    expect(beginning.bodies()).toEqual(['after']);
    const all = await connect(there, { name: `${name}-all`, after: 'oldest', acknowledges: true });
    await until(() => all.bodies().includes('after'), { timeout: 20_000 });
    expect(first).toBeDefined();
    expect(all.bodies()).toContain('before');
  });

  test('only what is with a connection can be acknowledged by it', async () => {
    const [one, other] = [await connect(here), await connect(there)];
    await hear('juliet', '1');
    await until(() => all(one, other).length === 1);
    const [keeper, idle] = one.got.length > 0 ? [one, other] : [other, one];
    const [copy] = keeper.got;
    await expect(idle.acknowledge(copy!)).rejects.toMatchObject({ code: 'conflict' });
    await keeper.acknowledge(copy!);
    await expect(keeper.acknowledge(copy!)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('all connections ask for the same events; the first one may ask for others', async () => {
    const one = await connect(here, { remotes: ['romeo@*', 'nurse@*'] });
    await hear('romeo', '1');
    await one.sent(1);
    const same = await connect(there, { remotes: ['nurse@*', 'romeo@*'] });
    const refused = connect(there, { remotes: ['tybalt@*'] });
    await expect(refused).rejects.toMatchObject({ code: 'conflict' });
    one.leave();
    same.leave();
    const other = await until(() =>
      connect(there, { remotes: ['tybalt@*'] }).catch(() => undefined),
    );
    await hear('tybalt', '2');
    await until(() => other.bodies().includes('2'));
  });

  test('events that nobody asked for are passed over', async () => {
    const one = await connect(here, { remotes: ['juliet@*'], acknowledges: true });
    for (let n = 0; n < 250; n += 1) await hear('romeo', String(n));
    await hear('juliet', 'wanted');
    await one.sent(1);
    expect(one.bodies()).toEqual(['wanted']);
  });

  test('connections that come and go lose nothing and are sent twice only what they left', async () => {
    const acknowledged: string[] = [];
    const bodies = Array.from({ length: 200 }, (_, n) => String(n));
    (await connect(here)).leave();
    const saying = (async () => {
      for (const [n, body] of bodies.entries()) await hear(PEOPLE[n % PEOPLE.length]!, body);
    })();
    const orders = new Map<string, number[]>();
    for (let round = 0; acknowledged.length < bodies.length; round += 1) {
      const connections = [await connect(here), await connect(there)];
      await until(() => all(...connections).length > 0 || acknowledged.length === bodies.length);
      for (const connection of connections) {
        // Some of what it was sent, from the front, as a worker would.
        for (const copy of connection.got.slice(0, 5 + (round % 7))) {
          await connection.acknowledge(copy);
          acknowledged.push(copy.body);
          orders.set(copy.from, [...(orders.get(copy.from) ?? []), Number(copy.body)]);
        }
        connection.leave();
      }
    }
    await saying;
    expect(new Set(acknowledged).size).toBe(bodies.length);
    for (const order of orders.values()) expect(order).toEqual([...order].sort((a, b) => a - b));
  });
}
