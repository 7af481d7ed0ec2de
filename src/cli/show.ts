/** Answers of the API for a person. */

/** Lists as one line per item, records as one line per field. */
export function show(answer: unknown): string {
  if (answer === undefined) return 'done';
  if (typeof answer !== 'object' || answer === null) return plain(answer);
  if ('items' in answer && Array.isArray(answer.items)) {
    const more = 'next' in answer ? [`more: --after ${plain(answer.next)}`] : [];
    return answer.items.length === 0 ? 'none' : [...answer.items.map(lineOf), ...more].join('\n');
  }
  return Object.entries(answer)
    .map(([name, value]) => `${name}: ${plain(value)}`)
    .join('\n');
}

/** What tells items apart first, then the rest as it comes. */
const FIRST = ['id', 'name', 'url', 'status', 'state', 'type'];

function lineOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return plain(item);
  const fields = Object.entries(item);
  const first = fields.filter(([name]) => FIRST.includes(name)).map(([, value]) => plain(value));
  const rest = fields
    .filter(([name]) => !FIRST.includes(name))
    .map(([name, value]) => `${name}=${plain(value)}`);
  return [...first, ...rest].join('  ');
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
