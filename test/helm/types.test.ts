import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import {
  FIELD_SETS,
  manifestsOf,
  needsHelm,
  render,
  renderField,
  VALUE_SETS,
  type Manifest,
} from './helm.ts';

/** Kinds that are no part of Kubernetes: their types are not at hand. */
const OF_OTHERS = ['ServiceMonitor', 'PrometheusRule', 'HTTPRoute', 'ExternalSecret'];

/** A TypeScript module in which each manifest is a constant of its type: an unknown or missing field is a type error. */
function moduleOf(manifests: readonly Manifest[]): string {
  return manifests
    .map((manifest, index) => {
      const type = `T${index}`;
      const from = `kubernetes-models/${manifest.apiVersion}/${manifest.kind}`;
      const value = JSON.stringify(manifest, null, 1);
      return `import type { I${manifest.kind} as ${type} } from '${from}';\nexport const m${index}: ${type} = ${value};`;
    })
    .join('\n');
}

function typeErrors(source: string): string[] {
  const file = resolve('test/helm/manifests.virtual.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
  };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([file], options, {
    ...host,
    fileExists: (path) => path === file || host.fileExists(path),
    getSourceFile: (path, ...rest) =>
      path === file
        ? ts.createSourceFile(path, source, ts.ScriptTarget.ES2022)
        : host.getSourceFile(path, ...rest),
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const standard = (text: string) =>
  manifestsOf(text).filter(({ kind }) => !OF_OTHERS.includes(kind));

describe.runIf(needsHelm())('the manifests of the chart', () => {
  it.each(VALUE_SETS)('have the types of Kubernetes for %s values', { timeout: 60_000 }, (set) => {
    expect(typeErrors(moduleOf(standard(render(set))))).toEqual([]);
  });

  it('have the types of Kubernetes for each installation in the field', { timeout: 60_000 }, () => {
    const manifests = FIELD_SETS.flatMap((set) => standard(renderField(set)));
    expect(typeErrors(moduleOf(manifests))).toEqual([]);
  });

  it('would not pass with a misspelt field', { timeout: 60_000 }, () => {
    const text = render('minimal').replace('readinessProbe:', 'readynessProbe:');
    expect(typeErrors(moduleOf(standard(text)))).toEqual([
      expect.stringContaining('readynessProbe'),
    ]);
  });
});
