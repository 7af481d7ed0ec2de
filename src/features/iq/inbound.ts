import type { XmlElement } from '../../core/element.ts';
import type { InboundHandler } from '../../core/feature.ts';
import type { IqCorrelator } from './correlator.ts';
import type { Requests } from './requests.ts';
import { retryUntilAnswered } from '../../store/retry-while-down.ts';

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
      handle(stanza) {
        if (!isAnswer(stanza)) return 'passed';
        return retryUntilAnswered(() => correlator.answered(stanza)).then(() => 'claimed');
      },
    },
    {
      stage: 'request',
      handle(stanza, arrival) {
        if (stanza.name !== 'iq') return 'passed';
        return requests.receive(stanza, arrival).then(() => 'claimed');
      },
    },
  ];
}
