import type { XmlElement } from '../../core/element.ts';
import type { InboundHandler } from '../../core/feature.ts';
import type { IqCorrelator } from './correlator.ts';
import type { Requests } from './requests.ts';
import { retryBriefly } from '../../store/retry-while-down.ts';

/** Answers to what the bridge asked, and what users ask. No other handler sees an IQ. */
export function iqInbound(
  correlator: Pick<IqCorrelator, 'answered'>,
  requests: Pick<Requests, 'receive'>,
): readonly InboundHandler[] {
  const isAnswer = ({ name, attributes: { type } }: XmlElement) =>
    name === 'iq' && (type === 'result' || type === 'error');
  return [
    {
      stage: 'answer',
      async handle(stanza) {
        if (!isAnswer(stanza)) return 'passed';
        await retryBriefly(() => correlator.answered(stanza));
        return 'claimed';
      },
    },
    {
      stage: 'request',
      async handle(stanza, arrival) {
        if (stanza.name !== 'iq') return 'passed';
        await requests.receive(stanza, arrival);
        return 'claimed';
      },
    },
  ];
}
