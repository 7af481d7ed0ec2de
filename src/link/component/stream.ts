/**
 * One stream to the XMPP server, from the first packet to the last. @xmpp/component frames the header and does the
 * handshake; everything else it could do is kept from it, because it decodes chunks one by one, throws in the socket's
 * handler, follows see-other-host on its own, and waits for ever where a server is silent.
 */
import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';
import { component, xml, type ComponentEntity } from '@xmpp/component';
import { type XmlElement, childElements, childNamed, textOf } from '../../core/element.ts';
import { NS_CLIENT, NS_STREAM, NS_STREAM_ERRORS } from '../../stanza/namespaces.ts';
import type { Excess } from '../../stanza/bounds.ts';
import { XmlReader, type ReaderEvent } from '../../stanza/xml/reader.ts';
import type { Clock } from '../clock.ts';
import { WriteBuffer } from '../write-buffer.ts';
import type { LinkSettings } from '../settings.ts';
import { isTlsAlert, SPEAKS_TLS, tlsFailure } from '../tls/failure.ts';
import {
  closedFailure,
  errorFailure,
  malformedFailure,
  silenceFailure,
  streamErrorFailure,
  type LinkStage,
  type LinkFailure,
} from '../failure.ts';
import { openSocket } from '../tls/socket.ts';
import { unreadText } from './unread.ts';

const FOOTER = '</stream:stream>';
const NOT_WELL_FORMED = `<stream:error><not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>${FOOTER}`;
const STOPPED: LinkFailure = { kind: 'stopped', text: 'the bridge closed the stream' };

export interface StreamListener {
  online(): void;
  /** Asked before each write: a process that was suspended may have lost the right to it without knowing. */
  mayWrite(): boolean;
  stanza(stanza: XmlElement): void;
  /** `root`: the start tag of a stanza that was over a bound, and was not kept. */
  oversize(root: XmlElement | undefined, excess: Excess): void;
  /** Whether a stanza with this start tag is an iq answer that is waited for, and may be larger than others. */
  isAwaited(root: XmlElement): boolean;
  /** Once, and nothing after it. */
  ended(failure: LinkFailure): void;
}

export class ComponentStream {
  readonly writeBuffer: WriteBuffer;
  readonly #settings: LinkSettings;
  readonly #clock: Clock;
  readonly #listener: StreamListener;
  readonly #entity: ComponentEntity;
  readonly #reader: XmlReader;
  #socket: Socket | undefined;
  #stage: LinkStage = 'connecting';
  #closing = false;
  #muted = false;
  #heardAt: number;
  #cancelTimer: () => void;

  constructor(settings: LinkSettings, clock: Clock, listener: StreamListener) {
    const { timings, bounds } = settings;
    this.#settings = settings;
    this.#clock = clock;
    this.#listener = listener;
    this.#reader = new XmlReader(bounds.stanza, {
      bounds: bounds.answer,
      isFor: (root) => this.#stage === 'online' && listener.isAwaited(root),
    });
    this.writeBuffer = new WriteBuffer((text, taken) => this.#toSocket(text, taken), bounds.unsent);
    this.#heardAt = clock.elapsed();
    this.#entity = this.#hardened();
    this.#cancelTimer = clock.after(timings.attempt, () =>
      this.destroy(silenceFailure(this.#stage)),
    );
    this.#connect().catch((error: unknown) => this.#failed(error));
  }

  /** When the last bytes came in, by `clock.elapsed`. */
  get heardAt(): number {
    return this.#heardAt;
  }

  get isReading(): boolean {
    return this.#socket?.isPaused() === false;
  }

  /** After `close` nothing more goes out. */
  send(texts: readonly string[]): void {
    if (!this.#closing) this.writeBuffer.add(texts);
  }

  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    if (this.isReading) return;
    this.#heardAt = this.#clock.elapsed();
    this.#socket?.resume();
  }

  /** Ends our side of the stream behind everything written, and reads on until the server ends its own, for a while. */
  close(): void {
    if (this.#closing || this.#stage === 'over') return;
    if (this.#stage !== 'online') {
      this.destroy(STOPPED);
      return;
    }
    this.send([FOOTER]);
    this.#closing = true;
    if (this.#muted) this.#socket?.end(FOOTER);
    else this.#endInTime();
  }

  /** Writes nothing more, not even what waits here, and reads on. */
  mute(): void {
    this.#muted = true;
    this.writeBuffer.stop();
  }

  #endInTime(): void {
    this.#cancelTimer = this.#clock.after(this.#settings.timings.closing, () =>
      this.destroy(STOPPED),
    );
  }

  /** Ends everything at once. */
  destroy(failure: LinkFailure): void {
    this.#end(failure);
    this.#socket?.destroy();
  }

  #hardened(): ComponentEntity {
    const { service, domain, secret, timings } = this.#settings;
    const entity = component({ service, domain, password: asLatin1(secret) });
    // COMPAT: its reconnection hangs on a silent server and never backs off; a new stream replaces this one.
    entity.reconnect.stop();
    // COMPAT: after its own 2 s it would leave the attempt stranded; ours ends before.
    entity.timeout = timings.attempt * 2;
    // COMPAT: its parser has no bounds and decodes each chunk alone; it only hears of the header and the handshake.
    entity.Parser = EventEmitter;
    entity._onData = (text) => this.#read(text);
    entity.on('error', (error: unknown) => this.#failed(error));
    entity.on('disconnect', () => this.#closed());
    return entity;
  }

  async #connect(): Promise<void> {
    const { service, domain, tls } = this.#settings;
    const { socket, ready } = openSocket(service, tls?.());
    // COMPAT: what it connects itself is plain, and is written to before a certificate was looked at.
    this.#entity._attachSocket(socket);
    this.#attach(socket);
    if (ready === 'secureConnect') socket.once('connect', () => this.#secures());
    await once(socket, ready);
    if (this.#stage === 'over') return;
    this.#stage = 'opening';
    await this.#entity.open({ domain });
  }

  #attach(socket: Socket): void {
    this.#socket = socket;
    socket.setEncoding('utf8').setNoDelay(true);
    socket.setKeepAlive(true, this.#settings.timings.tcpKeepAlive);
    socket.on('end', () => this.#closed());
    // COMPAT: the library takes its own listener away with the socket; a late error would have none.
    socket.on('error', () => undefined);
  }

  #toSocket(text: string, taken: () => void): void {
    if (!this.#listener.mayWrite()) return;
    const socket = this.#socket;
    socket?.write(text, (error) => {
      if (error) this.#read(unreadText(socket));
      else taken();
    });
  }

  #read(text: string): void {
    if (this.#stage === 'over' || text === '') return;
    this.#heardAt = this.#clock.elapsed();
    if (this.#stage === 'opening' && isTlsAlert(text)) {
      this.destroy(SPEAKS_TLS);
      return;
    }
    try {
      for (const event of this.#reader.read(text)) this.#handle(event);
    } catch (error) {
      this.destroy({ kind: 'internal', text: `the bridge failed to read: ${String(error)}` });
    }
  }

  #handle(event: ReaderEvent): void {
    // An event before may have ended the stream.
    if (this.#stage === 'over') return;
    if (event.kind === 'element') this.#element(event.element);
    else if (event.kind === 'start') this.#opened(event.attributes);
    else if (event.kind === 'end') this.#finish(FOOTER, this.#closure());
    else if (event.kind === 'error') this.#finish(NOT_WELL_FORMED, malformedFailure(event.detail));
    else if (this.#stage === 'online') this.#listener.oversize(event.root, event);
  }

  /** The library answers the header with the handshake. */
  #opened(header: Readonly<Record<string, string>>): void {
    if (this.#stage !== 'opening') return;
    this.#stage = 'authenticating';
    this.#entity.parser?.emit('start', xml('stream:stream', { id: asLatin1(header['id'] ?? '') }));
  }

  #element(element: XmlElement): void {
    if (element.namespace === NS_STREAM && element.name === 'error') {
      const { condition, text } = streamErrorOf(element);
      this.#finish(FOOTER, streamErrorFailure(condition, text));
    } else if (this.#stage === 'online') {
      if (element.namespace === NS_CLIENT) this.#listener.stanza(element);
    } else if (this.#stage === 'authenticating' && element.name === 'handshake') {
      this.#accepted();
    }
  }

  #accepted(): void {
    this.#stage = 'online';
    this.#cancelTimer();
    this.#entity.parser?.emit('element', xml('handshake'));
    this.#listener.online();
  }

  #secures(): void {
    if (this.#stage === 'connecting') this.#stage = 'securing';
  }

  #failed(error: unknown): void {
    const stage = this.#stage;
    const overTls = this.#settings.tls !== undefined;
    this.#broken(tlsFailure(error, stage) ?? errorFailure(error, stage, overTls));
  }

  #closed(): void {
    this.#broken(this.#closure());
  }

  #closure(): LinkFailure {
    return closedFailure(this.#stage, this.#settings.tls !== undefined);
  }

  /** A stream that is over may still have its last word under way. */
  #broken(failure: LinkFailure): void {
    if (this.#stage !== 'over') this.destroy(failure);
  }

  /** Says a last word to a server that may still listen. */
  #finish(lastWord: string, failure: LinkFailure): void {
    const socket = this.#socket;
    const word = this.#closing || this.#muted ? '' : lastWord;
    this.#end(failure);
    socket?.end(word);
    const cancel = this.#clock.after(this.#settings.timings.closing, () => socket?.destroy());
    socket?.once('close', cancel);
  }

  #end(failure: LinkFailure): void {
    if (this.#stage === 'over') return;
    this.#stage = 'over';
    this.#cancelTimer();
    this.writeBuffer.stop();
    const reason = this.#closing ? STOPPED : failure;
    // Ends whatever the library still waits for, and its timers with it.
    this.#entity.emit('error', new Error(reason.text));
    this.#listener.ended(reason);
  }
}

/**
 * COMPAT: the library hashes each character as one byte. Servers hash UTF-8, so its bytes are passed as characters.
 */
function asLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** What a `<stream:error/>` says (RFC 6120 §4.9.2); `undefined-condition` when it does not. */
function streamErrorOf(error: XmlElement): { condition: string; text: string } {
  const condition = childElements(error).find(
    ({ namespace, name }) => namespace === NS_STREAM_ERRORS && name !== 'text',
  );
  const text = childNamed(error, 'text', NS_STREAM_ERRORS);
  return {
    condition: condition?.name ?? 'undefined-condition',
    text: text === undefined ? '' : textOf(text),
  };
}
