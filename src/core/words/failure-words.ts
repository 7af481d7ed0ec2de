/** Why a message has `failed`, by the `code` of its error, for docs/errors.md and whoever looks a code up. */
import type { SendRecord } from '../../contract/schemas.ts';
import type { Words } from './problem-words.ts';

type FailureCode = NonNullable<SendRecord['error']>['code'];

export const FAILURE_WORDS: Readonly<Record<FailureCode, Words>> = {
  'stanza-error': {
    about: 'The recipient, or a server or room on the way, sent it back with an error.',
    cure: '`detail` has the likely causes, `stanzaError.condition` the condition: see it below. With `mayHaveArrived`, one device of several refused it, or a server heard nothing in time: another may have it.',
  },
  'stream-error': {
    about:
      'Your XMPP server ends the whole stream when it is sent this stanza, most often because it is larger than the server accepts from components. The bridge does not send it again, so that others are not held up.',
    cure: '`condition` has what the server said. Raise its limit (Prosody: `component_stanza_size_limit`, ejabberd: `max_stanza_size` of the listener), or lower `BRIDGE_MAX_STANZA_OUT` so that such stanzas are refused at once.',
  },
  cancelled: {
    about:
      'It was cancelled (`POST /v1/messages/{id}/cancel`, `stanza-bridge messages cancel`) before it was written to any link. It was not sent, and never will be.',
    cure: 'Nothing, if that was wanted. Otherwise send it again, under another `id` and another `Idempotency-Key`: a repeat under the same is answered with this record.',
  },
  'not-in-room': {
    about:
      'The identity is not in the room, and the bridge does not bring it there: it was kicked or banned, the room was destroyed or refuses it, or the membership was deleted. The message was not said in the room.',
    cure: '`detail` says why. `GET /v1/rooms/{room}/identities/{identity}` shows the membership; a `PUT` on the same path starts over. Then send the message again.',
  },
  'not-reflected': {
    about:
      'The XMPP server took it, and the bridge did not hear the room reflect it within 30 seconds, or within 10 minutes if the identity was not in the room. Usually a link was lost at that moment, and the room’s answer with it. It may have arrived. The bridge does not send it again, because it would arrive after later messages.',
    cure: 'Look in the room or its archive, and send it again if it is missing. If a reflection comes later, live or from the archive, it becomes `delivered`.',
  },
  expired: {
    about:
      'Its `ttl`, or `BRIDGE_RETENTION` without one, ended before the XMPP server acknowledged it. With `mayHaveArrived` it was written to a link that was lost; otherwise it was never sent.',
    cure: '`GET /v1/status` shows whether there is a link, and how many stanzas wait; `stanza-bridge doctor` looks for the cause. Send it again, with a longer `ttl`.',
  },
};
