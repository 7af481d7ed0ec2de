/** The operations on what others are and offer. */
import type { Caller } from '../../core/caller.ts';
import type { EntityBody, EntityItemsBody, ServicesBody } from '../../contract/schemas.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import { requireAddress } from '../../core/addresses/address-advice.ts';
import { resolveFrom } from '../../core/addresses/identity.ts';
import { pageOf, readListPage } from '../../core/paging.ts';
import { json, type Routes } from '../../core/route.ts';
import { wantsNew } from './answers.ts';
import type { Question } from './asking.ts';

export interface EntityPort {
  readonly entity: (question: Question, fresh: boolean) => Promise<EntityBody>;
  readonly items: (
    question: Question,
    node: string | undefined,
    fresh: boolean,
  ) => Promise<EntityItemsBody>;
  readonly services: (caller: Caller, fresh: boolean) => Promise<ServicesBody>;
}

type EntityOperation = 'getEntity' | 'listEntityItems' | 'getServices';

export function entityRoutes(port: EntityPort, home: HomeDomains): Pick<Routes, EntityOperation> {
  const scope = 'iq:send';
  const questionOf = (caller: Caller, jid: string, from: string | undefined): Question => ({
    caller,
    from: resolveFrom(caller, from, home.domain, '/query/from'),
    to: requireAddress(jid, home, '/path/jid'),
  });
  return {
    getEntity: {
      scope,
      async handler({ caller, path, query, cacheControl }) {
        const question = questionOf(caller, path.jid, query.from);
        return json(200, await port.entity(question, wantsNew(cacheControl)));
      },
    },
    listEntityItems: {
      scope,
      async handler({ caller, path, query, cacheControl }) {
        const question = questionOf(caller, path.jid, query.from);
        const found = await port.items(question, query.node, wantsNew(cacheControl));
        const sorted = found.items.toSorted((one, other) =>
          placeOf(one) < placeOf(other) ? -1 : 1,
        );
        const page = await readListPage(
          `items of ${path.jid} ${query.node ?? ''}`,
          query,
          (wanted) => Promise.resolve(pageOf(sorted, wanted, placeOf)),
        );
        return json(200, { ...found, ...page });
      },
    },
    getServices: {
      scope,
      handler: async ({ caller, cacheControl }) =>
        json(200, await port.services(caller, wantsNew(cacheControl))),
    },
  };
}

/** A server names its items in any order. */
const placeOf = ({ jid, node = '' }: { readonly jid: string; readonly node?: string }) =>
  `${jid} ${node}`;
