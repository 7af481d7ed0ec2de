/** What the doctor says of servers that refuse what a bridge may want, and of the same servers once they are mended. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/cli-run.ts';
import { needs } from '../support/need.ts';
import { startServer, type NamedServerOptions, type ServerName } from '../support/servers.ts';
import { connectClient } from '../support/xmpp-client.ts';
import type { XmppServer } from '../support/xmpp-server.ts';

interface Finding {
  readonly check: string;
  readonly verdict: string;
  readonly detail: string;
  readonly advice?: string;
}

/** What is written instead of what. */
type Change = readonly [from: string, to: string];

/** By check: verdict, what it says, the line that cures it. */
type Named = Readonly<Record<string, readonly [string, RegExp, string]>>;

interface Case {
  readonly name: ServerName;
  readonly says: RegExp;
  readonly options: NamedServerOptions;
  /** Configurations that lack something, with what is said of each. */
  readonly broken: readonly (readonly [readonly Change[], Named])[];
  /** With the lines that the doctor gave. */
  readonly mended: readonly Change[];
}

const UPLOAD = 'Component "upload.example.org" "http_file_share"\n';
const PUBSUB = 'Component "pubsub.example.org" "pubsub"\n';
const USERS = 'VirtualHost "example.org"\n';
const ROOMS = 'xmpp rooms rooms.example.org';
const RESTRICT = 'restrict_room_creation = ';

const PROSODY: NamedServerOptions = {
  prosody: { modules: ['adhoc', 'admin_adhoc'], componentConfig: UPLOAD + PUBSUB },
};
const slotsFor = (domain: string): Change => [
  UPLOAD,
  `${UPLOAD}  http_file_share_access = { "${domain}" }\n`,
];
const limit = (bytes: number): Change => [
  'network_settings',
  `component_stanza_size_limit = ${bytes}\nnetwork_settings`,
];
const adminIn = (section: string, name: string): Change => [
  section,
  `${section}  admins = { "${name}@bridge.example.org" }\n`,
];
const BROKEN_PROSODY: readonly Change[] = [
  ['"kick_old"', '"kick_new"'],
  adminIn(USERS, 'admin'),
  limit(20_000),
];
const NAMED_OF_PROSODY: Named = {
  'xmpp upload upload.example.org': [
    'warning',
    /refuses a slot/,
    'http_file_share_access = { "bridge.example.org" }',
  ],
  'xmpp pubsub pubsub.example.org': [
    'warning',
    /bot@.* cannot create/,
    'admins = { "bot@bridge.example.org" }',
  ],
  'xmpp second connection': ['warning', /refused/, 'component_conflict_resolve = "kick_old"'],
  'xmpp administration': ['warning', /identity admin@bridge\.example\.org/, '`admins`'],
  'xmpp stanza size': ['bad', /ends the stream/, 'component_stanza_size_limit = 524288'],
};
const MENDED_PROSODY: readonly Change[] = [
  slotsFor('bridge.example.org'),
  adminIn(PUBSUB, 'bot'),
  limit(524_288),
  // Rooms that are kept leave a mark when they are destroyed.
  ['muc_room_default_persistent = false', 'muc_room_default_persistent = true'],
];

const ADMIN = 'admin: {user: ["juliet@example.org"]}';
const PRIVILEGE = '  mod_privilege: {}\n';
const ejabberd = (modules = ''): NamedServerOptions => ({
  ejabberd: {
    extraConfig: `acl:
  bridge: {server: "bridge.example.org"}
  ${ADMIN}
access_rules:
  configure: [{allow: admin}]
  admins: [{allow: admin}]
  uploaders: [{allow: local}, {allow: bridge}]
  room_creators: [{allow: local}, {allow: bridge}]
  node_creators: [{allow: local}, {allow: bridge}]`,
    modules: `  mod_configure: {}
  mod_http_upload: {host: "upload.example.org", put_url: "http://127.0.0.1/upload"}
${modules}`,
  },
});
const roomsOf = (options: string): Change => ['access_create: all', options];
const BROKEN_EJABBERD: readonly Change[] = [
  roomsOf('access_create: local'),
  ['access_createnode: all', 'access_createnode: local'],
  ['max_stanza_size: infinity', 'max_stanza_size: 20000'],
];
const NAMED_OF_EJABBERD: Named = {
  'xmpp upload upload.example.org': ['warning', /refuses a slot/, 'access: uploaders'],
  [ROOMS]: ['warning', /cannot create/, 'access_create: room_creators'],
  'xmpp pubsub pubsub.example.org': [
    'warning',
    /cannot create/,
    'access_createnode: node_creators',
  ],
  'xmpp administration': ['warning', /may administer/, 'user: ["juliet@example.org"]'],
  'xmpp stanza size': ['bad', /ends the stream/, 'max_stanza_size: infinity'],
};
const MENDED_EJABBERD: readonly Change[] = [
  ['mod_http_upload: {', 'mod_http_upload: {access: uploaders, '],
  roomsOf('access_create: room_creators, access_persistent: room_creators'),
  ['access_createnode: all', 'access_createnode: node_creators'],
];

const CASES: readonly Case[] = [
  {
    name: 'prosody',
    says: /^example\.org is Prosody 0\.12/,
    options: PROSODY,
    broken: [
      [
        [...BROKEN_PROSODY, slotsFor('example.org'), [`${RESTRICT}false`, `${RESTRICT}true`]],
        { ...NAMED_OF_PROSODY, [ROOMS]: ['warning', /cannot create/, `${RESTRICT}false`] },
      ],
      [
        [
          ...MENDED_PROSODY,
          ['muc_room_default_persistent = true', 'muc_room_allow_persistent = false'],
          [
            'rooms.example.org" "muc"\n',
            'rooms.example.org" "muc"\n  admins = { "admin@bridge.example.org" }\n',
          ],
        ],
        {
          [ROOMS]: ['warning', /cannot make them/, 'muc_room_allow_persistent = true'],
          'xmpp room owners rooms.example.org': [
            'warning',
            /identity admin@bridge\.example\.org owns all rooms/,
            '`admins`',
          ],
        },
      ],
    ],
    mended: MENDED_PROSODY,
  },
  {
    name: 'prosody@13',
    says: /^example\.org is Prosody 13/,
    options: PROSODY,
    broken: [
      [
        BROKEN_PROSODY,
        {
          ...NAMED_OF_PROSODY,
          [ROOMS]: ['warning', /cannot make them/, 'server_user_role = "prosody:registered"'],
        },
      ],
      [
        [...MENDED_PROSODY, [`${RESTRICT}false`, `${RESTRICT}"local"`]],
        { [ROOMS]: ['warning', /cannot create/, 'server_user_role = "prosody:registered"'] },
      ],
    ],
    mended: [
      ...MENDED_PROSODY,
      [`${RESTRICT}false`, `${RESTRICT}"local"\n  server_user_role = "prosody:registered"`],
    ],
  },
  {
    name: 'ejabberd',
    says: /^example\.org is ejabberd 23/,
    options: ejabberd(),
    broken: [
      [[...BROKEN_EJABBERD, [ADMIN, 'admin: {server_glob: "*.example.org"}']], NAMED_OF_EJABBERD],
    ],
    mended: MENDED_EJABBERD,
  },
  {
    name: 'ejabberd@24',
    says: /^example\.org is ejabberd 24/,
    options: ejabberd(PRIVILEGE),
    broken: [
      [
        [...BROKEN_EJABBERD, [PRIVILEGE, ''], [ADMIN, 'admin: {node_glob: [{admin: "*"}]}']],
        NAMED_OF_EJABBERD,
      ],
      [
        [
          [PRIVILEGE, ''],
          ...MENDED_EJABBERD,
          ['access_persistent: room_creators', 'access_persistent: local, access_admin: admins'],
          [ADMIN, 'admin: {server_glob: "*.example.org"}'],
        ],
        {
          [ROOMS]: ['warning', /cannot make them/, 'access_persistent: room_creators'],
          'xmpp room owners rooms.example.org': [
            'warning',
            /every identity of bridge\.example\.org owns all rooms/,
            '`access_admin`',
          ],
          'xmpp administration': ['warning', /every identity/, '`configure`'],
        },
      ],
    ],
    mended: [[PRIVILEGE, ''], ...MENDED_EJABBERD],
  },
];

describe.each(CASES)('doctor and $name', ({ name, says, options, broken, mended }) => {
  describe.runIf(needs(name))('by probes', () => {
    let server: XmppServer;
    let original: string;

    beforeAll(async () => {
      server = await startServer(name, options);
      original = readFileSync(fileOf(server), 'utf8');
    });
    afterAll(() => server.stop());

    it.runIf(name === 'ejabberd@24')('names dropped IQs, and what drops them', async () => {
      const iqs = (await examine(server)).find(({ check }) => check === 'xmpp iqs');
      expect(iqs?.verdict).toBe('bad');
      expect(iqs?.detail).toContain('drops');
      expect(iqs?.advice).toContain('mod_privilege');
    });

    it('names what is refused, and the lines that cure it', async () => {
      for (const [changes, named] of broken) {
        await configure(server, original, changes);
        const findings = await examine(server);
        expect(findings.find(({ check }) => check === 'xmpp server')?.detail).toMatch(says);
        expectNamed(findings.filter(isWrong), named);
      }
    });

    it('is silent once it is mended, and leaves nothing behind', async () => {
      await configure(server, original, mended);
      const findings = await examine(server);
      expect(findings.filter(isWrong)).toEqual([]);
      const checks = findings.map(({ check }) => check);
      for (const [, named] of broken)
        expect(checks).toEqual(expect.arrayContaining(Object.keys(named)));
      expect(await leftOn(server)).not.toContain('doctor');
    });

    it.runIf(name === 'prosody')('judges nothing of a server that is another', async () => {
      const findings = await examine(server, { BRIDGE_XMPP_SERVER_HOST: 'mantua.example' });
      const verdicts = new Map(findings.map(({ check, verdict }) => [check, verdict]));
      expect(verdicts.get('xmpp server')).toBe('skipped');
      expect(verdicts.get('xmpp administration')).toBe('skipped');
      const of = findings.find(({ check }) => check === 'xmpp server');
      expect(of?.detail).toContain('BRIDGE_XMPP_SERVER_HOST');
    });

    it('says which mode fits what becomes of a second connection', async () => {
      const findings = await examine(server, { BRIDGE_LINK_MODE: 'all' });
      const second = findings.find(({ check }) => check === 'xmpp second connection');
      expect(second?.verdict).toBe(server.kind === 'prosody' ? 'bad' : 'good');
      if (server.kind === 'prosody') expect(second?.advice).toContain('BRIDGE_LINK_MODE=leader');
    });
  });
});

const isWrong = ({ check, verdict }: Finding) => verdict !== 'good' && check !== 'store';

function expectNamed(wrong: readonly Finding[], named: Named): void {
  expect(wrong.map(({ check }) => check).sort()).toEqual(Object.keys(named).sort());
  for (const { check, verdict, detail, advice } of wrong) {
    const [expected, words, line] = named[check] ?? [];
    expect(verdict).toBe(expected);
    expect(detail).toMatch(words ?? /^$/);
    expect(advice).toContain(line);
  }
}

async function examine(
  server: XmppServer,
  over: Readonly<Record<string, string>> = {},
): Promise<readonly Finding[]> {
  const env = {
    BRIDGE_XMPP_SERVICE: server.service,
    BRIDGE_XMPP_DOMAIN: server.componentDomain,
    BRIDGE_XMPP_SECRET: server.secret,
    BRIDGE_API_KEY: 'thus-with-a-kiss-i-die-0123456789',
    ...over,
  };
  const { out } = await runCommand(['doctor', '--json', '--identity', 'bot'], { env });
  return (JSON.parse(out) as { readonly findings: readonly Finding[] }).findings;
}

const fileOf = ({ folder, kind }: XmppServer) =>
  join(folder, kind === 'prosody' ? 'prosody.cfg.lua' : 'ejabberd.yml');

async function configure(server: XmppServer, original: string, changes: readonly Change[]) {
  const before = readFileSync(fileOf(server), 'utf8');
  let text = original;
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`not in the configuration: ${from}`);
    text = text.replace(from, to);
  }
  writeFileSync(fileOf(server), text);
  // COMPAT: ejabberd that reloads a listener with other options sometimes does not listen any more.
  const isReloaded =
    server.kind === 'ejabberd' && LIMIT.exec(text)?.[0] === LIMIT.exec(before)?.[0];
  if (!isReloaded) await server.restart();
  else await reload(server);
}

/** Of the listener of the component. */
const LIMIT = /max_stanza_size: (?:infinity|20000)$/m;

async function reload({ httpPort }: XmppServer): Promise<void> {
  const url = `http://127.0.0.1:${httpPort}/api/reload_config`;
  const answer = await fetch(url, { method: 'POST', body: '{}' });
  expect(await answer.text()).toBe('0');
}

/** What a user sees of rooms and nodes, and the names of what Prosody has stored. */
async function leftOn(server: XmppServer): Promise<string> {
  const juliet = await connectClient({ server, user: 'juliet' });
  const listed = async (to: string) => {
    const query = "<query xmlns='http://jabber.org/protocol/disco#items'/>";
    await juliet.send(`<iq to='${to}' type='get' id='${to}'>${query}</iq>`);
    return (await juliet.waitFor(({ attributes }) => attributes['id'] === to)).xml;
  };
  const lists = [await listed('rooms.example.org'), await listed('pubsub.example.org')];
  await juliet.close();
  const stored = readdirSync(server.folder, { recursive: true, encoding: 'utf8' });
  return [...lists, ...stored].join('\n');
}
