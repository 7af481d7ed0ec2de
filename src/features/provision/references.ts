/** Values that stand in files of their own: `{file: /run/secrets/…}` in place of a text. */
import type { InputFault } from '../../core/errors.ts';
import { pointerToken } from '../../core/json/pointer.ts';

export interface Resolved {
  readonly value: unknown;
  readonly faults: readonly InputFault[];
  /** Pointers to secrets that stand in the file itself. */
  readonly inClear: readonly string[];
}

/** Throws where there is no such file. */
export type ReadText = (path: string) => string;

interface Notes {
  readonly faults: InputFault[];
  readonly inClear: string[];
  readonly read: ReadText;
}

/** Puts what the files hold in the place of the references. */
export function resolveFiles(value: unknown, read: ReadText): Resolved {
  const notes: Notes = { faults: [], inClear: [], read };
  return { value: resolved(value, '', notes), faults: notes.faults, inClear: notes.inClear };
}

function resolved(value: unknown, pointer: string, notes: Notes): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => resolved(item, `${pointer}/${index}`, notes));
  }
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'string') noteClear(value, pointer, notes);
    return value;
  }
  const { file, ...rest } = value as { readonly file?: unknown };
  if (typeof file === 'string' && Object.keys(rest).length === 0) {
    return textIn(file, pointer, notes);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      resolved(item, `${pointer}/${pointerToken(key)}`, notes),
    ]),
  );
}

/** A path is no secret, whatever it looks like. */
function noteClear(text: string, pointer: string, { faults, inClear }: Notes): void {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  const [, secret] = /^(secret|token|password|username)_?file$/i.exec(name) ?? [];
  if (secret !== undefined) {
    const detail = `Write ${secret.toLowerCase()}: {file: …} to have it read from a file.`;
    faults.push({ pointer, detail });
  }
  if (!isSecretPlace(pointer)) return;
  if (/^\.{0,2}\//.test(text)) {
    faults.push({
      pointer,
      detail: 'Write {file: …} around a path; a secret here has no / at its front.',
    });
  }
  inClear.push(pointer);
}

/** One line break at the end is of the editor. */
function textIn(file: string, pointer: string, { faults, read }: Notes): string | undefined {
  try {
    const text = read(file).replace(/\r?\n$/, '');
    if (text !== '') return text;
    faults.push({ pointer, detail: `The file ${file} is empty.` });
  } catch (error) {
    const { code = String(error) } = error as { readonly code?: string };
    faults.push({ pointer, detail: `The file ${file} cannot be read (${code}).` });
  }
  return undefined;
}

function isSecretPlace(pointer: string): boolean {
  return /\/(secret|token|password)$|\/headers\/[^/]+$/.test(pointer);
}
