/**
 * A replica that keeps lamps as they are wanted, to be killed: `tsx lamp-replica.ts <name> <redis url> <lamp server port>`.
 * Takes `want <key> on|off` and `unwant <key>` on standard input and answers each with `done` or `failed`.
 */
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { Reconciler } from '../../src/reconciler/reconciler.ts';
import { keepLease } from '../../src/store/lease-keeper.ts';
import { openStore } from '../../src/store/open.ts';
import { systemClock } from '../../src/link/clock.ts';
import { lampKind, type Lamp, type LampRequest } from '../reconciler/lamps.ts';

const [, , name = '', redisUrl = '', port = ''] = process.argv;
const ignore = () => undefined;
const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const RECONNECT_MS = 100;

const store = await openStore({
  ...{ redisUrl, domain: 'bridge.example.org', now: Date.now, logger },
});
let link: Socket | undefined;
let isLinkWanted = false;

const reconciler = new Reconciler({
  ...{ store, replica: name, clock: systemClock, random: Math.random, logger, rate: 1_000 },
});
const lamps = reconciler.register<Lamp, Lamp>(lampKind({ ask }));

/** A lamp that was seen on another link is only asked for; the answer says what is left to do. */
function ask({ key, wanted, seen, fresh, epoch }: LampRequest): Promise<void> {
  const on = wanted?.on ?? false;
  const isCheck = seen !== undefined && !fresh;
  if (link === undefined) return Promise.reject(new Error('There is no link.'));
  link.write(`${JSON.stringify(isCheck ? { key, epoch } : { key, on, epoch })}\n`);
  return Promise.resolve();
}

function openLink(): void {
  const socket = connect(Number(port), '127.0.0.1', () => {
    if (!isLinkWanted) return void socket.destroy();
    link = socket;
    socket.write(`${JSON.stringify({ link: name })}\n`);
    reconciler.linkUp();
  });
  const lines = createInterface({ input: socket });
  // It hands on the errors of the socket.
  lines.on('error', ignore);
  lines.on('line', (line) => {
    const { key, on } = JSON.parse(line) as Lamp & { readonly key: string };
    // Lost where Redis is away: the lamp is asked for again.
    void lamps.saw(key, { on }).catch(ignore);
  });
  socket.on('error', ignore);
  socket.on('close', () => {
    if (link === socket) {
      link = undefined;
      void reconciler.linkDown();
    }
    if (isLinkWanted)
      setTimeout(() => isLinkWanted && link === undefined && openLink(), RECONNECT_MS);
  });
}

keepLease({
  ...{ store, lease: 'link', holder: `${name} ${process.pid}`, logger },
  ...{ ttlMs: 3_000, renewMs: 1_000, pollMs: 250, marginMs: 500 },
  monotonic: () => performance.now(),
  granted: () => {
    isLinkWanted = true;
    openLink();
  },
  lost: () => {
    isLinkWanted = false;
    link?.destroy();
  },
});

createInterface({ input: process.stdin }).on('line', (line) => {
  const [verb = '', key = '', on = ''] = line.split(' ');
  const done = verb === 'want' ? lamps.want(key, { on: on === 'on' }) : lamps.unwant(key);
  done.then(
    () => console.log('done'),
    () => console.log('failed'),
  );
});
console.log('ready');
