/** What is published and taken back (XEP-0060 §7). */
import type { PubsubItemToPublish, PubsubPublishedBody } from '../../../contract/schemas.ts';
import { element, type XmlElement } from '../../../core/element.ts';
import { BridgeError } from '../../../core/errors.ts';
import { payloadToXml, type Payload } from '../../../extensions/pubsub/payload.ts';
import { dataForm } from '../../../extensions/queries/form.ts';
import { submission } from '../../../extensions/queries/form-values.ts';
import type { Actor } from '../actor.ts';
import {
  conditionOf,
  inAnswer,
  NS_PUBSUB,
  pubsub,
  PUBLISH_OPTIONS,
  type AskService,
} from '../asking.ts';
import { putNode } from '../nodes/node.ts';
import { NODE_OPTIONS } from '../nodes/options.ts';

export interface ItemPlace {
  readonly node: string;
  readonly id: string;
}

/** Throws `invalid-request` for content of two forms, and what `AskService` throws. */
export async function publish(
  ask: AskService,
  actor: Actor,
  { node, id }: ItemPlace,
  wish: PubsubItemToPublish,
): Promise<PubsubPublishedBody> {
  const { options, createNode, ...content } = wish;
  const item = element('item', NS_PUBSUB, { id }, payloadOf(content));
  const payload = pubsub(
    NS_PUBSUB,
    element('publish', NS_PUBSUB, { node }, [item]),
    options && preconditions(options),
  );
  const say = () => ask(actor, { type: 'set', deed: 'publish', node, payload });
  const answer = await say().catch(async (error: unknown) => {
    if (!createNode || conditionOf(error) !== 'item-not-found') throw error;
    await putNode(ask, actor, node, options ?? {});
    return say();
  });
  const published = inAnswer(answer, 'publish');
  const told = published && firstItem(published)?.attributes['id'];
  return { service: actor.service, node, id: told ?? id };
}

function firstItem({ children }: XmlElement): XmlElement | undefined {
  return children.find((it) => typeof it !== 'string' && it.name === 'item') as
    XmlElement | undefined;
}

function payloadOf(content: Payload): readonly XmlElement[] {
  const elements = payloadToXml(content);
  if (elements.length < 2) return elements;
  const names = Object.keys(content);
  const pointer = `/${names[1] ?? ''}`;
  const detail = `An item has one content; this has ${names.join(', ')}.`;
  throw new BridgeError('invalid-request', detail, { errors: [{ pointer, detail }] });
}

function preconditions(options: NonNullable<PubsubItemToPublish['options']>): XmlElement {
  const form = dataForm.toXml(submission(PUBLISH_OPTIONS, NODE_OPTIONS.fields(options)));
  return element('publish-options', NS_PUBSUB, {}, [form]);
}

export async function retract(
  ask: AskService,
  actor: Actor,
  { node, id }: ItemPlace,
  notify: boolean,
): Promise<void> {
  const item = element('item', NS_PUBSUB, { id });
  const told = notify ? '1' : undefined;
  const order = element('retract', NS_PUBSUB, { node, notify: told }, [item]);
  await ask(actor, { type: 'set', deed: 'retract', node, payload: pubsub(NS_PUBSUB, order) });
}
