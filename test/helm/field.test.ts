/** Installations as people have them, each a file of values in `field/`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../support/cli-run.ts';
import { tempDir } from '../support/temp-dir.ts';
import {
  CHART,
  fieldFile,
  FIELD_SETS,
  helm,
  manifestsOf,
  needsHelm,
  render,
  renderField,
  theOne,
} from './helm.ts';
import type { Manifest } from './helm.ts';

interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly securityContext: object;
    readonly containers: readonly { readonly name: string; readonly image: string }[];
    readonly [field: string]: unknown;
  };
}

const podOf = (manifest: Manifest) => (manifest['spec'] as { template: PodTemplate }).template;
const bridgeIn = (text: string) => podOf(theOne(manifestsOf(text), 'Deployment'));
const specOf = (text: string, kind: string) => theOne(manifestsOf(text), kind)['spec'];

describe.runIf(needsHelm())('the chart in the field', () => {
  it.each(FIELD_SETS)('passes the strict lint with the values of %s', (set) => {
    const { ok, said } = helm('4', 'lint', '--strict', CHART, '-f', fieldFile(set));
    expect(ok, said).toBe(true);
  });

  it('leaves user and groups to OpenShift', () => {
    const text = renderField('openshift', '--api-versions', 'security.openshift.io/v1');
    const seccompProfile = { type: 'RuntimeDefault' };
    const free = { runAsNonRoot: true, seccompProfile };
    expect(bridgeIn(text).spec.securityContext).toEqual(free);
    expect(podOf(theOne(manifestsOf(text), 'StatefulSet')).spec.securityContext).toEqual(free);
    expect(bridgeIn(renderField('openshift')).spec.securityContext).toMatchObject({
      runAsUser: 1000,
    });
  });

  it('leaves out a user that is set to null', () => {
    const text = render('default', ['podSecurityContext.runAsUser=null']);
    expect(bridgeIn(text).spec.securityContext).not.toHaveProperty('runAsUser');
  });

  it('trusts a private authority', () => {
    const [bridge] = bridgeIn(renderField('private-ca')).spec.containers;
    expect(bridge).toMatchObject({
      env: expect.arrayContaining([
        { name: 'NODE_EXTRA_CA_CERTS', value: '/etc/private-ca/ca.crt' },
      ]) as unknown,
      volumeMounts: expect.arrayContaining([
        { name: 'authority', mountPath: '/etc/private-ca', readOnly: true },
      ]) as unknown,
    });
  });

  it('has a tunnel beside the bridge and something before both', () => {
    const { spec } = bridgeIn(renderField('tls-tunnel'));
    expect(spec.containers.map(({ name }) => name)).toEqual(['bridge', 'tunnel']);
    expect(spec).toMatchObject({ initContainers: [{ name: 'wait' }] });
  });

  it('gives the bridge what it needs to speak TLS itself', () => {
    const text = renderField('xmpps');
    const [bridge] = bridgeIn(text).spec.containers;
    expect(bridge).toMatchObject({
      volumeMounts: expect.arrayContaining([
        { name: 'xmpp-tls', mountPath: '/etc/xmpp-tls', readOnly: true },
      ]) as unknown,
    });
    const { data } = theOne(manifestsOf(text), 'ConfigMap') as unknown as {
      data: Readonly<Record<string, string>>;
    };
    const config = Object.values(data).join('');
    expect(config).toMatch(/xmppService: "?xmpps:\/\/xmpp.example.org:5348"?/);
    expect(config).toMatch(/xmppCaFile: "?\/etc\/xmpp-tls\/ca.crt"?/);
    const policy = theOne(manifestsOf(text), 'NetworkPolicy', 'stanza-bridge');
    expect(JSON.stringify(policy)).toContain('"port":5348');
  });

  it('gives the bridge a provisioning file that it takes, and follows', async () => {
    const text = renderField('provisioned');
    const made = manifestsOf(text).find(({ metadata }) => metadata.name.endsWith('-provision'));
    const { 'provision.yaml': file = '' } = made?.['stringData'] as Record<string, string>;
    const folder = tempDir('provisioned');
    writeFileSync(join(folder.path, 'p.yaml'), file);
    const command = ['check-provision', '--no-secret-files', join(folder.path, 'p.yaml')];
    const { out, err } = await runCommand(command);
    folder.remove();
    expect(out + err).toBe('The file is good: 1 keys, 1 webhooks.');
    const { spec, metadata } = bridgeIn(text);
    const mountPath = '/etc/stanza-bridge-provision';
    expect(spec.containers[0]).toMatchObject({
      env: expect.arrayContaining([
        { name: 'BRIDGE_PROVISION', value: `${mountPath}/provision.yaml` },
      ]) as unknown,
      volumeMounts: expect.arrayContaining([
        { name: 'provision', mountPath, readOnly: true },
      ]) as unknown,
    });
    expect(metadata).toMatchObject({
      annotations: { 'checksum/provision': expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
  });

  it.each([
    ['provision.kyes[0].name=friar', 'kyes'],
    ['provision.keys[0].name=friar', 'identities'],
    ['provision.removed=never', 'removed'],
  ])('refuses %s', (value, said) => {
    const answer = helm('4', 'template', 'verona', CHART, '--set', value);
    expect(answer.ok).toBe(false);
    expect(answer.said).toContain(said);
  });

  it('leaves policies to a mesh', () => {
    const text = renderField('mesh');
    const policies = manifestsOf(text).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ metadata }) => metadata.name)).toEqual(['verona-stanza-bridge-redis']);
    expect(bridgeIn(text).metadata.labels).toMatchObject({ 'sidecar.istio.io/inject': 'true' });
    expect(specOf(text, 'ServiceMonitor')).toMatchObject({
      endpoints: [{ metricRelabelings: [{ action: 'drop' }] }],
    });
  });

  it('lets nothing out but to a proxy', () => {
    const text = renderField('proxy');
    const policy = theOne(manifestsOf(text), 'NetworkPolicy', 'stanza-bridge');
    expect(JSON.stringify(policy)).not.toContain('0.0.0.0/0');
    expect(theOne(manifestsOf(text), 'Secret')).toMatchObject({
      data: { 'egress-proxy': btoa('http://bridge:s3cret@proxy.infra:3128') },
    });
  });

  it('serves several hosts under a name of its own, with labels on everything', () => {
    const text = renderField('several-hosts');
    const { rules } = specOf(text, 'Ingress') as { rules: readonly { host: string }[] };
    expect(rules.map(({ host }) => host)).toEqual(['bridge.example.org', 'xmpp-api.example.com']);
    for (const { kind, metadata } of manifestsOf(text)) {
      expect(metadata.name, kind).toMatch(/^bridge/);
      expect(metadata.labels, kind).toMatchObject({ team: 'messaging', 'cost-centre': '1597' });
    }
  });

  it('reads the keys that a vault has, and makes what fetches them', () => {
    const text = renderField('external-secrets');
    expect(manifestsOf(text).map(({ kind }) => kind)).toContain('ExternalSecret');
    expect(manifestsOf(text).map(({ kind }) => kind)).not.toContain('Secret');
    const { volumes } = bridgeIn(text).spec as unknown as { volumes: readonly object[] };
    expect(volumes).toContainEqual({
      name: 'secrets',
      secret: {
        secretName: 'bridge-vault',
        defaultMode: 288,
        items: [
          { key: 'component_password', path: 'xmpp-secret' },
          { key: 'bootstrap_key', path: 'api-key' },
          { key: 'REDIS_URL', path: 'redis-url' },
        ],
      },
    });
  });

  it('takes every image from a mirror', () => {
    const text = renderField('air-gapped');
    expect([...text.matchAll(/image: (\S+)/g)].map(([, image]) => image)).toEqual([
      expect.stringMatching(/^mirror\.example\.org\/chat\/stanza-bridge@sha256:/),
      'mirror.example.org/library/redis:7.4-bookworm',
      expect.stringMatching(/^mirror\.example\.org\/chat\/stanza-bridge@sha256:/),
    ]);
    expect(text.match(/name: mirror$/gm)).toHaveLength(3);
  });

  it('scales and spreads as it is told', () => {
    const text = renderField('busy');
    expect(specOf(text, 'HorizontalPodAutoscaler')).toMatchObject({
      behavior: { scaleDown: { stabilizationWindowSeconds: 600 } },
      metrics: [{ type: 'Resource' }, { type: 'External' }],
    });
    expect(specOf(text, 'PodDisruptionBudget')).toMatchObject({ minAvailable: '50%' });
    const { spec } = bridgeIn(text);
    expect(spec['topologySpreadConstraints']).toEqual([
      expect.objectContaining({
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: expect.any(Object) as unknown },
      }),
    ]);
    expect(spec.containers[0]).toMatchObject({
      livenessProbe: { periodSeconds: 20, httpGet: { path: '/healthz' } },
    });
  });

  it('reaches a collector and an issuer inside the cluster', () => {
    const all = manifestsOf(renderField('observed'));
    const text = JSON.stringify(theOne(all, 'NetworkPolicy', '-bridge'));
    expect(text).toContain('"ports":[{"port":4318,"protocol":"TCP"}],"to":');
    expect(text).toContain('"ports":[{"port":8443,"protocol":"TCP"}],"to":');
  });
});

describe.runIf(needsHelm())('a wrong value', () => {
  it.each([
    [
      'two bounds on disruption',
      ['podDisruptionBudget.minAvailable=1', 'podDisruptionBudget.maxUnavailable=1'],
      'not both',
    ],
    ['an Ingress without a host', ['ingress.enabled=true', 'ingress.hosts=null'], 'ingress.hosts'],
    [
      'a port that the chart decides',
      ['extraEnv[0].name=BRIDGE_HTTP_PORT', 'extraEnv[0].value=80'],
      'BRIDGE_HTTP_PORT',
    ],
    ['a digest that is none', ['image.digest=latest'], 'digest'],
  ])('is refused with what to do: %s', (_what, sets, hint) => {
    expect(() => render('default', sets)).toThrow(hint);
  });
});
