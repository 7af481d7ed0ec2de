import { BridgeError } from '../../../core/errors.ts';
import { parseJson } from '../../../core/json/json.ts';

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
    const detail = `Send at most ${limits.batchItems} messages at once; this batch has ${entries.length}.`;
    throw new BridgeError('payload-too-large', detail);
  }
  if (typeof body !== 'string') return entries;
  return (entries as readonly Line[]).map((line) => parseLine(line, limits.bodyBytes));
}

interface Line {
  readonly text: string;
  /** From 1, as an editor shows it: empty lines count. */
  readonly number: number;
}

function linesOf(text: string): Line[] {
  const lines = text.split('\n').map((line, index) => ({ text: line, number: index + 1 }));
  return lines.filter((line) => line.text.trim() !== '');
}

function parseLine({ text, number }: Line, maxBytes: number): unknown {
  if (Buffer.byteLength(text) > maxBytes) {
    return new BridgeError('payload-too-large', `One message is at most ${maxBytes} bytes.`);
  }
  try {
    return parseJson(text, number);
  } catch (error) {
    if (error instanceof BridgeError) return error;
    throw error;
  }
}
