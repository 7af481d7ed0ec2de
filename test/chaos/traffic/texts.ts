/** Bodies that say which message of which conversation they are, and fill as many bytes as wanted. */

export type Direction = 'out' | 'in';

export interface Line {
  readonly conversation: string;
  readonly number: number;
}

/** `conversation` has no spaces. */
export function lineOf(direction: Direction, { conversation, number }: Line, bytes = 0): string {
  const head = `${direction} ${conversation} ${number} `;
  return head + 'o'.repeat(Math.max(0, bytes - head.length));
}

export function parseLine(direction: Direction, body: string): Line | undefined {
  const found = /^(out|in) (\S+) (\d+) /.exec(body);
  if (found?.[1] !== direction) return undefined;
  return { conversation: found[2] ?? '', number: Number(found[3]) };
}
