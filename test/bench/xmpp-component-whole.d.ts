/** What bare.ts uses of @xmpp/component and the bridge does not. */
declare module '@xmpp/component' {
  interface LtxElement {
    is(name: string): boolean;
    getChildText(name: string): string | null;
  }

  interface ComponentEntity {
    readonly iqCaller: { request(stanza: LtxElement): Promise<LtxElement> };
    start(): Promise<unknown>;
    send(stanza: LtxElement): Promise<void>;
  }

  export function xml(
    name: string,
    attributes: Readonly<Record<string, string>>,
    ...children: (LtxElement | string)[]
  ): LtxElement;
}
