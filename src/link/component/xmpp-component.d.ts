/** The little of @xmpp/component 0.13.1 that link.ts uses; the library brings no types. */
declare module '@xmpp/component' {
  import type { EventEmitter } from 'node:events';
  import type { Socket } from 'node:net';

  /** An element of ltx. */
  export interface LtxElement {
    readonly name: string;
    readonly attrs: Readonly<Record<string, string>>;
  }

  export interface ComponentEntity extends EventEmitter {
    /** Milliseconds until the library gives up waiting for the header or the handshake. */
    timeout: number;
    socket: Socket | null;
    /** Created for each stream; the library listens to its `start`, `element`, `end` and `error`. */
    Parser: new () => EventEmitter;
    parser: EventEmitter | null;
    readonly reconnect: { stop(): void };
    /** Bound to the socket's `data` by `_attachSocket`. */
    _onData(data: string): void;
    /** Listens to a socket, and writes to it from `open` on. */
    _attachSocket(socket: Socket): void;
    open(options: { domain: string }): Promise<unknown>;
  }

  export function component(options: {
    service: string;
    domain: string;
    password: string;
  }): ComponentEntity;

  export function xml(name: string, attributes?: Readonly<Record<string, string>>): LtxElement;
}
