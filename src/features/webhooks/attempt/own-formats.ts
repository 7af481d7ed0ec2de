import { domainOf } from '../../../core/jid/jid.ts';
import { remoteOf, type Event } from '../../events/event.ts';
import { withXml, type LoggedEvent } from '../../events/logged-event.ts';
import type { Formats, WebhookFormat } from './format.ts';
import { readReply, type ParseJson } from './reply.ts';

/** The formats of the bridge itself, which are answered alike. */
export function ownFormats(parse: ParseJson): Pick<Formats, 'bridge' | 'cloudevents'> {
  const reading: Pick<WebhookFormat, 'readReply'> = {
    readReply: (event, answer) => readReply(event, answer, parse),
  };
  return {
    bridge: {
      ...reading,
      write: (logged, xml) => ({ contentType: 'application/json', body: logged.body(xml) }),
    },
    cloudevents: {
      ...reading,
      write: (logged, xml) => ({
        contentType: 'application/cloudevents+json; charset=utf-8',
        body: Buffer.from(JSON.stringify(cloudEvent(logged, xml))),
      }),
    },
  };
}

/**
 * An event as a CloudEvent 1.0 in structured mode. What CloudEvents has no attribute for are extension attributes, whose
 * names are lower case (§3.1); that of a trace is of its Distributed Tracing extension.
 */
function cloudEvent(logged: LoggedEvent, xml: boolean): object {
  const event: Event = xml ? withXml(logged.event) : logged.event;
  const { id, type, at, identity, conversation, data, trace } = event;
  const remote = remoteOf(event);
  return {
    specversion: '1.0',
    id,
    source: `xmpp:${encodeURI(domainOf(identity))}`,
    type,
    ...(remote !== '' && { subject: remote }),
    time: at,
    datacontenttype: 'application/json',
    ...{ identity, conversation, cursor: logged.cursor },
    ...(trace !== undefined && { traceparent: trace }),
    data,
  };
}
