import { blamesStanza, type LinkLoss } from './failure.ts';

/** What a server showed of its limit on the size of a stanza, when it ended a stream because of one. */
export interface SizeLimit {
  /** So many bytes are too many. */
  readonly bytes: number;
  /** Of the stream error. */
  readonly condition: string;
  /** By a monotonic clock, ms. */
  readonly learntAt: number;
}

/** The administrator may raise the limit while the server runs: it is believed again after this. */
const BELIEVED_MS = 10 * 60_000;
/** Every server takes stanzas of this size (RFC 6120 §13.12). */
const ALWAYS_TAKEN = 10_000;

/** What is known of the limit after a link ended. One that ended in another way may come back to a mended server. */
export function limitAfter(
  known: SizeLimit | undefined,
  loss: LinkLoss,
  now: number,
): SizeLimit | undefined {
  if (loss.failure.kind === 'stopped') return known;
  if (!blamesStanza(loss.failure)) return undefined;
  const shown = shownBy(loss);
  if (shown === undefined) return known;
  const condition = loss.failure.streamError?.condition ?? '';
  return { bytes: Math.min(shown, known?.bytes ?? shown), condition, learntAt: now };
}

export function isBelieved(limit: SizeLimit | undefined, now: number): limit is SizeLimit {
  return limit !== undefined && now - limit.learntAt < BELIEVED_MS;
}

function shownBy({ failure, onItsWay: { stanzas } }: LinkLoss): number | undefined {
  const { condition = '', text = '' } = failure.streamError ?? {};
  const sizes = stanzas.map((xml) => Buffer.byteLength(xml));
  // If any of them was too big, the biggest was.
  const biggest = Math.max(0, ...sizes);
  if (biggest === 0) return undefined;
  if (condition === 'policy-violation' && /\b(big|large|size|long)/i.test(text)) return biggest;
  // COMPAT: Prosody 0.12 says `not-well-formed`, and no more. What left here was well formed.
  const isLikely = condition === 'not-well-formed' || condition === 'policy-violation';
  return isLikely && sizes.length === 1 && biggest > ALWAYS_TAKEN ? biggest : undefined;
}
