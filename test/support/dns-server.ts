/** A small DNS server over UDP (RFC 1035 §4) that answers A and AAAA, each time as its script says, to be kept for no time. */
import { createSocket } from 'node:dgram';
import ipaddr from 'ipaddr.js';

export interface DnsServer {
  /** As `Resolver.setServers` takes it. */
  readonly address: string;
  /** Questions for a name so far, of both types. */
  asked(name: string): number;
  stop(): Promise<void>;
}

/** The addresses of a name, of both families, the `round`th time that it is asked for (from 0). */
export type Script = (name: string, round: number) => readonly string[];

const TYPES: Readonly<Record<number, 'ipv4' | 'ipv6'>> = { 1: 'ipv4', 28: 'ipv6' };
const HEADER = 12;

export async function startDnsServer(script: Script): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const rounds = new Map<string, number>();
  socket.on('message', (query, { port, address }) => {
    const question = readQuestion(query);
    const key = `${question.name} ${question.type}`;
    const round = rounds.get(key) ?? 0;
    rounds.set(key, round + 1);
    const addresses = script(question.name, round)
      .map((text) => ipaddr.parse(text))
      .filter((parsed) => parsed.kind() === TYPES[question.type]);
    socket.send(answerTo(query, question, addresses), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  return {
    address: `127.0.0.1:${port}`,
    asked: (name) =>
      [...rounds].reduce((sum, [key, count]) => sum + (key.startsWith(`${name} `) ? count : 0), 0),
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

interface Question {
  readonly name: string;
  readonly type: number;
  /** Where it ends in the query. */
  readonly end: number;
}

/** A query asks one question, and its name is not compressed. */
function readQuestion(query: Buffer): Question {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  // Resolvers may write the letters of a name in either case.
  const name = labels.join('.').toLowerCase();
  return { name, type: query.readUInt16BE(at + 1), end: at + 5 };
}

function answerTo(
  query: Buffer,
  { type, end }: Question,
  addresses: readonly (ipaddr.IPv4 | ipaddr.IPv6)[],
): Buffer {
  const header = Buffer.alloc(HEADER);
  query.copy(header, 0, 0, 2);
  // An answer, with authority, without an error; one question.
  header.writeUInt16BE(0x8480, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses.length, 6);
  const records = addresses.map((address) => recordOf(type, Buffer.from(address.toByteArray())));
  return Buffer.concat([header, query.subarray(HEADER, end), ...records]);
}

function recordOf(type: number, data: Buffer): Buffer {
  const record = Buffer.alloc(HEADER);
  // The name is that of the question (§4.1.4); class IN; a TTL of 0.
  record.writeUInt16BE(0xc000 | HEADER, 0);
  record.writeUInt16BE(type, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt16BE(data.length, 10);
  return Buffer.concat([record, data]);
}
