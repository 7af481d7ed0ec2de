/** The settings as every command reads them: what `check-config` calls good, `serve` starts with. */
import {
  readSettings,
  type CheckValues,
  type FoundFault,
  type SettingsRead,
} from '../config/settings.ts';
import type { SettingKey } from '../config/settings-table.ts';
import type { Surroundings } from '../config/sources.ts';
import { tlsFaults } from '../link/tls/files.ts';
import { parseRedisUrl } from '../store/redis/url.ts';
import { targetRule } from '../egress/guard.ts';

/** Throws SettingsFault with everything that would keep the bridge from being started, and connects to nothing. */
export function usableSettings(surroundings: Surroundings): SettingsRead {
  const read = readSettings(surroundings, (values) => [
    ...checkValues(values),
    ...tlsFaults(values, surroundings.readFile),
  ]);
  const { redisUrl, apiKey, jwtIssuer, provision } = read.settings;
  const isOpen = [apiKey, jwtIssuer, provision].some((it) => it !== undefined);
  if (redisUrl === undefined || isOpen) return read;
  const warning = 'BRIDGE_API_KEY is not set: serve exits with 78 unless keys are stored in Redis';
  return { ...read, warnings: [...read.warnings, warning] };
}

const checkValues: CheckValues = (values) => {
  const { redisUrl, webhookAllow } = values;
  return [
    ...(redisUrl === undefined ? [] : faultOf('redisUrl', () => parseRedisUrl(redisUrl))),
    ...(webhookAllow === undefined ? [] : faultOf('webhookAllow', () => targetRule(webhookAllow))),
    ...(isClosed(values) ? [NOBODY_CAN_CALL] : []),
  ];
};

function faultOf(key: SettingKey, build: () => unknown): readonly FoundFault[] {
  try {
    build();
    return [];
  } catch (error) {
    return [{ key, advice: error instanceof Error ? error.message : String(error) }];
  }
}

const NOBODY_CAN_CALL: FoundFault = {
  key: 'apiKey',
  advice:
    'and no keys are stored without BRIDGE_REDIS_URL, so nobody could call. Use 32 random characters.',
};

/** Neither a key nor an issuer nor a file with keys, and no Redis that could have stored keys. */
function isClosed(values: Parameters<CheckValues>[0]): boolean {
  return !['redisUrl', 'apiKey', 'jwtIssuer', 'provision'].some((key) => key in values);
}
