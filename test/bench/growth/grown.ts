/** Things that only have to be there: webhooks, streams, identities, rooms. None of them hears what is measured. */
import { openSse, type SseClient } from '../../support/sse-client.ts';
import { call, listens, openField, type Field } from '../field.ts';
import { bothWays, type Axis, type Grower } from './axis.ts';

/** The one whose messages are measured. */
const HEARD = 'cast';
const AT_ONCE = 20;

/** Adds the nth. */
type Add = (field: Field, nth: number) => Promise<void>;

export function grownAxis(
  name: string,
  about: string,
  sizes: readonly number[],
  add: (ended: (end: () => void) => void) => Add,
): Axis {
  return { name, about, sizes, begin: () => beginWith(add) };
}

async function beginWith(make: (ended: (end: () => void) => void) => Add): Promise<Grower> {
  const ends: (() => void)[] = [];
  const add = make((end) => ends.push(end));
  const field = await openField();
  await listens(field, bridgeOf(field), HEARD);
  // Twice, or the first size would pay for the compiler.
  await bothWays(field, HEARD);
  await bothWays(field, HEARD);
  let there = 0;
  return {
    async measure(size) {
      while (there < size) {
        const more = Math.min(AT_ONCE, size - there);
        await Promise.all(Array.from({ length: more }, (_, nth) => add(field, there + nth)));
        there += more;
      }
      return bothWays(field, HEARD);
    },
    async end() {
      for (const end of ends) end();
      await field.stop();
    },
  };
}

export const webhooks = (sizes: readonly number[]) =>
  grownAxis(
    'webhooks',
    'webhooks that hear other identities',
    sizes,
    () => (field, nth) => listens(field, bridgeOf(field), `extra-${nth}`),
  );

export const streams = (sizes: readonly number[]) =>
  grownAxis('streams', 'open SSE streams that hear other identities', sizes, (ended) => {
    return async (field, nth) => {
      const { baseUrl, apiKey } = bridgeOf(field);
      const url = `${baseUrl}/v1/events/stream?identities=extra-${nth}`;
      const stream: SseClient = await openSse(url, { key: apiKey });
      if (stream.response.statusCode !== 200) {
        throw new Error(`${url}: ${stream.response.statusCode}`);
      }
      ended(() => stream.cut());
    };
  });

export const identities = (sizes: readonly number[]) =>
  grownAxis('identities', 'declared identities', sizes, () => async (field, nth) => {
    const body = { name: `Extra ${nth}` };
    await call(bridgeOf(field), { method: 'PUT', path: `/v1/identities/extra-${nth}`, body });
  });

/** ejabberd lets nobody into more than 100 (`max_user_conferences`). */
const ROOMS_EACH = 50;

export const rooms = (sizes: readonly number[]) =>
  grownAxis('rooms', 'rooms that identities are joined to', sizes, () => async (field, nth) => {
    const room = encodeURIComponent(`room-${nth}@${field.server.roomsDomain}`);
    const headers = { prefer: 'wait=15' };
    const body = { create: 'ifMissing' };
    const path = `/v1/rooms/${room}/identities/steward-${Math.floor(nth / ROOMS_EACH)}`;
    const shown = await call(bridgeOf(field), { method: 'PUT', path, body, headers });
    const { state } = shown as { state: string };
    if (state !== 'joined') throw new Error(`${path} is ${state}`);
  });

function bridgeOf({ bridges: [bridge] }: Field) {
  if (bridge === undefined) throw new Error('there is no replica');
  return bridge;
}
