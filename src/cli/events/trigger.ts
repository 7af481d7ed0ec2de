import { ulid } from 'ulid';
import { readContract } from '../../contract/document.ts';
import type { EventEnvelope } from '../../contract/schemas.ts';
import { sampleEvents } from '../../contract/samples.ts';
import { instant } from '../../core/instant.ts';
import { nearest } from '../../core/nearest.ts';
import { apiOf, API_OPTIONS } from '../api.ts';
import {
  CommandFault,
  EXIT,
  JSON_OPTION,
  textOf,
  type Call,
  type Command,
  type ExitCode,
} from '../command.ts';
import { show } from '../show.ts';
import { FORWARD_OPTIONS, receiverOf, whyNot, type Posted } from './forward.ts';

const SAMPLES = sampleEvents(readContract());

export const EVENT_TYPES_HELP = `Event types: ${[...SAMPLES.keys()].join(', ')}`;

export const trigger: Command = {
  name: 'trigger',
  about: 'Send a sample event to a webhook or to a local receiver, and show the answer.',
  arguments: ['TYPE'],
  choices: [...SAMPLES.keys()],
  options: {
    webhook: { type: 'string', value: 'ID', about: 'a webhook of the bridge' },
    ...FORWARD_OPTIONS,
    ...API_OPTIONS,
    ...JSON_OPTION,
  },
  more: `It is a sample, and in no log; a reply is shown and not sent. Fails unless the answer is 2xx.\n\n${EVENT_TYPES_HELP}`,
  async run(call) {
    const sample = sampleOf(call.positionals[0] ?? '');
    const { values, io } = call;
    const webhook = textOf(values, 'webhook');
    const receiver = receiverOf(values, io);
    if ((webhook === undefined) === (receiver === undefined)) {
      throw new CommandFault('Give --webhook or --forward-to', EXIT.usage);
    }
    if (receiver === undefined) return toWebhook(call, webhook ?? '', sample.type);
    const event = { ...sample, id: ulid(io.now()), at: instant(io.now()) };
    return tell(call, event, await receiver.post(event));
  },
};

function sampleOf(type: string): EventEnvelope {
  const sample = SAMPLES.get(type);
  if (sample !== undefined) return sample;
  const hint = nearest(type, [...SAMPLES.keys()]);
  const meant = hint === undefined ? EVENT_TYPES_HELP : `did you mean ${hint}?`;
  throw new CommandFault(`${type} is no event type; ${meant}`, EXIT.usage);
}

async function toWebhook({ values, io }: Call, id: string, type: string): Promise<ExitCode> {
  const path = `/v1/webhooks/${encodeURIComponent(id)}/test`;
  const answer = (await apiOf(values, io).call('POST', path, { type })) as { readonly ok: boolean };
  io.out(values['json'] === true ? JSON.stringify(answer) : show(answer, io));
  return answer.ok ? EXIT.ok : EXIT.failed;
}

function tell({ values, io }: Call, event: EventEnvelope, posted: Posted): ExitCode {
  const { isAccepted, said, reply } = posted;
  const note = whyNot(event, reply);
  const answer = {
    ok: isAccepted,
    eventId: event.id,
    said,
    reply,
    ...(note !== undefined && { note }),
  };
  io.out(values['json'] === true ? JSON.stringify(answer) : show(answer, io));
  return isAccepted ? EXIT.ok : EXIT.failed;
}
