import { setTimeout as sleep } from 'node:timers/promises';
import type { XmlElement } from '../../core/element.ts';
import type { Feature, InboundHandler } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { errorReply } from '../../stanza/stanza-error.ts';
import { persistently } from '../../store/persistently.ts';
import { afterTaking, type Limits } from '../access/limits/limits.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Runtime } from '../runtime.ts';
import { answerRequest, type AnswerRequest } from './answering.ts';
import { createAsking, type Asking } from './asking.ts';
import { createAsks, type Asks } from './asks.ts';
import type { Audience } from './audience.ts';
import { IQ_METRICS } from './metrics.ts';
import { createRequests, type Requests } from './requests.ts';
import { iqRoutes } from './routes.ts';
import { tracedAsks } from './tracing.ts';

/** How long a request of a user waits for its answer: a webhook's limit. */
const ANSWER_WITHIN_MS = 10_000;
/** Tells the other replicas that the one link was lost. */
const LINK_LOST = 'link-lost';

export interface IqFeature extends Feature {
  readonly routes: ReturnType<typeof iqRoutes>;
  readonly askRaw: Asking['askRaw'];
  readonly answer: AnswerRequest;
  /** IQs of this replica that wait for an answer. */
  readonly pending: () => number;
}

export interface IqDeps {
  readonly log: EventLog;
  readonly audience: Audience;
  readonly limits: Limits;
}

/** IQs both ways: those that callers ask, and those that users ask. */
export function createIq(runtime: Runtime, deps: IqDeps): IqFeature {
  const { store, replica, settings, gate, logger, now } = runtime;
  const asks = openAsks(runtime);
  const requests = openRequests(runtime, deps);
  const asking = createAsking({ asks, gate, now, newId: runtime.randomTexts('base64url') });
  const answer = answerRequest({ requests, gate, say: runtime.sendDirect });
  const lostElsewhere = store.subscribe(LINK_LOST, (by) => {
    if (by !== replica) asks.linkLost();
  });
  const { stanzas } = deps.limits;
  const limited: Asking = {
    ...asking,
    ask: (caller, ...rest) => afterTaking(stanzas, caller, () => asking.ask(caller, ...rest)),
    askAsync: (caller, ...rest) =>
      afterTaking(stanzas, caller, () => asking.askAsync(caller, ...rest)),
  };
  return {
    name: 'iq',
    askRaw: asking.askRaw,
    answer,
    pending: asks.waiting,
    routes: iqRoutes({ asking: limited, answer, maxWaitMs: settings.maxIqWait }),
    inbound: iqInbound(asks, requests),
    onLinkDown() {
      asks.linkLost();
      if (settings.linkMode !== 'leader') return;
      // With one link for all, what other replicas asked went over it too.
      store.publish(LINK_LOST, replica).catch((error: unknown) => {
        logger.debug(
          { reason: String(error) },
          'the other replicas learn of it by their deadlines',
        );
      });
    },
    metrics: collectors(IQ_METRICS, {
      pendingIqs: asks.waiting,
      refusedAnswers: () => {
        const { wrongSender, unknown } = asks.counts();
        return [
          { labels: { reason: 'wrong-sender' }, value: wrongSender },
          { labels: { reason: 'unknown' }, value: unknown },
        ];
      },
    }),
    stop() {
      lostElsewhere.end();
      asks.close();
      requests.close();
    },
  };
}

function openAsks(runtime: Runtime): Asks {
  const { settings } = runtime;
  const asks = createAsks({
    ...runtime,
    limits: { perKey: settings.maxPendingIqsPerKey, total: settings.maxPendingIqs },
    sleep: (ms) => sleep(ms),
    transmit: runtime.relay.send,
  });
  return tracedAsks(runtime.traces, asks);
}

function openRequests(runtime: Runtime, { log, audience }: IqDeps): Requests {
  return createRequests({
    ...runtime,
    answerWithinMs: ANSWER_WITHIN_MS,
    somebodyListens: audience.present,
    event: log.request,
    async refuse(iq) {
      const refusal = errorReply(iq, { condition: 'service-unavailable' });
      if (refusal !== undefined) await runtime.sendDirect(refusal);
    },
  });
}

function iqInbound(asks: Asks, requests: Requests): readonly InboundHandler[] {
  const isAnswer = ({ name, attributes: { type } }: XmlElement) =>
    name === 'iq' && (type === 'result' || type === 'error');
  return [
    {
      stage: 'answer',
      async handle(stanza) {
        if (!isAnswer(stanza)) return 'passed';
        await persistently(() => asks.answered(stanza));
        return 'claimed';
      },
    },
    {
      stage: 'request',
      async handle(stanza) {
        if (stanza.name !== 'iq') return 'passed';
        await requests.receive(stanza);
        return 'claimed';
      },
    },
  ];
}
