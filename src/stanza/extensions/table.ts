import type { Extension } from '../extension.ts';
import { chatState } from './chat-state.ts';
import { delay } from './delay.ts';
import { discoInfo } from './disco-info.ts';
import { discoItems } from './disco-items.ts';
import { form } from './form.ts';
import { hints } from './hints.ts';
import { lastActivity } from './last-activity.ts';
import { marker } from './marker.ts';
import { mucUser } from './muc-user.ts';
import { muc } from './muc.ts';
import { nick } from './nick.ts';
import { oob } from './oob.ts';
import { originId } from './origin-id.ts';
import { ping } from './ping.ts';
import { reactions } from './reactions.ts';
import { receipt } from './receipt.ts';
import { replace } from './replace.ts';
import { reply } from './reply.ts';
import { retract } from './retract.ts';
import { stanzaIds } from './stanza-ids.ts';
import { time } from './time.ts';
import { version } from './version.ts';

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
