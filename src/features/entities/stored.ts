import type { KeyFamily } from '../../store/family.ts';

const DAY_MS = 24 * 60 * 60_000;

export const ENTITIES_FAMILIES: readonly KeyFamily[] = [
  {
    pattern: 'record:entity-answer:*',
    what: 'What an address said of itself lately, and what the server offers.',
    bound: { ms: 5 * 60_000 },
  },
  {
    pattern: 'record:caps:*',
    what: 'The features that a verification string of XEP-0115 stands for.',
    bound: { ms: 7 * DAY_MS },
  },
];
