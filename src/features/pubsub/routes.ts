/** The operations on nodes and items. */
import { hash } from 'node:crypto';
import { requireAddress } from '../../core/addresses/address-advice.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import { BridgeError } from '../../core/errors.ts';
import { keyedRequest } from '../../core/idempotency.ts';
import { bare } from '../../core/jid/jid.ts';
import { pageOf, readListPage } from '../../core/paging.ts';
import { json, type Call, type Routes } from '../../core/route.ts';
import { answerOnce } from '../../store/first-request.ts';
import type { Store } from '../../store/store.ts';
import { actorOf, type Actor } from './actor.ts';
import type { AskService } from './asking.ts';
import { publish, retract } from './items/publish.ts';
import { readItem, readItems } from './items/read.ts';
import { changeAffiliations, readAffiliations } from './nodes/affiliations.ts';
import { deleteNode, listNodes, purgeNode, putNode, readNode } from './nodes/node.ts';

export interface PubsubRoutesDeps {
  readonly ask: AskService;
  readonly home: HomeDomains;
  readonly store: Pick<Store, 'get' | 'commit'>;
  readonly newId: () => string;
  readonly published: () => void;
}

export type PubsubOperation = NodeOperation | AffiliationOperation | ItemOperation;

type NodeOperation =
  'listPubsubNodes' | 'getPubsubNode' | 'putPubsubNode' | 'deletePubsubNode' | 'purgePubsubNode';

type AffiliationOperation = 'listPubsubAffiliations' | 'changePubsubAffiliations';

type ItemOperation =
  'listPubsubItems' | 'publishPubsubItem' | 'getPubsubItem' | 'putPubsubItem' | 'retractPubsubItem';

const scope = 'pubsub:use' as const;

export function pubsubRoutes(deps: PubsubRoutesDeps): Pick<Routes, PubsubOperation> {
  const actor: ActorOf = ({ caller, path, query }) =>
    actorOf(deps.home, caller, { service: path.service, as: query.as });
  return {
    ...nodeRoutes(deps, actor),
    ...affiliationRoutes(deps, actor),
    ...itemRoutes(deps, actor),
  };
}

/** As every operation names the service and who asks. */
type AtService = Pick<Call<'listPubsubNodes'>, 'caller' | 'path' | 'query'>;
type ActorOf = (call: AtService) => Actor;

function nodeRoutes(deps: PubsubRoutesDeps, actor: ActorOf): Pick<Routes, NodeOperation> {
  const { ask } = deps;
  return {
    listPubsubNodes: {
      scope,
      async handler(call) {
        const who = actor(call);
        const page = await readListPage(`nodes ${who.service}`, call.query, async (wanted) =>
          pageOf(await listNodes(ask, who), wanted, ({ node }) => node),
        );
        return json(200, page);
      },
    },
    getPubsubNode: {
      scope,
      handler: async (call) => json(200, await readNode(ask, actor(call), call.path.node)),
    },
    putPubsubNode: {
      scope,
      async handler(call) {
        const who = actor(call);
        const outcome = await putNode(ask, who, call.path.node, call.body.config ?? {});
        if (!outcome.created) return json(200, outcome);
        return json(201, outcome, { location: nodePath(who.service, call.path.node) });
      },
    },
    deletePubsubNode: {
      scope,
      async handler(call) {
        await deleteNode(ask, actor(call), call.path.node);
        return { status: 204 };
      },
    },
    purgePubsubNode: {
      scope,
      async handler(call) {
        await purgeNode(ask, actor(call), call.path.node);
        return { status: 204 };
      },
    },
  };
}

function affiliationRoutes(
  deps: PubsubRoutesDeps,
  actor: ActorOf,
): Pick<Routes, AffiliationOperation> {
  const { ask, home } = deps;
  return {
    listPubsubAffiliations: {
      scope,
      async handler(call) {
        const { node } = call.path;
        const who = actor(call);
        const list = `affiliations ${who.service} ${node}`;
        const page = await readListPage(list, call.query, async (wanted) =>
          pageOf(await readAffiliations(ask, who, node), wanted, ({ jid }) => jid),
        );
        return json(200, page);
      },
    },
    changePubsubAffiliations: {
      scope,
      async handler(call) {
        const { node } = call.path;
        const wishes = distinct(home, call.body.items);
        return json(200, await changeAffiliations(ask, actor(call), { node, wishes }));
      },
    },
  };
}

function itemRoutes(deps: PubsubRoutesDeps, actor: ActorOf): Pick<Routes, ItemOperation> {
  const { ask, store, newId, published } = deps;
  return {
    listPubsubItems: {
      scope,
      async handler(call) {
        const { node } = call.path;
        const who = actor(call);
        const list = `items ${who.service} ${node}`;
        return json(
          200,
          await readListPage(list, call.query, (wanted) => readItems(ask, who, node, wanted)),
        );
      },
    },
    publishPubsubItem: {
      scope,
      async handler(call) {
        const { caller, path, body, options } = call;
        const who = actor(call);
        const { idempotencyKey } = options;
        const wish = { ...path, from: who.identity, body };
        const as = (id: string) => publish(ask, who, { node: path.node, id }, body);
        const keyed =
          idempotencyKey === undefined
            ? undefined
            : keyedRequest({ caller, operation: 'publishPubsubItem' }, idempotencyKey, wish);
        // A retry whose first answer was lost takes the place of the same item.
        const done =
          keyed === undefined
            ? await as(newId())
            : await answerOnce(store, keyed, () => as(idOf(keyed.id)));
        published();
        const location = `${nodePath(who.service, path.node)}/items/${encodeURIComponent(done.id)}`;
        return json(201, done, { location });
      },
    },
    getPubsubItem: {
      scope,
      handler: async (call) => json(200, await readItem(ask, actor(call), call.path)),
    },
    putPubsubItem: {
      scope,
      async handler(call) {
        const done = await publish(ask, actor(call), call.path, call.body);
        published();
        return json(200, done);
      },
    },
    retractPubsubItem: {
      scope,
      async handler(call) {
        await retract(ask, actor(call), call.path, call.query.notify ?? true);
        return { status: 204 };
      },
    },
  };
}

function idOf(key: string): string {
  return hash('sha256', key, 'base64url').slice(0, 22);
}

function nodePath(service: string, node: string): string {
  return `/v1/pubsub/${encodeURIComponent(service)}/nodes/${encodeURIComponent(node)}`;
}

type Wishes = Call<'changePubsubAffiliations'>['body']['items'];

/** Prepared, each once: two wishes about one JID have no order. */
function distinct(home: HomeDomains, items: Wishes): Wishes {
  const seen = new Map<string, number>();
  return items.map((item, index) => {
    const pointer = `/items/${index}/jid`;
    const jid = bare(requireAddress(item.jid, home, pointer));
    const before = seen.get(jid);
    seen.set(jid, index);
    if (before === undefined) return { ...item, jid };
    const detail = `${jid} is in /items/${before} already.`;
    throw new BridgeError('invalid-request', detail, { errors: [{ pointer, detail }] });
  });
}
