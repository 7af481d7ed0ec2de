import { clean, oneLine, shortened } from './clean.ts';
import { joined } from './look.ts';
import type { Mark, Notice } from './notice.ts';

const MARKS: Readonly<Record<Mark, string>> = { bad: '🔴', warning: '🟠', good: '✔', info: 'ℹ️' };

/** Characters of a message; the bound of a stanza is far above, in bytes. */
export const MAX_MESSAGE = 8_000;
const MAX_LINKS = 10;

/** Of a text that may be as long as a payload, as much as a message can show. */
function cleanBeginning(text: string): string {
  return clean(text.trimStart().slice(0, 2 * MAX_MESSAGE));
}

/** A notice as plain text: its title, its text, its links. Undefined where it says nothing. */
export function plainText(notice: Notice): string | undefined {
  const { mark, title, text, url, links = [], image } = notice;
  const head = title === undefined ? undefined : oneLine(cleanBeginning(title));
  const body =
    text === undefined ? undefined : shortened(cleanBeginning(text).trim(), MAX_MESSAGE - 2_000);
  if (!head && !body && url === undefined && image === undefined) return undefined;
  const shown = [
    joined([mark && MARKS[mark], head]),
    body,
    url,
    ...links
      .slice(0, MAX_LINKS)
      .map((link) => `${oneLine(cleanBeginning(link.title))}: ${link.url}`),
    image,
  ];
  const seen = joined(
    shown.map((part) => (part === undefined ? undefined : cleanBeginning(part))),
    '\n',
  );
  return seen === undefined ? undefined : shortened(seen, MAX_MESSAGE);
}
