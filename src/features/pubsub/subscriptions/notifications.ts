/** What a service says to its subscribers (XEP-0060 §7.1.2, §8). Pure. */
import type { DataForm } from '../../../contract/schemas.ts';
import { childElements, childNamed, type XmlElement } from '../../../core/element.ts';
import { dataForm } from '../../../extensions/queries/form.ts';
import { oneOf } from '../../../stanza/element-helpers.ts';
import { NS_EVENT } from '../asking.ts';

export type Notification =
  | {
      readonly news: 'items';
      readonly items: readonly XmlElement[];
      readonly retracted: readonly string[];
    }
  | { readonly news: 'purged' }
  | { readonly news: 'deleted'; readonly redirect: string | undefined }
  | { readonly news: 'configured'; readonly form: DataForm | undefined }
  | {
      readonly news: 'subscription';
      readonly state: SaidState;
      readonly subid: string | undefined;
    };

const STATES = ['none', 'pending', 'subscribed', 'unconfigured'] as const;
export type SaidState = (typeof STATES)[number];

/** What is said of one node; undefined for any other message. */
export function readNotification(
  message: XmlElement,
): { readonly node: string; readonly notification: Notification } | undefined {
  if (message.name !== 'message' || message.attributes['type'] === 'error') return undefined;
  const event = childNamed(message, 'event', NS_EVENT);
  const [what] = event === undefined ? [] : childElements(event);
  const node = what?.attributes['node'];
  const notification = what && notificationOf(what);
  return node === undefined || notification === undefined ? undefined : { node, notification };
}

function notificationOf(what: XmlElement): Notification | undefined {
  switch (what.name) {
    case 'items': {
      const inside = childElements(what);
      const retracted = inside.filter(({ name }) => name === 'retract');
      return {
        news: 'items',
        items: inside.filter(({ name }) => name === 'item'),
        retracted: retracted.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id])),
      };
    }
    case 'purge':
      return { news: 'purged' };
    case 'delete':
      return {
        news: 'deleted',
        redirect: childNamed(what, 'redirect', NS_EVENT)?.attributes['uri'],
      };
    case 'configuration': {
      const x = childNamed(what, 'x', 'jabber:x:data');
      return { news: 'configured', form: x && dataForm.toJson(x) };
    }
    case 'subscription': {
      const state = saidState(what);
      return state && { news: 'subscription', state, subid: what.attributes['subid'] };
    }
    default:
      return undefined;
  }
}

export function saidState({ attributes }: XmlElement): SaidState | undefined {
  return oneOf(STATES, attributes['subscription']);
}

/** When it was published, where the service says that it was earlier (XEP-0203). */
export function delayOf(message: XmlElement): string | undefined {
  return childNamed(message, 'delay', 'urn:xmpp:delay')?.attributes['stamp'];
}
