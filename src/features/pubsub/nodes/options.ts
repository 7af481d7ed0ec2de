/** The options of a node that have a name in the API, and the fields that they stand for (XEP-0060 §16.4.4). Pure. */
import type { PubsubNodeConfig } from '../../../contract/schemas.ts';
import {
  boundOption,
  choiceOption,
  flagOption,
  formOptions,
  textOption,
  wholeOption,
  type FormOption,
} from '../../../extensions/queries/form-options.ts';

const field = (name: string) => `pubsub#${name}`;

/** 0 items are a number of items; no bound is said as `max`. */
const maxItems: FormOption = {
  field: field('max_items'),
  write: (value) => [value === null ? 'max' : String(value)],
  read: ([value = '']) =>
    value === 'max' ? null : /^\d+$/.test(value) ? Number(value) : undefined,
};

export const NODE_OPTIONS = formOptions<keyof PubsubNodeConfig>(
  {
    title: [textOption(field('title'))],
    description: [textOption(field('description'))],
    type: [textOption(field('type'))],
    accessModel: [choiceOption(field('access_model'))],
    publishModel: [choiceOption(field('publish_model'))],
    maxItems: [maxItems],
    itemExpire: [boundOption(field('item_expire'), 'max')],
    maxPayloadSize: [wholeOption(field('max_payload_size'))],
    persistItems: [flagOption(field('persist_items'))],
    deliverPayloads: [flagOption(field('deliver_payloads'))],
    deliverNotifications: [flagOption(field('deliver_notifications'))],
    notifyConfig: [flagOption(field('notify_config'))],
    notifyDelete: [flagOption(field('notify_delete'))],
    notifyRetract: [flagOption(field('notify_retract'))],
    notificationType: [choiceOption(field('notification_type'))],
    sendLastItem: [choiceOption(field('send_last_published_item'))],
    presenceBasedDelivery: [flagOption(field('presence_based_delivery'))],
  },
  { what: 'node' },
);
