/**
 * The loop guard's book-keeping for one conversation: what an identity heard there a moment ago, and which of it has been
 * answered. Pure; the clock is the caller's.
 */

/** One message that was heard. */
export interface Heard {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `self`: sent by an identity of the bridge; `answer`: such a message that was itself an answer. */
  readonly from: 'foreign' | 'self' | 'answer';
  readonly answered?: true;
}

export type Pairing =
  /** Nothing was heard lately. */
  | { readonly kind: 'original' }
  /** `heard` is the list to be written, where it changed. */
  | { readonly kind: 'answer'; readonly heard?: readonly Heard[] }
  /** All that is left to be answered are answers of the bridge itself. */
  | { readonly kind: 'loop' };

/** More than is heard in a window in earnest. Without the oldest, fewer answers are allowed, never more. */
export const MAX_HEARD = 100;

export function withHeard(
  heard: readonly Heard[],
  news: readonly Heard[],
  after: number,
): readonly Heard[] {
  return [...heard, ...news].filter(({ at }) => at > after).slice(-MAX_HEARD);
}

/** What a message is that is sent into the conversation now. `after`: what was heard before is out of the window. */
export function pair(all: readonly Heard[], after: number): Pairing {
  const heard = all.filter(({ at }) => at > after);
  if (heard.length === 0) return { kind: 'original' };
  const open = (from: Heard['from']) =>
    heard.find((one) => one.from === from && one.answered !== true);
  const answered = open('foreign') ?? open('self');
  if (answered !== undefined) {
    const marked = heard.map((one) =>
      one === answered ? ({ ...one, answered: true } as const) : one,
    );
    return { kind: 'answer', heard: marked };
  }
  // One more answer to what was answered before, unless it may be a reaction to an answer of ours.
  return open('answer') === undefined ? { kind: 'answer' } : { kind: 'loop' };
}
