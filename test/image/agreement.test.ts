/** What the Dockerfile, compose.yaml and the chart say of one image must be the same. Needs neither an engine nor Helm. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/config/settings.ts';
import { composition } from '../support/composition.ts';
import { manifestsOf, theOne, type Manifest } from '../helm/helm.ts';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const final = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
const wordsOf = (instruction: string) =>
  new RegExp(`^${instruction} (.*)$`, 'm').exec(final)?.[1]?.split(' ') ?? [];

const { services } = composition();
const bridges = Object.entries(services).flatMap(([name, service]) =>
  name.startsWith('bridge') ? [service] : [],
);

interface Pod {
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly terminationGracePeriodSeconds?: number;
  readonly containers: readonly {
    readonly command?: readonly string[];
    readonly args?: readonly string[];
    readonly ports?: readonly { readonly containerPort: number }[];
    readonly lifecycle?: { readonly preStop: { readonly exec: { readonly command: string[] } } };
  }[];
}

const manifests = manifestsOf(readFileSync('test/helm/snapshots/default.yaml', 'utf8'));
const { template } = theOne(manifests, 'Deployment')['spec'] as { readonly template: Manifest };
const replica = template['spec'] as Pod;
const probe = theOne(manifests, 'Pod')['spec'] as Pod;

describe('the image', () => {
  it('has the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(final).toContain(`org.opencontainers.image.version="${version}"`);
  });

  it('runs Node as `npm start` does', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly scripts: { readonly start: string };
    };
    const [, flags = ''] = /NODE_OPTIONS=(.*)$/m.exec(final) ?? [];
    expect(scripts.start).toBe(`node ${flags} dist/main.js`);
  });

  it('starts, and asks for its health, without a shell', () => {
    expect(final).not.toMatch(/^(RUN|SHELL) /m);
    expect(final).toMatch(/^ENTRYPOINT \["/m);
    expect(final).toMatch(/^HEALTHCHECK .*CMD \["node", /m);
  });
});

describe('the chart', () => {
  it('runs the image as its user', () => {
    const [user = '', group = ''] = wordsOf('USER')[0]?.split(':') ?? [];
    expect(replica.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: Number(user),
      runAsGroup: Number(group),
    });
    expect(probe.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: Number(user) });
  });

  it('asks the image for no program that is not there', () => {
    const asked = [replica, probe].flatMap(({ containers }) =>
      containers.flatMap(({ command, lifecycle }) => [command, lifecycle?.preStop.exec.command]),
    );
    const programs = asked.flatMap((command) => command?.[0] ?? []);
    expect(programs).toEqual(['node', 'node']);
  });

  it('reaches only ports that the image exposes', () => {
    const ports = replica.containers.flatMap((it) => it.ports ?? []);
    expect(ports.map(({ containerPort }) => String(containerPort))).toEqual(wordsOf('EXPOSE'));
  });
});

describe('compose.yaml', () => {
  it('starts two replicas of the image', () => {
    expect(bridges.map(({ build }) => build)).toEqual(['.', '.']);
  });

  it('gives them settings that they take', () => {
    for (const { environment: env = {} } of bridges) {
      const { warnings } = readSettings({ env, readFile: (path) => readFileSync(path, 'utf8') });
      expect(warnings).toEqual([]);
    }
  });

  it('publishes all ports of the image, each once', () => {
    const published = bridges.map(({ ports }) => ports?.map((port) => port.split(':')) ?? []);
    for (const pairs of published) {
      expect(pairs.map(([, inside]) => inside)).toEqual(wordsOf('EXPOSE'));
    }
    const outside = published.flat().map(([port]) => port);
    expect(new Set(outside).size).toBe(outside.length);
  });

  it('confines them as the chart does', () => {
    for (const bridge of bridges) {
      expect(bridge).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        stop_grace_period: `${replica.terminationGracePeriodSeconds}s`,
      });
    }
  });

  it('has the Redis of the chart', () => {
    const { template: pod } = theOne(manifests, 'StatefulSet')['spec'] as { template: Manifest };
    const [redis] = (pod['spec'] as { containers: (Pod['containers'][0] & { image: string })[] })
      .containers;
    const { image, command } = services['redis'] ?? {};
    expect(redis?.image).toBe(`docker.io/library/${image}`);
    expect([...(redis?.command ?? []), ...(redis?.args ?? [])]).toEqual(
      expect.arrayContaining([...(command ?? [])]),
    );
  });

  it('waits only for services that there are', () => {
    const waited = bridges.flatMap(({ depends_on: others = {} }) => Object.entries(others));
    for (const [name, { condition }] of waited) {
      expect(services).toHaveProperty(name);
      if (condition === 'service_healthy') expect(services[name]?.healthcheck).toBeDefined();
    }
  });
});
