import type { Space } from '../store.ts';

/**
 * Every name the bridge uses in Redis. All carry one hash tag, so that one script may touch any of them on a
 * Cluster; the tag is the bridge's domain, so that bridges for several domains may share a Redis.
 */
export interface Keys {
  /** One record of a space that expires. */
  record(space: Space, id: string): string;
  /** Hash of all records of a space that is kept forever. */
  space(space: Space): string;
  log(log: string): string;
  /** Hash: `incarnation`, and per log `<key> begun` and `<key> trimmed`. */
  readonly marks: string;
  /** In which form all of this is written: `data-version.ts`. */
  readonly dataVersion: string;
  /** A reply of the commit script that can be asked for again: `<number>\n<reply>`; see `numbering.ts`. */
  reply(writer: string, slot: number): string;
  lease(lease: string): string;
  epoch(lease: string): string;
  /** Channel of a signal. */
  signal(channel: string): string;
  /** Channel on which every append is told as `<position> <key of the log>`. */
  readonly appends: string;
}

/** `db`: the number of the database. A channel reaches all databases of a server, so it has to tell them apart. */
export function redisKeys(domain: string, db = 0): Keys {
  const tag = `{sb:${domain}}`;
  const channels = db === 0 ? tag : `${tag}:db${db}`;
  return {
    record: (space, id) => `${tag}:record:${space.name}:${id}`,
    space: (space) => `${tag}:space:${space.name}`,
    log: (log) => `${tag}:log:${log}`,
    marks: `${tag}:marks`,
    dataVersion: `${tag}:data-version`,
    reply: (writer, slot) => `${tag}:reply:${writer}:${slot}`,
    lease: (lease) => `${tag}:lease:${lease}`,
    epoch: (lease) => `${tag}:epoch:${lease}`,
    signal: (channel) => `${channels}:signal:${channel}`,
    appends: `${channels}:appends`,
  };
}
