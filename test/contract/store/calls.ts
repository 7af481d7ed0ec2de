import { LOG_START, type Space, type Store } from '../../../src/store/store.ts';

const expiring: Space = { name: 'expiring', ttl: 600_000 };
const forever: Space = { name: 'forever', ttl: 'forever' };

/** Every call that needs Redis. */
export const CALLS: Record<string, (store: Store) => Promise<unknown>> = {
  commit: (store) => store.commit([{ do: 'append', log: 'calls', value: 'x' }]),
  get: (store) => store.get(expiring, 'juliet'),
  'get (forever)': (store) => store.get(forever, 'juliet'),
  getMany: (store) => store.getMany(expiring, ['juliet', 'romeo']),
  list: (store) => store.list(forever),
  read: (store) => store.read('calls', LOG_START, 10),
  waitForAppend: (store) => store.waitForAppend('silence', LOG_START, 60_000),
  info: (store) => store.info('calls'),
  trim: (store) => store.trim('calls', { before: 0, maxLength: 1 }),
  acquire: (store) => store.acquire('lease', 'juliet', 1000),
  renew: (store) => store.renew('lease', 'juliet', 1, 1000),
  release: (store) => store.release('lease', 'juliet', 1),
  holder: (store) => store.holder('lease'),
  publish: (store) => store.publish('channel', 'news'),
  ping: (store) => store.ping(),
  clock: (store) => store.clock(),
};

export interface Outcome {
  readonly call: string;
  /** The error's code, or `answered`. */
  readonly outcome: string;
  readonly ms: number;
}

export async function callAll(store: Store): Promise<Outcome[]> {
  return Promise.all(
    Object.entries(CALLS).map(async ([call, run]) => {
      const from = performance.now();
      const outcome = await run(store).then(
        () => 'answered',
        (error: unknown) => (error as { code?: string }).code ?? String(error),
      );
      return { call, outcome, ms: performance.now() - from };
    }),
  );
}
