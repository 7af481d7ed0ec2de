/** The configuration of the test Prosody: one host, rooms, one component; no TLS and no other servers. */
import type { Ports } from './xmpp-server.ts';

export interface ProsodyConfigOptions {
  /** What a second connection of the component does; `kick_old` is what the bridge recommends for replicas. */
  conflict?: 'kick_old' | 'kick_new';
  /** Where it listens; default the loopback. A container needs `0.0.0.0` to be reached at all. */
  listen?: string;
  /** Modules on top of the usual ones, for example `mam`. */
  modules?: readonly string[];
  /** Lua for the global section. */
  extraConfig?: string;
  /** Lua for the section of the rooms. */
  roomsConfig?: string;
  /** Lua for the end: the component's section, and whatever further sections follow it. */
  componentConfig?: string;
}

interface Filled extends ProsodyConfigOptions {
  folder: string;
  ports: Ports;
  domain: string;
  componentDomain: string;
  roomsDomain: string;
  secret: string;
}

const MODULES = [
  ...['roster', 'saslauth', 'disco', 'ping', 'time', 'uptime', 'version', 'posix'],
  ...['carbons', 'smacks', 'pep', 'vcard4', 'vcard_legacy', 'blocklist'],
  ...['presence', 'message', 'iq', 'offline', 'c2s', 'websocket', 'bosh'],
];

export function prosodyConfig(options: Filled): string {
  const { domain, componentDomain, roomsDomain, secret, extraConfig = '' } = options;
  return `${withoutThoseOf(extraConfig, globalSection(options))}
${extraConfig}

VirtualHost "${domain}"

Component "${roomsDomain}" "muc"
  restrict_room_creation = false
  muc_room_locking = false
  muc_room_default_persistent = false
  modules_enabled = { "muc_mam" }  -- rooms give their messages ids
  muc_log_by_default = true
  ${options.roomsConfig ?? ''}

Component "${componentDomain}"
  component_secret = "${secret}"
  component_conflict_resolve = "${options.conflict ?? 'kick_old'}"
${options.componentConfig ?? ''}
`;
}

/** COMPAT: Prosody 13.0.1 ends with an error of its own at an option that is set twice. */
function withoutThoseOf(extraConfig: string, section: string): string {
  const isSet = (line: string) => {
    const name = /^(\w+) = /.exec(line)?.[1];
    return name !== undefined && new RegExp(`^\\s*${name}\\s*=`, 'm').test(extraConfig);
  };
  return section
    .split('\n')
    .filter((line) => !isSet(line))
    .join('\n');
}

function globalSection(options: Filled): string {
  const { folder, ports } = options;
  const listen = options.listen ?? '127.0.0.1';
  const modules = [...MODULES, ...(options.modules ?? [])].map((m) => JSON.stringify(m));
  return `
run_as_root = true  -- CI runs as root; without meaning for others
daemonize = false
pidfile = "${folder}/prosody.pid"
data_path = "${folder}/data"
certificates = "${folder}/certs"
plugin_paths = { "/usr/lib/prosody/modules" }
log = { { levels = { min = "info" }, to = "file", filename = "${folder}/prosody.log" } }

interfaces = { "${listen}" }
c2s_ports = { ${ports.c2s} }
c2s_direct_tls_ports = {}
s2s_ports = {}
s2s_direct_tls_ports = {}
http_ports = { ${ports.http} }
https_ports = {}
component_ports = { ${ports.component} }
component_interfaces = { "${listen}" }

authentication = "internal_plain"
storage = "internal"
c2s_require_encryption = false
s2s_require_encryption = false
allow_unencrypted_plain_auth = true
consider_websocket_secure = true
consider_bosh_secure = true
c2s_stanza_size_limit = 2 * 1024 * 1024  -- users may send more than the bridge accepts
limits = {}

network_settings = { nagle = false }  -- as docs/servers/prosody.md has it
modules_enabled = { ${modules.join(', ')} }
modules_disabled = { "s2s", "tls" }
`;
}
