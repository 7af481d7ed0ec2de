import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { metricRows } from '../../scripts/metric-rows.ts';
import { blockOf } from '../support/documents.ts';
import { tempDir } from '../support/temp-dir.ts';
import {
  CHART,
  helm,
  manifestsOf,
  needsHelm,
  render,
  theOne,
  VALUE_SETS,
  valuesFile,
  VERSIONS,
  type Manifest,
} from './helm.ts';

interface PodSpec {
  readonly containers?: readonly { readonly securityContext?: unknown }[];
  readonly template?: { readonly spec: PodSpec };
}

function containersOf({ spec }: Manifest): NonNullable<PodSpec['containers']> {
  const pod = spec as PodSpec | undefined;
  return pod?.template?.spec.containers ?? pod?.containers ?? [];
}

const kindsOf = (text: string) => manifestsOf(text).map(({ kind }) => kind);

describe.runIf(needsHelm())('the chart', () => {
  const everyWay = VERSIONS.flatMap((version) => VALUE_SETS.map((set) => ({ version, set })));

  it.each(everyWay)('passes the strict lint of Helm $version with $set values', (way) => {
    const { ok, said } = helm(way.version, 'lint', '--strict', CHART, '-f', valuesFile(way.set));
    expect(ok, said).toBe(true);
  });

  it.each(VALUE_SETS)('renders the same with Helm 3 and 4 for %s values', (set) => {
    const [three, four] = VERSIONS.map((version) =>
      manifestsOf(render(set, [], version))
        .map((it) => JSON.stringify(it))
        .sort(),
    );
    expect(three).toEqual(four);
  });

  it.each(VALUE_SETS)('renders what it did before for %s values', async (set) => {
    await expect(render(set)).toMatchFileSnapshot(`snapshots/${set}.yaml`);
  });

  it('takes the values of the documentation', () => {
    const folder = tempDir('values');
    const file = join(folder.path, 'values.yaml');
    writeFileSync(file, blockOf('docs/deploying.md', 'yaml'));
    const { ok, said } = helm('4', 'template', 'verona', CHART, '-f', file);
    folder.remove();
    expect(ok, said).toBe(true);
    expect(said).toContain('kind: ServiceMonitor');
  });

  it('has the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const chart = readFileSync(`${CHART}/Chart.yaml`, 'utf8');
    expect(chart).toContain(`\nversion: ${version}\n`);
    expect(chart).toContain(`\nappVersion: ${version}\n`);
  });

  it('keeps everything in one pod with minimal values', () => {
    expect(kindsOf(render('minimal')).sort()).toEqual(
      ['ConfigMap', 'Deployment', 'Pod', 'Secret', 'Service', 'Service', 'ServiceAccount'].sort(),
    );
  });

  it('makes no Secret and no Redis where both are given', () => {
    const kinds = kindsOf(render('production'));
    expect(kinds).not.toContain('Secret');
    expect(kinds).not.toContain('StatefulSet');
  });

  it('gives the bridge its settings as its own file reads them', () => {
    const { data } = theOne(manifestsOf(render('production')), 'ConfigMap', 'stanza-bridge');
    const { 'config.yaml': file } = data as { 'config.yaml': string };
    expect(file).toMatch(/^linkMode: all\nmaxBody: 1MiB\nretention: 72h\n/);
  });

  it('runs every container restricted', () => {
    const restricted = {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    };
    for (const set of VALUE_SETS) {
      const text = render(set);
      const containers = manifestsOf(text).flatMap(containersOf);
      expect(containers.length).toBe(text.match(/^ +(- )?image: /gm)?.length);
      for (const { securityContext } of containers) expect(securityContext).toEqual(restricted);
      expect(text).not.toMatch(/privileged: true|hostNetwork|hostPath/);
    }
  });
});

describe.runIf(needsHelm())('a wrong value of the chart', () => {
  const wrong = [
    ['settings.xmppDomian=bridge.example.org', 'xmppDomian'],
    ['settings.xmppService=prosody', 'xmppService'],
    ['settings.linkMode=some', 'linkMode'],
    ['settings.retention=soon', 'retention'],
    ['settings.apiKey=s3cret', 'apiKey'],
    ['settings.httpPort=80', 'httpPort'],
    ['replicaCount=two', 'replicaCount'],
    ['redis.mode=cluster', 'mode'],
    ['service.port=0', 'port'],
    ['image.tagg=1', 'tagg'],
  ] as const;

  it.each(VERSIONS.flatMap((version) => wrong.map(([set, name]) => ({ version, set, name }))))(
    'is refused by Helm $version with its name: $set',
    ({ version, set, name }) => {
      expect(() => render('default', [set], version)).toThrow(name);
    },
  );

  it.each([
    ['several replicas without a store', ['redis.mode=none'], 'replicaCount'],
    ['an external Redis without its URL', ['redis.mode=external'], 'redis.url'],
    ['a route without a Gateway', ['httpRoute.enabled=true'], 'httpRoute.parentRefs'],
    ['as much Redis as its container', ['redis.embedded.maxmemory=512mb'], 'maxmemory'],
    ['less time than the drain takes', ['terminationGracePeriodSeconds=20'], 'preStopSeconds'],
  ])('is refused with what to do: %s', (_what, sets, hint) => {
    expect(() => render('default', sets)).toThrow(hint);
  });
});

const METRIC_ROWS = await metricRows();

describe.runIf(needsHelm())('what the chart tells of metrics', () => {
  const names = METRIC_ROWS.flatMap(({ name, kind }) =>
    kind === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  const namesIn = (text: string) => [
    ...new Set(text.match(/\b(?:bridge|nodejs|process)_[a-z_0-9]+\b/g) ?? []),
  ];

  it('names in its alerts only metrics that there are', () => {
    const rule = theOne(manifestsOf(render('production')), 'PrometheusRule');
    const expressions = JSON.stringify(rule).match(/"expr":"(?:[^"\\]|\\.)*"/g) ?? [];
    expect(expressions.length).toBeGreaterThan(10);
    expect(namesIn(expressions.join()).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('names in its dashboard only metrics that there are', () => {
    const dashboard = readFileSync(`${CHART}/dashboards/stanza-bridge.json`, 'utf8');
    expect(namesIn(dashboard).filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe.runIf(needsHelm())('the notes of the chart', () => {
  it('show the snippets for the given values', () => {
    const args = ['install', 'verona', CHART, '--dry-run=client', '-f', valuesFile('production')];
    const { stdout } = helm('4', ...args);
    const notes = stdout.slice(stdout.indexOf('NOTES:'));
    expect(notes).toContain('Component "bridge.example.org"');
    expect(notes).toMatch(/- port: 5275\n(.*\n){2} +module: ejabberd_service/);
    expect(notes).toContain('get secret bridge-secrets');
  });
});
