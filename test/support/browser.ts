/** A real browser that opens a page, whose script says what became of it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { startChild } from './child.ts';
import { tempDir } from './temp-dir.ts';
import { within } from './until.ts';

/** What the client package imports. */
const MODULES: Readonly<Record<string, string>> = {
  'openapi-fetch': '/node_modules/openapi-fetch/dist/index.mjs',
  'eventsource-parser': '/node_modules/eventsource-parser/dist/index.js',
  'eventsource-parser/stream': '/node_modules/eventsource-parser/dist/stream.js',
};
const CLIENT = 'stanza-bridge-client';
const PATIENCE_MS = 40_000;

export interface Pages {
  readonly port: number;
  /**
   * Opens a page at `http://<host>:<port>` whose script is this, a module with `report` in reach, and resolves with what it
   * reports.
   */
  visit(host: string, script: string): Promise<unknown>;
  close(): void;
}

/** Pages that may import `stanza-bridge-client`. */
export async function startPages(): Promise<Pages> {
  const folder = tempDir('pages');
  const built = join(folder.path, 'client');
  const tsc = resolve('node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'client', '--outDir', built]);
  let page = '';
  let reported: (report: unknown) => void = () => undefined;
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '', 'http://page');
    if (pathname === '/report') {
      response.end();
      reported(JSON.parse(await textOf(request)));
    } else if (pathname === '/') {
      response.setHeader('content-type', 'text/html').end(page);
    } else {
      const root = pathname.startsWith('/node_modules/') ? resolve('.') : built;
      response.setHeader('content-type', 'text/javascript').end(read(join(root, pathname)));
    }
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((listening) => server.listen(0, listening));
  const { port } = server.address() as AddressInfo;
  let visits = 0;
  return {
    port,
    async visit(host, script) {
      page = pageWith(script);
      const profile = join(folder.path, `profile-${(visits += 1)}`);
      const browser = openBrowser(`http://${host}:${port}/`, profile);
      const report = new Promise((done) => {
        reported = done;
      });
      try {
        return await within(report, PATIENCE_MS, 'the page reports what became of it');
      } finally {
        await browser.kill();
      }
    },
    close() {
      server.closeAllConnections();
      server.close();
      folder.remove();
    },
  };
}

function openBrowser(url: string, profile: string) {
  const isRoot = process.getuid?.() === 0;
  const args = ['--headless', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
  return startChild('chromium', [
    ...args,
    ...(isRoot ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    url,
  ]);
}

function pageWith(script: string): string {
  const own = ['', '/events', '/share'].map((part) => [
    CLIENT + part,
    `/client/src/${part === '' ? 'bridge' : part.slice(1)}.js`,
  ]);
  const map = JSON.stringify({ imports: { ...(Object.fromEntries(own) as object), ...MODULES } });
  return `<!doctype html><script type="importmap">${map}</script>
<script>
  const report = (it) => fetch('/report', { method: 'POST', body: JSON.stringify(it) });
  addEventListener('error', ({ message }) => report({ error: message }));
  addEventListener('unhandledrejection', ({ reason }) => report({ error: String(reason) }));
</script>
<script type="module">${script}</script>`;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
