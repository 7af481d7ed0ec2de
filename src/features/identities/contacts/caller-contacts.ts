import type {
  ContactBody,
  ContactPage,
  PresenceBody,
  PresencePage,
} from '../../../contract/schemas.ts';
import { pageOf, type Page } from '../../../core/paging.ts';
import type { Declarations } from '../../../reconciler/declarations.ts';
import { contactBody, presenceBody } from './bodies.ts';
import { contactTest, type ContactFilter } from './contact-filter.ts';
import { keyOf, type Contact, type Pair } from './contact.ts';
import type { ContactTable } from './contact-table.ts';
import type { ContactSeen, ContactWish } from './kept-contact.ts';
import { isPursued } from './table.ts';

export interface CallerContactsDeps {
  readonly table: ContactTable;
  readonly declarations: Declarations<ContactWish, ContactSeen>;
  /** The name of the present link; undefined while no replica says that it has one. */
  readonly link: () => Promise<string | undefined>;
}

/** Whom of the contacts a caller means. */
export interface WantedContacts extends ContactFilter {
  /** Left out, only those that are. */
  readonly available?: boolean;
  /** Of an available contact; left out, all. */
  readonly resources?: 'all' | 'best';
}

/** Contacts as callers see and declare them. */
export class CallerContacts {
  readonly #deps: CallerContactsDeps;

  constructor(deps: CallerContactsDeps) {
    this.#deps = deps;
  }

  async list(identity: string, page: Page & ContactFilter): Promise<ContactPage> {
    const chosen = await this.#all(identity, page);
    const all = chosen.map(([jid, contact]) => contactBody(jid, contact));
    return pageOf(all, page, ({ jid }) => jid);
  }

  async get(pair: Pair): Promise<ContactBody | undefined> {
    const contact = await this.#deps.table.get(pair);
    return contact === undefined || contact.ending === true
      ? undefined
      : contactBody(pair.remote, contact);
  }

  /** Throws `conflict` when there are as many as may be. */
  async put(pair: Pair, wish: ContactWish): Promise<ContactBody> {
    const { table, declarations } = this.#deps;
    const before = await table.get(pair);
    const discardSeen = before?.refused === true || before?.ending === true;
    // First: what the reconciler sees of a contact that nobody declared, it ends.
    await declarations.want(keyOf(pair), wish, { discardSeen });
    const contact = await table.revise(pair, (present) => ({
      contact: wished(present ?? table.fresh(), wish),
    }));
    return contactBody(pair.remote, contact ?? wished(table.fresh(), wish));
  }

  /** The contact once it is as wanted, or as it is when `signal` is aborted. */
  async settled(pair: Pair, signal: AbortSignal): Promise<ContactBody | undefined> {
    const isOver = (seen: ContactSeen | undefined, wanted: ContactWish | undefined) =>
      wanted === undefined || (seen !== undefined && !isPursued({ ...seen, want: wanted.want }));
    await this.#deps.declarations.until(
      keyOf(pair),
      (item) => item === undefined || isOver(item.seen, item.wanted),
      signal,
    );
    return this.get(pair);
  }

  /** False where it is none. */
  async remove(pair: Pair): Promise<boolean> {
    const { table, declarations } = this.#deps;
    const key = keyOf(pair);
    const present = await table.get(pair);
    if (present === undefined || present.ending === true) return false;
    await table.revise(pair, (contact) => contact && { contact: ended(contact) });
    const declared = await declarations.get(key);
    // What nobody declared is undone in the same way.
    if (declared?.wanted === undefined) await declarations.want(key, { want: 'from' });
    await declarations.unwant(key);
    return true;
  }

  /** Of those who granted it. */
  async presences(
    identity: string,
    page: Page & ContactFilter & { readonly available?: boolean },
  ): Promise<PresencePage> {
    const stored = await this.#all(identity, page);
    // After the store: what was read under a link that ended since is not fresh.
    const link = await this.#deps.link();
    const all = stored
      .filter(([, { ours }]) => ours === 'granted')
      .map(([jid, contact]) => presenceBody(jid, contact, link))
      .filter(({ available }) => (page.available ?? available) === available);
    return pageOf(all, page, ({ jid }) => jid);
  }

  /** Undefined for an address that did not grant it. */
  async presence(pair: Pair): Promise<PresenceBody | undefined> {
    const contact = await this.#deps.table.get(pair);
    if (contact?.ours !== 'granted') return undefined;
    return presenceBody(pair.remote, contact, await this.#deps.link());
  }

  /** Whom a request to contacts goes to: the resources of those who are available and let it be seen, or all at their bare JIDs. */
  async addresses(identity: string, wanted: WantedContacts): Promise<readonly string[]> {
    const all = await this.#all(identity, wanted);
    if (wanted.available === false) return all.map(([jid]) => jid);
    return all
      .filter(([, { ours }]) => ours === 'granted')
      .flatMap(([jid, { book }]) => {
        const resources = book?.resources ?? [];
        const chosen = wanted.resources === 'best' ? resources.slice(0, 1) : resources;
        return chosen.map(({ resource }) => (resource === '' ? jid : `${jid}/${resource}`));
      });
  }

  async #all(identity: string, filter: ContactFilter = {}) {
    const all = await this.#deps.table.list(identity);
    const isWanted = contactTest(filter);
    return all.filter(
      ([jid, contact]) => contact.ending === undefined && isWanted(jid, contact.groups),
    );
  }
}

function wished(contact: Contact, { want, name, groups }: ContactWish): Contact {
  const { refused: _, ending: __, name: ___, groups: ____, ...rest } = contact;
  return {
    ...rest,
    want,
    ...(name !== undefined && { name }),
    ...(groups !== undefined && { groups }),
  };
}

function ended(contact: Contact): Contact {
  const { want: _, ...rest } = contact;
  return { ...rest, ending: true };
}
