export interface CleanSecret {
  readonly text: string;
  /** White space was removed that an editor does not add by itself. */
  readonly trimmed: boolean;
  /** Why this cannot be a secret. */
  readonly fault?: string;
}

/**
 * The secret in a file or variable. Editors end files with line breaks, and Windows with CRLF; a secret has neither
 * these nor blanks at its ends.
 */
export function cleanSecret(written: string): CleanSecret {
  const text = written.trim();
  const trimmed = text !== written.replace(/[\r\n]+$/, '').replace(/^\uFEFF/, '');
  if (text === '') return { text, trimmed, fault: 'is empty; write the secret into it' };
  if (/[\r\n]/.test(text)) {
    return { text, trimmed, fault: 'has several lines; write nothing but the secret into it' };
  }
  return { text, trimmed };
}
