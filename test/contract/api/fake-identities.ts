/** What the routes of identities need, as fakes. */
import type {
  ContactBody,
  Identity,
  NodeItemBody,
  PresenceBody,
} from '../../../src/contract/schemas.ts';
import { entityRoutes, type EntityPort } from '../../../src/features/entities/routes.ts';
import {
  contactRoutes,
  type ContactRoutesDeps,
} from '../../../src/features/identities/contacts/routes.ts';
import { nodeRoutes, type NodeRoutesDeps } from '../../../src/features/identities/nodes/routes.ts';
import { identityRoutes, type IdentityPort } from '../../../src/features/identities/routes.ts';

const NOON = new Date(Date.UTC(2026, 0, 31, 12)).toISOString();

export interface IdentityPorts {
  readonly identities: IdentityPort;
  readonly contacts: ContactRoutesDeps['contacts'];
  readonly entities: EntityPort;
  readonly nodes: NodeRoutesDeps['nodes'];
}

const HOME = { domain: 'bridge.example.org' };

export function fakeIdentityRoutes(
  ports: IdentityPorts,
  limits: { readonly bodyBytes: number; readonly iqWaitMs: number },
) {
  return {
    ...identityRoutes(ports.identities, limits.bodyBytes),
    ...contactRoutes({
      identities: ports.identities,
      contacts: ports.contacts,
      home: HOME,
      maxWaitMs: limits.iqWaitMs,
    }),
    ...entityRoutes(ports.entities, HOME),
    ...nodeRoutes({
      identities: ports.identities,
      nodes: ports.nodes,
      isDeclared: () => Promise.resolve(true),
      changed: () => undefined,
    }),
  };
}

const IDENTITY: Identity = {
  id: 'alerts',
  jid: 'alerts@bridge.example.org',
  kind: 'bot',
  presence: {},
  contacts: { accept: 'all', domains: [], subscribeBack: false },
  invites: 'event',
  noReply: false,
  features: [],
  createdAt: NOON,
  updatedAt: NOON,
};

const CONTACT: ContactBody = {
  jid: 'juliet@example.org',
  want: 'both',
  state: { ours: 'asked', theirs: 'none' },
  since: NOON,
};
const GRANTED: ContactBody = { ...CONTACT, state: { ours: 'granted', theirs: 'granted' } };
const PRESENCE: PresenceBody = {
  jid: 'juliet@example.org',
  available: true,
  resources: [{ resource: 'balcony', priority: 0, since: NOON }],
  asOf: NOON,
  fresh: true,
};

const ITEM: NodeItemBody = {
  identity: 'alerts@bridge.example.org',
  ...{ node: 'http://jabber.org/protocol/nick', id: 'current', nick: 'Alerts' },
  access: 'open',
  publishedAt: NOON,
};

export type Answers = <T>(method: string, value: T) => (...args: readonly unknown[]) => Promise<T>;

export function fakeIdentities(answers: Answers): IdentityPorts {
  return {
    identities: {
      resolve: () => 'alerts@bridge.example.org',
      list: answers('listIdentities', { items: [IDENTITY] }),
      get: answers('getIdentity', IDENTITY),
      put: answers('putIdentity', IDENTITY),
      change: answers('updateIdentity', IDENTITY),
      remove: answers('deleteIdentity', true),
    },
    nodes: {
      list: answers('listNodes', { items: [] }),
      get: answers('getNodeItem', ITEM),
      put: answers('putNodeItem', ITEM),
      remove: answers('deleteNodeItem', true),
    },
    entities: {
      entity: answers('getEntity', { jid: 'rooms.example.org', asOf: NOON }),
      items: answers('listEntityItems', { jid: 'rooms.example.org', items: [], asOf: NOON }),
      services: answers('getServices', {
        server: 'example.org',
        ...{ upload: [], rooms: [], pubsub: [], commands: [], privileges: [] },
        asOf: NOON,
      }),
    },
    contacts: {
      list: answers('listContacts', { items: [CONTACT] }),
      get: answers('getContact', CONTACT),
      put: async (pair, wish) => {
        const isGranted = wish.want === 'from';
        return answers('putContact', isGranted ? GRANTED : CONTACT)(pair, wish);
      },
      settled: answers('settledContact', CONTACT),
      remove: answers('deleteContact', true),
      presences: answers('listPresences', { items: [PRESENCE] }),
      presence: answers('getPresence', PRESENCE),
    },
  };
}
