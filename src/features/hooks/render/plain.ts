import { clean, oneLine, shortened } from './clean.ts';
import { joined } from './look.ts';
import type { Mark, Notice } from './notice.ts';

const MARKS: Readonly<Record<Mark, string>> = { bad: '🔴', warning: '🟠', good: '✔', info: 'ℹ️' };

/** Characters of a message; the bound of a stanza is far above, in bytes. */
export const MAX_MESSAGE = 8_000;
const MAX_LINKS = 10;

/** A notice as plain text: its title, its text, its links. Undefined where it says nothing. */
export function plainText(notice: Notice): string | undefined {
  const { mark, title, text, url, links = [], image } = notice;
  const head = title === undefined ? undefined : oneLine(clean(title));
  const body = text === undefined ? undefined : shortened(clean(text).trim(), MAX_MESSAGE - 2_000);
  if (!head && !body && url === undefined && image === undefined) return undefined;
  const shown = [
    joined([mark && MARKS[mark], head]),
    body,
    url,
    ...links.slice(0, MAX_LINKS).map((link) => `${oneLine(clean(link.title))}: ${link.url}`),
    image,
  ];
  const seen = joined(
    shown.map((part) => (part === undefined ? undefined : clean(part))),
    '\n',
  );
  return seen === undefined ? undefined : shortened(seen, MAX_MESSAGE);
}
