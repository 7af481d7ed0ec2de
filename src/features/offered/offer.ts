/** A command that an identity offers, as it is kept. Pure. */
import type {
  CommandAllow,
  CommandNote,
  DataForm,
  OfferedCommand,
  OfferedCommandToPut,
} from '../../contract/schemas.ts';
import type { HomeDomains } from '../../core/addresses/address.ts';
import { requireAddress } from '../../core/addresses/address-advice.ts';
import { instant } from '../../core/instant.ts';
import { bare, domainOf } from '../../core/jid/jid.ts';
import { present } from '../../core/present.ts';
import { wordOf } from './chat/words.ts';

export interface Offer {
  readonly node: string;
  readonly name: string;
  readonly allow: CommandAllow;
  readonly first?: Shown;
  /** That executes it in a chat; as `wordOf` gives it. */
  readonly word?: string;
  /** Seconds. */
  readonly timeout: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What somebody sees who executes a command. */
export interface Shown {
  readonly form?: DataForm;
  readonly actions: readonly ('next' | 'complete')[];
  readonly notes?: readonly CommandNote[];
}

const TIMEOUT_S = 10;

/** Throws `invalid-address` at `/allow/0` for what is no JID. */
export function offerOf(
  node: string,
  { name, allow = 'contacts', form, actions = ['complete'], timeout, word }: OfferedCommandToPut,
  { home, at }: { readonly home: HomeDomains; readonly at: number },
): Offer {
  const admitted =
    typeof allow === 'string'
      ? allow
      : allow.map((text, index) => bare(requireAddress(text, home, `/allow/${index}`)));
  const first = form === undefined ? undefined : { form, actions };
  return present<Offer>({
    ...{ node, name, allow: admitted, first, timeout: timeout ?? TIMEOUT_S, at },
    word: word && wordOf(word),
  });
}

export function offerBody(
  identity: string,
  { node, name, allow, first, timeout, word, at }: Offer,
): OfferedCommand {
  const { form, actions } = first ?? {};
  return present<OfferedCommand>({
    ...{ identity, node, name, allow, form, word, timeout },
    actions: actions && [...actions],
    updatedAt: instant(at),
  });
}

/** `isContact` is asked only where it matters. `remote`: with or without a resource. */
export async function mayExecute(
  { allow }: Offer,
  remote: string,
  isContact: (remote: string) => Promise<boolean>,
): Promise<boolean> {
  const jid = bare(remote);
  if (allow === 'all') return true;
  if (allow === 'contacts') return isContact(jid);
  return allow.includes(jid) || allow.includes(domainOf(jid));
}
