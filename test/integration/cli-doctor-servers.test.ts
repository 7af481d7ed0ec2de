/** What the doctor says of servers that refuse what a bridge may want, and of the same servers once they are mended. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/cli-run.ts';
import { answers } from '../support/free-port.ts';
import { needs } from '../support/need.ts';
import { startServer, type NamedServerOptions, type ServerName } from '../support/servers.ts';
import { until } from '../support/until.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

interface Finding {
  readonly check: string;
  readonly verdict: string;
  readonly detail: string;
  readonly advice?: string;
}

/** As the test configuration has it, broken, and mended as the doctor says. */
type Fault = readonly [was: string, broken: string, mended?: string];

interface Case {
  readonly name: ServerName;
  readonly says: RegExp;
  readonly options: NamedServerOptions;
  readonly faults: readonly Fault[];
  /** By check: verdict, what it says, the line that cures it. */
  readonly named: Readonly<Record<string, readonly [string, RegExp, string]>>;
}

const UPLOAD = 'Component "upload.example.org" "http_file_share"\n';
const PUBSUB = 'Component "pubsub.example.org" "pubsub"\n';
const PUBSUB_ADMIN = '  admins = { "bot@bridge.example.org" }\n';
const USERS = 'VirtualHost "example.org"\n';

const PROSODY: NamedServerOptions = {
  prosody: { modules: ['adhoc', 'admin_adhoc'], componentConfig: UPLOAD + PUBSUB },
};
const ACCESS = '  http_file_share_access = { "bridge.example.org" }\n';
const OF_PROSODY: readonly Fault[] = [
  ['"kick_old"', '"kick_new"', '"kick_old"'],
  [PUBSUB, PUBSUB, PUBSUB + PUBSUB_ADMIN],
  [USERS, `${USERS}  admins = { "admin@bridge.example.org" }\n`, USERS],
  [
    'network_settings',
    'component_stanza_size_limit = 20000\nnetwork_settings',
    'component_stanza_size_limit = 524288\nnetwork_settings',
  ],
];
const NAMED_OF_PROSODY: Case['named'] = {
  'xmpp upload upload.example.org': [
    'warning',
    /refuses a slot/,
    'http_file_share_access = { "bridge.example.org" }',
  ],
  'xmpp pubsub pubsub.example.org': ['warning', /bot@.* cannot create/, PUBSUB_ADMIN.trim()],
  'xmpp second connection': ['warning', /refused/, 'component_conflict_resolve = "kick_old"'],
  'xmpp administration': ['warning', /identity admin@bridge\.example\.org/, '`admins`'],
  'xmpp stanza size': ['bad', /ends the stream/, 'component_stanza_size_limit = 524288'],
};

const OF_EJABBERD: readonly Fault[] = [
  ['access_create: all', 'access_create: local', 'access_create: room_creators'],
  ['access_createnode: all', 'access_createnode: local', 'access_createnode: node_creators'],
  ['access: uploaders', 'access: local'],
  ['max_stanza_size: infinity', 'max_stanza_size: 20000', 'max_stanza_size: infinity'],
];
const NAMED_OF_EJABBERD: Case['named'] = {
  'xmpp upload upload.example.org': ['warning', /refuses a slot/, 'access: uploaders'],
  'xmpp rooms rooms.example.org': ['warning', /cannot create/, 'access_create: room_creators'],
  'xmpp pubsub pubsub.example.org': [
    'warning',
    /cannot create/,
    'access_createnode: node_creators',
  ],
  'xmpp administration': ['warning', /may administer/, 'user: ["juliet@example.org"]'],
  'xmpp stanza size': ['bad', /ends the stream/, 'max_stanza_size: infinity'],
};
const ejabberd = (modules = ''): NamedServerOptions => ({
  ejabberd: {
    extraConfig: `acl:
  bridge: {server: "bridge.example.org"}
  admin: {user: ["juliet@example.org"]}
access_rules:
  configure: [{allow: admin}]
  uploaders: [{allow: local}, {allow: bridge}]
  room_creators: [{allow: local}, {allow: bridge}]
  node_creators: [{allow: local}, {allow: bridge}]`,
    modules: `  mod_configure: {}
  mod_http_upload: {host: "upload.example.org", put_url: "http://127.0.0.1/upload", access: uploaders}
${modules}`,
  },
});
const ADMIN = 'admin: {user: ["juliet@example.org"]}';
const PRIVILEGE = '  mod_privilege: {}\n';
const HARMLESS = '  mod_time: {}\n';

const CASES: readonly Case[] = [
  {
    name: 'prosody',
    says: /^example\.org is Prosody 0\.12/,
    options: PROSODY,
    faults: [
      ...OF_PROSODY,
      [UPLOAD, `${UPLOAD}  http_file_share_access = { "example.org" }\n`, UPLOAD + ACCESS],
      ['restrict_room_creation = false', 'restrict_room_creation = true'],
    ],
    named: {
      ...NAMED_OF_PROSODY,
      'xmpp rooms rooms.example.org': [
        'warning',
        /cannot create/,
        'restrict_room_creation = false',
      ],
    },
  },
  {
    name: 'prosody@13',
    says: /^example\.org is Prosody 13/,
    options: PROSODY,
    faults: [
      ...OF_PROSODY,
      [UPLOAD, UPLOAD, UPLOAD + ACCESS],
      [
        'restrict_room_creation = false',
        'restrict_room_creation = false',
        'restrict_room_creation = "local"\n  server_user_role = "prosody:registered"',
      ],
    ],
    named: {
      ...NAMED_OF_PROSODY,
      'xmpp rooms rooms.example.org': [
        'warning',
        /cannot make them persistent/,
        'server_user_role = "prosody:registered"',
      ],
    },
  },
  {
    name: 'ejabberd',
    says: /^example\.org is ejabberd 23/,
    options: ejabberd(),
    faults: [...OF_EJABBERD, [ADMIN, 'admin: {server_glob: "*.example.org"}', ADMIN]],
    named: NAMED_OF_EJABBERD,
  },
  {
    name: 'ejabberd@24',
    says: /^example\.org is ejabberd 24/,
    options: ejabberd(PRIVILEGE),
    faults: [
      ...OF_EJABBERD,
      [PRIVILEGE, HARMLESS, HARMLESS],
      [ADMIN, 'admin: {node_glob: [{admin: "*"}]}', ADMIN],
    ],
    named: NAMED_OF_EJABBERD,
  },
];

describe.each(CASES)('doctor and $name', ({ name, says, options, faults, named }) => {
  describe.runIf(needs(name))('by probes', () => {
    let server: XmppServer;

    beforeAll(async () => {
      server = await startServer(name, options);
    });
    afterAll(() => server.stop());

    async function examine(): Promise<readonly Finding[]> {
      const env = {
        BRIDGE_XMPP_SERVICE: server.service,
        BRIDGE_XMPP_DOMAIN: server.componentDomain,
        BRIDGE_XMPP_SECRET: server.secret,
        BRIDGE_API_KEY: 'thus-with-a-kiss-i-die-0123456789',
      };
      const { out } = await runCommand(['doctor', '--json', '--identity', 'bot'], { env });
      return (JSON.parse(out) as { readonly findings: readonly Finding[] }).findings;
    }

    it.runIf(name === 'ejabberd@24')('names dropped IQs, and what drops them', async () => {
      const iqs = (await examine()).find(({ check }) => check === 'xmpp iqs');
      expect(iqs).toMatchObject({ verdict: 'bad', detail: expect.stringMatching(/drops/) });
      expect(iqs?.advice).toContain('mod_privilege');
    });

    it('names what is refused, and the lines that cure it', async () => {
      await change(
        server,
        faults.map(([was, broken]) => [was, broken]),
      );
      const findings = await examine();
      expect(findings.find(({ check }) => check === 'xmpp server')?.detail).toMatch(says);
      const wrong = findings.filter(
        ({ check, verdict }) => verdict !== 'good' && check !== 'store',
      );
      expect(wrong.map(({ check }) => check).sort()).toEqual(Object.keys(named).sort());
      for (const { check, verdict, detail, advice } of wrong) {
        const [expected, words, line] = named[check] ?? [];
        expect(verdict).toBe(expected);
        expect(detail).toMatch(words ?? /^$/);
        expect(advice).toContain(line);
      }
    });

    it('is silent once it is mended, and leaves nothing behind', async () => {
      await change(
        server,
        faults.map(([was, broken, mended = was]) => [broken, mended]),
      );
      const findings = await examine();
      expect(
        findings.filter(({ check, verdict }) => verdict !== 'good' && check !== 'store'),
      ).toEqual([]);
      expect(findings.map(({ check }) => check)).toEqual(
        expect.arrayContaining(Object.keys(named)),
      );
    });
  });
});

/** Writes another configuration, and lets the server have it. */
async function change(server: XmppServer, changes: readonly (readonly [string, string])[]) {
  const isProsody = server.kind === 'prosody';
  const file = join(server.folder, isProsody ? 'prosody.cfg.lua' : 'ejabberd.yml');
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`not in the configuration: ${from}`);
    text = text.replace(from, to);
  }
  writeFileSync(file, text);
  if (isProsody) await server.restart();
  else await reload(server);
}

async function reload({ httpPort, componentPort }: XmppServer): Promise<void> {
  const url = `http://127.0.0.1:${httpPort}/api/reload_config`;
  const answer = await fetch(url, { method: 'POST', body: '{}' });
  expect(await answer.text()).toBe('0');
  // A listener that is changed is away for a moment.
  await until(() => answers(componentPort));
}
