/** A pub/sub service that answers well, and the subscriptions to it. */
import { childElements, element, type XmlElement } from '../../../src/core/element.ts';
import { BridgeError } from '../../../src/core/errors.ts';
import { NS_OWNER, NS_PUBSUB, type AskService } from '../../../src/features/pubsub/asking.ts';
import { pubsubRoutes } from '../../../src/features/pubsub/routes.ts';
import {
  subscriptionRoutes,
  type SubscriptionRoutesDeps,
} from '../../../src/features/pubsub/subscriptions/routes.ts';
import type { Subscription } from '../../../src/features/pubsub/subscriptions/shown.ts';
import type { Answers } from './fake-identities.ts';

export interface PubsubPorts {
  readonly pubsub: {
    readonly ask: AskService;
    readonly declarations: SubscriptionRoutesDeps['declarations'];
  };
}

const HOME = { domain: 'bridge.example.org', serverDomain: 'example.org' };

export function fakePubsubRoutes({ pubsub: { ask, declarations } }: PubsubPorts) {
  return {
    ...pubsubRoutes({
      ask,
      home: HOME,
      store: {
        get: () => Promise.resolve(undefined),
        commit: () => Promise.resolve({ ok: true, positions: [] }),
      },
      newId: () => '01JD8Q4Z7N0V4R6T1B3X5Y7W9K',
      published: () => undefined,
    }),
    ...subscriptionRoutes({ declarations, home: HOME, rings: () => Promise.resolve([]) }),
  };
}

const AT = Date.UTC(2026, 0, 31, 12);

const SUBSCRIBING: Subscription = {
  key: 'pubsub.example.org alerts@bridge.example.org balcony',
  wanted: { catchUp: true, catchUpMax: 100 },
  wantedAt: AT,
  seen: undefined,
  asOf: 0,
  epoch: 0,
  fresh: true,
  settled: false,
  problem: undefined,
};

const SUBSCRIBED: Subscription = {
  ...SUBSCRIBING,
  asOf: AT,
  settled: true,
  seen: { state: 'subscribed', since: AT, applied: '{}', begun: true },
};

export function fakePubsub(answers: Answers): PubsubPorts {
  const asked = answers('askPubsub', undefined);
  return {
    pubsub: {
      ask: async (actor, question) => {
        await asked(actor, question);
        return answerTo(question);
      },
      declarations: {
        want: answers('wantSubscription', undefined),
        unwant: answers('unwantSubscription', true),
        get: answers('getSubscription', SUBSCRIBING),
        list: answers('listSubscriptions', { items: [SUBSCRIBED] }),
        until: async (key, predicate) => {
          await answers('untilSubscription', undefined)(key);
          return predicate(undefined) ? undefined : SUBSCRIBED;
        },
      },
    },
  };
}

const item = element('item', NS_PUBSUB, { id: 'current' });
const OWN_ANSWERS: Readonly<Record<string, readonly XmlElement[]>> = {
  [NS_PUBSUB]: [element('items', NS_PUBSUB, { node: 'balcony' }, [item])],
  [NS_OWNER]: [
    element('configure', NS_OWNER, {}, [element('x', 'jabber:x:data', { type: 'form' })]),
    element('affiliations', NS_OWNER, {}, [
      element('affiliation', NS_OWNER, { jid: 'juliet@example.org', affiliation: 'owner' }),
    ]),
  ],
};

/** There is the one node `balcony`, with the one item `current`. */
function answerTo({ deed, node, payload }: Parameters<AskService>[1]): XmlElement | undefined {
  if (deed === 'create' && node === 'balcony') {
    const stanzaError = { type: 'cancel', condition: 'conflict' } as const;
    throw new BridgeError('stanza-error', 'It is there.', { stanzaError });
  }
  if (childElements(payload).length === 0) return payload;
  return element('pubsub', payload.namespace, {}, OWN_ANSWERS[payload.namespace] ?? []);
}
