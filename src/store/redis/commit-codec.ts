import type { Change, CommitResult } from '../store.ts';
import type { Keys } from './keys.ts';
import type { PackedTexts } from './packed-texts.ts';
import { parseRecord, versionHead } from './records.ts';

export interface CommitWriter {
  readonly keys: Keys;
  readonly into: PackedTexts;
  /** Whether it is to be told what stands before what is appended to a log, by its key. */
  readonly isFollowed: (log: string) => boolean;
}

/** Adds one commit to what `scripts/commit.lua` takes. */
export function encodeCommit(writer: CommitWriter, changes: readonly Change[]): void {
  writer.into.add(String(changes.length));
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
    case 'append': {
      const log = keys.log(change.log);
      into.add(writer.isFollowed(log) ? 'A' : 'a');
      into.add(log);
      into.add(change.value);
      return;
    }
    case 'advance':
      into.add('s');
      into.add(keys.log(change.log));
      into.add(change.position);
      return;
    case 'remove':
      into.add('x');
      into.add(keys.log(change.log));
      into.add(change.position);
      return;
    case 'fence':
      into.add('f');
      into.add(keys.lease(change.lease));
      into.add(grantText(change.holder, change.epoch));
  }
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
  /** One per commit, in order. */
  readonly results: readonly CommitResult[];
  /** Of each log that is followed, by its key: the last position that stood in it before. */
  readonly before: ReadonlyMap<string, string>;
}

/** Takes the reply of the script apart. */
export function decodeReply(text: string, commits: readonly (readonly Change[])[]): CommitReply {
  const reply = text.split('\0');
  let at = 0;
  const results = commits.map((changes): CommitResult => {
    const verdict = reply[at];
    at += 1;
    if (verdict === 'ok') {
      const from = at;
      for (const change of changes) if (change.do === 'append') at += 1;
      return { ok: true, positions: reply.slice(from, at) };
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
