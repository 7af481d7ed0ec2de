/** Refuses stanzas whose events would take more of the store than their sender may (design/015). */
import type { XmlElement } from '../../core/element.ts';
import type { Arrival, Inbound, InboundHandler } from '../../core/feature.ts';
import { bare, domainOf } from '../../core/jid/jid.ts';
import { createTally, type Tally } from '../../observe/tally.ts';
import { errorReply, mayTellSender } from '../../stanza/stanza-error.ts';
import type { Runtime } from '../runtime.ts';
import { ByteShares, type Share, type ShareKind } from './byte-shares.ts';
import { EVENT_LOG } from './recorder.ts';

export type RefusalReason = ShareKind | 'store-full';

export interface InboundBudget {
  readonly handlers: readonly InboundHandler[];
  /** Stanzas that this replica refused. */
  readonly refusals: Tally<RefusalReason>['counts'];
}

export type InboundBudgetDeps = Pick<
  Runtime,
  'store' | 'home' | 'sendDirect' | 'monotonic' | 'logger'
>;

const SAY_MS = 60_000;

const TEXTS: Readonly<Record<RefusalReason, string>> = {
  remote: 'You have sent too much for now; try again later.',
  domain: 'Your server has sent too much for now; try again later.',
  identity: 'This address has received too much for now; try again later.',
  'store-full': 'There is no room for this at the moment; try again later.',
};

/**
 * The handlers stand before those that store: for IQs in `request`, for everything else in `record`. What was claimed
 * before, such as receipts and bounces, draws nothing: it ends what the bridge has begun.
 */
export function createInboundBudget(deps: InboundBudgetDeps): InboundBudget {
  const shares = new ByteShares();
  const tally = createTally(Object.keys(TEXTS) as RefusalReason[]);
  let saidAt = -Infinity;

  const reasonAgainst = (stanza: XmlElement): RefusalReason | undefined => {
    const { store, home, monotonic } = deps;
    if (store.isFull()) return 'store-full';
    const bound = store.boundOf(EVENT_LOG);
    if (bound === undefined) return undefined;
    const drawn = sharesOf(stanza, home.serverDomain ?? '');
    return shares.draw(drawn, sizeOf(stanza), monotonic(), bound)?.kind;
  };
  const say = (reason: RefusalReason, { attributes: { from, to } }: XmlElement) => {
    if (deps.monotonic() - saidAt < SAY_MS) return;
    saidAt = deps.monotonic();
    deps.logger.warn(
      { reason, from, to },
      'incoming stanzas are refused: the byte budget is used up',
    );
  };
  const handle = (stanza: XmlElement, { late }: Arrival): Inbound | Promise<Inbound> => {
    // Nobody could be told that it was refused.
    if (late === true) return 'passed';
    const reason = reasonAgainst(stanza);
    if (reason === undefined) return 'passed';
    tally.count(reason);
    say(reason, stanza);
    return refuse(deps, stanza, reason);
  };
  return {
    handlers: [
      {
        stage: 'request',
        handle: (stanza, arrival) => (stanza.name === 'iq' ? handle(stanza, arrival) : 'passed'),
      },
      { stage: 'record', handle },
    ],
    refusals: tally.counts,
  };
}

async function refuse(
  deps: Pick<Runtime, 'sendDirect'>,
  stanza: XmlElement,
  reason: RefusalReason,
): Promise<Inbound> {
  const text = TEXTS[reason];
  if (!mayTellSender(stanza)) return 'claimed';
  const reply = errorReply(stanza, { condition: 'resource-constraint', type: 'wait', text });
  // Without a link there is nobody to tell.
  if (reply !== undefined) await deps.sendDirect(reply).catch(() => undefined);
  return 'claimed';
}

/** Of our own server everybody is a user: a bound for all of them together would let one shut out the others. */
function sharesOf({ attributes: { from = '', to = '' } }: XmlElement, ours: string): Share[] {
  const domain = domainOf(from);
  const shares: Share[] = [
    { kind: 'remote', name: bare(from) },
    { kind: 'identity', name: bare(to) },
  ];
  return domain === ours ? shares : [{ kind: 'domain', name: domain }, ...shares];
}

/** About as many bytes as its event has. */
export function sizeOf(element: XmlElement): number {
  let size = element.name.length * 2;
  for (const name in element.attributes) {
    size += name.length + Buffer.byteLength(element.attributes[name] ?? '');
  }
  for (const child of element.children) {
    size += typeof child === 'string' ? Buffer.byteLength(child) : sizeOf(child);
  }
  return size;
}
