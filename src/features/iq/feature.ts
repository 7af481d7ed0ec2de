import { setTimeout as sleep } from 'node:timers/promises';
import type { XmlElement } from '../../core/element.ts';
import type { Feature } from '../../core/feature.ts';
import { collectors, type Collector } from '../../core/metric.ts';
import type { Excess } from '../../stanza/bounds.ts';
import { errorReply } from '../../stanza/stanza-error.ts';
import type { LinkListener } from '../../link/link.ts';
import type { Logger } from '../../observe/logger.ts';
import { retryBriefly } from '../../store/retry-while-down.ts';
import type { Limits } from '../access/limits/limits.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Runtime } from '../runtime.ts';
import { createIqResponder, type AnswerRequest } from './responder.ts';
import { createIqClient, type IqClient } from './client.ts';
import { createIqCorrelator, type IqCorrelator } from './correlator.ts';
import { createIqIds, type IqIds } from './ids.ts';
import { iqReaders, openIqResponders, type IqReaders } from './responders/readers.ts';
import type { Wants } from './responders/live-readers.ts';
import type { IqResponders } from './responders/responders.ts';
import { IQ_METRICS } from './metrics.ts';
import type { QueueReply } from './request-ends.ts';
import { createRequests, type Requests } from './requests.ts';
import { iqInbound } from './inbound.ts';
import { iqRoutes } from './routes.ts';

/** How long a request of a user waits for its answer: a webhook's limit. */
const ANSWER_WITHIN_MS = 10_000;
/** Tells the other replicas that the one link was lost. */
const LINK_LOST = 'link-lost';

export interface IqFeature extends Feature {
  readonly routes: ReturnType<typeof iqRoutes>;
  readonly askRaw: IqClient['askRaw'];
  readonly askUncounted: IqClient['askUncounted'];
  readonly readers: IqReaders;
  /** For the link: which answers are awaited, and what becomes of one that is too large. */
  readonly answers: Pick<LinkListener, 'isAwaited' | 'answerTooLarge'>;
  readonly answer: AnswerRequest;
  /** For a feature that reads some requests itself. */
  readonly requests: Pick<Requests, 'receive' | 'find' | 'answer'>;
  /** IQs of this replica that wait for an answer. */
  readonly pending: () => number;
}

export interface IqDeps {
  readonly log: EventLog;
  /** Which requests webhooks would be sent. */
  readonly webhookWants: Wants;
  readonly limits: Limits;
  /** Keeps a reply until a replica has a link. */
  readonly queueReply: QueueReply;
}

/** IQs both ways: those that callers ask, and those that users ask. */
export function createIq(runtime: Runtime, deps: IqDeps): IqFeature {
  const { store, replica, settings, gate, logger } = runtime;
  // A replica that starts after the secret was changed has other ids: answers to it are found, if they are not too large.
  const ids = createIqIds(settings.xmppSecret, runtime.randomTexts('base64url'));
  const correlator = openCorrelator(runtime, ids);
  const responders = openIqResponders(runtime, deps.webhookWants);
  const requests = openRequests(runtime, deps, responders);
  const iqClient = createIqClient({ ...runtime, correlator, ids, take: deps.limits.stanzas });
  const answer = createIqResponder({ requests, gate });
  const lostElsewhere = store.subscribe(LINK_LOST, (by) => {
    if (by !== replica) correlator.linkLost();
  });
  return {
    name: 'iq',
    askRaw: iqClient.askRaw,
    askUncounted: iqClient.askUncounted,
    answer,
    requests,
    pending: correlator.waiting,
    readers: iqReaders(responders),
    answers: answersOf(correlator, logger),
    routes: iqRoutes({ iqClient, answer, maxWaitMs: settings.maxIqWait }),
    inbound: iqInbound(correlator, requests),
    onLinkDown({ epoch, reason, culprit }) {
      const refused = refuse(correlator, reason, culprit);
      correlator.linkLost();
      // A replica that has lost its lease says nothing of the link that another one has by now.
      if (settings.linkMode !== 'leader' || epoch === 0) return;
      // With one link for all, what other replicas asked went over it too.
      const told = refused.then(() => store.publish(LINK_LOST, replica));
      told.catch((error: unknown) => {
        logger.debug(
          { reason: String(error) },
          'the other replicas learn of it by their deadlines',
        );
      });
    },
    metrics: iqCollectors(correlator, requests),
    async stop() {
      await responders.close();
      lostElsewhere.end();
      correlator.close();
      requests.close();
    },
  };
}

function iqCollectors(correlator: IqCorrelator, requests: Requests): readonly Collector[] {
  return collectors(IQ_METRICS, {
    pendingIqs: correlator.waiting,
    openIqs: () => requests.open().count,
    openIqBytes: () => requests.open().bytes,
    refusedIqs: () => {
      const { perRemote, total } = requests.refused();
      return [
        { labels: { bound: 'per-remote' }, value: perRemote },
        { labels: { bound: 'total' }, value: total },
      ];
    },
    refusedAnswers: () => {
      const { wrongSender, unknown } = correlator.counts();
      return [
        { labels: { reason: 'wrong-sender' }, value: wrongSender },
        { labels: { reason: 'unknown' }, value: unknown },
      ];
    },
  });
}

function openCorrelator(runtime: Runtime, ids: IqIds): IqCorrelator {
  const { settings } = runtime;
  return createIqCorrelator({
    ...runtime,
    limits: { perKey: settings.maxPendingIqsPerKey, total: settings.maxPendingIqs },
    sleep: (ms) => sleep(ms),
    relay: runtime.relay.send,
    isOurId: ids.isOurs,
  });
}

/** The caller is told that it was its request because of which the server ended the stream. */
async function refuse(
  correlator: IqCorrelator,
  reason: string,
  culprit: string | undefined,
): Promise<void> {
  const id = culprit === undefined ? undefined : IQ_ID.exec(culprit)?.[1];
  if (id === undefined) return;
  await correlator.refused(id, `When this IQ was sent, ${reason}. Do not send it again as it is.`);
}

/** As the bridge writes it: its own ids need no escaping. */
const IQ_ID = /^<iq\b[^>]*? id=["']([^"']+)["']/;

function openRequests(
  runtime: Runtime,
  { log, queueReply }: IqDeps,
  responders: IqResponders,
): Requests {
  const { settings } = runtime;
  return createRequests({
    ...runtime,
    answerWithinMs: ANSWER_WITHIN_MS,
    bounds: {
      perRemote: { count: settings.maxOpenIqsPerRemote, bytes: settings.maxOpenIqBytesPerRemote },
      total: { count: settings.maxOpenIqs, bytes: settings.maxOpenIqBytes },
    },
    canAnswer: responders.canAnswer,
    event: log.request,
    queueReply,
    async refuse(iq, error) {
      const refusal = errorReply(iq, error);
      if (refusal !== undefined) await runtime.sendDirect(refusal);
    },
  });
}

function answersOf(correlator: IqCorrelator, logger: Logger): IqFeature['answers'] {
  return {
    isAwaited: correlator.awaits,
    answerTooLarge(answer: XmlElement, excess: Excess) {
      retryBriefly(() => correlator.answerTooLarge(answer, excess)).catch((error: unknown) => {
        const fields = { iq: answer.attributes['id'], reason: String(error) };
        logger.warn(fields, 'the end of an IQ could not be stored');
      });
    },
  };
}
