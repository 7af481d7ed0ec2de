/** Commands about identities, their contacts, and what others are: one call of the API each. */
import { PAGE, jsonOf, many, needed, text } from './rest-options.ts';
import type { RestRow } from './rest-options.ts';

const WISHES = {
  name: text('the name that people see'),
  kind: text('bot, account, service or person'),
  payload: {
    ...text('the other fields as JSON, such as {"presence":{"status":"on duty"}}'),
    value: 'JSON',
    read: jsonOf,
    spread: true,
  },
} as const;
const CONTACTS = {
  groups: many('only contacts in these groups, comma-separated'),
  domains: many('only contacts at these domains, comma-separated'),
} as const;
const FIELDS = 'The fields are those of IdentityToPut in the contract.';

export const IDENTITY_ROWS: readonly RestRow[] = [
  {
    name: 'identities list',
    method: 'GET',
    path: '/v1/identities',
    about: 'List the identities that were declared.',
    query: PAGE,
  },
  {
    name: 'identities show',
    method: 'GET',
    path: '/v1/identities/{id}',
    about: 'Show what was declared of an identity.',
  },
  {
    name: 'identities declare',
    method: 'PUT',
    path: '/v1/identities/{id}',
    about: 'Declare an identity; what is left out has its default.',
    options: WISHES,
    more: FIELDS,
  },
  {
    name: 'identities change',
    method: 'PATCH',
    path: '/v1/identities/{id}',
    about: 'Change an identity; options left out keep their value.',
    options: WISHES,
    some: true,
    more: FIELDS,
  },
  {
    name: 'identities delete',
    method: 'DELETE',
    path: '/v1/identities/{id}',
    about: 'Forget what was declared of an identity; it goes on working with defaults.',
  },
  {
    name: 'identities who',
    method: 'GET',
    path: '/v1/identities/{id}/presences',
    about: 'List who is there of the contacts that let an identity see it.',
    query: { ...CONTACTS, ...PAGE },
  },
  {
    name: 'contacts list',
    method: 'GET',
    path: '/v1/identities/{id}/contacts',
    about: 'List the contacts of an identity.',
    query: { ...CONTACTS, ...PAGE },
  },
  {
    name: 'contacts show',
    method: 'GET',
    path: '/v1/identities/{id}/contacts/{item}',
    about: 'Show how far the subscriptions of an identity and a contact are.',
  },
  {
    name: 'contacts declare',
    method: 'PUT',
    path: '/v1/identities/{id}/contacts/{item}',
    about: 'Declare a contact: the bridge asks for what is missing.',
    options: {
      want: needed(text('whose presence is to be seen: to, from or both')),
      name: text('for your own use'),
      groups: many('groups that it is in, comma-separated'),
    },
  },
  {
    name: 'contacts delete',
    method: 'DELETE',
    path: '/v1/identities/{id}/contacts/{item}',
    about: 'End a contact, or refuse its request.',
  },
  {
    name: 'entities show',
    method: 'GET',
    path: '/v1/entities/{id}',
    about: 'Ask an address what it is and can do.',
  },
  {
    name: 'entities items',
    method: 'GET',
    path: '/v1/entities/{id}/items',
    about: 'Ask what belongs to an address, such as the rooms of a service.',
    query: { node: text('the part that is asked about') },
  },
  {
    name: 'services',
    method: 'GET',
    path: '/v1/services',
    about: 'List what the XMPP server offers.',
  },
];
