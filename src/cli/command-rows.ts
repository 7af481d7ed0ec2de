/** The CLI commands for ad-hoc commands; each is one call of the API. */
import { jsonOf, needed, objectIn, PAGE, text } from './rest-options.ts';
import type { RestOptions, RestRow } from './rest-options.ts';

const FROM: RestOptions = {
  from: { ...text('the identity that asks, or its local part'), value: 'JID' },
};
const VALUES: RestOptions = {
  values: {
    ...{ ...text('what is filled in, as JSON, such as {"name":"Juliet"}'), value: 'JSON' },
    read: objectIn('--values', '{"name":"Juliet"}'),
  },
};
const KEPT = 'The command is kept for an hour; `commands continue` goes on with it.';

export const COMMAND_ROWS: readonly RestRow[] = [
  {
    name: 'commands list',
    method: 'GET',
    path: '/v1/entities/{id}/commands',
    about: 'List the commands that an address offers (XEP-0050).',
    query: { ...FROM, ...PAGE },
  },
  {
    name: 'commands run',
    method: 'POST',
    path: '/v1/commands',
    about: 'Execute a command of another address; shows its form.',
    options: {
      to: needed({ ...text('who offers it'), value: 'JID' }),
      node: needed(text('the name of the command, as `commands list` shows it')),
      ...VALUES,
      ...FROM,
    },
    more: KEPT,
  },
  {
    name: 'commands show',
    method: 'GET',
    path: '/v1/commands/{id}',
    about: 'Show a command that was executed.',
  },
  {
    name: 'commands continue',
    method: 'POST',
    path: '/v1/commands/{id}',
    about: 'Go on with a command.',
    options: {
      action: text('next, prev, complete or cancel; default: what the other side suggests'),
      ...VALUES,
    },
  },
  {
    name: 'commands offered',
    method: 'GET',
    path: '/v1/identities/{id}/commands',
    about: 'List the commands that an identity offers.',
    query: PAGE,
  },
  {
    name: 'commands offer',
    method: 'PUT',
    path: '/v1/identities/{id}/commands/{item}',
    about: 'Offer a command as an identity.',
    options: {
      name: needed(text('its name for a person')),
      word: text('a word that starts it when sent as a message'),
      payload: {
        ...text('the other fields as JSON, such as {"allow":["example.org"]}'),
        value: 'JSON',
        read: jsonOf,
        spread: true,
      },
    },
    more: 'The fields are those of OfferedCommandToPut in the contract.',
  },
  {
    name: 'commands withdraw',
    method: 'DELETE',
    path: '/v1/identities/{id}/commands/{item}',
    about: 'Offer a command no more.',
  },
  {
    name: 'commands answer',
    method: 'POST',
    path: '/v1/identities/{id}/command-sessions/{item}',
    about: 'Answer a step of a command that an identity offers.',
    options: {
      payload: {
        ...needed(text('the answer as JSON, such as {"status":"completed"}')),
        value: 'JSON',
        read: jsonOf,
        spread: true,
      },
    },
  },
];
