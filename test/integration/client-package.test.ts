/** The client package as npm packs it, installed in projects that are not ours. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const NAME = 'stanza-bridge-client';

/** What a backend writes. It compiles only where the types of the contract came along. */
const BACKEND = `
import { createBridge, type Bridge } from '${NAME}';
import { readEvents, type BridgeEvent } from '${NAME}/events';
import { shareEvents } from '${NAME}/share';
import { askMany } from '${NAME}/batch';
import { readWebhook } from '${NAME}/webhook';

const bridge: Bridge = createBridge({ baseUrl: 'http://127.0.0.1:1', key: 'key' });
export async function greet(): Promise<string> {
  const body = { to: 'juliet@example.org', body: 'Soft!' };
  const { data } = await bridge.POST('/v1/messages', { body });
  return data.id;
}
export async function page(): Promise<number> {
  const { data } = await bridge.GET('/v1/webhooks');
  return data.items.length;
}
export async function tidy(): Promise<string[]> {
  const { data } = await bridge.GET('/v1/consumers', { params: { query: { limit: 1000 } } });
  for (const { name, lag } of data.items) {
    const path = { name };
    if (lag === undefined) await bridge.DELETE('/v1/consumers/{name}', { params: { path } });
    else await bridge.PUT('/v1/consumers/{name}', { params: { path }, body: { cursor: 'now' } });
  }
  return data.items.map(({ name }) => name);
}
export async function latest(): Promise<string[]> {
  const query = { order: 'desc', limit: 10 } as const;
  const { data } = await bridge.GET('/v1/events', { params: { query } });
  return data.items.map(({ id }) => id);
}
export async function first(): Promise<BridgeEvent | undefined> {
  for await (const event of readEvents({ baseUrl: '', key: '', events: ['message.received'] })) {
    const cursor: string = event.cursor;
    if (cursor !== '') return event;
  }
  return undefined;
}
// @ts-expect-error There is no such path.
export const unknown = () => bridge.GET('/v1/balcony');
// @ts-expect-error It needs an id.
export const nameless = () => bridge.GET('/v1/messages/{id}');
// @ts-expect-error There is no such event.
export const misnamed = () => readEvents({ baseUrl: '', key: '', events: ['message.spoken'] });
console.log([createBridge, readEvents, shareEvents, readWebhook].map((it) => typeof it).join());
`;

const SCRIPT = `
const { createBridge, BridgeProblem } = require('${NAME}');
const { readEvents } = require('${NAME}/events');
const { shareEvents } = require('${NAME}/share');
const { readWebhook } = require('${NAME}/webhook');
console.log([createBridge, BridgeProblem, readEvents, shareEvents, readWebhook].map((it) => typeof it).join());
`;

const STRICT = {
  target: 'es2023',
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  skipLibCheck: false,
  types: ['node'],
};

/** A folder with the package in it, and nothing else that it does not ask for. */
class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'backend-'));

  constructor(type: 'module' | 'commonjs', files: Readonly<Record<string, string>>) {
    this.write('package.json', JSON.stringify({ type }));
    const compilerOptions = { ...STRICT, verbatimModuleSyntax: type === 'module' };
    this.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts', '*.mts'] }));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    install(this.folder);
  }

  run(file: string, ...args: string[]): string {
    const options = { cwd: this.folder, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync(file, args, options).trim();
  }

  typeFaults(): string {
    try {
      return this.run(process.execPath, resolve('node_modules/typescript/bin/tsc'));
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }
}

/** Each sample of a page, as a file of its own. */
function samplesOf(page: string): Record<string, string> {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)];
  return Object.fromEntries(blocks.map(([, text = ''], at) => [`sample-${at}.mts`, text]));
}

describe('the packed client', () => {
  const projects: Project[] = [];
  const open = (...args: ConstructorParameters<typeof Project>) => {
    const project = new Project(...args);
    projects.push(project);
    return project;
  };
  beforeAll(() => {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: 'client' });
  });
  afterAll(() => {
    for (const project of projects) project.remove();
  });

  it('has the types of the contract for a strict project, and runs there', () => {
    const project = open('module', { 'backend.ts': BACKEND });
    expect(project.typeFaults()).toBe('');
    expect(project.run(process.execPath, 'backend.js')).toBe('function,function,function,function');
  });

  it('has them for a CommonJS project in TypeScript too', () => {
    const project = open('commonjs', { 'backend.ts': BACKEND });
    expect(project.typeFaults()).toBe('');
    expect(readFileSync(join(project.folder, 'backend.js'), 'utf8')).toContain('require(');
    expect(project.run(process.execPath, 'backend.js')).toBe('function,function,function,function');
  });

  it('can be required by a plain script', () => {
    const project = open('commonjs', { 'script.cjs': SCRIPT });
    const flag = process.features.require_module ? ['--no-experimental-require-module'] : [];
    const said = project.run(process.execPath, ...flag, 'script.cjs');
    expect(said).toBe('function,function,function,function,function');
  });

  it('has samples in its README that compile as they are', () => {
    const samples = samplesOf('client/README.md');
    expect(Object.keys(samples).length).toBeGreaterThan(3);
    expect(open('module', samples).typeFaults()).toBe('');
  });

  it('uses nothing of Node where it says that it runs in a browser', () => {
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const args = [tsc, '-p', 'client/tsconfig.browser.json'];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe('');
  });

  it('brings its license and nothing of its sources', () => {
    const project = open('module', {});
    const found = project.run('find', `node_modules/${NAME}`, '-not', '-path', '*/dist/*');
    expect(found.split('\n').map((path) => path.slice(`node_modules/${NAME}/`.length))).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'dist']),
    );
    expect(found).not.toContain('src');
  });
});

/** Unpacks the package into the project; what the package says that it needs is linked from here, and nothing else. */
function install(project: string): void {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', project], {
    cwd: 'client',
  });
  const { version, dependencies } = JSON.parse(readFileSync('client/package.json', 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, NAME), { recursive: true });
  const archive = join(project, `${NAME}-${version}.tgz`);
  const target = ['-C', join(modules, NAME), '--strip-components=1'];
  execFileSync('tar', ['-xzf', archive, ...target]);
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(resolve('node_modules', name), join(modules, name));
  }
}
