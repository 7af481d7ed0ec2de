import type { Feature } from '../../core/feature.ts';
import { element } from '../../core/element.ts';
import { collectors } from '../../core/metric.ts';
import { replyToXml } from '../../extensions/queries/command.ts';
import { createTally } from '../../observe/tally.ts';
import { passGate } from '../../stanza/gate/gate.ts';
import { NS_CLIENT } from '../../stanza/namespaces.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Offerers } from '../identities/feature.ts';
import type { QueueReply } from '../iq/request-ends.ts';
import type { Requests } from '../iq/requests.ts';
import type { Runtime } from '../runtime.ts';
import { chatWords } from './chat/chatting.ts';
import { createPace } from './chat/pace.ts';
import { OFFERED_METRICS } from './metrics.ts';
import type { Offer } from './offer.ts';
import { Offers } from './offers.ts';
import { offeredRoutes } from './routes.ts';
import { createAnswering, type AnswerCommand } from './serving/answering.ts';
import { Executing } from './serving/executing.ts';
import { createOpenSessions, type OpenSessions } from './serving/open-sessions.ts';
import { offeredRequests } from './serving/requests.ts';
import { decodeSession, replyOf, SESSIONS } from './serving/session.ts';

export interface OfferedFeature extends Feature {
  readonly routes: ReturnType<typeof offeredRoutes>;
  readonly answer: AnswerCommand;
  /** After an identity was deleted. */
  readonly forget: (identity: string) => Promise<void>;
}

export interface OfferedDeps {
  readonly log: EventLog;
  readonly offerers: Offerers;
  readonly requests: Pick<Requests, 'receive' | 'find' | 'answer'>;
  readonly queueReply: QueueReply;
}

/** Ad-hoc commands (XEP-0050) that identities offer. */
export function createOffered(runtime: Runtime, deps: OfferedDeps): OfferedFeature {
  const { store, home, now, sendDirect } = runtime;
  const { offerers, requests } = deps;
  const { isContact, offers: offersSome } = offerers;
  const steps = createTally(['shown', 'asked', 'canceled', 'refused'] as const);
  const offers = new Offers({ store, offering: offerers.offering });
  const open = openSessions(runtime);
  const answer = createAnswering({ ...runtime, requests, open });
  const counted = steps.count;
  const mayAnswer = createPace(runtime.settings.loopLimit, runtime.monotonic);
  const executing = new Executing({ ...runtime, ...deps, offers, open, isContact, counted });
  return {
    name: 'offered',
    answer,
    forget: (identity) => offers.forget(identity),
    routes: offeredRoutes({
      ...{ offers, answer, home, now, resolve: offerers.resolve },
      check: checkWith(runtime),
    }),
    inbound: [
      offeredRequests({ offers, executing, offersSome, isContact, send: sendDirect }),
      chatWords({ ...runtime, ...{ offers, executing, open, offersSome, isContact, mayAnswer } }),
    ],
    metrics: collectors(OFFERED_METRICS, {
      commandSteps: () => steps.counts().map(([result, value]) => ({ labels: { result }, value })),
    }),
  };
}

function openSessions({ store, monotonic }: Runtime): OpenSessions {
  return createOpenSessions({
    monotonic,
    async isOver(id) {
      const stored = await store.get(SESSIONS, id);
      return stored === undefined || decodeSession(stored.value).over === true;
    },
  });
}

/** The first form is sent later, when nobody could mend it. */
function checkWith({ gate, domain, newId }: Runtime) {
  return (identity: string, { node, name, first }: Offer): void => {
    const steps = first === undefined ? [] : [first];
    const session = { id: newId(), identity, remote: domain, node, steps };
    const command = replyToXml(replyOf(session));
    const named = element('name', NS_CLIENT, { name });
    const attributes = { from: identity, to: domain, type: 'result', id: session.id };
    passGate(element('iq', NS_CLIENT, attributes, [command]), gate);
    passGate(element('iq', NS_CLIENT, attributes, [named]), gate);
  };
}
