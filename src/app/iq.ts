import { setTimeout as sleep } from 'node:timers/promises';
import type { Limits } from '../access/limits.ts';
import { answerRequest, type AnswerRequest } from '../iq/answering.ts';
import { createAsking, type Asking } from '../iq/asking.ts';
import { createAsks, type Asks } from '../iq/asks.ts';
import { createIqIds } from '../iq/ids.ts';
import { createRequests, type Requests } from '../iq/requests.ts';
import type { XmlElement } from '../stanza/element.ts';
import { errorReply } from '../stanza/stanza-error.ts';
import type { EventsOf } from './events-of.ts';
import type { Foundation } from './foundation.ts';
import type { IqResponders } from '../iq/responders.ts';
import { bare } from '../stanza/jid.ts';
import { limitedAsking } from './limited.ts';
import { randomTexts } from './random.ts';
import { createSay } from './say.ts';
import { tracedAsks } from './tracing.ts';
import type { Transmit } from './transmit.ts';

/** How long the work may take to answer a request: a webhook's limit. */
const ANSWER_WITHIN_MS = 10_000;

export interface IqParts {
  readonly asks: Asks;
  readonly asking: Asking;
  readonly requests: Requests;
  readonly answer: AnswerRequest;
  /** Sends a stanza of the bridge's own making, without keeping it. */
  readonly say: (stanza: XmlElement) => Promise<void>;
  close(): void;
}

/** IQs both ways: those that callers ask, and those that users ask. */
export function openIq(
  base: Foundation,
  parts: {
    readonly transmit: Transmit;
    readonly events: EventsOf;
    readonly responders: IqResponders;
    readonly limits: Limits;
  },
): IqParts {
  const { settings, store, replica, now, monotonic, gate, log: logger } = base;
  const { transmit, events, responders } = parts;
  const say = createSay({ transmit, gate, monotonic, sleep, logger });
  // A replica that starts after the secret was changed has other ids: answers to it are found, if they are not too large.
  const ids = createIqIds(settings.xmppSecret, randomTexts('base64url'));
  const asks = tracedAsks(
    base.traces,
    createAsks({
      store,
      replica,
      limits: { perKey: settings.maxPendingIqsPerKey, total: settings.maxPendingIqs },
      now,
      logger,
      sleep: (ms) => sleep(ms),
      transmit: transmit.send,
      isOurId: ids.isOurs,
    }),
  );
  const requests = createRequests({
    store,
    answerWithinMs: ANSWER_WITHIN_MS,
    now,
    logger,
    canAnswer: ({ attributes: { from = '', to = '' } }) =>
      responders.canAnswer({ identity: bare(to), remote: bare(from) }),
    event: events.request,
    async refuse(iq) {
      const refusal = errorReply(iq, { condition: 'service-unavailable' });
      if (refusal !== undefined) await say(refusal);
    },
  });
  return {
    asks,
    asking: limitedAsking(createAsking({ asks, gate, now, ids }), parts.limits),
    requests,
    answer: answerRequest({ requests, gate, say }),
    say,
    close: () => {
      asks.close();
      requests.close();
    },
  };
}
