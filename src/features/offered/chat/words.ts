/** What somebody writes to begin a command: its word, and values for its form. Pure. */
import type { FormValues } from '../../../extensions/queries/form-values.ts';

export interface Written {
  /** As `wordOf` gives it. */
  readonly word: string;
  readonly values: FormValues;
  /** What follows the word is not understood; told only where it was marked as a command. */
  readonly isWrong?: true;
}

/** Words are compared without regard to case: phones begin a message with a capital. */
export function wordOf(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

const BEGIN = /^([!/]?)(\S+)/;
/** `key=value`, `key="two words"`, with the quotation marks of phones too. */
const VALUE = /\s+([^\s=]+)=(?:["“„]([^"“”]*)["“”]|(\S*))/y;

/** Undefined for what begins no command, whichever there are: a sentence that only starts with a word. */
export function readWords(body: string): Written | undefined {
  const text = body.trim();
  const [begin = '', mark, first = ''] = BEGIN.exec(text) ?? [];
  if (first === '') return undefined;
  const word = wordOf(first);
  const { values, end } = valuesAfter(text, begin.length);
  if (end === text.length) return { word, values };
  return mark === '' ? undefined : { word, values: {}, isWrong: true };
}

function valuesAfter(text: string, start: number) {
  const found = new Map<string, string[]>();
  let end = start;
  while (end < text.length) {
    VALUE.lastIndex = end;
    const match = VALUE.exec(text);
    if (match === null) break;
    const [whole, name = '', quoted, plain = ''] = match;
    found.set(name, [...(found.get(name) ?? []), quoted ?? plain]);
    end += whole.length;
  }
  return { values: Object.fromEntries(found), end };
}
