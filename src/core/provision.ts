/** What a kind of object needs to be declared in the provisioning file (design/020). Pure. */
import type { ProvisionFileBody } from '../contract/schemas.ts';
import { SCOPES, type Caller } from './caller.ts';
import { BridgeError, type InputFault } from './errors.ts';

/** A kind of object that the file has a list of. Its folder exports it; `features/provision/kinds.ts` lists them. */
export interface ProvisionKind {
  /** The key of its list in the file. */
  readonly name: keyof ProvisionFileBody;
  /**
   * Reads its list; undefined where the file has none. The file follows the contract. Throws `invalid-request` with
   * everything else that is wrong; pointers begin at the list.
   */
  readonly read: (file: ProvisionFileBody) => Declaration | undefined;
  /** Everything of this kind, as a file would declare it. Values that must not be shown are masked or left out. */
  readonly exported: () => Promise<readonly object[]>;
}

/** What the file says of one kind. */
export interface Declaration {
  /** All that is to be, as JSON: another value means that there is something to do. */
  readonly wanted: readonly { readonly name: string }[];
  /** Creates what is not there and changes what differs, by name. Safe to repeat. */
  readonly apply: (act: Act) => Promise<void>;
  /** Ends what was declared before and is no more. Safe to repeat. */
  readonly drop: (act: Act) => Promise<void>;
}

/** One run over the file, by the replica that has the lease for it. */
export interface Act {
  /** Goes first in every commit, so that a replica that lost the lease changes nothing. */
  readonly fence: Fence;
  readonly removed: 'delete' | 'keep';
  /** Does the work on one object. What goes wrong is noted, and the others are gone on with. */
  readonly each: (name: string, work: () => Promise<void>) => Promise<void>;
  /** Something was done, as the operation of the API that would have done it. */
  readonly did: (change: Done) => Promise<void>;
}

/** A condition of a commit, as the store takes it. */
export interface Fence {
  readonly do: 'fence';
  readonly lease: string;
  readonly holder: string;
  readonly epoch: number;
}

export interface Done {
  readonly operation: string;
  readonly id: string;
  readonly name: string;
  /** The fields that were changed. */
  readonly fields?: readonly string[];
}

/** In whose name the file acts: whoever writes it may do everything. */
export const DECLARER: Caller = {
  keyId: 'provision',
  identities: ['*'],
  scopes: new Set(SCOPES),
};

/** How long a secret before stays good where the file does not say, as over the API. */
export const DEFAULT_OVERLAP_S = 24 * 60 * 60;

/** Thrown where a commit failed because another replica has the lease by now. */
export class LeaseLost extends Error {}

/** Throws `invalid-request` with the faults of all entries; each pointer gets the place of its entry in front. */
export function readEach<Entry, Wanted>(
  list: string,
  entries: readonly Entry[],
  read: (entry: Entry) => Wanted,
): readonly Wanted[] {
  const faults: InputFault[] = [];
  const wanted = entries.flatMap((entry, index) => {
    try {
      return [read(entry)];
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error;
      faults.push(...faultsOf(error, `/${list}/${index}`));
      return [];
    }
  });
  refuse(faults);
  return wanted;
}

/** Throws where two entries have the same text, which `textOf` gives; the pointer leads to the second. */
export function refuseSame<Entry>(
  list: string,
  entries: readonly Entry[],
  { pointer, detail, textOf }: SameRule<Entry>,
): void {
  const texts = entries.map(textOf);
  refuse(
    texts.flatMap((text, index) =>
      text !== undefined && texts.indexOf(text) < index
        ? [{ pointer: `/${list}/${index}${pointer}`, detail }]
        : [],
    ),
  );
}

export interface SameRule<Entry> {
  readonly pointer: string;
  readonly detail: string;
  readonly textOf: (entry: Entry) => string | undefined;
}

/** One fault of an entry. */
export function badEntry(pointer: string, detail: string): BridgeError {
  return new BridgeError('invalid-request', detail, { errors: [{ pointer, detail }] });
}

/** Throws `conflict` for a change over the API of what the file declares. */
export function refuseDeclared(what: string, name: string | undefined, isFollowed: boolean): void {
  if (name === undefined || !isFollowed) return;
  throw new BridgeError(
    'conflict',
    `The provisioning file (BRIDGE_PROVISION) declares this ${what} as ${JSON.stringify(name)}; change it there.`,
  );
}

/** Each name once: the second of the same gets a number. */
export function uniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    let unique = name;
    for (let number = 2; taken.has(unique); number++) unique = `${name.slice(0, 94)} ${number}`;
    taken.add(unique);
    return unique;
  };
}

function faultsOf({ message, facts }: BridgeError, place: string): readonly InputFault[] {
  const { errors = [{ pointer: '', detail: message }] } = facts;
  return errors.map(({ pointer, detail }) => ({ pointer: place + pointer, detail }));
}

function refuse(errors: readonly InputFault[]): void {
  const [first] = errors;
  if (first !== undefined) throw new BridgeError('invalid-request', first.detail, { errors });
}
