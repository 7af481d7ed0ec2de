/** Real users of the XMPP server: they speak, ask, give receipts, and write down what reaches them. */
import { connectRawUser, attributeOf, type RawUser } from '../../integration/replicas/raw-user.ts';
import type { Arrival, Spoken } from '../books.ts';
import type { Moods } from '../faults.ts';
import type { Stage } from '../stage.ts';
import { lineOf, parseLine } from './texts.ts';

export interface Users {
  readonly arrivals: readonly Arrival[];
  readonly receiptsGiven: ReadonlyMap<string, Spoken>;
  readonly spoken: readonly Spoken[];
  readonly refused: ReadonlySet<string>;
  /** When the bridge's receipt came, by the id of the message. */
  readonly receiptsGot: ReadonlyMap<string, number>;
  readonly asked: readonly Spoken[];
  /** When answers came, by the id of the IQ. */
  readonly answers: ReadonlyMap<string, readonly number[]>;
  /** Says no more. */
  silence(): void;
  close(): void;
}

export interface UserDeps {
  readonly stage: Stage;
  readonly moods: Moods;
  /** Messages per second in all. */
  readonly rate: number;
}

const CONVERSATIONS = 6;
/** Below what the servers take from a user and the bridge takes in. */
const BIG_BYTES = 150_000;
const BIG_SHARE = 8;
/** One IQ for so many messages. */
const IQ_SHARE = 10;
const RECEIPTS = 'urn:xmpp:receipts';

export async function startUsers({ stage, moods, rate }: UserDeps): Promise<Users> {
  const { server } = stage;
  const arrivals: Arrival[] = [];
  const receiptsGiven = new Map<string, Spoken>();
  const receiptsGot = new Map<string, number>();
  const spoken: Spoken[] = [];
  const asked: Spoken[] = [];
  const answers = new Map<string, number[]>();
  const refused = new Set<string>();

  const giveReceipt = (user: RawUser, stanza: string, id: string) => {
    const receipt = { id: `rc-${id}`, conversation: '', number: 0, at: Date.now() };
    if (!receiptsGiven.has(id)) receiptsGiven.set(id, receipt);
    const to = attributeOf(stanza, 'from') ?? '';
    user.write(
      `<message to='${to}' id='${receipt.id}' type='chat'><received xmlns='${RECEIPTS}' id='${id}'/></message>`,
    );
  };
  const takeMessage = (user: RawUser, stanza: string, id: string) => {
    if (attributeOf(stanza, 'type') === 'error') return void refused.add(id);
    const received = new RegExp(`<received[^>]*\\sid=['"]([^'"]+)`).exec(stanza)?.[1];
    if (received !== undefined && stanza.includes(RECEIPTS)) {
      if (!receiptsGot.has(received)) receiptsGot.set(received, Date.now());
      return;
    }
    const line = parseLine('out', /<body>([^<]*)/.exec(stanza)?.[1] ?? '');
    if (line === undefined) return;
    arrivals.push({ id, ...line, at: Date.now() });
    giveReceipt(user, stanza, id);
  };
  const takeIq = (user: RawUser, stanza: string, id: string) => {
    const type = attributeOf(stanza, 'type');
    if (type === 'get') {
      const to = attributeOf(stanza, 'from') ?? '';
      user.write(`<iq to='${to}' id='${id}' type='result'/>`);
      return;
    }
    if (id.startsWith('ui-')) answers.set(id, [...(answers.get(id) ?? []), Date.now()]);
  };
  const take = (user: RawUser, stanza: string) => {
    const id = attributeOf(stanza, 'id') ?? '';
    if (stanza.startsWith('<message')) takeMessage(user, stanza, id);
    else takeIq(user, stanza, id);
  };

  const say = (user: RawUser, name: string, number: number) => {
    const bot = `bot${number % CONVERSATIONS}`;
    const line = { conversation: `${name}/${bot}`, number: Math.floor(number / CONVERSATIONS) };
    const id = `in-${name}-${number}`;
    const bytes = moods.big && number % BIG_SHARE === 0 ? BIG_BYTES : 0;
    spoken.push({ id, ...line, at: Date.now() });
    user.write(
      `<message to='${bot}@${server.componentDomain}' id='${id}' type='chat'>` +
        `<body>${lineOf('in', line, bytes)}</body><request xmlns='${RECEIPTS}'/></message>`,
    );
  };
  const ask = (user: RawUser, name: string, number: number) => {
    const id = `ui-${name}-${number}`;
    asked.push({ id, conversation: name, number, at: Date.now() });
    user.write(
      `<iq to='bot0@${server.componentDomain}' id='${id}' type='get'><vCard xmlns='vcard-temp'/></iq>`,
    );
  };

  const users = await Promise.all(
    server.users.map(async ({ name }) => ({
      name,
      user: await connectRawUser({ server, user: name }),
    })),
  );
  const timers = users.map(({ name, user }) => {
    user.each((stanza) => take(user, stanza));
    let number = 0;
    const next = () => {
      // While the server is down nothing can be said, and nothing is.
      if (!user.isOnline()) return;
      say(user, name, number);
      if (number % IQ_SHARE === 0) ask(user, name, number);
      number += 1;
    };
    return setInterval(next, (1_000 * users.length) / rate);
  });
  const silence = () => timers.forEach(clearInterval);
  return {
    ...{ arrivals, receiptsGiven, receiptsGot, spoken, asked, answers, refused, silence },
    close() {
      silence();
      for (const { user } of users) user.close();
    },
  };
}
