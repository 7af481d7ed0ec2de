/**
 * What the bridge answers in its own name, on its domain and on every identity: ping, software version, service
 * discovery, last activity and entity time.
 */
import { childElements, type XmlElement } from '../core/element.ts';
import type { Disco } from '../core/feature.ts';
import type { ElementName, Extension } from '../extensions/extension.ts';
import { discoInfo } from '../extensions/queries/disco-info.ts';
import { discoItems } from '../extensions/queries/disco-items.ts';
import { errorReply, resultReply } from '../stanza/stanza-error.ts';
import type { Discovery } from './discovery.ts';
import { ping, version, time, lastActivity } from '../extensions/queries/entity.ts';

export interface OwnFacts {
  /** Name and version of the software. */
  readonly name: string;
  readonly version: string;
  readonly discovery: Discovery;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly now: () => number;
}

interface Question {
  readonly address: string;
  readonly node: string | undefined;
}

/** What stands in the result: undefined for an empty one, `no-such-node` for an unknown node (XEP-0030 §3.2),
 * `not-mine` where a handler answers. */
type Answer = (
  facts: OwnFacts,
  question: Question,
) => XmlElement | undefined | 'no-such-node' | 'not-mine';

const ANSWERS: ReadonlyMap<string, Answer> = new Map([
  ...answering(ping, () => undefined),
  ...answering(version, (facts) => version.toXml({ name: facts.name, version: facts.version })),
  ...answering(discoInfo, ({ discovery }, { address, node }) => {
    const info = discovery.info(address, node);
    if (info !== undefined) return discoInfo.toXml(info);
    return discovery.hasNodes(address) ? 'not-mine' : 'no-such-node';
  }),
  // Identities are not listed: strangers are not told who can be addressed.
  ...answering(discoItems, ({ discovery }, { address, node }) => {
    if (discovery.hasItems(address)) return 'not-mine';
    return node === undefined ? discoItems.toXml({}) : 'no-such-node';
  }),
  // For a component it is the time since it started (XEP-0012 §5).
  ...answering(lastActivity, (facts) => lastActivity.toXml({ seconds: uptime(facts) })),
  // In UTC: where a replica runs is not the asker's business.
  ...answering(time, (facts) => time.toXml({ tzo: '+00:00', utc: utcOf(facts.now()) })),
]);

/** What the questions that the bridge answers add to service discovery. */
export const OWN_DISCO: Disco = {
  features: [...ANSWERS.keys()].map((known) => known.slice(0, known.indexOf(' '))),
};

/** The reply to an IQ get that the bridge answers in its own name; undefined for any other request. */
export function ownReply(iq: XmlElement, facts: OwnFacts): XmlElement | undefined {
  const [payload] = childElements(iq);
  const answer = payload && ANSWERS.get(key(payload));
  if (iq.attributes['type'] !== 'get' || answer === undefined) return undefined;
  const address = iq.attributes['to'] ?? '';
  const content = answer(facts, { address, node: payload?.attributes['node'] });
  if (content === 'not-mine') return undefined;
  if (content === 'no-such-node') return errorReply(iq, { condition: 'item-not-found' });
  return resultReply(iq, content);
}

function answering<Value>({ elements }: Extension<Value>, answer: Answer): [string, Answer][] {
  return elements.map((name) => [key(name), answer]);
}

function key({ namespace, name }: ElementName): string {
  return `${namespace} ${name}`;
}

function uptime({ now, startedAt }: OwnFacts): number {
  return Math.max(0, Math.floor((now() - startedAt) / 1000));
}

function utcOf(now: number): string {
  return new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
}
