import { asText, atPointer } from './look.ts';
import type { Payload } from './delivery.ts';
import { source } from './filter.ts';
import type { Notice } from './notice.ts';
import { judged } from './status.ts';

/** Where in the payload a field of the notice is: JSON pointers. */
export type Pick = Readonly<Partial<Record<PickedField, string>>>;

export const PICKED_FIELDS = [
  'title',
  'text',
  'url',
  'image',
  'event',
  'status',
  'severity',
  'key',
] as const;

export type PickedField = (typeof PICKED_FIELDS)[number];

/** The notice with what is picked in place of what the dialect read. */
export function picked(pick: Pick, notice: Notice, payload: Payload): Notice {
  const from = source(payload);
  const found: Partial<Record<PickedField, string>> = {};
  for (const field of PICKED_FIELDS) {
    const pointer = pick[field];
    const value = pointer === undefined ? undefined : asText(atPointer(from, pointer));
    if (value !== undefined) found[field] = value;
  }
  const { status } = found;
  const isListed = notice.isListing && (found.title ?? found.text) !== undefined;
  const { text: _, ...rest } = notice;
  const read = isListed ? rest : notice;
  return { ...read, ...(status !== undefined && judged(status)), ...found };
}
