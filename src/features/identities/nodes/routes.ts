/** The operations on what identities publish. */
import type { Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import { pageOf, readListPage } from '../../../core/paging.ts';
import { json, type Routes } from '../../../core/route.ts';
import type { Identities } from '../identities.ts';
import { nodeNamed, type ItemPlace } from './node.ts';
import type { Nodes } from './nodes.ts';

export interface NodeRoutesDeps {
  readonly identities: Pick<Identities, 'resolve'>;
  readonly nodes: Pick<Nodes, 'list' | 'get' | 'put' | 'remove'>;
  /** Whether somebody declared the identity; asks the store. */
  readonly isDeclared: (identity: string) => Promise<boolean>;
  /** Tells of an item that was published, or retracted. */
  readonly changed: (place: ItemPlace) => void;
}

type NodeOperation = 'listNodes' | 'getNodeItem' | 'putNodeItem' | 'deleteNodeItem';

interface Path {
  readonly id: string;
  readonly node: string;
  readonly item: string;
}

export function nodeRoutes(deps: NodeRoutesDeps): Pick<Routes, NodeOperation> {
  const { identities, nodes, isDeclared, changed } = deps;
  const scope = 'identities:manage';
  const placeOf = (caller: Caller, { id, node, item }: Path): ItemPlace => ({
    identity: identities.resolve(caller, id),
    node: nodeNamed(node),
    item,
  });
  return {
    listNodes: {
      scope,
      async handler({ caller, path, query }) {
        const identity = identities.resolve(caller, path.id);
        const { items } = await nodes.list(identity);
        const page = await readListPage(`nodes of ${identity}`, query, (wanted) =>
          Promise.resolve(pageOf(items, wanted, ({ node }) => node)),
        );
        return json(200, page);
      },
    },
    getNodeItem: {
      scope,
      async handler({ caller, path }) {
        const item = await nodes.get(placeOf(caller, path));
        if (item === undefined) throw missing();
        return json(200, item);
      },
    },
    putNodeItem: {
      scope,
      async handler({ caller, path, body }) {
        const place = placeOf(caller, path);
        if (!(await isDeclared(place.identity))) {
          throw new BridgeError(
            'not-found',
            'Declare the identity first: PUT /v1/identities/{id}.',
          );
        }
        const item = await nodes.put(place, body);
        changed(place);
        return json(200, item);
      },
    },
    deleteNodeItem: {
      scope,
      async handler({ caller, path }) {
        const place = placeOf(caller, path);
        if (!(await nodes.remove(place))) throw missing();
        changed(place);
        return { status: 204 };
      },
    },
  };
}

function missing(): BridgeError {
  return new BridgeError('not-found', 'The identity publishes no such item.');
}
