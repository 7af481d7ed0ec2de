/** Answers of the API for a person. */

/** How the output may look. */
export interface Look {
  readonly hasColours: boolean;
}

const PLAIN: Look = { hasColours: false };

/** Lists as a table, records as one line per field. */
export function show(answer: unknown, look: Look = PLAIN): string {
  if (answer === undefined) return 'done';
  if (typeof answer !== 'object' || answer === null) return plain(answer);
  if ('items' in answer && Array.isArray(answer.items)) {
    const more = 'next' in answer ? [`more: --after ${plain(answer.next)}`] : [];
    const shown = answer.items.length === 0 ? 'none' : table(answer.items, look);
    return [shown, ...more].join('\n');
  }
  return Object.entries(answer)
    .map(([name, value]) => `${name}: ${painted(plain(value), look)}`)
    .join('\n');
}

/** What tells items apart first, then the rest as it comes. */
const FIRST = ['id', 'name', 'url', 'status', 'state', 'type'];
/** What is longer is cut: the whole is in `show` and with `--json`. */
const WIDEST = 60;
const GAP = '  ';

function table(items: readonly unknown[], look: Look): string {
  const records = items.map((item) =>
    typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : { value: item },
  );
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const columns = [
    ...FIRST.filter((name) => names.includes(name)),
    ...names.filter((name) => !FIRST.includes(name)),
  ];
  const rows = records.map((record) => columns.map((name) => cell(record[name])));
  const widths = columns.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (texts: readonly string[], paint: (text: string) => string) =>
    texts
      .map((text, at) => padded(text, widths[at] ?? 0, paint))
      .join(GAP)
      .trimEnd();
  const heading = line(columns, (text) => (look.hasColours ? `\u001B[1m${text}\u001B[0m` : text));
  return [heading, ...rows.map((row) => line(row, (text) => painted(text, look)))].join('\n');
}

/** Colours take no room. */
function padded(text: string, width: number, paint: (text: string) => string): string {
  return paint(text) + ' '.repeat(width - text.length);
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = plain(value).replace(/\s+/g, ' ');
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

const COLOURS: Readonly<Record<string, number>> = {
  ...{ delivered: 32, displayed: 32, acknowledged: 32, active: 32, online: 32, ready: 32 },
  ...{ failing: 33, paused: 33, waiting: 33, pending: 33, connecting: 33 },
  ...{ failed: 31, dead: 31, disabled: 31, offline: 31, down: 31 },
};

function painted(text: string, { hasColours }: Look): string {
  const colour = hasColours ? COLOURS[text] : undefined;
  return colour === undefined ? text : `\u001B[${colour}m${text}\u001B[0m`;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
