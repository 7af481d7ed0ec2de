/** The operations on commands that identities offer. */
import type { HomeDomains } from '../../core/addresses/address.ts';
import { BridgeError } from '../../core/errors.ts';
import type { Caller } from '../../core/caller.ts';
import { pageOf, readListPage } from '../../core/paging.ts';
import { json, type Routes } from '../../core/route.ts';
import { offerBody, offerOf, type Offer } from './offer.ts';
import type { Offers } from './offers.ts';
import type { AnswerCommand } from './serving/answering.ts';

export interface OfferedRoutesDeps {
  readonly offers: Pick<Offers, 'list' | 'get' | 'put' | 'remove'>;
  /** The bare JID of an identity of the caller. */
  readonly resolve: (caller: Caller, id: string) => string;
  readonly answer: AnswerCommand;
  /** Throws `invalid-stanza` for a form that cannot be sent. */
  readonly check: (identity: string, offer: Offer) => void;
  readonly home: HomeDomains;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type OfferedOperation =
  | 'listOfferedCommands'
  | 'getOfferedCommand'
  | 'putOfferedCommand'
  | 'deleteOfferedCommand'
  | 'answerCommand';

export function offeredRoutes(deps: OfferedRoutesDeps): Pick<Routes, OfferedOperation> {
  const { offers, resolve, answer, check, home, now } = deps;
  const scope = 'identities:manage';
  return {
    listOfferedCommands: {
      scope,
      async handler({ caller, path, query }) {
        const identity = resolve(caller, path.id);
        const all = await offers.list(identity);
        const page = await readListPage(`commands of ${identity}`, query, (wanted) =>
          Promise.resolve(pageOf(all, wanted, ({ node }) => node)),
        );
        return json(200, { ...page, items: page.items.map((it) => offerBody(identity, it)) });
      },
    },
    getOfferedCommand: {
      scope,
      async handler({ caller, path }) {
        const identity = resolve(caller, path.id);
        const offer = await offers.get(identity, path.node);
        if (offer === undefined) throw missing();
        return json(200, offerBody(identity, offer));
      },
    },
    putOfferedCommand: {
      scope,
      async handler({ caller, path, body }) {
        const identity = resolve(caller, path.id);
        const offer = offerOf(path.node, body, { home, at: now() });
        check(identity, offer);
        await offers.put(identity, offer);
        return json(200, offerBody(identity, offer));
      },
    },
    deleteOfferedCommand: {
      scope,
      async handler({ caller, path }) {
        if (!(await offers.remove(resolve(caller, path.id), path.node))) throw missing();
        return { status: 204 };
      },
    },
    answerCommand: {
      scope: 'iq:send',
      async handler({ caller, path, body, options }) {
        const which = { identity: resolve(caller, path.id), session: path.session };
        await answer(caller, which, body, options);
        return { status: 204 };
      },
    },
  };
}

function missing(): BridgeError {
  return new BridgeError('not-found', 'The identity offers no such command.');
}
