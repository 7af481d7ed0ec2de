import { BridgeError } from '../../../core/errors.ts';
import { parseJson } from '../../../core/json.ts';

export interface BatchLimits {
  readonly batchItems: number;
  /** Of one line. */
  readonly bodyBytes: number;
}

/**
 * The entries of a batch: an array as it is, or the lines of NDJSON, each parsed alone. A line that is no JSON is
 * there as its error. Throws `payload-too-large` for too many, `invalid-request` for none.
 */
export function readBatch(
  body: string | readonly unknown[],
  limits: BatchLimits,
): readonly unknown[] {
  const entries = typeof body === 'string' ? linesOf(body) : body;
  if (entries.length === 0) throw new BridgeError('invalid-request', 'Send at least one message.');
  if (entries.length > limits.batchItems) {
    const detail = `Send at most ${limits.batchItems} messages at once; these are ${entries.length}.`;
    throw new BridgeError('payload-too-large', detail);
  }
  if (typeof body !== 'string') return entries;
  return entries.map((line) => parseLine(line as string, limits.bodyBytes));
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function parseLine(line: string, maxBytes: number): unknown {
  if (Buffer.byteLength(line) > maxBytes) {
    return new BridgeError('payload-too-large', `One message is at most ${maxBytes} bytes.`);
  }
  try {
    return parseJson(line);
  } catch (error) {
    if (error instanceof BridgeError) return error;
    throw error;
  }
}
