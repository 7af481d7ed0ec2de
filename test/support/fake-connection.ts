/** One connection to the fake server: what the bridge wrote on it, and means to write anything whatsoever back. */
import { createHash, randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { setImmediate as turn } from 'node:timers/promises';
import { ArrivalList } from './inbox.ts';
import { until } from './until.ts';
import { TreeBuilder, escapeAttribute } from './xml-tree.ts';
import type { XmlNode } from './xml-tree.ts';

export class FakeConnection {
  /** Everything the bridge has written, as text. */
  raw = '';
  /** When it was accepted, by `performance.now()`. */
  readonly at = performance.now();
  /** The domain in the `to` of the bridge's stream header. */
  domain = '';
  /** The elements the bridge has written inside its stream, the handshake among them. */
  readonly stanzas = new ArrivalList<XmlNode>('the fake connection');
  /** Why what the bridge wrote is no well-formed stream; undefined while it is one. */
  malformed: string | undefined;
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  #slicing: Promise<void> | undefined;
  #streamId = '';

  constructor(socket: Socket) {
    this.#socket = socket.setNoDelay(true);
    const decoder = new StringDecoder('utf8');
    const builder = new TreeBuilder(
      1,
      (node) => this.stanzas.add(node),
      (header) => (this.domain = header.attributes['to'] ?? ''),
    );
    socket.on('data', (chunk) => {
      const text = decoder.write(chunk);
      this.raw += text;
      if (this.malformed === undefined) this.#parse(builder, text);
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  #parse(builder: TreeBuilder, text: string): void {
    try {
      builder.write(text);
    } catch (error) {
      this.malformed = (error as Error).message;
    }
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  /** Resolves when the bytes have been handed to the kernel. */
  async write(data: string | Uint8Array): Promise<void> {
    if (this.#slicing !== undefined) await this.#slicing;
    return this.#put(data);
  }

  /** Writes packets of `size` bytes, each on its own; characters are torn apart. What else is written waits for its end. */
  async writeSliced(data: string | Uint8Array, size = 1): Promise<void> {
    const bytes = Buffer.from(data);
    const slices = async () => {
      for (let at = 0; at < bytes.length; at += size) {
        await this.#put(bytes.subarray(at, at + size));
        await turn();
      }
    };
    this.#slicing = slices().finally(() => (this.#slicing = undefined));
    await this.#slicing;
  }

  #put(data: string | Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.write(data, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Waits for the bridge's stream header, or for any other text from it. */
  async hears(pattern: RegExp, timeout = 10_000): Promise<void> {
    const message = () =>
      `${String(pattern)} from the bridge, which wrote: ${this.raw.slice(-500)}`;
    await until(() => pattern.test(this.raw), { timeout, message, interval: 5 });
  }

  /** Answers the bridge's stream header. */
  async openStream(id: string = randomUUID()): Promise<void> {
    await this.hears(/<stream:stream[^>]*>/);
    this.#streamId = id;
    await this.write(this.header());
  }

  header(): string {
    return (
      `<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'` +
      ` xmlns:stream='http://etherx.jabber.org/streams'` +
      ` id='${escapeAttribute(this.#streamId)}' from='${escapeAttribute(this.domain)}'>`
    );
  }

  /** A whole login as a real server does it. With a secret, a wrong handshake is refused and this rejects. */
  async login(secret?: string): Promise<void> {
    await this.openStream();
    const handshake = await this.stanzas.waitFor(({ name }) => name === 'handshake');
    const expected = createHash('sha1')
      .update(`${this.#streamId}${secret ?? ''}`)
      .digest('hex');
    if (secret !== undefined && handshake.text !== expected) {
      await this.streamError('not-authorized');
      throw new Error(`wrong handshake: ${handshake.text}`);
    }
    await this.write('<handshake/>');
  }

  /** A stream error as servers send it, and the end of the stream. */
  async streamError(condition: string, text = ''): Promise<void> {
    const namespace = 'urn:ietf:params:xml:ns:xmpp-streams';
    const words = text && `<text xmlns='${namespace}'>${escapeAttribute(text)}</text>`;
    await this.write(
      `<stream:error><${condition} xmlns='${namespace}'/>${words}</stream:error></stream:stream>`,
    );
    this.end();
  }

  end(): void {
    this.#socket.end();
  }

  /** Ends the connection with a TCP reset: whatever is under way is lost. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Stops reading, so that the bridge's writes pile up. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }
}
