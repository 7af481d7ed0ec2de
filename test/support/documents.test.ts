/** Each block of code in the documentation is run by a test, or says here why none can. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { blocksOf, documents, type Block } from './documents.ts';

const FURTHER = [
  'examples/README.md',
  'client/README.md',
  'helm/stanza-bridge/README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
];

interface Account {
  readonly file: RegExp;
  /** What the block has. */
  readonly has: RegExp;
  /** The test that runs it. */
  readonly by?: string;
  /** Why none does. */
  readonly why?: string;
}

const ACCOUNTS: readonly Account[] = [
  { file: /^(README|docs\/.*)\.md$/, has: /^curl /, by: 'test/integration/documents.test.ts' },
  { file: /^(README|docs\/.*)\.md$/, has: /^BRIDGE_/, by: 'test/integration/documents.test.ts' },
  { file: /./, has: /^sequenceDiagram/, why: 'a diagram' },
  { file: /^README/, has: /^npm test\s*$/, why: 'it is what runs this' },
  {
    file: /^(README|docs\/quickstart)/,
    has: /^npm run quickstart\s*$/,
    by: 'test/integration/fresh-copy.test.ts',
  },
  {
    file: /^README/,
    has: /component_secret|ejabberd_service/,
    by: 'test/integration/documents.test.ts',
  },
  {
    file: /^docs\/servers\/(prosody|ejabberd)/,
    has: /./,
    by: 'test/integration/documents.test.ts',
  },
  {
    file: /^docs\/servers\/tls/,
    has: /^\[xmpp-component\]/,
    by: 'test/integration/link-over-tls.test.ts',
  },
  { file: /^docs\/servers\/tls/, has: /tls: true/, by: 'test/scenarios/link-tls.test.ts' },
  { file: /^docs\/servers\/tls/, has: /^frontend/, why: 'the tests have no HAProxy' },
  { file: /^docs\/servers\/mongooseim/, has: /^\[\[listen/, why: 'Debian has no MongooseIM' },
  { file: /^docs\/servers\/tigase/, has: /^ext /, why: 'Debian has no Tigase' },
  { file: /backup-and-restore/, has: /./, by: 'test/integration/backup.test.ts' },
  { file: /capacity/, has: /KiB/, why: 'arithmetic' },
  {
    file: /docs\/errors/,
    has: /^stanza-bridge |"stanzaError"/,
    by: 'test/integration/errors-page.test.ts',
  },
  { file: /provisioning/, has: /./, by: 'test/cli/check-provision.test.ts' },
  {
    file: /^docs\/(cli|operating|upgrading|webhooks)/,
    has: /^(stanza-bridge |kubectl logs|redis-cli)|"authorization"/,
    by: 'test/integration/documented-commands.test.ts',
  },
  {
    file: /webhooks/,
    has: /^\{ "messages"/,
    by: 'test/features/webhooks/attempt/reply.test.ts',
  },
  { file: /operating/, has: /"name": "store"/, by: 'test/integration/readiness.test.ts' },
  { file: /deploying/, has: /^helm install|^settings:/, by: 'test/helm/documents.test.ts' },
  {
    file: /deploying/,
    has: /^npm ci|^\[Unit\]/,
    by: 'test/integration/fresh-copy.test.ts',
  },
  { file: /recipes/, has: /createServer/, by: 'test/integration/documents.test.ts' },
  { file: /reverse-proxies/, has: /location/, by: 'test/integration/proxies/proxies.test.ts' },
  {
    file: /^docs\/hooks\/(slack|ntfy|scripts|apprise|netdata|alertmanager)/,
    has: /./,
    by: 'test/integration/hooks/senders.test.ts',
  },
  { file: /^docs\/hooks\/(grafana|argo-cd|zabbix)/, has: /./, why: 'Debian has none of them' },
  { file: /^examples/, has: /send\.py/, by: 'test/integration/python-examples.test.ts' },
  { file: /^examples/, has: /receiver\.py/, by: 'test/integration/webhooks/examples.test.ts' },
  { file: /^client/, has: /import/, by: 'test/integration/client-package.test.ts' },
  { file: /^SECURITY/, has: /^ACL SETUSER/, by: 'test/contract/store/redis-acl.test.ts' },
  { file: /^CONTRIBUTING/, has: /^npm ci/, by: 'test/scripts/npm-scripts.test.ts' },
];

const pages = [...documents(), ...FURTHER];
const accountOf = ({ file, text }: Block) =>
  ACCOUNTS.find((account) => account.file.test(file) && account.has.test(text));

it('each block of code of the documentation is run by a test, or cannot be', () => {
  const blocks = pages.flatMap(blocksOf);
  const unknown = blocks.filter((block) => accountOf(block) === undefined);
  expect(unknown.map(({ file, line, text }) => `${file}:${line}: ${text}`)).toEqual([]);
});

it('the tests that run them are there', () => {
  const files = ACCOUNTS.flatMap(({ by }) => by ?? []);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

it('no account is kept of blocks that are gone', () => {
  const blocks = pages.flatMap(blocksOf);
  const idle = ACCOUNTS.filter((account) => !blocks.some((block) => accountOf(block) === account));
  expect(idle.map(({ file, has }) => `${file.source}: ${has.source}`)).toEqual([]);
});

it.each(['mongooseim', 'openfire', 'tigase'])(
  'the page of %s says first that it was written from sources, and of which version',
  (server) => {
    const [, first] = readFileSync(`docs/servers/${server}.md`, 'utf8').split('\n\n');
    expect(first).toMatch(/^Not tested: written from the .*sources of [\w ]+ \d+\.\d+\.\d+/s);
  },
);
