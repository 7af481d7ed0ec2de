import { createHmac } from 'node:crypto';

/**
 * Ids of the IQs that the bridge asks. Each ends with a seal that only replicas with the same secret can make: a replica
 * knows an answer to what another one asked without looking it up, and nobody can make up such an id.
 */
export interface IqIds {
  /** Not to be guessed before it is read on the wire. */
  readonly next: () => string;
  /** The same id for the same text. */
  readonly seal: (text: string) => string;
  readonly isOurs: (id: string) => boolean;
}

/** 48 bits: who guesses one may send a larger stanza once, and nothing else. */
const SEAL_LENGTH = 8;

/** `random` makes texts of 128 random bits. */
export function createIqIds(secret: string, random: () => string): IqIds {
  const key = createHmac('sha256', secret).update('iq ids').digest();
  const sealOf = (text: string) =>
    createHmac('sha256', key).update(text).digest('base64url').slice(0, SEAL_LENGTH);
  const seal = (text: string) => text + sealOf(text);
  return {
    next: () => seal(random()),
    seal,
    isOurs: (id) =>
      id.length > SEAL_LENGTH && sealOf(id.slice(0, -SEAL_LENGTH)) === id.slice(-SEAL_LENGTH),
  };
}
