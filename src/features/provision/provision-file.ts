/** The provisioning file: read, checked, and made into what is to be. */
import { SettingsFault } from '../../config/settings.ts';
import type { Contract } from '../../contract/checks.ts';
import type { ProvisionFileBody } from '../../contract/schemas.ts';
import { BridgeError, type InputFault } from '../../core/errors.ts';
import { fingerprintOf } from '../../core/idempotency.ts';
import { refuseSame, type Declaration, type ProvisionKind } from '../../core/provision.ts';
import { resolveFiles, type ReadText } from './references.ts';
import { readYaml, type Placed } from './yaml-places.ts';

export interface FileDeps {
  readonly contract: Pick<Contract, 'schema'>;
  readonly kinds: readonly ProvisionKind[];
  /** Throws where there is no such file. */
  readonly readFile: ReadText;
}

/** A file without a fault. */
export interface ProvisionFile {
  readonly declarations: readonly Declaration[];
  readonly removed: 'delete' | 'keep';
  /** How many objects of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** The same for files that ask for the same. */
  readonly digest: string;
  /** Sentences for the log. */
  readonly warnings: readonly string[];
}

/** As large as a ConfigMap or a Secret can be. */
const MAX_CHARACTERS = 1024 * 1024;

/** Throws SettingsFault with a line for each fault. */
export function readProvisionFile(path: string, deps: FileDeps): ProvisionFile {
  const placed = readPlaced(path, deps);
  const { value, faults, inClear } = resolveFiles(placed.value, deps.readFile);
  const refuse = (found: readonly InputFault[]) => {
    if (found.length === 0) return;
    const byLine = [...found].sort((a, b) => placed.lineOf(a.pointer) - placed.lineOf(b.pointer));
    throw new SettingsFault(byLine.map((it) => lineOf(path, placed, it)));
  };
  refuse(faults);
  refuse(deps.contract.schema('ProvisionFile')(value));
  try {
    return { ...declared(value as ProvisionFileBody, deps), warnings: warningsFor(path, inClear) };
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    refuse(error.facts.errors ?? [{ pointer: '', detail: error.message }]);
    throw error;
  }
}

function readPlaced(path: string, { readFile }: FileDeps): Placed {
  const text = textOf(path, readFile);
  if (text.length > MAX_CHARACTERS) throw whole(path, 'is larger than 1 MiB; split it');
  const placed = readYaml(text);
  if ('faults' in placed) {
    throw new SettingsFault(placed.faults.map(({ line, detail }) => `${path}:${line}: ${detail}`));
  }
  if (placed.value === null || placed.value === undefined) {
    throw whole(path, 'is empty; write "keys: []" for no keys, or unset BRIDGE_PROVISION');
  }
  return placed;
}

function textOf(path: string, read: ReadText): string {
  try {
    return read(path);
  } catch (error) {
    const { code = String(error) } = error as { readonly code?: string };
    throw whole(path, `cannot be read (${code}); mend its path`);
  }
}

function whole(path: string, what: string): SettingsFault {
  return new SettingsFault([`${path} ${what}`]);
}

function lineOf(path: string, { lineOf: at }: Placed, { pointer, detail }: InputFault): string {
  return `${path}:${at(pointer)}: ${pointer === '' ? '' : `${pointer}: `}${detail}`;
}

function declared(file: ProvisionFileBody, { kinds }: FileDeps) {
  const { removed = 'delete' } = file;
  const found = kinds.flatMap((kind) => {
    const entries = file[kind.name];
    if (!Array.isArray(entries)) return [];
    refuseSame(kind.name, entries as readonly { readonly name: string }[], {
      pointer: '/name',
      detail: 'Give each entry a name of its own.',
      textOf: ({ name }) => name,
    });
    const declaration = kind.read(file);
    return declaration === undefined ? [] : [{ name: kind.name, declaration }];
  });
  const wanted = found.map(({ name, declaration }) => [name, declaration.wanted] as const);
  return {
    declarations: found.map(({ declaration }) => declaration),
    removed,
    counts: Object.fromEntries(wanted.map(([name, { length }]) => [name, length])),
    digest: fingerprintOf({ removed, ...Object.fromEntries(wanted) }),
  };
}

function warningsFor(path: string, inClear: readonly string[]): readonly string[] {
  if (inClear.length === 0) return [];
  const [first = '', ...more] = inClear;
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  return [
    `${path} has a secret in clear at ${first}${others}; write {file: …} and keep it in a file of its own`,
  ];
}
