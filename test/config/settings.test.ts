import { describe, expect, it } from 'vitest';
import { describeSettings, readSettings, SettingsFault } from '../../src/config/settings.ts';

const REQUIRED = {
  BRIDGE_XMPP_SERVICE: 'xmpp://localhost:5347',
  BRIDGE_XMPP_DOMAIN: 'bridge.example.org',
  BRIDGE_XMPP_SECRET: 'wherefore',
};

type Environment = Readonly<Record<string, string>>;

function read(env: Environment, files: Environment = {}) {
  return readSettings({
    env,
    readFile(path) {
      const text = files[path];
      if (text === undefined) throw new Error(`no file ${path}`);
      return text;
    },
  });
}

function settings(env: Environment = {}, files: Environment = {}) {
  return read({ ...REQUIRED, ...env }, files).settings;
}

function faults(env: Environment, files: Environment = {}): readonly string[] {
  try {
    read(env, files);
  } catch (error) {
    if (error instanceof SettingsFault) return error.lines;
    throw error;
  }
  return [];
}

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

describe('a secret', () => {
  it('is read from its file, without the last line break', () => {
    const { BRIDGE_XMPP_SECRET: _none, ...rest } = REQUIRED;
    const env = { ...rest, BRIDGE_XMPP_SECRET_FILE: '/run/secret' };
    expect(read(env, { '/run/secret': 'where fore\n' }).settings.xmppSecret).toBe('where fore');
  });

  it('is not in two places', () => {
    const env = { ...REQUIRED, BRIDGE_XMPP_SECRET_FILE: '/run/secret' };
    expect(faults(env, { '/run/secret': 'x' })).toEqual([
      'BRIDGE_XMPP_SECRET and BRIDGE_XMPP_SECRET_FILE are both set; keep one of them',
    ]);
  });

  it('whose file is not there is a fault', () => {
    expect(faults({ ...REQUIRED, BRIDGE_API_KEY_FILE: '/run/key' })).toEqual([
      'BRIDGE_API_KEY_FILE: the file cannot be read (no file /run/key)',
    ]);
  });

  it('is never shown, also when it is wrong', () => {
    const lines = faults({ ...REQUIRED, BRIDGE_REDIS_URL: 'http://:wherefore@redis' });
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain('wherefore');
  });

  it('is described as being set', () => {
    const described = describeSettings(
      read({ ...REQUIRED, BRIDGE_REDIS_URL: 'redis://:art@thou' }),
    );
    for (const name of ['BRIDGE_XMPP_SECRET', 'BRIDGE_REDIS_URL']) {
      expect(described).toContainEqual({ name, value: '(set)', source: 'environment' });
    }
    expect(JSON.stringify(described)).not.toMatch(/wherefore|art@thou/);
  });
});

describe('the text of a secret file', () => {
  const PATH = '/run/secrets/xmpp';
  const { BRIDGE_XMPP_SECRET: _, ...others } = REQUIRED;
  const env = { ...others, BRIDGE_XMPP_SECRET_FILE: PATH };

  it.each([
    ['one line break', 'wherefore\n'],
    ['a blank line', 'wherefore\n\n'],
    ['CRLF', 'wherefore\r\n'],
    ['several CRLF', 'wherefore\r\n\r\n'],
  ])('may end with %s', (_what, text) => {
    const { settings: values, warnings } = read(env, { [PATH]: text });
    expect([values.xmppSecret, warnings]).toEqual(['wherefore', []]);
  });

  it.each([
    ['spaces at its end', 'wherefore  '],
    ['a tab before the line break', 'wherefore\t\n'],
    ['spaces before it', '  wherefore\n'],
    ['a line with blanks behind it', 'wherefore\n  \n'],
  ])('is trimmed with a warning: %s', (_what, text) => {
    const { settings: values, warnings } = read(env, { [PATH]: text });
    expect(values.xmppSecret).toBe('wherefore');
    expect(warnings).toEqual([expect.stringContaining(PATH)]);
  });

  it('keeps spaces within', () => {
    expect(read(env, { [PATH]: 'where fore' }).settings.xmppSecret).toBe('where fore');
  });

  it.each([
    ['nothing', '', 'is empty'],
    ['blanks alone', ' \n\n', 'is empty'],
    ['two lines', 'wherefore\nart thou\n', 'has several lines'],
  ])('is refused with %s in it', (_what, text, reason) => {
    expect(faults(env, { [PATH]: text })).toEqual([
      expect.stringContaining(`BRIDGE_XMPP_SECRET_FILE: the file ${PATH} ${reason}`),
    ]);
  });

  it('is trimmed also when it is read again', () => {
    const files: Record<string, string> = { [PATH]: 'wherefore' };
    const followed = read(env, files).settings;
    files[PATH] = 'art thou \r\n\r\n';
    expect(followed.xmppSecret).toBe('art thou');
    files[PATH] = '\n';
    expect(followed.xmppSecret).toBe('art thou');
  });

  it.each([
    ['ENOENT', 'there is no such file'],
    ['EISDIR', 'it is a directory'],
    ['EACCES', 'may not read it'],
  ])('that cannot be read is a fault with path and reason: %s', (code, reason) => {
    const readFile = () => {
      throw Object.assign(new Error(`${code}: as Node says it`), { code });
    };
    expect(() => readSettings({ env, readFile })).toThrow(
      new RegExp(`BRIDGE_XMPP_SECRET_FILE: .*${PATH}: .*${reason}`),
    );
  });
});

describe('blanks and quotes around a value', () => {
  it.each([
    ['BRIDGE_HTTP_PORT', "'8080'", 'quotes'],
    ['BRIDGE_XMPP_DOMAIN', '"bridge.example.org"', 'quotes'],
    ['BRIDGE_RETENTION', '"24h"', 'quotes'],
    ['BRIDGE_WEBHOOK_ALLOW', "'10.0.0.0/8,hooks.internal'", 'quotes'],
    ['BRIDGE_HTTP_PORT', ' 8080', 'blanks'],
    ['BRIDGE_LOG_LEVEL', 'info\n', 'blanks'],
    ['BRIDGE_XMPP_SERVICE', 'xmpp://localhost:5347 ', 'blanks'],
  ])('are named: %s=%s', (name, value, what) => {
    const lines = faults({ ...REQUIRED, [name]: value });
    expect(lines).toEqual([expect.stringContaining(`${name}: remove the ${what} around`)]);
  });

  it('are ignored around a secret, with a warning', () => {
    const { settings: values, warnings } = read({ ...REQUIRED, BRIDGE_XMPP_SECRET: 'wherefore\n' });
    expect(values.xmppSecret).toBe('wherefore');
    expect(warnings).toEqual(['BRIDGE_XMPP_SECRET: the blanks around its value are ignored']);
  });

  it('are warned of when a secret has quotes', () => {
    const { warnings } = read({ ...REQUIRED, BRIDGE_XMPP_SECRET: '"wherefore"' });
    expect(warnings.join()).toContain('quotes');
    expect(warnings.join()).not.toContain('wherefore');
  });
});

describe('a secret in a file', () => {
  const PATH = '/run/secrets/xmpp';

  function fromFile(files: Record<string, string>) {
    const { BRIDGE_XMPP_SECRET: _, ...others } = REQUIRED;
    return read({ ...others, BRIDGE_XMPP_SECRET_FILE: PATH }, files).settings;
  }

  it('is what the file holds now', () => {
    const files = { [PATH]: 'wherefore\n' };
    const followed = fromFile(files);
    files[PATH] = 'art thou\n';
    expect(followed.xmppSecret).toBe('art thou');
  });

  it('stays as it was when the file is gone', () => {
    const files: Record<string, string> = { [PATH]: 'wherefore' };
    const followed = fromFile(files);
    Reflect.deleteProperty(files, PATH);
    expect(followed.xmppSecret).toBe('wherefore');
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

describe('a name that is not a setting', () => {
  it.each([
    ['BRIDGE_REDIS_ULR', 'BRIDGE_REDIS_URL'],
    ['BRIDGE_HTPP_PORT', 'BRIDGE_HTTP_PORT'],
    ['BRIDGE_XMPP_SECRET_FIEL', 'BRIDGE_XMPP_SECRET_FILE'],
    ['BRIDGE_REDIS', 'BRIDGE_REDIS_URL'],
    ['BRIDGE_URL_REDIS', 'BRIDGE_REDIS_URL'],
    ['BRIDGE_DOMAIN', 'BRIDGE_XMPP_DOMAIN'],
    ['BRIDGE_PORT', 'BRIDGE_HTTP_PORT'],
    ['bridge_redis_url', 'BRIDGE_REDIS_URL'],
    ['BRIDGE_CONFG', 'BRIDGE_CONFIG'],
  ])('is refused with the right one: %s', (name, meant) => {
    expect(faults({ ...REQUIRED, [name]: '1' })).toEqual([
      `${name} is not a setting; did you mean ${meant}?`,
    ]);
  });

  it('is refused where no setting is similar', () => {
    expect(faults({ ...REQUIRED, BRIDGE_MOONLIGHT: 'yes' })).toEqual([
      'BRIDGE_MOONLIGHT is not a setting; docs/settings.md has them all',
    ]);
  });

  it('is refused as the file of a setting that is no secret', () => {
    const [line] = faults({ ...REQUIRED, BRIDGE_XMPP_DOMAIN_FILE: '/run/domain' });
    expect(line).toContain('only secrets are read from files of their own');
  });

  it('is refused together with every other fault', () => {
    expect(faults({ ...REQUIRED, BRIDGE_HTTP_PORT: 'x', BRIDGE_REDIS_ULR: 'x' })).toHaveLength(2);
  });

  it('is let be when it is empty', () => {
    expect(read({ ...REQUIRED, BRIDGE_REDIS_ULR: '' }).warnings).toEqual([]);
  });

  it('is nobody’s business without our prefix', () => {
    expect(read({ ...REQUIRED, PATH: '/bin', REDIS_URL: 'redis://x' }).warnings).toEqual([]);
  });
});

/** As in a pod beside a Service of this name with ports of these names. */
function serviceLinks(service: string, ports: Readonly<Record<string, number>>): Environment {
  const [first = 0] = Object.values(ports);
  const links = Object.entries(ports).flatMap(([name, port]) => [
    [`${service}_SERVICE_PORT_${name}`, String(port)],
    [`${service}_PORT_${port}_TCP`, `tcp://10.96.0.17:${port}`],
    [`${service}_PORT_${port}_TCP_PROTO`, 'tcp'],
    [`${service}_PORT_${port}_TCP_PORT`, String(port)],
    [`${service}_PORT_${port}_TCP_ADDR`, '10.96.0.17'],
  ]);
  return {
    [`${service}_SERVICE_HOST`]: '10.96.0.17',
    [`${service}_SERVICE_PORT`]: String(first),
    [`${service}_PORT`]: `tcp://10.96.0.17:${first}`,
    ...(Object.fromEntries(links) as Environment),
  };
}

describe('what a platform adds to the environment', () => {
  it.each([
    ['bridge', 'BRIDGE', { HTTP: 80 }],
    ['bridge with ports of other names', 'BRIDGE', { WEB_API: 8080, GRPC: 9000 }],
    ['bridge-redis', 'BRIDGE_REDIS', { REDIS: 6379 }],
    ['bridge-xmpp', 'BRIDGE_XMPP', { COMPONENT: 5347 }],
  ])('is let be: Kubernetes with a Service %s', (_title, service, ports) => {
    expect(read({ ...REQUIRED, ...serviceLinks(service, ports) }).warnings).toEqual([]);
  });

  it('is let be: IPv6, UDP and a headless Service', () => {
    const env = {
      BRIDGE_SERVICE_HOST: 'fd00::17',
      BRIDGE_DNS_SERVICE_HOST: 'None',
      BRIDGE_PORT: 'udp://[fd00::17]:53',
      BRIDGE_PORT_53_UDP: 'udp://[fd00::17]:53',
      BRIDGE_PORT_53_UDP_ADDR: 'fd00::17',
      BRIDGE_PORT_53_UDP_PROTO: 'udp',
    };
    expect(read({ ...REQUIRED, ...env }).warnings).toEqual([]);
  });

  it('is let be: a linked container of Docker', () => {
    const env = {
      BRIDGE_NAME: '/shop/bridge',
      BRIDGE_PORT: 'tcp://172.17.0.5:8080',
      BRIDGE_PORT_8080_TCP: 'tcp://172.17.0.5:8080',
      BRIDGE_PORT_8080_TCP_ADDR: '172.17.0.5',
      BRIDGE_ENV_NODE_VERSION: '24.0.0',
    };
    expect(read({ ...REQUIRED, ...env }).warnings).toEqual([]);
  });

  it.each([
    ['bridge-http', 'BRIDGE_HTTP', 8080, 'httpPort'],
    ['bridge-management', 'BRIDGE_MANAGEMENT', 9090, 'managementPort'],
  ] as const)(
    'is ignored with a warning in the place of a setting: a Service %s',
    (_title, service, port, key) => {
      const { settings: values, warnings } = read({
        ...REQUIRED,
        ...serviceLinks(service, { API: 80 }),
      });
      expect(values[key]).toBe(port);
      expect(warnings).toEqual([
        `${service}_PORT is ignored: tcp://10.96.0.17:80 is what Kubernetes sets for a Service`,
      ]);
    },
  );

  it('does not hide what somebody wrote: a host name is no address of a Service', () => {
    const env = { ...REQUIRED, BRIDGE_XMPP_SERVICE_HOST: 'capulet.example' };
    expect(faults(env)).toEqual([
      'BRIDGE_XMPP_SERVICE_HOST is not a setting; did you mean BRIDGE_XMPP_SERVER_HOST?',
    ]);
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
