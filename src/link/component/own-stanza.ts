import { BridgeError } from '../../core/errors.ts';
import { element } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import { passGate } from '../../stanza/gate/gate.ts';
import type { GateRules } from '../../stanza/gate/gate.ts';
import { NS_CLIENT } from '../../stanza/namespaces.ts';
import type { BarrierTarget } from './barrier.ts';
import { barrierJid, type Addresses } from './router.ts';

/** What the link itself sends is small; anything else is a fault that the gate may stop. */
const BOUNDS = { maxBytes: 64 * 1024, maxDepth: 8, maxElements: 256 };

/** A stanza that the link itself sends, as text; undefined when the gate refuses it. */
export function ownXml(stanza: XmlElement, domain: string): string | undefined {
  const rules: GateRules = { ...BOUNDS, domain };
  try {
    return passGate(stanza, rules);
  } catch (error) {
    if (error instanceof BridgeError) return undefined;
    throw error;
  }
}

/**
 * A get, so that a server that cannot route it sends an error at once; also that error says what is asked. It is
 * never answered from here: its return is the answer.
 */
export function barrierIq(id: string, target: BarrierTarget, own: Addresses): string | undefined {
  return ping(id, target === 'self' ? barrierJid(own) : own.serverHost, own);
}

/** An IQ to our own domain, which the server passes on to us as it does those to others. */
export function probeIq(id: string, own: Addresses): string | undefined {
  return ping(id, own.domain, own);
}

function ping(id: string, to: string, { domain: from }: Addresses): string | undefined {
  const payload = element('ping', 'urn:xmpp:ping');
  return ownXml(element('iq', NS_CLIENT, { from, to, id, type: 'get' }, [payload]), from);
}
