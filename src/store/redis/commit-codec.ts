import type { Change, CommitResult } from '../store.ts';
import type { Keys } from './keys.ts';
import { parseRecord, recordText } from './stored-text.ts';

/** KEYS and ARGV of `scripts/commit.lua` in the making. */
export interface CommitArguments {
  readonly keys: string[];
  readonly args: (string | number)[];
}

/** Adds one commit. Returns about how many characters it takes. */
export function encodeCommit(
  keys: Keys,
  changes: readonly Change[],
  into: CommitArguments,
): number {
  into.args.push(changes.length);
  let size = 0;
  for (const change of changes) {
    encodeChange(keys, change, into);
    size += 'value' in change ? change.value.length : 0;
  }
  return size;
}

function encodeChange(keys: Keys, change: Change, into: CommitArguments): void {
  switch (change.do) {
    case 'create':
      encodeRecord(keys, change, into, { letter: 'c', text: recordText(1, change.value) });
      return;
    case 'replace': {
      const text = recordText(change.version + 1, change.value);
      encodeRecord(keys, change, into, { letter: 'r', text });
      return;
    }
    case 'put':
      encodeRecord(keys, change, into, { letter: 'p', text: change.value });
      return;
    case 'delete':
      encodeRecord(keys, change, into, { letter: 'd' });
      return;
    case 'append':
      into.keys.push(keys.log(change.log));
      into.args.push('a', change.value);
      return;
    case 'remove':
      into.keys.push(keys.log(change.log));
      into.args.push('x', change.position);
      return;
    case 'fence':
      into.keys.push(keys.lease(change.lease));
      into.args.push('f', grantText(change.holder, change.epoch));
  }
}

interface RecordOperation {
  readonly letter: 'c' | 'r' | 'p' | 'd';
  readonly text?: string;
}

type RecordChange = Extract<Change, { readonly id: string }>;

function encodeRecord(
  keys: Keys,
  { space, id }: RecordChange,
  into: CommitArguments,
  { letter, text }: RecordOperation,
): void {
  const { keep } = space;
  if (keep === 'forever') {
    into.keys.push(keys.space(space));
    into.args.push(letter.toUpperCase(), id);
  } else {
    into.keys.push(keys.record(space, id));
    into.args.push(letter);
    if (text !== undefined) into.args.push(keep);
  }
  if (text !== undefined) into.args.push(text);
}

/** What a lease holds. */
export function grantText(holder: string, epoch: number): string {
  return `${epoch}:${holder}`;
}

/** Takes the reply of the script apart, one result per commit, in order. */
export function decodeReply(
  reply: readonly string[],
  commits: readonly (readonly Change[])[],
): CommitResult[] {
  let at = 0;
  return commits.map((changes): CommitResult => {
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
    return { ok: false, reason: verdict, change, ...(found ? { found: parseRecord(found) } : {}) };
  });
}
