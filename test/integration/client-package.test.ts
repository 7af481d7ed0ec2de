/** The client package as npm packs it, installed in a project that is not ours. */
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
import { readWebhook } from '${NAME}/webhook';

const bridge: Bridge = createBridge({ baseUrl: 'http://127.0.0.1:1', key: 'key' });
export async function greet(): Promise<string | undefined> {
  const body = { to: 'juliet@example.org', body: 'Soft!' };
  const { data } = await bridge.POST('/v1/messages', { body });
  return data?.id;
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
// @ts-expect-error There is no such event.
export const misnamed = () => readEvents({ baseUrl: '', key: '', events: ['message.spoken'] });
console.log([createBridge, readEvents, shareEvents, readWebhook].map((it) => typeof it).join());
`;

const STRICT = {
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    types: ['node'],
  },
  include: ['backend.ts'],
};

describe('the packed client', () => {
  let project: string;
  const run = (file: string, ...args: string[]) =>
    execFileSync(file, args, { cwd: project, encoding: 'utf8', stdio: 'pipe' });

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'backend-'));
    install(project);
    writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }));
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(STRICT));
    writeFileSync(join(project, 'backend.ts'), BACKEND);
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it('has the types of the contract for a strict project, and runs there', () => {
    expect(typesFaults(run)).toBe('');
    expect(run(process.execPath, 'backend.js').trim()).toBe('function,function,function,function');
  });
});

function typesFaults(run: (file: string, ...args: string[]) => string): string {
  try {
    return run(process.execPath, resolve('node_modules/typescript/bin/tsc'));
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

/** Unpacks the package into the project; what the package says that it needs is linked from here, and nothing else. */
function install(project: string): void {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', project], { cwd: 'client' });
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
