import { childNamed, type XmlElement } from '../../core/element.ts';

/** What goes into each presence of an identity, by the address that it leaves from; undefined for nothing. */
export type PresenceExtra = (from: string) => XmlElement | undefined;

/** What the bridge adds to the presence that it sends, whoever made it: capabilities, the hash of the avatar. */
export interface PresenceExtras {
  readonly add: (extra: PresenceExtra) => void;
  /** The stanza with what it lacks; only available presence is changed. Adding twice changes nothing. */
  readonly dress: (stanza: XmlElement) => XmlElement;
}

export function createPresenceExtras(): PresenceExtras {
  const extras: PresenceExtra[] = [];
  return {
    add(extra) {
      extras.push(extra);
    },
    dress(stanza) {
      const { type, from } = stanza.attributes;
      if (stanza.name !== 'presence' || type !== undefined || from === undefined) return stanza;
      const missing = extras.flatMap((extra) => {
        const made = extra(from);
        const isThere =
          made === undefined || childNamed(stanza, made.name, made.namespace) !== undefined;
        return isThere ? [] : [made];
      });
      if (missing.length === 0) return stanza;
      return { ...stanza, children: [...stanza.children, ...missing] };
    },
  };
}
