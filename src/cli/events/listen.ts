import { setTimeout as sleep } from 'node:timers/promises';
import type { EventEnvelope } from '../../contract/schemas.ts';
import { apiOf, API_OPTIONS, type Api } from '../api.ts';
import {
  CommandFault,
  EXIT,
  JSON_OPTION,
  numberOf,
  textOf,
  textsOf,
  type Call,
  type Command,
  type ExitCode,
  type Io,
  type Options,
  type Values,
} from '../command.ts';
import { FORWARD_OPTIONS, receiverOf, whyNot, type Receiver } from './forward.ts';
import { EVENT_TYPES_HELP } from './trigger.ts';

interface Page {
  readonly items: readonly EventEnvelope[];
  readonly cursor: string;
}

const WAIT_SECONDS = 30;
const RETRY_MS = 1_000;

const READ_OPTIONS = {
  after: {
    type: 'string',
    value: 'CURSOR',
    about: 'where to start: a cursor, oldest or now (the default)',
  },
  types: { type: 'string', multiple: true, about: 'only events of these types, comma-separated' },
  identities: {
    type: 'string',
    multiple: true,
    about: 'only of these identities, comma-separated',
  },
  remotes: {
    type: 'string',
    multiple: true,
    about: 'only from these JIDs or domains, comma-separated',
  },
  count: { type: 'string', number: true, value: 'N', about: 'end after so many events' },
  ...API_OPTIONS,
  ...JSON_OPTION,
} as const satisfies Options;

export const tail: Command = {
  name: 'events tail',
  about: 'Show events as they arrive, until Ctrl-C.',
  options: READ_OPTIONS,
  scope: () => 'events:read',
  more: EVENT_TYPES_HELP,
  run: (call) => follow(call, undefined),
};

export const listen: Command = {
  name: 'listen',
  about: 'Show events as they arrive, and pass them on to a local receiver, until Ctrl-C.',
  options: { ...FORWARD_OPTIONS, ...READ_OPTIONS },
  scope: () => 'events:read',
  more: `With --forward-to, replies in the answers are carried out with your key, as the bridge does for a webhook. It fails when\nthe receiver accepted nothing.\n\n${EVENT_TYPES_HELP}`,
  run: (call) => follow(call, receiverOf(call.values, call.io)),
};

async function follow({ values, io }: Call, receiver: Receiver | undefined): Promise<ExitCode> {
  const api = apiOf(values, io);
  const told = { posted: 0, accepted: 0 };
  let left = numberOf(values, 'count') ?? Infinity;
  let after = textOf(values, 'after') ?? 'now';
  while (left > 0 && !io.signal.aborted) {
    const page = await read(api, after, { values, io });
    for (const event of page.items.slice(0, left)) {
      tell(event, values, io);
      if (receiver === undefined) continue;
      told.posted += 1;
      if (await forward(event, receiver, { api, io })) told.accepted += 1;
    }
    left -= page.items.length;
    after = page.cursor;
  }
  if (told.posted === 0 || told.accepted > 0) return EXIT.ok;
  throw new CommandFault(`The receiver accepted none of ${told.posted} events`);
}

/** A bridge that restarts is waited for; one that refuses is not. */
async function read(
  api: Api,
  after: string,
  { values, io }: { readonly values: Values; readonly io: Io },
): Promise<Page> {
  const query = new URLSearchParams({ after, wait: String(WAIT_SECONDS) });
  for (const [option, name] of SELECTIONS) {
    for (const text of textsOf(values, option) ?? []) query.append(name, text);
  }
  try {
    return (await api.call('GET', `/v1/events?${query.toString()}`)) as Page;
  } catch (error) {
    if (io.signal.aborted) return { items: [], cursor: after };
    const isAway = error instanceof CommandFault && error.exitCode === EXIT.unavailable;
    if (!isAway || after === 'now') throw error;
    io.err(error.message);
    await sleep(RETRY_MS, undefined, { signal: io.signal }).catch(() => undefined);
    return { items: [], cursor: after };
  }
}

const SELECTIONS = [
  ['types', 'events'],
  ['identities', 'identities'],
  ['remotes', 'remotes'],
] as const;

function tell(event: EventEnvelope, values: Values, io: Io): void {
  const indented = JSON.stringify(event, null, 2).replace(/^/gm, '  ');
  io.out(
    values['json'] === true ? JSON.stringify(event) : `${event.at}  ${event.type}\n${indented}`,
  );
}

/** Whether the receiver accepted it. */
async function forward(
  event: EventEnvelope,
  receiver: Receiver,
  { api, io }: { readonly api: Api; readonly io: Io },
): Promise<boolean> {
  const posted = await receiver.post(event);
  io.err(`  → ${event.type} ${posted.said}`);
  const why = whyNot(event, posted.reply);
  if (why !== undefined) io.err(`    ${why}`);
  else await carryOut(event, posted.reply, { api, io });
  return posted.isAccepted;
}

/** With the key of the caller; what the bridge refuses is said. */
async function carryOut(
  event: EventEnvelope,
  reply: Awaited<ReturnType<Receiver['post']>>['reply'],
  { api, io }: { readonly api: Api; readonly io: Io },
): Promise<void> {
  const tried = async (what: string, call: () => Promise<unknown>) => {
    try {
      await call();
      io.err(`    ${what}`);
    } catch (error) {
      if (!(error instanceof CommandFault)) throw error;
      io.err(`    ${what} was refused: ${error.message}`);
    }
  };
  if (reply.kind === 'iq') {
    await tried('answer', () => api.call('POST', `/v1/iq/${event.id}/result`, reply.body));
  }
  if (reply.kind !== 'messages') return;
  for (const [index, message] of reply.messages.entries()) {
    const headers = { 'idempotency-key': `listen:${event.id}:${index}` };
    const { to } = message as { readonly to?: string };
    await tried(`message to ${to ?? ''}`, () => api.call('POST', '/v1/messages', message, headers));
  }
}
