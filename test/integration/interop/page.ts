/** The matrix as a page. */
import { SERVER_NAMES, type ServerName } from '../../support/servers.ts';
import type { Capability } from './capabilities.ts';

/** Works as it is; with the configuration below the table; not at all. */
export type Cell = 'yes' | 'configured' | 'no';

/** What each said of itself when the page was written. */
export const VERSIONS: Readonly<Record<ServerName, string>> = {
  prosody: 'Prosody 0.12.3',
  'prosody@13': 'Prosody 13.0.1',
  ejabberd: 'ejabberd 23.01',
  'ejabberd@24': 'ejabberd 24.12',
};
const SAID: Readonly<Record<Cell, string>> = { yes: 'yes', configured: 'configured', no: 'no' };
const ORDER: readonly ServerName[] = ['prosody', 'prosody@13', 'ejabberd', 'ejabberd@24'];

export function matrixPage(
  capabilities: readonly Capability[],
  measured: ReadonlyMap<ServerName, readonly Cell[]>,
): string {
  const missing = SERVER_NAMES.filter((name) => !measured.has(name));
  if (missing.length > 0) throw new Error(`not measured: ${missing.join(', ')}`);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = capabilities.map(({ what }, at) =>
    row([what, ...ORDER.map((name) => SAID[measured.get(name)?.[at] ?? 'no'])]),
  );
  return [
    HEAD,
    row(['', ...ORDER.map((name) => VERSIONS[name])]),
    row(['---', ...ORDER.map(() => '---')]),
    ...rows,
    TAIL,
  ].join('\n');
}

const HEAD = `# What works on which server

\`npm test\` measures each cell on the real server and compares it with this page. \`yes\`: with the configuration of
[Prosody](prosody.md) or [ejabberd](ejabberd.md) and the service there. \`configured\`: with the lines below the table.
The versions are those of Debian 12 and Debian 13.
`;

const TAIL = `
- Rooms on Prosody 13: \`server_user_role = "prosody:registered"\` in the section of the room component. Without it Prosody
  accepts the configuration and ignores \`persistent\`.
- Uploads on Prosody 13: \`http_file_share_access = { "bridge.example.org" }\` in the section of \`http_file_share\`.
- Uploads on ejabberd: \`acl: {bridge: {server: bridge.example.org}}\`,
  \`access_rules: {uploaders: [{allow: local}, {allow: bridge}]}\` and \`mod_http_upload: {access: uploaders}\`.
- Pub/sub on Prosody: \`admins = { "bot@bridge.example.org" }\` in the section of \`pubsub\`, with the identities that may.
- Pub/sub and rooms on ejabberd: \`access_createnode\` and \`access_create\` admit the component domain.
- IQs on ejabberd 24.10 to 24.12: not while \`mod_privilege\` is loaded; see [ejabberd](ejabberd.md).
- A second connection: Prosody with \`component_conflict_resolve = "kick_old"\`. ejabberd keeps both.
`;
