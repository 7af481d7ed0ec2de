/** The part of @xmpp/client that the tests use; the package has no types of its own. */
declare module '@xmpp/client' {
  export interface Element {
    name: string;
    attrs: Record<string, string>;
    children: (Element | string)[];
    toString(): string;
  }

  export interface Client {
    on(event: 'error', listener: (error: Error) => void): void;
    on(event: 'stanza', listener: (stanza: Element) => void): void;
    prependListener(event: 'element', listener: (element: Element) => void): void;
    start(): Promise<{ toString(): string }>;
    stop(): Promise<unknown>;
    send(element: Element): Promise<void>;
    write(text: string): Promise<void>;
    _onData(data: Buffer): void;
    parser: { write(text: string): void } | null;
    socket: { destroy?(): void } | null;
    reconnect: { stop(): void };
    middleware: {
      use(handle: (context: { stanza: Element }, next: () => Promise<unknown>) => unknown): void;
    };
  }

  export interface ClientOptions {
    service: string;
    domain: string;
    credentials(
      authenticate: (
        who: { username: string; password: string },
        mechanism: string,
      ) => Promise<void>,
    ): Promise<void>;
    resource?: string;
  }

  export function client(options: ClientOptions): Client;
  export function xml(
    name: string,
    attributes?: Record<string, string>,
    ...children: (Element | string)[]
  ): Element;
}
