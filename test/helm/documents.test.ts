import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blockWith } from '../support/documents.ts';
import { tempDir } from '../support/temp-dir.ts';
import { CHART, helm, manifestsOf, needsHelm, theOne, VERSIONS, type Version } from './helm.ts';

const PAGE = 'docs/deploying.md';

describe.runIf(needsHelm()).each(VERSIONS)('what docs/deploying.md says to Helm %s', (version) => {
  const rendered = (by: Version, ...args: string[]) => {
    const { ok, said, stdout } = helm(by, ...args);
    expect(ok, said).toBe(true);
    return manifestsOf(stdout);
  };

  it('installs the bridge', () => {
    const [program, verb, ...args] = blockWith(PAGE, 'helm install')
      .replaceAll('\\\n', ' ')
      .trim()
      .split(/\s+/);
    expect([program, verb]).toEqual(['helm', 'install']);
    // Rendered: there is no cluster here.
    const chart = args.map((word) => (word === 'helm/stanza-bridge' ? CHART : word));
    const manifests = rendered(version, 'template', ...chart);
    expect(theOne(manifests, 'Deployment').metadata.name).toContain('bridge');
  });

  it('installs it for production', () => {
    const folder = tempDir('values');
    const file = join(folder.path, 'values.yaml');
    writeFileSync(file, blockWith(PAGE, 'existingSecret: bridge-secrets'));
    const manifests = rendered(version, 'template', 'bridge', CHART, '-f', file);
    folder.remove();
    expect(manifests.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Deployment', 'Ingress', 'ServiceMonitor', 'PrometheusRule']),
    );
  });
});
