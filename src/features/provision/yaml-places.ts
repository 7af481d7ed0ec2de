/** YAML as JSON that knows where each value stands. Pure. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { keyOfToken } from '../../core/json/pointer.ts';

export interface Placed {
  readonly value: unknown;
  /** The line of what a JSON pointer leads to, or of the nearest thing around it. */
  readonly lineOf: (pointer: string) => number;
}

export interface NotYaml {
  readonly faults: readonly { readonly line: number; readonly detail: string }[];
}

export function readYaml(text: string): Placed | NotYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map(({ message, pos }) => ({ line: at(pos[0]), detail: message })),
    };
  }
  try {
    return { value: document.toJS(), lineOf: (pointer) => at(offsetOf(document, pointer)) };
  } catch (error) {
    // Aliases that would make it too large.
    return {
      faults: [{ line: 1, detail: error instanceof Error ? error.message : String(error) }],
    };
  }
}

function offsetOf({ contents }: Document, pointer: string): number {
  let node: unknown = contents;
  let offset = startOf(node) ?? 0;
  for (const token of pointer.split('/').slice(1)) {
    const key = keyOfToken(token);
    const found = stepInto(node, key);
    if (found === undefined) break;
    offset = found.offset ?? offset;
    node = found.node;
  }
  return offset;
}

interface Step {
  readonly node: unknown;
  readonly offset: number | undefined;
}

/** A member begins at its name. */
function stepInto(node: unknown, key: string): Step | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? undefined : { node: item, offset: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((it) => isScalar(it.key) && String(it.key.value) === key);
  return pair && { node: pair.value, offset: startOf(pair.key) };
}

function startOf(node: unknown): number | undefined {
  return (node as { readonly range?: readonly [number, number, number] | null } | null)?.range?.[0];
}
