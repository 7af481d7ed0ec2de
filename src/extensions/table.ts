import type { Extension } from './extension.ts';
import { chatState } from './messages/chat-state.ts';
import { delay } from './messages/delay.ts';
import { discoInfo } from './queries/disco-info.ts';
import { discoItems } from './queries/disco-items.ts';
import { form } from './queries/form.ts';
import { hints } from './messages/hints.ts';
import { lastActivity } from './queries/last-activity.ts';
import { marker } from './messages/marker.ts';
import { mucUser } from './rooms/muc-user.ts';
import { muc } from './rooms/muc.ts';
import { nick } from './messages/nick.ts';
import { oob } from './messages/oob.ts';
import { originId } from './messages/origin-id.ts';
import { ping } from './queries/ping.ts';
import { reactions } from './messages/reactions.ts';
import { receipt } from './messages/receipt.ts';
import { replace } from './messages/replace.ts';
import { reply } from './messages/reply.ts';
import { retract } from './messages/retract.ts';
import { stanzaIds } from './messages/stanza-ids.ts';
import { time } from './queries/time.ts';
import { version } from './queries/version.ts';

/** Every extension that has a key of its own; what is not here travels in `extensions`. */
export const EXTENSIONS: readonly Extension<unknown>[] = [
  receipt,
  chatState,
  marker,
  replace,
  oob,
  delay,
  originId,
  stanzaIds,
  hints,
  nick,
  reply,
  reactions,
  retract,
  muc,
  mucUser,
  form,
  ping,
  version,
  discoInfo,
  discoItems,
  lastActivity,
  time,
];
