import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf, API_OPTIONS, type Api } from './api.ts';
import {
  CommandFault,
  EXIT,
  JSON_OPTION,
  numberOf,
  textOf,
  textsOf,
  type Command,
  type Io,
  type Values,
} from './command.ts';

interface Page {
  readonly items: readonly { readonly id: string; readonly type: string; readonly at: string }[];
  readonly cursor: string;
}

type Event = Page['items'][number];

const WAIT_SECONDS = 30;
const RETRY_MS = 1_000;

export const listen: Command = {
  name: 'listen',
  about: 'Show events as they arrive, and optionally forward them, until Ctrl-C.',
  options: {
    'forward-to': {
      type: 'string',
      value: 'URL',
      about: 'forward each event to this URL by POST, like a webhook, unsigned',
    },
    after: {
      type: 'string',
      value: 'CURSOR',
      about: 'where to start: a cursor, oldest or now (the default)',
    },
    types: { type: 'string', multiple: true, about: 'only events of these types, comma-separated' },
    count: { type: 'string', number: true, value: 'N', about: 'end after so many events' },
    ...API_OPTIONS,
    ...JSON_OPTION,
  },
  async run({ values, io }) {
    const api = apiOf(values, io);
    checkTarget(textOf(values, 'forward-to'));
    let left = numberOf(values, 'count') ?? Infinity;
    let after = textOf(values, 'after') ?? 'now';
    while (left > 0 && !io.signal.aborted) {
      const page = await read(api, after, { values, io });
      for (const event of page.items.slice(0, left)) await tell(event, values, io);
      left -= page.items.length;
      after = page.cursor;
    }
    return EXIT.ok;
  },
};

function checkTarget(url: string | undefined): void {
  if (url === undefined || (URL.canParse(url) && url.startsWith('http'))) return;
  const advice = 'write a URL, such as http://127.0.0.1:3000/hook';
  throw new CommandFault(`--forward-to ${url}: ${advice}`, EXIT.usage);
}

/** A bridge that restarts is waited for; one that refuses is not. */
async function read(
  api: Api,
  after: string,
  { values, io }: { readonly values: Values; readonly io: Io },
): Promise<Page> {
  const query = new URLSearchParams({ after, wait: String(WAIT_SECONDS) });
  for (const type of textsOf(values, 'types') ?? []) query.append('events', type);
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

async function tell(event: Event, values: Values, io: Io): Promise<void> {
  const text = JSON.stringify(event);
  io.out(values['json'] === true ? text : `${event.at}  ${event.type}\n${indented(event)}`);
  const target = textOf(values, 'forward-to');
  if (target === undefined) return;
  const headers = { 'content-type': 'application/json', 'webhook-id': event.id };
  const answer = await fetch(target, { method: 'POST', headers, body: text }).then(
    ({ status }) => String(status),
    (error: unknown) => `failed: ${String((error as { readonly cause?: unknown }).cause ?? error)}`,
  );
  io.err(`  → ${target} ${answer}`);
}

function indented(event: Event): string {
  return JSON.stringify(event, null, 2).replace(/^/gm, '  ');
}
