import type { Change, CommitResult } from '../store.ts';
import type { Keys } from './keys.ts';
import type { PackedTexts } from './packed-texts.ts';
import { parseRecord, versionHead } from './records.ts';

export interface CommitWriter {
  readonly keys: Keys;
  readonly into: PackedTexts;
  /** Whether it is to be told what stands before what is appended to a log, by its key. */
  readonly isFollowed: (log: string) => boolean;
  /** How many bytes a log may have, by its name. */
  readonly boundOf: (log: string) => number | undefined;
}

/** Adds one commit to what `scripts/commit.lua` takes. */
export function encodeCommit(
  writer: CommitWriter,
  changes: readonly Change[],
  takesIn = false,
): void {
  writer.into.add(String(changes.length), takesIn ? '+' : '');
  const letter = beginsWithItsOnlyCondition(changes) ? 'n' : 'c';
  for (const change of changes) encodeChange(writer, change, letter);
}

function beginsWithItsOnlyCondition(changes: readonly Change[]): boolean {
  const [first] = changes;
  if (first?.do !== 'create' || first.space.ttl === 'forever') return false;
  return changes.every((change) => change === first || !isConditional(change));
}

function isConditional(change: Change): boolean {
  return change.do === 'create' || change.do === 'replace' || change.do === 'fence';
}

function encodeChange(writer: CommitWriter, change: Change, creates: 'c' | 'n'): void {
  const { keys, into } = writer;
  switch (change.do) {
    case 'create':
      encodeRecord(keys, change, into, { letter: creates, version: 1, value: change.value });
      return;
    case 'replace': {
      const { value, version } = change;
      encodeRecord(keys, change, into, { letter: 'r', version: version + 1, value });
      return;
    }
    case 'put':
      encodeRecord(keys, change, into, { letter: 'p', value: change.value });
      return;
    case 'delete':
      encodeRecord(keys, change, into, { letter: 'd' });
      return;
    case 'append':
      encodeAppend(writer, change);
      return;
    case 'advance':
      into.add('s');
      into.add(keys.log(change.log));
      into.add(change.position);
      return;
    case 'remove':
      into.add(writer.boundOf(change.log) === undefined ? 'x' : 'y');
      into.add(keys.log(change.log));
      into.add(change.position);
      return;
    case 'fence':
      into.add('f');
      into.add(keys.lease(change.lease));
      into.add(grantText(change.holder, change.epoch));
  }
}

function encodeAppend(writer: CommitWriter, { log: name, value }: Change & { do: 'append' }): void {
  const { keys, into } = writer;
  const log = keys.log(name);
  const bound = writer.boundOf(name);
  if (bound !== undefined) into.add('b');
  else into.add(writer.isFollowed(log) ? 'A' : 'a');
  into.add(log);
  if (bound !== undefined) into.add(String(Math.floor(bound)));
  into.add(value);
}

interface RecordOperation {
  readonly letter: 'c' | 'n' | 'r' | 'p' | 'd';
  readonly value?: string;
  readonly version?: number;
}

type RecordChange = Extract<Change, { readonly id: string }>;

function encodeRecord(
  keys: Keys,
  { space, id }: RecordChange,
  into: PackedTexts,
  { letter, value, version }: RecordOperation,
): void {
  const { ttl: keep } = space;
  if (keep === 'forever') {
    into.add(letter.toUpperCase());
    into.add(keys.space(space));
    into.add(id);
  } else {
    into.add(letter);
    into.add(keys.record(space, id));
    if (value !== undefined) into.add(String(keep));
  }
  if (value !== undefined) into.add(value, version === undefined ? '' : versionHead(version));
}

/** What a lease holds. */
export function grantText(holder: string, epoch: number): string {
  return `${epoch}:${holder}`;
}

export interface CommitReply {
  /** One per commit, in order; `full` where Redis was too full to take something in. */
  readonly results: readonly (CommitResult | 'full')[];
  /** Of each log that is followed, by its key: the last position that stood in it before. */
  readonly before: ReadonlyMap<string, string>;
}

/** Takes the reply of the script apart. */
export function decodeReply(text: string, commits: readonly (readonly Change[])[]): CommitReply {
  const reply = text.split('\0');
  let at = 0;
  const results = commits.map((changes): CommitResult | 'full' => {
    const verdict = reply[at];
    at += 1;
    if (verdict === 'ok') {
      const from = at;
      for (const change of changes) if (change.do === 'append') at += 1;
      return { ok: true, positions: reply.slice(from, at) };
    }
    if (verdict === 'full') {
      at += 2;
      return verdict;
    }
    if (verdict !== 'exists' && verdict !== 'changed' && verdict !== 'stale') {
      throw new Error(`unexpected reply of the commit script: ${String(verdict)}`);
    }
    const found = reply[at + 1];
    const change = Number(reply[at]);
    at += 2;
    if (!found) return { ok: false, reason: verdict, change };
    return { ok: false, reason: verdict, change, found: parseRecord(JSON.parse(found) as string) };
  });
  const before = new Map<string, string>();
  for (; at < reply.length; at += 2) before.set(reply[at] ?? '', reply[at + 1] ?? '');
  return { results, before };
}
