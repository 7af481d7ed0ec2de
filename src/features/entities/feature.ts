import type { Caller } from '../../core/caller.ts';
import { hasAllRights } from '../../core/caller.ts';
import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import type { Runtime } from '../runtime.ts';
import { remembered, wantsNew } from './answers.ts';
import type { AskRaw, Question } from './asking.ts';
import { createCaps, type Caps } from './caps.ts';
import { askEntity, askItems } from './entities.ts';
import { ENTITIES_METRICS } from './metrics.ts';
import { privilegeAdverts } from './privileges.ts';
import { entityRoutes, type EntityPort } from './routes.ts';
import { findServices } from './services.ts';

export interface EntitiesFeature extends Feature {
  readonly routes: ReturnType<typeof entityRoutes>;
  readonly caps: Caps;
  /** What belongs to a node of an address; `Cache-Control` as the caller sent it. */
  readonly items: (
    question: Question,
    node: string,
    cacheControl: string | undefined,
  ) => ReturnType<EntityPort['items']>;
}

export interface EntitiesDeps {
  /** Counts against the caller. */
  readonly ask: AskRaw;
  /** For the bridge itself. */
  readonly askUncounted: AskRaw;
}

/** What other addresses are and can do. */
export function createEntities(runtime: Runtime, deps: EntitiesDeps): EntitiesFeature {
  const { store, now, home, domain } = runtime;
  const adverts = privilegeAdverts(domain);
  const caps = createCaps({ store, ask: deps.askUncounted });
  const asking = { ask: deps.ask, now };
  // Another link may be one to another server, or to one that was configured anew.
  let links = 0;
  const server = home.serverDomain ?? domain;
  const port: EntityPort = {
    entity: (question, fresh) =>
      remembered(store, { question: ['info', ...keyOf(question)], fresh }, () =>
        askEntity(asking, question),
      ),
    items: (question, node, fresh) =>
      remembered(store, { question: ['items', node ?? '', ...keyOf(question)], fresh }, () =>
        askItems(asking, question, node),
      ),
    services: (caller, fresh) =>
      remembered(store, { question: ['services', String(links), rightsOf(caller)], fresh }, () =>
        findServices({ ...asking, server, privileges: adverts.known }, { caller }),
      ),
  };
  return {
    name: 'entities',
    caps,
    items: (question, node, cacheControl) => port.items(question, node, wantsNew(cacheControl)),
    routes: entityRoutes(port, home),
    inbound: [adverts.inbound],
    onLinkUp: () => void (links += 1),
    metrics: collectors(ENTITIES_METRICS, {
      caps: () => caps.counts().map(([outcome, value]) => ({ labels: { outcome }, value })),
    }),
  };
}

function keyOf({ from = '', to }: { readonly from?: string | undefined; readonly to: string }) {
  return [from, to];
}

/** Callers with other rights may be told other things. */
function rightsOf(caller: Caller): string {
  return hasAllRights(caller) ? '*' : caller.keyId;
}
