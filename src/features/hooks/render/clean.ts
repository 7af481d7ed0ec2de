/** Text that came from outside, made fit for a message. */

/** What XML 1.0 excludes (§2.2), other control characters, and those that turn the direction of what follows. */
// eslint-disable-next-line no-control-regex -- these are what is excluded
const UNFIT = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** Half a character. */
const LONE = /\p{Surrogate}/gu;

/** One line break is `\n`; what is unfit is replaced, so that it is seen that something was there. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNFIT, '\ufffd').replace(LONE, '\ufffd');
}

/** As one line. */
export function oneLine(text: string, most = 300): string {
  return shortened(text, most).replace(/\s+/g, ' ').trim();
}

/** At most so many characters (UTF-16 units), not cut within a character. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = most - 1;
  const isHigh = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return `${text.slice(0, isHigh ? end - 1 : end).trimEnd()}…`;
}
