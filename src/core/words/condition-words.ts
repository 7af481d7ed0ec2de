/**
 * What the conditions of stanza errors mean (RFC 6120 §8.3.3) for what was sent to whom; of rooms: XEP-0045 §7. They follow
 * what Prosody and ejabberd give. A server does not tell an unknown account from one that is offline (RFC 6121 §8.5).
 */
import type { StanzaErrorCondition } from '../../contract/schemas.ts';

export type StanzaName = 'message' | 'presence' | 'iq';

/** `device`: a full JID. An occupant of a room has one too, and for presence and IQs it is not known which of the two it is. */
export type AddressKind = 'domain' | 'account' | 'device' | 'room' | 'occupant';

export type Situation = StanzaName | `${StanzaName} ${AddressKind}`;

export interface ConditionWords {
  /** A sentence about the condition, for docs/errors.md. */
  readonly about: string;
  /** What to do about it, for docs/errors.md. */
  readonly cure: string;
  /** Goes on after `<address>: `. `{domain}` is that of the address. The more exact situation comes first. */
  readonly causes: { readonly any: string } & Readonly<Partial<Record<Situation, string>>>;
}

const AT_DOMAIN = 'this server or service takes no messages at the domain itself';
const NO_ACCOUNT =
  'the account does not exist, or it is offline and the server keeps no messages for it';
const NOT_THERE = 'this device is not online, and the server passes the message to no other';
const JOIN_FIRST =
  'the sender is not in the room; it has to join first: PUT /v1/rooms/{room}/identities/{identity}, or send with "join": true';
const MEMBERS_ONLY =
  'the room is for members only; an owner or admin of it has to make the sender a member';
const NO_SUCH_ROOM = 'there is no such room, or it is still locked by who made it';

export const CONDITION_WORDS: Readonly<Record<StanzaErrorCondition, ConditionWords>> = {
  'bad-request': {
    about: 'The stanza is not what the recipient expects.',
    cure: 'Compare it with the XEP that the recipient implements; `POST /v1/stanzas/echo` shows what is sent.',
    causes: {
      any: 'it does not understand what it was sent: something is missing, or not as it must be',
      iq: 'it does not understand the request: the payload is incomplete, or not as it must be',
    },
  },
  conflict: {
    about: 'Something of that name is there already.',
    cure: 'Choose another name, or read the present state and change it again. In a room, join with another nickname.',
    causes: {
      any: 'something of that name or address is there already',
      'presence device': 'somebody else in the room has this nickname; join with another',
      iq: 'what was to be made is there already, or somebody else has changed it meanwhile',
    },
  },
  'feature-not-implemented': {
    about: 'The recipient does not support this, or does not do it yet.',
    cure: 'Ask the recipient what it offers: `POST /v1/iq` with `discoInfo`.',
    causes: {
      any: 'it does not support what was sent',
      message: 'it does not support messages of this kind',
      iq: 'it does not offer what was asked for',
    },
  },
  forbidden: {
    about: 'The sender lacks the rights for this; others may have them.',
    cure: 'Let an administrator, or an owner of the room or node, give the identity (`from`) the rights, or use another identity.',
    causes: {
      any: 'the sender may not do this; somebody with more rights has to allow it',
      message: 'the recipient, or its server, does not take messages from this sender',
      'message room':
        'the sender may not speak in this room, or not change its subject: the room is moderated and gives the sender no voice',
      'message occupant': 'the room does not let the sender write to its occupants in private',
      presence: 'the recipient, or its server, does not take presence from this sender',
      'presence device': 'the sender is banned from the room, or may not create it',
      iq: 'the sender may not do this; it takes more rights, such as those of an owner or admin',
    },
  },
  gone: {
    about: 'The address is not used any more. `uri` may have the new one.',
    cure: 'Remove the address, or replace it by the new one if you trust who says so. The bridge does not follow it by itself.',
    causes: {
      any: 'this address is not used any more',
      'message account': 'the account was closed, or has moved',
      'message room': 'the room was closed for good',
      'message occupant': 'the room was closed for good',
      'presence device': 'the room was closed for good',
    },
  },
  'internal-server-error': {
    about: 'The other server failed.',
    cure: 'Look into the log of that server; on your own server, the time in the record helps to find the line.',
    causes: {
      any: 'its server failed while it worked on this; the log of that server has the reason',
    },
  },
  'item-not-found': {
    about: 'The address, or what was named in the stanza, does not exist.',
    cure: 'Check the address and every name in the stanza: node, item, command, room.',
    causes: {
      any: 'there is no such address, or not what the stanza names',
      'message domain': AT_DOMAIN,
      'message account': 'there is no such account or room',
      'message device':
        'there is no such account or device, or nobody of this nickname in the room',
      'message room': NO_SUCH_ROOM,
      'message occupant': 'there is nobody of this nickname in the room, or no such room',
      'presence device': NO_SUCH_ROOM,
      iq: 'there is no such account, room, node, item or command',
    },
  },
  'jid-malformed': {
    about:
      'An address in the stanza is not valid for the server, which may be stricter than the bridge.',
    cure: 'Check the addresses in the stanza. A room is joined as `room@service/nickname`.',
    causes: {
      any: 'an address in the stanza is not valid for that server',
      'presence account':
        'the address is not valid for that server; a room is joined with a nickname, as room@service/nickname',
      'presence device': 'the address or the nickname is not valid for that server',
    },
  },
  'not-acceptable': {
    about:
      'The recipient understands the stanza and does not want it. Rooms say this to those who have not joined.',
    cure: 'For a room, declare the identity there (`PUT /v1/rooms/{room}/identities/{identity}`), or send with `"join": true`. Otherwise see whether one side blocks the other.',
    causes: {
      any: 'it does not accept what was sent',
      message:
        'the recipient, or its server, does not accept this message: one of the two blocks the other, a filter does, or it is a room that the sender has not joined',
      'message room': JOIN_FIRST,
      'message occupant': `${JOIN_FIRST}, or the room does not take such messages`,
      'presence device':
        'the room does not accept this nickname; members may have to use the one that they registered',
      iq: 'it does not accept the values in the request',
    },
  },
  'not-allowed': {
    about: 'Nobody may do this there, or only by a setting of the server.',
    cure: 'An administrator of the server or an owner of the room has to change a setting; or do without.',
    causes: {
      any: 'the server lets nobody do this, or not this sender',
      'message room': 'the room does not take such messages from the sender',
      'message occupant': 'the room does not let occupants write to each other in private',
      'presence device':
        'the room does not exist, and the sender may not create rooms there; or the room does not allow this',
      iq: 'nobody may do this there, or not this sender',
    },
  },
  'not-authorized': {
    about: 'The sender has to prove who it is. For a room: the password is missing or wrong.',
    cure: 'Join with the password of the room (`muc.password`), or let the service know the sender.',
    causes: {
      any: 'the sender has to log in there, or to be let in, first',
      'presence device': 'the room has a password, which is missing or wrong',
    },
  },
  'policy-violation': {
    about: 'A rule of the other server or room: often about size, rate or spam.',
    cure: 'The text of the error often names the rule. Send less, less often, or ask who runs that server.',
    causes: {
      any: 'a rule of that server forbids it, often one about size, rate or spam',
      message:
        "a rule of the recipient's server forbids the message, often one about size, rate or spam",
      'message room': 'a rule of the room forbids the message, often one about size or rate',
    },
  },
  'recipient-unavailable': {
    about: 'The recipient exists and is not there now.',
    cure: 'Send it again later, or to the bare JID, so that the server can keep it.',
    causes: {
      any: 'the recipient is not online now',
      'message room': 'the room has nobody who could take this now',
      'message occupant': 'there is nobody of this nickname in the room now',
    },
  },
  redirect: {
    about: 'For now, another address takes what is sent to this one. `uri` has it.',
    cure: 'Send to the other address if you trust who says so. The bridge does not follow it by itself.',
    causes: { any: 'another address takes what is sent to this one at the moment' },
  },
  'registration-required': {
    about: 'Only for those who are registered. For a room: only for members.',
    cure: 'Let an owner of the room make the identity a member, or register with the service (XEP-0077).',
    causes: {
      any: 'only those who are registered there may do this',
      'message room': MEMBERS_ONLY,
      'message occupant': MEMBERS_ONLY,
      'presence device': MEMBERS_ONLY,
    },
  },
  'remote-server-not-found': {
    about: 'Your XMPP server has not found, or not reached, the server of that domain.',
    cure: 'Check the spelling of the domain, its DNS (`_xmpp-server._tcp`), and whether your server connects to others at all (s2s, certificates, firewall).',
    causes: {
      any: 'no server answers for {domain}: the domain is misspelt, has no XMPP server, or your XMPP server cannot reach it',
    },
  },
  'remote-server-timeout': {
    about:
      'The server of that domain did not answer in time. It may have taken the stanza all the same.',
    cure: 'Send it again later; if it must not arrive twice, wait for a receipt first.',
    causes: {
      any: 'the server of {domain} did not answer in time',
      message:
        'the server of {domain} did not answer in time; the message may have arrived all the same',
    },
  },
  'resource-constraint': {
    about: 'The other side is busy or full.',
    cure: 'Send it again later. If it is the store of offline messages, the user has to log in, or the server to keep more of them.',
    causes: {
      any: 'it is too busy or too full for this now',
      message: 'its server is too busy for the message, or full',
      'message account':
        'its server keeps no more messages for this user until they log in, or is too busy',
      'presence device': 'the room is full, or the server lets no more rooms be made',
    },
  },
  'service-unavailable': {
    about:
      'The most common error. Nobody at that address takes the stanza; servers do not say whether the address exists, for reasons of privacy.',
    cure: 'Check the address, and that the recipient is online or its server keeps offline messages. A room takes messages of the type `groupchat`. For an IQ, ask with `discoInfo` what the address offers.',
    causes: {
      any: 'nobody there takes what was sent',
      'message domain': AT_DOMAIN,
      'message account': NO_ACCOUNT,
      'message device': NOT_THERE,
      'message room': 'this is no room, or the server has no rooms at this address',
      'message occupant': 'there is nobody of this nickname in the room, or no such room',
      'presence account':
        'the account does not exist, or its server tells nothing about it; a room is joined with a nickname, as room@service/nickname',
      'presence device': 'this device is not online; of a room: it is full, or not open',
      'iq domain': 'this server or service does not offer what was asked for',
      'iq account':
        'the account does not exist, or its server does not offer for it what was asked for',
      'iq device': 'this device is not online, or does not offer what was asked for',
    },
  },
  'subscription-required': {
    about: 'Only for those who are subscribed to the presence of the recipient.',
    cure: 'Send presence of type `subscribe`, and wait until the recipient accepts.',
    causes: {
      any: 'only those who are subscribed to its presence may do this; ask with presence of type subscribe',
    },
  },
  'undefined-condition': {
    about: 'A reason that XMPP has no condition for, or an error without one.',
    cure: 'The text and the application-specific condition (`stanzaError.extensions`) say more, if there are any.',
    causes: { any: 'it refused this, and gave none of the usual reasons' },
  },
  'unexpected-request': {
    about: 'The recipient did not expect this now.',
    cure: 'Check the order of the steps, for example that a session or a join comes first.',
    causes: { any: 'it did not expect this now: an earlier step is missing, or was done already' },
  },
};
