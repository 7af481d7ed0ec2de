/** Of the rights matrix: commands that identities offer. */
import type { Belongings, MatrixCase } from './matrix-cases.ts';

const under =
  (rest: string) =>
  ({ identity }: Belongings) =>
    `/v1/identities/${encodeURIComponent(identity)}/${rest}`;

export const OFFERED_CASES = {
  listOfferedCommands: { path: under('commands'), right: 200, other: 403 },
  getOfferedCommand: { path: under('commands/none'), right: 404, other: 403 },
  putOfferedCommand: {
    path: under('commands/none'),
    body: () => ({ name: 'None', allow: ['@'] }),
    right: 422,
    other: 403,
  },
  deleteOfferedCommand: { path: under('commands/none'), right: 404, other: 403 },
  answerCommand: {
    path: under('command-sessions/none'),
    body: () => ({ status: 'completed' }),
    right: 404,
    other: 403,
  },
} satisfies Record<string, MatrixCase>;
