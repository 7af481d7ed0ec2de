import type { KeyFamily } from '../../store/family.ts';
import { CASE_MS, DELIVERY_MS } from './intake/records.ts';

const OF_EACH = 'one hash, a field for each hook';

export const HOOKS_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'space:hook',
    what: 'The hooks; of the secret in its URL each has the SHA-256.',
    bound: { most: 100_000, of: OF_EACH },
  },
  {
    pattern: 'space:hook-window',
    what: 'How many messages each hook has sent since when, and what was held back.',
    bound: { most: 100_000, of: OF_EACH },
  },
  {
    pattern: 'record:hook-delivery:*',
    what: 'That a delivery with an id was taken, and which messages it made.',
    bound: { ms: DELIVERY_MS },
  },
  {
    pattern: 'record:hook-case:*',
    what: 'What was said last of a thing, such as an alert, and in which messages; a day where nobody was told.',
    bound: { ms: CASE_MS },
  },
];
