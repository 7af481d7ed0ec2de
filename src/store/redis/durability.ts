import { Cluster } from 'ioredis';
import type { Logger } from '../../observe/logger.ts';
import type { StoreWarning } from '../store.ts';
import type { Client } from './connection.ts';

export interface DurabilityWatch {
  /** As last looked at. */
  warnings(): readonly StoreWarning[];
  /** Looks now. Never rejects: when Redis is away the last findings stand. */
  look(): Promise<void>;
}

/** Looks at the settings of Redis after each connect, and logs what is found. */
export function watchDurability(client: Client, logger: Logger): DurabilityWatch {
  let warnings: readonly StoreWarning[] = [];

  const look = async () => {
    const found = await settingsOf(client).catch(() => undefined);
    if (found === undefined) return;
    for (const warning of found) {
      if (!warnings.includes(warning)) logger.warn({ warning: warning.code }, warning.detail);
    }
    warnings = found;
  };

  client.on('ready', () => void look());
  // A node of a Cluster that joined or came back.
  client.on('+node', () => void look());
  return { warnings: () => warnings, look };
}

/** Asks every master of a Cluster. */
async function settingsOf(client: Client): Promise<StoreWarning[]> {
  const masters = client instanceof Cluster ? client.nodes('master') : [client];
  const found = await Promise.all(
    masters.map(async (node) => {
      try {
        // INFO says it all and is allowed where CONFIG is not.
        return warningsOf(await node.info());
      } catch (error) {
        if (String(error).includes('NOPERM')) return [UNCHECKED];
        throw error;
      }
    }),
  );
  return [...new Set(found.flat())];
}

function warningsOf(info: string): StoreWarning[] {
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const warnings: StoreWarning[] = [];
  if (field('aof_enabled') !== '1') warnings.push(NOT_DURABLE);
  if (field('maxmemory') !== '0' && field('maxmemory_policy') !== 'noeviction') {
    warnings.push(EVICTS);
  }
  return warnings;
}

const NOT_DURABLE: StoreWarning = {
  code: 'not-durable',
  detail:
    'Redis keeps no append-only file: what it holds is lost when it crashes. Set "appendonly yes".',
};

const EVICTS: StoreWarning = {
  code: 'evicts',
  detail:
    'Redis drops data when its memory is full. Set "maxmemory-policy noeviction", so that it refuses instead.',
};

const UNCHECKED: StoreWarning = {
  code: 'unchecked',
  detail:
    'Redis does not let this user run INFO, so it is not known whether it keeps an append-only file or drops data.',
};
