import { describe, expect, it } from 'vitest';
import { faults, read, REQUIRED, type Environment } from '../support/read-settings.ts';

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
