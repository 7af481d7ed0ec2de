/**
 * Which real programs a suite needs. In CI a missing one is an error; on somebody's own machine the suite is skipped:
 *
 *     describe.runIf(needs('prosody'))('link on a real Prosody', () => …)
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasDebian13 } from './debian-13.ts';
import { findEjabberd } from './ejabberd.ts';
import type { ServerName } from './servers.ts';
import { PYTHON } from './slixmpp.ts';

const PROSODY_LUA = fileURLToPath(new URL('prosody-lua.lua', import.meta.url));

export type Program =
  | ServerName
  | 'redis'
  | 'slixmpp'
  | 'prosody-lua'
  | 'zsh'
  | 'fish'
  | 'nginx'
  | 'caddy'
  | 'stunnel'
  | 'git'
  | 'cc'
  | 'chromium'
  | 'alertmanager'
  | 'apprise'
  | 'curl';

const PRESENT: Record<Program, () => boolean> = {
  prosody: () => inPath('prosody'),
  ejabberd: () => inPath('erl') && findEjabberd() !== undefined,
  'prosody@13': hasDebian13,
  'ejabberd@24': hasDebian13,
  redis: () => inPath('redis-server'),
  slixmpp: () => spawnSync(PYTHON, ['-c', 'import slixmpp']).status === 0,
  zsh: () => inPath('zsh'),
  fish: () => inPath('fish'),
  cc: () => inPath('cc'),
  nginx: () => inPath('nginx'),
  caddy: () => inPath('caddy'),
  stunnel: () => inPath('stunnel') && inPath('openssl'),
  git: () => inPath('git'),
  chromium: () => inPath('chromium'),
  alertmanager: () => inPath('prometheus-alertmanager'),
  apprise: () => inPath('apprise'),
  curl: () => inPath('curl'),
  'prosody-lua': () => spawnSync('lua5.4', [PROSODY_LUA]).status === 0,
};

const known = new Map<Program, boolean>();

export function needs(...programs: readonly Program[]): boolean {
  const missing = programs.filter((program) => !isPresent(program));
  if (missing.length === 0) return true;
  const message = `${missing.join(' and ')} not installed; run as root on Debian: bash scripts/install-servers.sh && bash scripts/build-debian-13.sh`;
  if (process.env['CI']) throw new Error(message);
  console.warn(`skipped: ${message}`);
  return false;
}

function isPresent(program: Program): boolean {
  const present = known.get(program) ?? PRESENT[program]();
  known.set(program, present);
  return present;
}

function inPath(command: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
