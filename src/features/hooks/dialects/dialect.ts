import type { Payload } from '../render/delivery.ts';
import type { Notice } from '../render/notice.ts';

/** How news of what was told before is told: by a correction, as a reply, or as a message of its own. */
export type Update = 'edit' | 'reply' | 'new';

/** How the payloads of one sender are read. Pure. */
export interface Dialect {
  /** The notice in a payload; undefined where the payload is none of this sender's, and is then shown as it came. */
  readonly read: (payload: Payload) => Notice | undefined;
  /** For hooks that do not say. */
  readonly update: Update;
  /** Answers as the sender expects them, where it looks at more than the status. */
  readonly answers?: Answers;
  /** A payload as this sender would send it: what `hooks test` delivers. */
  readonly sample: Sample;
}

export interface Answers {
  /** Of a delivery that was taken. */
  readonly taken: (taken: { readonly id: string; readonly at: number }) => PlainAnswer;
  /** Of a payload that cannot be read. Absent: it is shown as it came. */
  readonly unread?: (payload: Payload) => PlainAnswer;
}

export interface PlainAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface Sample {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A sample of JSON. */
export function sampleOf(body: unknown, headers: Readonly<Record<string, string>> = {}): Sample {
  return {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}
