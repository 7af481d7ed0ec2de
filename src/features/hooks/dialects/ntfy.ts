/** What is published to ntfy: the body is the message, headers or the query say the rest; or JSON with a `topic`. */
import { isObject, joined, ownOf, textAt } from '../render/look.ts';
import type { Payload } from '../render/delivery.ts';
import type { Mark, Notice } from '../render/notice.ts';
import { decodeWords } from '../render/encoded-words.ts';
import { cutText } from '../render/trim.ts';
import type { Dialect } from './dialect.ts';

/** Names of each parameter, in headers and in the query; the first is that of JSON. */
const NAMES = {
  title: ['title', 'x-title', 'ti', 't'],
  message: ['message', 'x-message', 'm'],
  priority: ['priority', 'x-priority', 'prio', 'p'],
  tags: ['tags', 'x-tags', 'tag', 'ta'],
  click: ['click', 'x-click'],
  attach: ['attach', 'x-attach', 'a'],
  filename: ['filename', 'x-filename', 'file', 'f'],
  sequence: ['sequence_id', 'x-sequence-id', 'sequence-id', 'sid'],
} as const;

const MAX_TAGS = 100;

type Parameter = keyof typeof NAMES;

export const ntfy: Dialect = {
  read(payload) {
    const { json } = payload;
    if (isObject(json) && textAt(json, 'topic') !== undefined) {
      return noticeOf((name) => textOrList(json, NAMES[name][0]), textAt(json, 'message'));
    }
    const find = (name: Parameter) => parameter(payload, name);
    const file = find('filename');
    const body = file === undefined ? cutText(payload.text) : `(not kept: ${file})`;
    return noticeOf(find, find('message')?.replaceAll('\\n', '\n') ?? body);
  },
  update: 'new',
  answers: {
    taken: ({ id, at }) => ({
      status: 200,
      type: 'application/json',
      body: JSON.stringify({ id, time: Math.floor(at / 1_000), event: 'message', topic: 'hook' }),
    }),
  },
  sample: {
    headers: {
      'content-type': 'text/plain',
      title: 'Backup',
      priority: 'high',
      tags: 'floppy_disk',
    },
    body: 'The backup of Verona is complete.',
  },
};

function parameter({ headers, query }: Payload, name: Parameter): string | undefined {
  const names = NAMES[name];
  const found = names.map((one) => query[one] ?? headers[one]).find((one) => (one ?? '') !== '');
  return found === undefined ? undefined : decodeWords(found);
}

function textOrList(json: unknown, name: string): string | undefined {
  const value = isObject(json) ? json[name] : undefined;
  return Array.isArray(value) ? value.slice(0, MAX_TAGS).map(String).join(',') : textAt(json, name);
}

function noticeOf(find: (name: Parameter) => string | undefined, message = ''): Notice {
  const priority = find('priority');
  const tags = (find('tags') ?? '').split(',', MAX_TAGS).map((tag) => tag.trim());
  const emojis = tags.flatMap((tag) => ownOf(EMOJIS, tag) ?? []);
  const others = tags.filter((tag) => tag !== '' && !Object.hasOwn(EMOJIS, tag));
  const title = find('title');
  const shown = emojis.join(' ');
  const text = message.trim() === '' ? 'triggered' : message;
  return {
    event: 'message',
    severity: priority,
    mark: markOf(priority),
    title: title === undefined ? undefined : joined([shown, title]),
    text: joined(
      [
        title === undefined ? joined([shown, text]) : text,
        others.length > 0 ? `tags: ${others.join(', ')}` : undefined,
      ],
      '\n',
    ),
    url: find('click'),
    image: find('attach'),
    key: find('sequence'),
  };
}

function markOf(priority: string | undefined): Mark | undefined {
  if (/^(?:5|max|urgent)$/i.test(priority ?? '')) return 'bad';
  return /^(?:4|high)$/i.test(priority ?? '') ? 'warning' : undefined;
}

/** Tags that are shown as emojis; the usual ones of some 1,800. */
const EMOJIS: Readonly<Record<string, string>> = {
  '+1': '👍️',
  '-1': '👎️',
  bell: '🔔',
  boom: '💥',
  cd: '💿',
  computer: '💻',
  email: '📧',
  exclamation: '❗',
  fire: '🔥',
  floppy_disk: '💾',
  green_circle: '🟢',
  heavy_check_mark: '✔️',
  hourglass: '⌛',
  loudspeaker: '📢',
  mailbox: '📫',
  no_entry: '⛔',
  no_entry_sign: '🚫',
  package: '📦',
  partying_face: '🥳',
  red_circle: '🔴',
  rocket: '🚀',
  rotating_light: '🚨',
  skull: '💀',
  stop_sign: '🛑',
  tada: '🎉',
  triangular_flag_on_post: '🚩',
  warning: '⚠️',
  white_check_mark: '✅',
  wrench: '🔧',
  x: '❌',
  yellow_circle: '🟡',
  zap: '⚡',
};
