/** What a caller may ask of a hook: checked, prepared, with what it left out. */
import type { HomeDomains } from '../../core/addresses/address.ts';
import { requireAddress } from '../../core/addresses/address-advice.ts';
import { checkRecipient, resolveFrom } from '../../core/addresses/identity.ts';
import type { Caller } from '../../core/caller.ts';
import { BridgeError, quoted, type InputFault } from '../../core/errors.ts';
import { bare } from '../../core/jid/jid.ts';
import type { HookToCreate } from '../../contract/schemas.ts';
import { DIALECTS } from './dialects/table.ts';
import { DEFAULT_STORM, type HookTerms, type Recipient } from './hook.ts';
import { FILTER_FIELDS, type Filter } from './render/filter.ts';
import { templateFault } from './render/template.ts';
import type { Verify } from './verify/verify.ts';
import { pointerToken } from '../../core/json/pointer.ts';

export interface TermsDeps {
  readonly home: HomeDomains;
  /** Whether an address is that of a room. */
  readonly isRoom: (jid: string) => Promise<boolean>;
}

/** Throws what the checks of addresses throw, and `invalid-request` with each fault. */
export async function termsOf(
  deps: TermsDeps,
  caller: Caller,
  input: HookToCreate,
): Promise<HookTerms> {
  const { name, dialect, from, verify = { scheme: 'none' }, template, filter, pick } = input;
  refuse([...verifyFaults(verify), ...templateFaults(template), ...filterFaults(filter)]);
  const speaker = resolveFrom(caller, from, deps.home.domain);
  const to = await recipientsOf(deps, caller, input.to);
  return {
    name,
    dialect,
    ...(from !== undefined && { from: speaker }),
    to,
    verify,
    ...(template !== undefined && { template }),
    ...(filter !== undefined && { filter }),
    ...(pick !== undefined && { pick }),
    update: input.update ?? DIALECTS[dialect].update,
    storm: input.storm ?? DEFAULT_STORM,
  };
}

async function recipientsOf(
  { home, isRoom }: TermsDeps,
  caller: Caller,
  list: HookToCreate['to'],
): Promise<readonly Recipient[]> {
  const found = await Promise.all(
    list.map(async (entry, index): Promise<Recipient> => {
      const pointer = `/to/${index}`;
      const text = typeof entry === 'string' ? entry : entry.jid;
      const jid = requireAddress(text, home, pointer);
      checkRecipient(caller, jid, { pointer });
      if (typeof entry !== 'string') return { jid, type: entry.type };
      return { jid, type: (await isRoom(bare(jid))) && jid === bare(jid) ? 'groupchat' : 'chat' };
    }),
  );
  return found.filter(({ jid }, index) => found.findIndex((other) => other.jid === jid) === index);
}

function refuse(errors: readonly InputFault[]): void {
  const [first] = errors;
  if (first !== undefined) throw new BridgeError('invalid-request', first.detail, { errors });
}

function verifyFaults({ scheme, secret, username }: Verify): InputFault[] {
  const fault = (pointer: string, detail: string) => [{ pointer: `/verify/${pointer}`, detail }];
  if (scheme === 'none') {
    return secret === undefined ? [] : fault('secret', 'The scheme "none" has no secret.');
  }
  if (secret === undefined) return fault('secret', `The scheme "${scheme}" needs a secret.`);
  if (scheme === 'basic' && (username === undefined || username.includes(':'))) {
    return fault('username', 'The scheme "basic" needs a username without a colon.');
  }
  const isKey = /^(?:whsec_)?[A-Za-z0-9+/]+=*$/.test(secret);
  if (scheme !== 'standard-webhooks' || isKey) return [];
  return fault('secret', 'Give the secret as the sender shows it: whsec_ and base64.');
}

function templateFaults(template: string | undefined): InputFault[] {
  const fault = template === undefined ? undefined : templateFault(template);
  return fault === undefined
    ? []
    : [{ pointer: '/template', detail: `This is no Liquid template: ${fault}.` }];
}

function filterFaults(filter: Filter = {}): InputFault[] {
  const known: readonly string[] = FILTER_FIELDS;
  return Object.keys(filter)
    .filter((name) => !name.startsWith('/') && !known.includes(name))
    .map((name) => ({
      pointer: `/filter/${pointerToken(name)}`,
      detail: `${quoted(name)} is no field; use ${known.join(', ')}, or a JSON pointer into the payload, such as ${quoted(`/${name}`)}.`,
    }));
}
