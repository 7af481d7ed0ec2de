/** What became of messages, by the events that tell it: the bridge has no list of messages. */
import { apiOf, API_OPTIONS, type Api } from './api.ts';
import { EXIT, JSON_OPTION, numberOf, textOf, type Command, type Options } from './command.ts';
import { show } from './show.ts';

interface StatusPage {
  readonly items: readonly { readonly cursor: string; readonly data: SendRecord }[];
  readonly next?: string;
}

interface SendRecord {
  readonly id: string;
  readonly status: string;
  readonly to: string;
  readonly error?: { readonly code: string; readonly detail?: string };
}

interface Found {
  readonly records: readonly SendRecord[];
  readonly next: string | undefined;
}

const OPTIONS = {
  limit: { type: 'string', number: true, value: 'N', about: 'how many at most; default: 20' },
  after: {
    type: 'string',
    value: 'NEXT',
    about: 'continue after the previous page; it prints the value',
  },
  since: {
    type: 'string',
    value: 'INSTANT',
    about: 'no older news than that, such as 2026-01-31T12:00:00Z',
  },
  failed: { type: 'boolean', about: 'only those that failed' },
  ...API_OPTIONS,
  ...JSON_OPTION,
} as const satisfies Options;

const DEFAULT_LIMIT = 20;
/** The most that the API gives at once. */
const PAGE = 1_000;

export const messagesList: Command = {
  name: 'messages list',
  about: 'List what became of messages, the latest news first.',
  options: OPTIONS,
  scope: () => 'events:read',
  more: `A message is listed once the XMPP server has it or it has failed; stanza-bridge status tells how many still wait.
On a further page a message may stand again, with its status of then.`,
  async run({ values, io }) {
    const { records, next } = await latest(apiOf(values, io), {
      limit: numberOf(values, 'limit') ?? DEFAULT_LIMIT,
      after: textOf(values, 'after'),
      since: textOf(values, 'since'),
      isWanted: ({ status }) => values['failed'] !== true || status === 'failed',
    });
    const more = next === undefined ? {} : { next };
    if (values['json'] === true) io.out(JSON.stringify({ items: records, ...more }));
    else io.out(show({ items: records.map(rowOf), ...more }, io));
    return EXIT.ok;
  },
};

interface Wanted {
  readonly limit: number;
  readonly after: string | undefined;
  readonly since: string | undefined;
  readonly isWanted: (record: SendRecord) => boolean;
}

/** A message has an event for each status; the first that is met is the latest. */
async function latest(api: Api, { limit, after, since, isWanted }: Wanted): Promise<Found> {
  const seen = new Set<string>();
  const records: SendRecord[] = [];
  let next = after;
  do {
    const page = await read(api, { after: next, since, limit: Math.min(PAGE, limit) });
    for (const { cursor, data } of page.items) {
      if (seen.has(data.id)) continue;
      seen.add(data.id);
      if (isWanted(data)) records.push(data);
      if (records.length === limit) return { records, next: cursor };
    }
    next = page.next;
  } while (next !== undefined);
  return { records, next };
}

async function read(
  api: Api,
  { after, since, limit }: Pick<Wanted, 'after' | 'since' | 'limit'>,
): Promise<StatusPage> {
  const query = new URLSearchParams({
    order: 'desc',
    events: 'message.status',
    limit: String(limit),
  });
  if (after !== undefined) query.set('after', after);
  if (since !== undefined) query.set('since', since);
  return (await api.call('GET', `/v1/events?${query.toString()}`)) as StatusPage;
}

function rowOf({ id, status, to, error }: SendRecord): object {
  return { id, status, to, ...(error !== undefined && { error: error.detail ?? error.code }) };
}
