import type { Notice } from './notice.ts';

const GOOD =
  /^(?:resolved|ok|up|closed|recovered|recovery|success|succeeded|successful|passed|fixed|normal|clear|cleared|healthy|completed)$/i;
const BAD =
  /^(?:firing|down|critical|crit|error|failed|failure|problem|alert|alerting|open|triggered|degraded|unhealthy)$/i;
const WARNING = /^(?:warning|warn|nodata|no_data|unknown|suspended)$/i;

/** What a word for a status means where no sender says it better. What is good is over. */
export function judged(status: string | undefined): Pick<Notice, 'status' | 'mark' | 'ends'> {
  const word = status?.trim() ?? '';
  if (GOOD.test(word)) return { status, mark: 'good', ends: true };
  if (BAD.test(word)) return { status, mark: 'bad' };
  if (WARNING.test(word)) return { status, mark: 'warning' };
  return { status };
}
