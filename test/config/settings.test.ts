import { describe, expect, it } from 'vitest';
import { describeSettings } from '../../src/config/settings.ts';
import { faults, read, REQUIRED, settings, type Environment } from '../support/read-settings.ts';

describe('settings', () => {
  it('have defaults for all but three', () => {
    expect(settings()).toMatchObject({
      linkMode: 'leader',
      httpHost: '0.0.0.0',
      httpPort: 8080,
      managementPort: 9090,
      retention: 86_400_000,
      maxBody: 131_072,
      requestTimeout: 15_000,
    });
  });

  it('try a webhook delivery 14 times over a day', () => {
    const { webhookSchedule } = settings();
    expect(webhookSchedule).toHaveLength(14);
    const length = webhookSchedule.reduce((sum, delay) => sum + delay);
    expect(Math.round(length / 3_600_000)).toBe(24);
  });

  it('leave undefined what has no default', () => {
    expect(settings().redisUrl).toBeUndefined();
  });

  it('take the domain without its first label for that of the server', () => {
    expect(settings().xmppServerHost).toBe('example.org');
  });

  it('take the domain of the server that is given', () => {
    const env = { BRIDGE_XMPP_SERVER_HOST: 'Capulet.example' };
    expect(settings(env).xmppServerHost).toBe('capulet.example');
  });

  it('count an empty variable as none', () => {
    expect(settings({ BRIDGE_HTTP_PORT: '' }).httpPort).toBe(8080);
  });

  it('read durations, sizes and lists', () => {
    const env = {
      BRIDGE_RETENTION: '7d',
      BRIDGE_MAX_BODY: '1MiB',
      BRIDGE_WEBHOOK_SCHEDULE: '0s, 500ms,1.5s',
      BRIDGE_WEBHOOK_ALLOW: '10.0.0.0/8,hooks.internal',
    };
    expect(settings(env)).toMatchObject({
      retention: 604_800_000,
      maxBody: 1_048_576,
      webhookSchedule: [0, 500, 1500],
      webhookAllow: ['10.0.0.0/8', 'hooks.internal'],
    });
  });
});

describe('where a setting comes from', () => {
  const sourceOf = (name: string, env: Environment, files: Environment = {}) =>
    describeSettings(read({ ...REQUIRED, ...env }, files)).find((it) => it.name === name)?.source;

  it('is the environment, also where the file has it too', () => {
    const files = { '/etc/bridge.yaml': 'httpPort: 80' };
    const env = { BRIDGE_CONFIG: '/etc/bridge.yaml', BRIDGE_HTTP_PORT: '81' };
    expect(sourceOf('BRIDGE_HTTP_PORT', env, files)).toBe('environment');
  });

  it('is the YAML file', () => {
    const files = { '/etc/bridge.yaml': 'httpPort: 80' };
    const env = { BRIDGE_CONFIG: '/etc/bridge.yaml' };
    expect(sourceOf('BRIDGE_HTTP_PORT', env, files)).toBe('/etc/bridge.yaml');
  });

  it('is the file of a secret', () => {
    const env = { BRIDGE_API_KEY_FILE: '/run/key' };
    expect(sourceOf('BRIDGE_API_KEY', env, { '/run/key': 'x'.repeat(32) })).toBe('/run/key');
  });

  it('is the default', () => {
    expect(sourceOf('BRIDGE_HTTP_PORT', {})).toBe('default');
  });
});

describe('faults', () => {
  it('are all told at once', () => {
    const lines = faults({
      BRIDGE_XMPP_SERVICE: 'localhost',
      BRIDGE_XMPP_DOMAIN: 'romeo@example.org',
      BRIDGE_HTTP_PORT: '80800',
      BRIDGE_LINK_MODE: 'some',
      BRIDGE_RETENTION: '1 moon',
    });
    expect(lines.map((line) => line.split(/[: ]/)[0])).toEqual([
      'BRIDGE_XMPP_SERVICE',
      'BRIDGE_XMPP_DOMAIN',
      'BRIDGE_XMPP_SECRET',
      'BRIDGE_LINK_MODE',
      'BRIDGE_HTTP_PORT',
      'BRIDGE_RETENTION',
    ]);
  });

  it('say what to write', () => {
    expect(faults({ ...REQUIRED, BRIDGE_LINK_MODE: 'some' })).toEqual([
      'BRIDGE_LINK_MODE: "some" does not fit; write one of leader, all',
    ]);
  });
});

describe('settings that do not go together', () => {
  it('are two ports that are one', () => {
    const env = { ...REQUIRED, BRIDGE_HTTP_PORT: '8080', BRIDGE_MANAGEMENT_PORT: '8080' };
    expect(faults(env)).toEqual([
      'BRIDGE_HTTP_PORT and BRIDGE_MANAGEMENT_PORT are both 8080; change one',
    ]);
  });

  it('are not two ports that are chosen freely', () => {
    const env = { BRIDGE_HTTP_PORT: '0', BRIDGE_MANAGEMENT_PORT: '0' };
    expect(settings(env).httpPort).toBe(0);
  });

  it('are a schedule without an attempt', () => {
    expect(faults({ ...REQUIRED, BRIDGE_WEBHOOK_SCHEDULE: ',' })).toEqual([
      'BRIDGE_WEBHOOK_SCHEDULE is empty; name one delay',
    ]);
  });
});

describe('tokens of an issuer', () => {
  const WHOLE = {
    BRIDGE_JWT_ISSUER: 'https://verona.example/',
    BRIDGE_JWT_AUDIENCE: 'stanza-bridge',
    BRIDGE_JWT_JWKS_URL: 'https://verona.example/jwks.json',
  };

  it('are taken when issuer, audience and keys are all named', () => {
    expect(settings(WHOLE)).toMatchObject({
      jwtIssuer: 'https://verona.example/',
      jwtAlgorithms: ['RS256', 'ES256', 'EdDSA'],
      jwtScopesClaim: 'scope',
    });
  });

  it.each(Object.keys(WHOLE))('are half set without %s', (name) => {
    const half = Object.entries(WHOLE).filter(([other]) => other !== name);
    const [line = '', ...others] = faults({ ...REQUIRED, ...Object.fromEntries(half) });
    expect(line).toContain(`${name} is missing`);
    expect(others).toEqual([]);
  });

  it.each(['none', 'HS256', 'ES256,HS512', 'rs256'])('are never signed with %s', (algorithms) => {
    const env = { ...REQUIRED, ...WHOLE, BRIDGE_JWT_ALGORITHMS: algorithms };
    expect(faults(env)[0]).toContain('BRIDGE_JWT_ALGORITHMS');
  });

  it('are signed with something', () => {
    const env = { ...REQUIRED, ...WHOLE, BRIDGE_JWT_ALGORITHMS: ',' };
    expect(faults(env)).toEqual(['BRIDGE_JWT_ALGORITHMS is empty; name one at least']);
  });

  it('are doubtful when their keys come in plain text', () => {
    const env = { ...REQUIRED, ...WHOLE, BRIDGE_JWT_JWKS_URL: 'http://verona.example/jwks.json' };
    expect(read(env).warnings[0]).toContain('BRIDGE_JWT_JWKS_URL');
  });
});

describe('the YAML file', () => {
  const inFile = (text: string, env: Environment = {}) =>
    settings({ BRIDGE_CONFIG: '/etc/bridge.yaml', ...env }, { '/etc/bridge.yaml': text });
  const faultsInFile = (text: string) =>
    faults({ ...REQUIRED, BRIDGE_CONFIG: '/etc/bridge.yaml' }, { '/etc/bridge.yaml': text });

  it('has settings by their key', () => {
    expect(inFile('httpPort: 8081\nwebhookAllow: [a.example, b.example]\n')).toMatchObject({
      httpPort: 8081,
      webhookAllow: ['a.example', 'b.example'],
    });
  });

  it('gives way to the environment', () => {
    expect(inFile('httpPort: 8081\n', { BRIDGE_HTTP_PORT: '8082' }).httpPort).toBe(8082);
  });

  it('may be empty', () => {
    expect(inFile('').httpPort).toBe(8080);
  });

  it.each([
    [
      'an unknown key',
      'htpPort: 1',
      'BRIDGE_CONFIG: htpPort is not a setting; did you mean httpPort?',
    ],
    ['a key with more inside', 'httpPort: { a: 1 }', 'BRIDGE_CONFIG: httpPort needs a plain value'],
    ['a list', '- httpPort', 'BRIDGE_CONFIG: write one "key: value" per line'],
    ['broken YAML', 'httpPort: "', 'BRIDGE_CONFIG: '],
  ])('with %s is refused', (_what, text, start) => {
    expect(faultsInFile(text)).toEqual([expect.stringContaining(start)]);
  });
});
