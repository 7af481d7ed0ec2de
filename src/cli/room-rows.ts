/** The commands on rooms that are one call of the API each. */
import { needed, objectIn, PAGE, text, type RestOptions, type RestRow } from './rest-options.ts';

const AS: RestOptions = {
  as: { ...text('the identity that acts, or its local part'), value: 'JID' },
};
const reason = text('why, for a person');
const OPTIONS_HELP =
  'Options: those of RoomConfigToSet in the contract, such as name, membersOnly, persistent, public, password; "form" has fields of the form by their names.';

export const ROOM_ROWS: readonly RestRow[] = [
  {
    name: 'rooms create',
    method: 'POST',
    path: '/v1/rooms',
    about: 'Create a room, configure it and open it; shows what the server ignored.',
    options: {
      room: needed({ ...text('the room'), value: 'JID' }),
      nick: text('the nickname; default: the local part of the identity'),
      config: {
        ...{ ...text('options as JSON, such as {"membersOnly":true}'), value: 'JSON' },
        read: objectIn('--config', '{"membersOnly":true}'),
      },
      subject: text('the first subject'),
    },
    query: AS,
    more: OPTIONS_HELP,
  },
  {
    name: 'rooms info',
    method: 'GET',
    path: '/v1/rooms/{id}',
    about: 'Show what a room says about itself.',
    query: AS,
  },
  {
    name: 'rooms config',
    method: 'GET',
    path: '/v1/rooms/{id}/config',
    about: 'Show the configuration of a room.',
    query: AS,
  },
  {
    name: 'rooms configure',
    method: 'PATCH',
    path: '/v1/rooms/{id}/config',
    about: 'Change options of a room; shows what the server ignored.',
    options: {
      set: needed({
        ...{ ...text('options as JSON, such as {"membersOnly":true}'), value: 'JSON' },
        read: objectIn('--set', '{"membersOnly":true}'),
        spread: true,
      }),
    },
    query: AS,
    more: OPTIONS_HELP,
  },
  {
    name: 'rooms destroy',
    method: 'DELETE',
    path: '/v1/rooms/{id}',
    about: 'Destroy a room.',
    options: { reason, alternate: { ...text('the room to go to instead'), value: 'JID' } },
    query: AS,
  },
  {
    name: 'rooms subject',
    method: 'PUT',
    path: '/v1/rooms/{id}/subject',
    about: 'Set the subject of a room.',
    options: { subject: needed(text('the subject; empty for none')) },
    query: AS,
  },
  {
    name: 'rooms occupants',
    method: 'GET',
    path: '/v1/rooms/{id}/occupants',
    about: 'List who is in a room.',
    query: { ...AS, ...PAGE },
  },
  {
    name: 'rooms kick',
    method: 'PATCH',
    path: '/v1/rooms/{id}/occupants/{item}',
    about: 'Make the occupant with a nickname leave.',
    options: { reason },
    body: { role: 'none' },
    query: AS,
  },
  {
    name: 'rooms affiliations',
    method: 'GET',
    path: '/v1/rooms/{id}/affiliations',
    about: 'List the owners, admins, members and outcasts of a room.',
    query: { ...AS, affiliation: text('only owner, admin, member or outcast'), ...PAGE },
  },
  {
    name: 'rooms affiliate',
    method: 'PUT',
    path: '/v1/rooms/{id}/affiliations/{item}',
    about: 'Set the affiliation of a JID with a room.',
    options: {
      affiliation: needed(text('owner, admin, member, outcast or none')),
      nick: text('a nickname to reserve'),
      reason,
    },
    query: AS,
  },
  {
    name: 'rooms invite',
    method: 'POST',
    path: '/v1/rooms/{id}/invitations',
    about: 'Invite somebody to a room.',
    options: {
      to: needed({ ...text('who is invited'), value: 'JID' }),
      kind: text('direct (the default) or mediated'),
      reason,
      password: text('the password of the room'),
    },
    query: AS,
  },
];
