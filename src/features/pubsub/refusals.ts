/** What refusals of a pub/sub service mean, and what to do, for a person. Pure. */
import type { StanzaError } from '../../contract/schemas.ts';
import { BridgeError, quoted } from '../../core/errors.ts';
import { domainOf } from '../../core/jid/jid.ts';
import { stanzaErrorWords } from '../../core/words/stanza-error-words.ts';
import type { Actor } from './actor.ts';

/** What is asked for, by which rights and cures are known. */
export type Deed =
  | 'affiliations'
  | 'configure'
  | 'create'
  | 'delete'
  | 'list'
  | 'publish'
  | 'purge'
  | 'read'
  | 'retract'
  | 'subscribe';

export interface Asked {
  readonly deed: Deed;
  readonly node?: string;
}

const NS_ERRORS = 'http://jabber.org/protocol/pubsub#errors';
const NS = 'http://jabber.org/protocol/pubsub';

const NO_RIGHT = new Set(['forbidden', 'not-allowed', 'not-authorized', 'registration-required']);
const CANNOT = new Set(['feature-not-implemented', 'service-unavailable']);
/** Nobody is at the address who could have nodes. */
const NOBODY = new Set(['remote-server-not-found', 'remote-server-timeout']);

/** Who may do it. */
const NEEDS: Readonly<Record<Deed, string>> = {
  affiliations: 'an owner of the node',
  configure: 'an owner of the node',
  create: 'somebody who may create nodes',
  delete: 'an owner of the node',
  list: 'somebody who may see the nodes',
  publish: 'a publisher or an owner of the node',
  purge: 'an owner of the node',
  read: 'somebody whom the access model of the node admits',
  retract: 'a publisher or an owner of the node',
  subscribe: 'somebody whom the access model of the node admits',
};

/** The features of XEP-0060 §10 that it takes. */
const FEATURES: Readonly<Record<Deed, string>> = {
  affiliations: 'modify-affiliations',
  configure: 'config-node',
  create: 'create-nodes',
  delete: 'delete-nodes',
  list: 'meta-data',
  publish: 'publish',
  purge: 'purge-nodes',
  read: 'retrieve-items',
  retract: 'retract-items',
  subscribe: 'subscribe',
};

/** An error of an IQ, told with what was asked; any other failure as it is. */
export function inWordsOfService(error: unknown, actor: Actor, asked: Asked): unknown {
  if (!(error instanceof BridgeError) || error.code !== 'stanza-error') return error;
  const { stanzaError } = error.facts;
  if (stanzaError === undefined) return error;
  const { condition } = stanzaError;
  if (NOBODY.has(condition)) return noService(actor, stanzaError);
  if (CANNOT.has(condition)) return cannot(actor, asked, stanzaError);
  const words = stanzaErrorWords({ kind: 'iq', to: actor.service }, stanzaError);
  return new BridgeError('stanza-error', words + advice(actor, asked, stanzaError), {
    stanzaError,
  });
}

/** The application-specific condition (XEP-0060 §15). */
export function pubsubCondition({ extensions = [] }: StanzaError) {
  return extensions.find(({ namespace }) => namespace === NS_ERRORS);
}

function advice(actor: Actor, asked: Asked, error: StanzaError): string {
  const { deed, node = '' } = asked;
  const special = pubsubCondition(error)?.name;
  if (NO_RIGHT.has(error.condition)) return rights(actor, deed);
  if (special === 'precondition-not-met') {
    return ` Node ${quoted(node)} is configured in another way than "options" say; change it with PUT …/nodes/{node}, or leave "options" out.`;
  }
  if (deed === 'configure' && error.text?.includes('max_items') === true) {
    return ' The service keeps fewer items for a node: ask for fewer, or raise pubsub_max_items in Prosody, max_items_node of mod_pubsub in ejabberd.';
  }
  if (error.condition === 'item-not-found' && deed === 'publish') {
    return ` There is no node ${quoted(node)}; say "createNode": true, or create it with PUT …/nodes/{node}.`;
  }
  if (error.condition === 'item-not-found' && node !== '') return ` Asked for: ${quoted(node)}.`;
  return '';
}

function isUser(service: string): boolean {
  return service !== domainOf(service);
}

function rights({ identity, service }: Actor, deed: Deed): string {
  const needs = ` ${identity} asked; it has to be ${NEEDS[deed]}.`;
  if (isUser(service)) {
    return `${needs} At nodes of a user only the user may publish and configure, unless the server gives the bridge the privilege (XEP-0356).`;
  }
  if (deed === 'read' || deed === 'subscribe') {
    return `${needs} Its owner opens it with accessModel "open", or makes ${identity} a member.`;
  }
  return (
    `${needs} To let it: in Prosody, put admins = { "${identity}" } into the section Component "${service}" "pubsub"; in ` +
    `ejabberd, let access_createnode of mod_pubsub admit the bridge; for a node that exists, its owner makes ${identity} ` +
    'an owner or publisher with PATCH …/affiliations. See docs/pubsub.md.'
  );
}

/** There is nobody at the address who could have nodes. */
export function noService({ service }: Actor, stanzaError?: StanzaError): BridgeError {
  const detail = `Nobody answers at ${service}. ${addService(service)}`;
  const facts = { feature: NS, service, ...(stanzaError !== undefined && { stanzaError }) };
  return new BridgeError('feature-missing', detail, facts);
}

export function isAboutRights(error: unknown): boolean {
  return error instanceof BridgeError && NO_RIGHT.has(error.facts.stanzaError?.condition ?? '');
}

function addService(service: string): string {
  return (
    `Look for the address of your pub/sub service with GET /v1/services, or add one: in Prosody, Component "${service}" "pubsub"; in ` +
    `ejabberd, mod_pubsub with hosts: ["${service}"]. See docs/pubsub.md.`
  );
}

function cannot({ service }: Actor, { deed }: Asked, stanzaError: StanzaError): BridgeError {
  const unsupported = pubsubCondition(stanzaError)?.attributes?.['feature'];
  const feature = `${NS}#${unsupported ?? FEATURES[deed]}`;
  const detail = `${service} does not do this (${unsupported ?? FEATURES[deed]}). ${cureOf(service, deed)}`;
  return new BridgeError('feature-missing', detail, { feature, service, stanzaError });
}

function cureOf(service: string, deed: Deed): string {
  if (isUser(service)) {
    return 'The account may not exist, or its server has no PEP: in Prosody, add "pep" to modules_enabled; in ejabberd, mod_pubsub with plugins: [flat, pep] and mod_caps.';
  }
  if (deed === 'affiliations') {
    return 'Prosody can from version 0.12 on and shows affiliations to owners only; ejabberd can with the plugin "flat" of mod_pubsub.';
  }
  if (deed === 'purge') {
    return 'Delete the items one by one; in ejabberd, take plugins: [flat] of mod_pubsub, and nodes that persist items.';
  }
  return addService(service);
}
