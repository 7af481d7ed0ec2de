import type { Ping, Version, EntityTime, LastActivity } from '../../contract/schemas.ts';
import { element, textOf } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { childText, optionalText, textElement, wholeNumber } from '../../stanza/element-helpers.ts';

const NS_PING = 'urn:xmpp:ping';

/** XMPP ping. */
export const ping: Extension<Ping> = {
  key: 'ping',
  spec: 'XEP-0199',
  kinds: ['iq'],
  elements: [{ name: 'ping', namespace: NS_PING }],
  toJson: () => ({}),
  toXml: () => element('ping', NS_PING),
};

const NS_VERSION = 'jabber:iq:version';

/** Software version. */
export const version: Extension<Version> = {
  key: 'version',
  spec: 'XEP-0092',
  kinds: ['iq'],
  elements: [{ name: 'query', namespace: NS_VERSION }],
  toJson: (query) =>
    present<Version>({
      name: childText(query, 'name', NS_VERSION),
      version: childText(query, 'version', NS_VERSION),
      os: childText(query, 'os', NS_VERSION),
    }),
  toXml: (value) =>
    element('query', NS_VERSION, {}, [
      optionalText('name', NS_VERSION, value.name),
      optionalText('version', NS_VERSION, value.version),
      optionalText('os', NS_VERSION, value.os),
    ]),
};

const NS_TIME = 'urn:xmpp:time';

/** Entity time. */
export const time: Extension<EntityTime> = {
  key: 'time',
  spec: 'XEP-0202',
  kinds: ['iq'],
  elements: [{ name: 'time', namespace: NS_TIME }],
  toJson: (parent) =>
    present<EntityTime>({
      tzo: childText(parent, 'tzo', NS_TIME),
      utc: childText(parent, 'utc', NS_TIME),
    }),
  toXml: ({ tzo, utc }) =>
    element('time', NS_TIME, {}, [
      optionalText('tzo', NS_TIME, tzo),
      optionalText('utc', NS_TIME, utc),
    ]),
};

const NS_LAST_ACTIVITY = 'jabber:iq:last';

/** Last activity; in presence it is XEP-0256. */
export const lastActivity: Extension<LastActivity> = {
  key: 'lastActivity',
  spec: 'XEP-0012',
  kinds: ['iq', 'presence'],
  elements: [{ name: 'query', namespace: NS_LAST_ACTIVITY }],
  toJson: (query) =>
    present<LastActivity>({
      seconds: wholeNumber(query.attributes['seconds']),
      status: textOf(query) || undefined,
    }),
  toXml: ({ seconds, status = '' }) =>
    textElement('query', NS_LAST_ACTIVITY, status, { seconds: seconds?.toString() }),
};
