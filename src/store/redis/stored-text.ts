import type { StoredRecord } from '../store.ts';

/** What stands before the value of a record in Redis: `<version>\n<value>` is one string, cheaper than a hash of two. */
export function versionHead(version: number): string {
  return `${version}\n`;
}

export function parseRecord(text: string): StoredRecord {
  const end = text.indexOf('\n');
  return { version: Number(text.slice(0, end)), value: text.slice(end + 1) };
}
