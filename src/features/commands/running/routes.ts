/** The operations on commands of other addresses. */
import type { CommandListed, EntityItemsBody } from '../../../contract/schemas.ts';
import type { HomeDomains } from '../../../core/addresses/address.ts';
import { requireAddress } from '../../../core/addresses/address-advice.ts';
import { resolveFrom } from '../../../core/addresses/identity.ts';
import type { Caller } from '../../../core/caller.ts';
import { pageOf, readListPage } from '../../../core/paging.ts';
import { present } from '../../../core/present.ts';
import { json, type Routes } from '../../../core/route.ts';
import { NS_COMMANDS } from '../../../extensions/queries/command.ts';
import type { Runs } from './runs.ts';

/** What belongs to a node of an address; throws what an IQ can end with. */
export type AskItems = (
  question: { readonly caller: Caller; readonly from: string; readonly to: string },
  node: string,
  cacheControl: string | undefined,
) => Promise<EntityItemsBody>;

export interface RunningRoutesDeps {
  readonly runs: Pick<Runs, 'run' | 'show' | 'goOn'>;
  readonly items: AskItems;
  readonly home: HomeDomains;
}

type RunningOperation = 'listEntityCommands' | 'runCommand' | 'getCommand' | 'continueCommand';

export function runningRoutes(deps: RunningRoutesDeps): Pick<Routes, RunningOperation> {
  const { runs, items, home } = deps;
  const scope = 'commands:run';
  return {
    listEntityCommands: {
      scope,
      async handler({ caller, path, query, cacheControl }) {
        const from = resolveFrom(caller, query.from, home.domain, '/query/from');
        const to = requireAddress(path.jid, home, '/path/jid');
        const found = await items({ caller, from, to }, NS_COMMANDS, cacheControl);
        const listed = commandsIn(found).sort((one, other) =>
          placeOf(one) < placeOf(other) ? -1 : 1,
        );
        const page = await readListPage(`commands of ${to}`, query, (wanted) =>
          Promise.resolve(pageOf(listed, wanted, placeOf)),
        );
        return json(200, page);
      },
    },
    runCommand: {
      scope,
      handler: async ({ caller, body, options }) =>
        json(201, await runs.run(caller, body, options)),
    },
    getCommand: {
      scope,
      handler: async ({ caller, path }) => json(200, await runs.show(caller, path.id)),
    },
    continueCommand: {
      scope,
      handler: async ({ caller, path, body, options }) =>
        json(200, await runs.goOn(caller, path.id, body, options)),
    },
  };
}

function commandsIn({ items }: EntityItemsBody): CommandListed[] {
  return items.flatMap(({ jid, node, name }) =>
    node === undefined ? [] : [present<CommandListed>({ jid, node, name })],
  );
}

const placeOf = ({ jid, node }: CommandListed) => `${node} ${jid}`;
