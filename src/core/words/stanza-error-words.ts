/** A stanza error told to a person: what was sent to whom, and the likely causes. Pure, and total: it never throws. */
import type { StanzaError } from '../../contract/schemas.ts';
import { parseJid } from '../jid/jid.ts';
import {
  CONDITION_WORDS,
  type AddressKind,
  type ConditionWords,
  type StanzaName,
} from './condition-words.ts';
import { harmless, inQuotes } from './harmless.ts';

/** What was refused. */
export interface Refused {
  readonly kind: StanzaName;
  /** Who refused it: a prepared JID. */
  readonly to: string;
  /** Said in a room, or to an occupant of one. */
  readonly isRoom?: boolean;
}

const MAX_ADDRESS = 200;
const MAX_TEXT = 300;
const MAX_NAME = 80;

/**
 * `juliet@example.org: the account does not exist, or … The error says: "User session not found".` One line of at most about
 * 1,200 characters, in which what others chose changes nothing of the rest.
 */
export function stanzaErrorWords(refused: Refused, error: StanzaError): string {
  const { to, kind } = refused;
  const cause = causeOf(kind, addressKind(refused), error);
  const words = `${harmless(to, MAX_ADDRESS)}: ${cause.replace('{domain}', domainOf(to))}.`;
  return words + newAddress(error) + said(error) + named(error);
}

/** What an address is, as far as it shows. */
export function addressKind({ to, isRoom = false }: Omit<Refused, 'kind'>): AddressKind {
  const { local, resource } = parseJid(to) ?? { local: '?', resource: '' };
  if (isRoom) return resource === '' ? 'room' : 'occupant';
  if (resource !== '') return 'device';
  return local === '' ? 'domain' : 'account';
}

function causeOf(kind: StanzaName, address: AddressKind, { condition }: StanzaError): string {
  const known = (CONDITION_WORDS as Readonly<Record<string, ConditionWords | undefined>>)[
    condition
  ];
  const { causes } = known ?? CONDITION_WORDS['undefined-condition'];
  // Who joins a room gives a full JID, whether or not it is known to be one of a room.
  const place = kind === 'presence' && address === 'occupant' ? 'device' : address;
  return causes[`${kind} ${place}`] ?? causes[kind] ?? causes.any;
}

function domainOf(to: string): string {
  return harmless(parseJid(to)?.domain ?? to, MAX_ADDRESS);
}

/** RFC 6120 §8.3.3.5 and §8.3.3.14. */
function newAddress({ condition, uri = '' }: StanzaError): string {
  const address = harmless(uri, MAX_ADDRESS).replace(/^xmpp:/, '');
  if (address === '' || (condition !== 'gone' && condition !== 'redirect')) return '';
  return ` The error names another address: ${inQuotes(address, MAX_ADDRESS)}.`;
}

function said({ text = '' }: StanzaError): string {
  const words = harmless(text, MAX_TEXT);
  return words === '' ? '' : ` The error says: ${inQuotes(words, MAX_TEXT)}.`;
}

/** The application-specific condition (RFC 6120 §8.3.4). */
function named({ extensions: [first] = [] }: StanzaError): string {
  if (first === undefined) return '';
  const { name, namespace } = first;
  return ` More exactly: ${harmless(name, MAX_NAME)} (${harmless(namespace, MAX_NAME)}).`;
}
