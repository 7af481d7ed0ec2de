/** What a client may send over a WebSocket: commands made from the contract, damaged ones, and what is no frame at all. */
import fc from 'fast-check';
import type { Operation } from '../../src/contract/checks.ts';
import { text } from '../stanza/xml-arbitraries.ts';
import { contract, jsonBodyOf } from './calls.ts';

/** Has one answer, whatever is in it; the connection goes on. */
export interface Message {
  /** The call that it stands for, where it is a command. */
  readonly operation?: Operation;
  /** REF stands for a value of its own. */
  readonly text: string;
  readonly isBinary: boolean;
  /** How many fragments it is sent in. */
  readonly fragments: number;
}

/** After it the connection is closed. */
export interface Breach {
  readonly bytes: Uint8Array;
  /** With which code; undefined: nothing is sure but the end, as the client sends no more. */
  readonly code: number | undefined;
}

export type Course = { readonly messages: readonly Message[] } | { readonly breach: Breach };

/** So that some are carried out. */
const GOOD = {
  send: '{"to":"juliet@DOMAIN","body":"Hi"}',
  iq: '{"to":"DOMAIN","ping":{}}',
  ack: '{"cursor":"none"}',
} as const;
const COMMANDS = { send: 'sendMessage', iq: 'askIq', ack: 'acknowledgeEvents' } as const;

const mostly = (usual: string, ...others: string[]) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
const long = JSON.stringify('x'.repeat(200));
const ref = mostly('"REF"', '""', '7', 'null', '{}', long, '"REF\\ud800"');
const more = mostly(
  '',
  ',"x":1',
  ',"idempotencyKey":"once"',
  ',"idempotencyKey":""',
  ',"idempotencyKey":7',
  `,"idempotencyKey":${long}`,
  ',"ref":"REF"',
  ',"__proto__":{"ref":"a"}',
);
// Long waits are no harm and take their time.
const prefer = mostly('"wait=1"', '"wait=0"', '"respond-async"', '7', '"a,,b"', '"wait=1e9"');

function commandOf(name: keyof typeof COMMANDS): fc.Arbitrary<Message> {
  const operation = contract.operations.find(({ id }) => id === COMMANDS[name]);
  if (operation === undefined) throw new Error(`There is no ${COMMANDS[name]}.`);
  const command = mostly(JSON.stringify(name), '"shout"', '"constructor"', '""', 'null', '[]');
  const body = fc.oneof(jsonBodyOf(operation), fc.constant(GOOD[name]));
  return fc.tuple(ref, command, body, prefer, more).map(([id, what, order, wait, rest]) => ({
    operation,
    text: `{"ref":${id},"command":${what},"body":${order},"prefer":${wait}${rest}}`,
    isBinary: false,
    fragments: 1,
  }));
}

const other: fc.Arbitrary<Message> = fc
  .oneof(
    text,
    fc.json({ maxDepth: 3 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('', ' ', '\u0000', '['.repeat(30_000), `"${'x'.repeat(65_000)}"`),
  )
  .map((it) => ({ text: it, isBinary: false, fragments: 1 }));

const whole = fc.oneof(
  { weight: 3, arbitrary: commandOf('send') },
  { weight: 2, arbitrary: commandOf('iq') },
  { weight: 1, arbitrary: commandOf('ack') },
  { weight: 2, arbitrary: other },
);

const message = fc.tuple(whole, fc.nat(9), fc.nat(9)).map(([it, kind, cut]): Message => ({
  ...it,
  isBinary: kind === 0,
  fragments: cut < 3 ? cut + 2 : 1,
}));

const FIN = 0x80;
const MASKED = 0x80;
const [CONTINUATION, TEXT, CLOSE, PING] = [0x0, 0x1, 0x8, 0x9];
const NO_MASK = [0, 0, 0, 0];

/** A frame of RFC 6455 §5.2 by its first byte; masked with zeros, which leaves the payload as it is. */
function frame(first: number, payload: readonly number[], mask = MASKED): number[] {
  const { length } = payload;
  const size = length < 126 ? [mask | length] : [mask | 126, length >> 8, length & 0xff];
  return [first, ...size, ...(mask === 0 ? [] : NO_MASK), ...payload];
}

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((it) => Array.from(it));
const payload = bytes(100);
const a = [0x61];

const breach = (code: number | undefined, ...frames: fc.Arbitrary<readonly number[]>[]) =>
  fc.oneof(...frames).map((it): Breach => ({ bytes: Uint8Array.from(it), code }));

/** Each of them is told by the receiver from its first bytes. */
const misframed = breach(
  1002,
  payload.map((it) => frame(FIN | TEXT, it, 0)),
  fc
    .tuple(payload, fc.constantFrom(0x10, 0x20, 0x40))
    .map(([it, rsv]) => frame(FIN | rsv | TEXT, it)),
  fc.tuple(payload, fc.constantFrom(3, 7, 0xb, 0xf)).map(([it, opcode]) => frame(FIN | opcode, it)),
  payload.map((it) => frame(FIN | CONTINUATION, it)),
  payload.map((it) => [...frame(TEXT, a), ...frame(FIN | TEXT, it)]),
  fc.constantFrom(
    frame(PING, a),
    frame(FIN | PING, Array<number>(126).fill(0)),
    frame(FIN | CLOSE, a),
    frame(FIN | CLOSE, [999 >> 8, 999 & 0xff]),
    frame(FIN | CLOSE, [1005 >> 8, 1005 & 0xff]),
  ),
);
const NOT_UTF8 = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8, 0x88], [0xe2, 0x82]];
const misspelt = breach(
  1007,
  fc.constantFrom(...NOT_UTF8).map((it) => frame(FIN | TEXT, it)),
  fc.constantFrom(...NOT_UTF8).map((it) => [...frame(TEXT, it), ...frame(FIN | CONTINUATION, a)]),
  fc.constantFrom(...NOT_UTF8).map((it) => frame(FIN | CLOSE, [1000 >> 8, 1000 & 0xff, ...it])),
);
const LARGE = Array<number>(40_000).fill(0x61);
const oversize = breach(
  1009,
  fc.constantFrom(
    [...frame(TEXT, LARGE), ...frame(FIN | CONTINUATION, LARGE)],
    [FIN | TEXT, MASKED | 127, 0, 0, 0, 0, 0, 1, 0, 1, ...NO_MASK],
    [FIN | TEXT, MASKED | 127, 0, 0, 1, 0, 0, 0, 0, 0, ...NO_MASK],
    [FIN | TEXT, MASKED | 127, 0xff, 0, 0, 0, 0, 0, 0, 0, ...NO_MASK],
  ),
);
const noise = breach(undefined, bytes(300));

export const course: fc.Arbitrary<Course> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.array(message, { minLength: 1, maxLength: 20 }).map((messages) => ({ messages })),
  },
  {
    weight: 3,
    arbitrary: fc.oneof(misframed, misspelt, oversize, noise).map((it) => ({ breach: it })),
  },
);
