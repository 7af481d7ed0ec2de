/** Where senders post to: `/hooks/{id}/{secret}`. */
import type { Door, DoorAnswer, Knock } from '../../core/door.ts';
import { BridgeError } from '../../core/errors.ts';
import type { Logger } from '../../observe/logger.ts';
import { dialectOf, type Hook } from './hook.ts';
import type { Taken } from './intake/intake.ts';
import type { Speaker } from './intake/messages.ts';
import type { Payload } from './render/delivery.ts';
import { readPayload } from './render/parse.ts';
import { isSecretOf } from './secret.ts';
import { verifyFault } from './verify/verify.ts';

export interface DoorDeps {
  readonly find: (id: string) => Promise<Hook | undefined>;
  readonly speakerOf: (hook: Hook) => Speaker;
  readonly take: (speaker: Speaker, payload: Payload) => Promise<Taken>;
  /** What became of a delivery, for metrics. */
  readonly counted: (outcome: Taken['outcome'] | 'refused' | 'failed') => void;
  readonly bodyLimit: number;
  readonly newId: () => string;
  readonly now: () => number;
  readonly logger: Logger;
}

export function hookDoor(deps: DoorDeps): Door {
  return {
    name: 'receiveHook',
    url: '/hooks/:id/:secret',
    methods: ['POST', 'PUT'],
    bodyLimit: deps.bodyLimit,
    async admit(knock) {
      const hook = await deps.find(knock.path['id'] ?? '');
      if (hook === undefined || !isSecretOf(hook, knock.path['secret'] ?? '', deps.now())) {
        deps.counted('refused');
        // The same for both: nobody learns which ids there are.
        throw new BridgeError('not-found', 'There is no hook with this URL.');
      }
      return (body) => receive(deps, hook, knock, body);
    },
  };
}

async function receive(
  deps: DoorDeps,
  hook: Hook,
  { headers, query }: Knock,
  body: Uint8Array,
): Promise<DoorAnswer> {
  const fault = verifyFault(hook.verify, { headers, body, now: deps.now() });
  if (fault !== undefined) {
    deps.counted('refused');
    deps.logger.debug({ hook: hook.id, reason: fault }, 'a delivery was not believed');
    throw new BridgeError('unauthorized', fault);
  }
  const payload = readPayload({ headers, query, body });
  const { answers } = dialectOf(hook);
  if (answers?.unread !== undefined && dialectOf(hook).read(payload) === undefined) {
    deps.counted('failed');
    return answers.unread(payload);
  }
  const taken = await takeCounted(deps, hook, payload);
  const { outcome, messages, problem } = taken;
  const [id = deps.newId()] = messages;
  if (answers !== undefined) return answers.taken({ id, at: deps.now() });
  return { status: 202, body: JSON.stringify({ outcome, messages, problem }) };
}

async function takeCounted(deps: DoorDeps, hook: Hook, payload: Payload): Promise<Taken> {
  try {
    const taken = await deps.take(deps.speakerOf(hook), payload);
    deps.counted(taken.outcome);
    return taken;
  } catch (error) {
    deps.counted('failed');
    throw error;
  }
}
