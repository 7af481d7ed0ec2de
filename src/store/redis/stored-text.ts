import type { StoredRecord } from '../store.ts';

/** A record as Redis keeps it: `<version>\n<value>`, one string, which is cheaper than a hash of two fields. */
export function recordText(version: number, value: string): string {
  return `${version}\n${value}`;
}

export function parseRecord(text: string): StoredRecord {
  const end = text.indexOf('\n');
  return { version: Number(text.slice(0, end)), value: text.slice(end + 1) };
}
