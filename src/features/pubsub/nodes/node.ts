/** Nodes: listed, made, configured, emptied and deleted. */
import type {
  DataForm,
  PubsubNodeBody,
  PubsubNodeConfig,
  PubsubNodeConfigToSet,
  PubsubNodeListed,
  PubsubNodeOutcomeBody,
} from '../../../contract/schemas.ts';
import { childNamed, element } from '../../../core/element.ts';
import { BridgeError } from '../../../core/errors.ts';
import { present } from '../../../core/present.ts';
import { discoInfo } from '../../../extensions/queries/disco-info.ts';
import { discoItems } from '../../../extensions/queries/disco-items.ts';
import { dataForm } from '../../../extensions/queries/form.ts';
import { filledIn } from '../../../extensions/queries/form-values.ts';
import type { Actor } from '../actor.ts';
import { conditionOf, inAnswer, NODE_CONFIG, NS_OWNER, NS_PUBSUB, pubsub } from '../asking.ts';
import type { AskService } from '../asking.ts';
import { NODE_OPTIONS } from './options.ts';

const NS_FORM = 'jabber:x:data';

/** By their ids. Throws what `AskService` throws, as all of these do. */
export async function listNodes(
  ask: AskService,
  actor: Actor,
): Promise<readonly PubsubNodeListed[]> {
  const answer = await ask(actor, { type: 'get', deed: 'list', payload: discoItems.toXml({}) });
  const { items = [] } = (answer && discoItems.toJson(answer)) ?? {};
  return items
    .flatMap(({ node, name }) =>
      node === undefined ? [] : [present<PubsubNodeListed>({ node, name })],
    )
    .sort((one, other) => (one.node < other.node ? -1 : 1));
}

const NOT_OWNER = new Set([
  'forbidden',
  'not-allowed',
  'not-authorized',
  'feature-not-implemented',
  'service-unavailable',
]);

export async function readNode(
  ask: AskService,
  actor: Actor,
  node: string,
): Promise<PubsubNodeBody> {
  const answer = await ask(actor, {
    ...{ type: 'get', deed: 'list', node },
    payload: discoInfo.toXml({ node }),
  });
  const { identities = [], features, forms = [] } = (answer && discoInfo.toJson(answer)) ?? {};
  const form = await readForm(ask, actor, node).catch((error: unknown) => {
    if (NOT_OWNER.has(conditionOf(error) ?? '')) return undefined;
    throw error;
  });
  const { name, type } = identities.find(({ category }) => category === 'pubsub') ?? {};
  return present<PubsubNodeBody>({
    ...{ service: actor.service, node, type, name, features },
    meta: forms[0],
    owner: form !== undefined,
    form,
    config: form && (NODE_OPTIONS.readAll(form) as PubsubNodeConfig),
  });
}

/**
 * Makes the node where there is none, and configures it; one that cannot be configured is deleted again, as it would be open
 * to others.
 */
export async function putNode(
  ask: AskService,
  actor: Actor,
  node: string,
  wanted: PubsubNodeConfigToSet,
): Promise<PubsubNodeOutcomeBody> {
  const created = await createNode(ask, actor, node);
  const about = { service: actor.service, node, created };
  if (!created && Object.keys(wanted).length === 0) return { ...about, applied: [], ignored: [] };
  try {
    return { ...about, ...(await configure(ask, actor, node, wanted)) };
  } catch (error) {
    if (created) await deleteNode(ask, actor, node).catch(() => undefined);
    throw error;
  }
}

/** False where it was there. */
export async function createNode(ask: AskService, actor: Actor, node: string): Promise<boolean> {
  const payload = pubsub(NS_PUBSUB, element('create', NS_PUBSUB, { node }));
  try {
    await ask(actor, { type: 'set', deed: 'create', node, payload });
    return true;
  } catch (error) {
    if (conditionOf(error) === 'conflict') return false;
    // Who may configure a node that is there need not be one who may create others.
    if (NOT_OWNER.has(conditionOf(error) ?? '') && (await isThere(ask, actor, node))) return false;
    throw error;
  }
}

async function isThere(ask: AskService, actor: Actor, node: string): Promise<boolean> {
  return readForm(ask, actor, node).then(
    () => true,
    () => false,
  );
}

async function configure(
  ask: AskService,
  actor: Actor,
  node: string,
  wanted: PubsubNodeConfigToSet,
) {
  if (Object.keys(wanted).length === 0) return { applied: [], ignored: [] };
  const before = await readForm(ask, actor, node);
  const plan = NODE_OPTIONS.plan(before, wanted);
  const form = dataForm.toXml(filledIn(before, plan.changes));
  const payload = pubsub(NS_OWNER, element('configure', NS_OWNER, { node }, [form]));
  await ask(actor, { type: 'set', deed: 'configure', node, payload });
  return NODE_OPTIONS.outcome(wanted, plan, await readForm(ask, actor, node));
}

async function readForm(ask: AskService, actor: Actor, node: string): Promise<DataForm> {
  const payload = pubsub(NS_OWNER, element('configure', NS_OWNER, { node }));
  const answer = await ask(actor, { type: 'get', deed: 'configure', node, payload });
  const configured = inAnswer(answer, 'configure');
  const x = configured && childNamed(configured, 'x', NS_FORM);
  const form = x && dataForm.toJson(x);
  if (form === undefined) {
    const detail = `${actor.service} answers with no form to configure.`;
    const { service } = actor;
    throw new BridgeError('feature-missing', detail, { feature: NODE_CONFIG, service });
  }
  // What an element says beyond the JSON form is of no use in a form that is filled in.
  const { raw: _, ...plain } = form;
  return plain;
}

export async function deleteNode(ask: AskService, actor: Actor, node: string): Promise<void> {
  const payload = pubsub(NS_OWNER, element('delete', NS_OWNER, { node }));
  await ask(actor, { type: 'set', deed: 'delete', node, payload });
}

export async function purgeNode(ask: AskService, actor: Actor, node: string): Promise<void> {
  const payload = pubsub(NS_OWNER, element('purge', NS_OWNER, { node }));
  await ask(actor, { type: 'set', deed: 'purge', node, payload });
}
