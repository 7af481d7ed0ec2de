import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/core/caller.ts';
import type { BridgeError } from '../../../src/core/errors.ts';
import { privately } from '../../../src/features/room-service/people/expected.ts';

const CALLER: Caller = { keyId: 'k', identities: ['*'], scopes: new Set() };
const ROOM = 'verona@rooms.example.org';
const MESSAGE = { from: 'nurse', to: `${ROOM}/Romeo 🌹/2`, body: 'Hist!', expectOccupantId: 'o1' };

interface Found {
  readonly seen: { readonly occupantId?: string } | undefined;
}

function send(found: Found | undefined, message: object = {}) {
  const ports = { occupant: () => Promise.resolve(found) };
  const home = { domain: 'bridge.example.org' };
  return privately({ ports, home }, CALLER, { ...MESSAGE, ...message });
}

const refusal = (sent: Promise<unknown>) =>
  sent.then(
    () => undefined,
    (error: unknown) => (error as BridgeError).code,
  );

describe('a private message for an occupant that is expected', () => {
  const romeo = { occupantId: 'o1' };

  it('goes to the occupant, as what rooms take for private', async () => {
    const message = await send({ seen: romeo });
    expect(message).toMatchObject({ from: 'nurse@bridge.example.org/bridge', mucUser: {} });
    expect(message.to).toBe(MESSAGE.to);
  });

  it.each([
    ['conflict', 'somebody else has the nickname', { occupantId: 'o2' }, {}],
    ['conflict', 'nobody has the nickname', undefined, {}],
    ['feature-missing', 'the room gives no ids', {}, {}],
    ['invalid-request', 'it is to the room itself', romeo, { to: ROOM }],
  ] as const)('is refused as %s where %s', async (code, _, seen, message) => {
    expect(await refusal(send({ seen }, message))).toBe(code);
  });

  it('is refused where the identity is not in the room', async () => {
    expect(await refusal(send(undefined))).toBe('not-in-room');
  });
});
