import type { Change, Store } from '../../../store/store.ts';
import {
  isVoid,
  decodeContact,
  keyOf,
  newContact,
  spaceOf,
  type Contact,
  type Pair,
} from './contact.ts';
import type { KeepContact } from './kept-contact.ts';

/** What becomes of a contact, and what else happens in the same commit, such as an event. */
export interface Revision {
  readonly contact: Contact;
  readonly changes?: readonly Change[];
}

export interface ContactTableDeps {
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Commits the change of a contact that a caller declared, and tells whoever keeps it true. */
  readonly keep: KeepContact;
}

/** The contacts of all identities, in the store. Every call throws `store-unavailable` while it is away. */
export class ContactTable {
  readonly #deps: ContactTableDeps;

  constructor(deps: ContactTableDeps) {
    this.#deps = deps;
  }

  async get(pair: Pair): Promise<Contact | undefined> {
    return decodeContact(await this.#deps.store.get(spaceOf(pair.identity), keyOf(pair)));
  }

  /** Those of one identity, by address. */
  async list(identity: string): Promise<readonly (readonly [remote: string, contact: Contact])[]> {
    const stored = await this.#deps.store.list(spaceOf(identity));
    const start = `${identity} `;
    const own = [...stored].filter(([key]) => key.startsWith(start));
    return own
      .flatMap(([key, record]) => {
        const contact = decodeContact(record);
        return contact === undefined ? [] : [[key.slice(start.length), contact] as const];
      })
      .sort(([one], [other]) => (one < other ? -1 : 1));
  }

  /**
   * Changes a contact; `revise` may be called again when somebody else was first, and changes nothing with undefined.
   * Resolves with the contact as it is now, undefined where it is none.
   */
  async revise(
    pair: Pair,
    revise: (present: Contact | undefined) => Revision | undefined,
  ): Promise<Contact | undefined> {
    const [space, id] = [spaceOf(pair.identity), keyOf(pair)];
    for (;;) {
      const stored = await this.#deps.store.get(space, id);
      const present = decodeContact(stored);
      const revision = revise(present);
      if (revision === undefined) return present;
      const { contact, changes = [] } = revision;
      const version = stored?.version ?? 0;
      const value = JSON.stringify(contact);
      const isGone = isVoid(contact);
      const isSame = isGone ? present === undefined : stored?.value === value;
      if (isSame && changes.length === 0) return present;
      const own: readonly Change[] = isSame
        ? []
        : [
            { do: 'replace', space, id, value: isGone ? '' : value, version },
            ...(isGone ? [{ do: 'delete', space, id } as const] : []),
          ];
      const result = await this.#commit(id, present, contact, [...own, ...changes]);
      if (result.ok) return isGone ? undefined : contact;
    }
  }

  #commit(key: string, present: Contact | undefined, contact: Contact, changes: readonly Change[]) {
    const { store, keep } = this.#deps;
    const isKept = [present, contact].some(
      (it) => it !== undefined && (it.want !== undefined || it.ending === true),
    );
    if (isKept) return keep(key, contact, changes);
    return store.commit(changes, { takesIn: present === undefined });
  }

  /** What nobody knows of yet. */
  fresh(): Contact {
    return newContact(this.#deps.now());
  }
}
