/** Does to the stage what the schedule says, and notes from when to when. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProxyMode } from '../support/tcp-proxy.ts';
import type { Disturbance } from './books.ts';
import { describeFault, type Fault, type Process, type Replica } from './schedule.ts';
import type { ChaosReplica, Stage } from './stage.ts';

/** Switches of the traffic. */
export interface Moods {
  big: boolean;
  receiverDown: boolean;
}

export interface Faults {
  /** Resolves when all is as before. What is out of order already is left alone. */
  perform(fault: Fault): Promise<void>;
  /** Resolves when nothing is out of order any more. */
  healed(): Promise<void>;
}

const READY_MS = 30_000;
const PASS: ProxyMode = { kind: 'pass' };

export function createFaults(stage: Stage, moods: Moods): Faults {
  const busy = new Set<string>();
  const open = new Set<Promise<void>>();
  const { replicas, server, redis } = stage;

  const replicaOf = async (who: Replica): Promise<ChaosReplica> => {
    const number = Number(who.slice('replica-'.length));
    const leader = who === 'leader' ? await stage.leader() : undefined;
    return leader ?? replicas[number || 0]!;
  };
  /** Notes it at the beginning, as what it causes comes before its end. */
  const during = async (
    what: Disturbance['what'],
    who: string,
    harm: () => Promise<void>,
  ): Promise<void> => {
    const disturbance = { what, who, from: Date.now(), to: Number.POSITIVE_INFINITY };
    stage.disturbances.push(disturbance);
    stage.note(`${what} ${who}`);
    await harm().finally(() => {
      disturbance.to = Date.now();
      stage.note(`${what} ${who} is over`);
    });
  };
  /** Alone with it; leaves it where it is out of order already. */
  const alone = async (who: string, harm: () => Promise<void>): Promise<void> => {
    if (busy.has(who)) {
      stage.note(`${who} is out of order already`);
      return;
    }
    busy.add(who);
    await harm().finally(() => busy.delete(who));
  };

  const startAgain = async (replica: ChaosReplica) => {
    await stage.start(replica);
    await replica.bridge.waitUntil('/readyz', READY_MS).catch((error: unknown) => {
      stage.note(`replica ${replica.number} is not ready: ${String(error).slice(0, 300)}`);
    });
  };
  const killReplica = (replica: ChaosReplica, downMs: number) => {
    const who = `replica-${replica.number}`;
    return alone(who, () =>
      during('kill', who, async () => {
        stage.expectEnd(replica);
        await replica.bridge.kill();
        await sleep(downMs);
        await startAgain(replica);
      }),
    );
  };
  const kill = async (who: Process, downMs: number): Promise<void> => {
    if (who !== 'server' && who !== 'redis') return killReplica(await replicaOf(who), downMs);
    const program = who === 'server' ? server : redis;
    return alone(who, () =>
      during('kill', who, async () => {
        await program.kill();
        await sleep(downMs);
        await program.restart();
      }),
    );
  };
  const pause = async (who: Process, ms: number): Promise<void> => {
    const isProgram = who === 'server' || who === 'redis';
    const replica = isProgram ? undefined : await replicaOf(who);
    const name = replica === undefined ? who : `replica-${replica.number}`;
    const program = replica?.bridge ?? (who === 'server' ? server : redis);
    return alone(name, () =>
      during('pause', name, async () => {
        await program.kill('SIGSTOP');
        await sleep(ms);
        await program.kill('SIGCONT');
      }),
    );
  };
  const cut = async (who: Replica, from: 'server' | 'redis'): Promise<void> => {
    const { number, link, store } = await replicaOf(who);
    const name = from === 'server' ? `link-${number}` : `store-${number}`;
    return during('cut', name, () => {
      (from === 'server' ? link : store).reset();
      return Promise.resolve();
    });
  };
  const silence = async (who: Replica, ms: number): Promise<void> => {
    const { number, link } = await replicaOf(who);
    return alone(`link-${number}`, () =>
      during('silence', `link-${number}`, async () => {
        link.mode = { kind: 'black-hole' };
        await sleep(ms);
        link.mode = PASS;
      }),
    );
  };
  const slow = (which: 'link' | 'store', mode: ProxyMode, ms: number): Promise<void> =>
    alone(which, () =>
      during('slow', which, async () => {
        const proxies = replicas.map((replica) => replica[which]);
        for (const proxy of proxies) if (proxy.mode.kind === 'pass') proxy.mode = mode;
        await sleep(ms);
        for (const proxy of proxies) if (proxy.mode === mode) proxy.mode = PASS;
      }),
    );
  const restartAll = async (): Promise<void> => {
    for (const replica of replicas) {
      const who = `replica-${replica.number}`;
      await alone(who, () =>
        during('stop', who, async () => {
          stage.expectEnd(replica);
          // What it wrote is looked at in the end.
          const reason = await replica.bridge.stop().catch(String);
          if (reason !== 0) stage.note(`replica ${replica.number} stopped with ${reason}`);
          await startAgain(replica);
        }),
      );
    }
  };
  const mood = async (which: keyof Moods, ms: number): Promise<void> => {
    moods[which] = true;
    await sleep(ms);
    moods[which] = false;
  };

  const begin = (fault: Fault): Promise<void> => {
    switch (fault.do) {
      case 'kill':
        return kill(fault.who, fault.downMs);
      case 'pause':
        return pause(fault.who, fault.ms);
      case 'cut':
        return cut(fault.who, fault.from);
      case 'silence':
        return silence(fault.who, fault.ms);
      case 'slow-server':
        return slow('link', { kind: 'limit', bytesPerSecond: fault.bytesPerSecond }, fault.ms);
      case 'slow-redis':
        return slow('store', { kind: 'delay', ms: fault.latencyMs }, fault.ms);
      case 'big-messages':
        return mood('big', fault.ms);
      case 'rolling-restart':
        return restartAll();
      case 'receiver-down':
        return mood('receiverDown', fault.ms);
    }
  };
  return {
    perform(fault) {
      stage.note(`fault: ${describeFault(fault)}`);
      const done = begin(fault).catch((error: unknown) => {
        stage.note(`the fault could not be made whole: ${String(error)}`);
      });
      open.add(done);
      return done.finally(() => open.delete(done));
    },
    async healed() {
      while (open.size > 0) await Promise.all(open);
    },
  };
}
