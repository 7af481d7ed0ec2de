import type { Extension } from './extension.ts';
import { discoInfo } from './queries/disco-info.ts';
import { discoItems } from './queries/disco-items.ts';
import { form } from './queries/form.ts';
import { rpc } from './queries/rpc.ts';
import { mucUser } from './rooms/muc-user.ts';
import { muc } from './rooms/muc.ts';
import { pubsubEvent } from './pubsub/pubsub-event.ts';
import { originId, stanzaIds } from './messages/ids.ts';
import { replace, retract, reply, reactions } from './messages/references.ts';
import { receipt, marker, chatState } from './messages/progress.ts';
import { delay, nick, oob, hints } from './messages/details.ts';
import { geoloc, json } from './messages/payloads.ts';
import { ping, version, time, lastActivity } from './queries/entity.ts';

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
  pubsubEvent,
  muc,
  mucUser,
  form,
  ping,
  version,
  discoInfo,
  discoItems,
  lastActivity,
  time,
  rpc,
  json,
  geoloc,
];
