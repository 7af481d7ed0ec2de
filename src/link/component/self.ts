/**
 * What the bridge answers in its own name, on its domain and on every identity: ping, software version, service
 * discovery, last activity and entity time.
 */
import { childElements } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import type { ElementName, Extension } from '../../extensions/extension.ts';
import { discoInfo } from '../../extensions/queries/disco-info.ts';
import { discoItems } from '../../extensions/queries/disco-items.ts';
import { lastActivity } from '../../extensions/queries/last-activity.ts';
import { ping } from '../../extensions/queries/ping.ts';
import { time } from '../../extensions/queries/time.ts';
import { version } from '../../extensions/queries/version.ts';
import { errorReply, resultReply } from '../../stanza/stanza-error.ts';

export interface SelfFacts {
  readonly domain: string;
  /** Name and version of the software. */
  readonly name: string;
  readonly version: string;
  /** Namespaces that the bridge supports beside those it answers itself; they appear in disco#info. */
  readonly features: readonly string[];
  /** Now and when the bridge started, ms since 1970. */
  readonly now: number;
  readonly startedAt: number;
}

/** What stands in the result; undefined for an empty one. */
type Answer = (facts: SelfFacts, asked: string) => XmlElement | undefined;

const ANSWERS: ReadonlyMap<string, Answer> = new Map([
  ...answering(ping, () => undefined),
  ...answering(version, (facts) => version.toXml({ name: facts.name, version: facts.version })),
  ...answering(discoInfo, (facts, asked) =>
    discoInfo.toXml({ identities: [identityOf(facts, asked)], features: features(facts) }),
  ),
  // Identities are not listed: who may be spoken to is not told to whoever asks.
  ...answering(discoItems, () => discoItems.toXml({})),
  // For a component it is the time since it started (XEP-0012 §5).
  ...answering(lastActivity, (facts) => lastActivity.toXml({ seconds: uptime(facts) })),
  // In UTC: the place of a replica is no business of those who ask.
  ...answering(time, (facts) => time.toXml({ tzo: '+00:00', utc: utcOf(facts.now) })),
]);

/** Whether the child of an iq get is a question that the bridge answers itself. */
export function answersItself(payload: XmlElement): boolean {
  return ANSWERS.has(key(payload));
}

/** The answer to an iq get of which `answersItself` is true; undefined for anything else. */
export function selfAnswer(iq: XmlElement, facts: SelfFacts): XmlElement | undefined {
  const [payload] = childElements(iq);
  const answer = payload && ANSWERS.get(key(payload));
  if (payload === undefined || answer === undefined) return undefined;
  // Of what is asked only service discovery has nodes, and the bridge has none (XEP-0030 §3.2).
  if (payload.attributes['node'] !== undefined) {
    return errorReply(iq, { condition: 'item-not-found' });
  }
  return resultReply(iq, answer(facts, iq.attributes['to'] ?? ''));
}

function answering<Value>({ elements }: Extension<Value>, answer: Answer): [string, Answer][] {
  return elements.map((name) => [key(name), answer]);
}

function key({ namespace, name }: ElementName): string {
  return `${namespace} ${name}`;
}

/** The domain is a component, an identity is a bot on it. */
function identityOf({ domain, name }: SelfFacts, asked: string) {
  return asked === domain
    ? { category: 'component', type: 'generic', name }
    : { category: 'client', type: 'bot', name };
}

function features(facts: SelfFacts): string[] {
  const own = [...ANSWERS.keys()].map((known) => known.slice(0, known.indexOf(' ')));
  return [...new Set([...own, ...facts.features])].sort();
}

function uptime({ now, startedAt }: SelfFacts): number {
  return Math.max(0, Math.floor((now - startedAt) / 1000));
}

function utcOf(now: number): string {
  return new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
}
