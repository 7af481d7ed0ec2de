/** The operations on contacts, and on who is there. */
import type { Caller } from '../../../core/caller.ts';
import type { HomeDomains } from '../../../core/addresses/address.ts';
import { requireAddress } from '../../../core/addresses/address-advice.ts';
import { checkRecipient } from '../../../core/addresses/identity.ts';
import { BridgeError } from '../../../core/errors.ts';
import { bare } from '../../../core/jid/jid.ts';
import { readListPage } from '../../../core/paging.ts';
import { readPrefer } from '../../../core/prefer.ts';
import { json, type Handler, type Routes } from '../../../core/route.ts';
import type { Identities } from '../identities.ts';
import type { CallerContacts } from './caller-contacts.ts';
import type { Pair } from './contact.ts';
import { preparedFilter } from './contact-filter.ts';

export interface ContactRoutesDeps {
  readonly identities: Pick<Identities, 'resolve'>;
  readonly contacts: Pick<
    CallerContacts,
    'list' | 'get' | 'put' | 'settled' | 'remove' | 'presences' | 'presence'
  >;
  readonly home: HomeDomains;
  readonly maxWaitMs: number;
}

type ContactOperation =
  'listContacts' | 'getContact' | 'putContact' | 'deleteContact' | 'listPresences' | 'getPresence';

interface Place {
  readonly id: string;
  readonly jid: string;
}

export function contactRoutes(deps: ContactRoutesDeps): Pick<Routes, ContactOperation> {
  const { identities, contacts, home } = deps;
  const scope = 'contacts:manage';
  const pairOf = (caller: Caller, path: Place) => pairAt(deps, caller, path);
  return {
    listContacts: {
      scope,
      async handler({ caller, path, query }) {
        const identity = identities.resolve(caller, path.id);
        const filter = preparedFilter(query, home, '/query');
        const list = `contacts of ${identity}`;
        return json(
          200,
          await readListPage(list, query, (page) =>
            contacts.list(identity, { ...page, ...filter }),
          ),
        );
      },
    },
    getContact: {
      scope,
      handler: async ({ caller, path }) =>
        json(200, found(await contacts.get(pairOf(caller, path)), NO_CONTACT)),
    },
    putContact: { scope, handler: putContact(deps) },
    deleteContact: {
      scope,
      async handler({ caller, path }) {
        if (!(await contacts.remove(pairOf(caller, path)))) throw missing(NO_CONTACT);
        return { status: 204 };
      },
    },
    listPresences: {
      scope,
      async handler({ caller, path, query: { available, ...query } }) {
        const identity = identities.resolve(caller, path.id);
        const list = `presences of ${identity}`;
        const filter = preparedFilter(query, home, '/query');
        const wanted = available === undefined ? filter : { ...filter, available };
        return json(
          200,
          await readListPage(list, query, (page) =>
            contacts.presences(identity, { ...page, ...wanted }),
          ),
        );
      },
    },
    getPresence: {
      scope,
      handler: async ({ caller, path }) =>
        json(200, found(await contacts.presence(pairOf(caller, path)), NO_PRESENCE)),
    },
  };
}

function putContact(deps: ContactRoutesDeps): Handler<'putContact'> {
  const { contacts, maxWaitMs } = deps;
  return async ({ caller, path, body, prefer, signal }) => {
    const pair = pairAt(deps, caller, path);
    checkRecipient(caller, pair.remote, { pointer: '/path/jid' });
    const { waitMs, applied } = readPrefer(prefer, maxWaitMs);
    let contact = await contacts.put(pair, body);
    if (applied.includes('wait=')) {
      const limit = AbortSignal.any([signal(), AbortSignal.timeout(waitMs)]);
      contact = (await contacts.settled(pair, limit)) ?? contact;
    }
    const { want, state } = contact;
    const lacksTheirs = (want === 'to' || want === 'both') && state.ours !== 'granted';
    const isDone = !lacksTheirs && state.theirs !== 'asked';
    const headers = applied === '' ? {} : { 'preference-applied': applied };
    return isDone ? json(200, contact, headers) : json(202, contact, headers);
  };
}

/** Throws `invalid-address` at `/path/jid`. */
function pairAt({ identities, home }: ContactRoutesDeps, caller: Caller, { id, jid }: Place): Pair {
  const identity = identities.resolve(caller, id);
  return { identity, remote: bare(requireAddress(jid, home, '/path/jid')) };
}

const NO_CONTACT = 'The identity has no such contact; PUT declares one.';
const NO_PRESENCE =
  'This address did not grant its presence to the identity. Ask for it: PUT …/contacts/{jid} with {"want": "to"}.';

function found<T>(value: T | undefined, detail: string): T {
  if (value === undefined) throw missing(detail);
  return value;
}

function missing(detail: string): BridgeError {
  return new BridgeError('not-found', detail);
}
