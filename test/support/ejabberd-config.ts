/** The configuration of the test ejabberd: one host, rooms, one component, an HTTP API; no TLS and no other servers. */
import type { Cast, Ports } from './xmpp-server.ts';

interface Filled extends Cast {
  ports: Ports;
  /** How many messages a user may miss; ejabberd's own default is 100. */
  offlineLimit?: number;
  /** The limit on what the component sends, in bytes; ejabberd's own default is none. */
  componentStanzaLimit?: number;
  /** How many occupants a room takes; ejabberd's own default is 200. */
  maxOccupants?: number;
  /** YAML for the top level. */
  extraConfig?: string;
  /** Further listeners, as items of a YAML list with two spaces before them. */
  listeners?: string;
  /** Further modules, as entries of a YAML map with two spaces before them. */
  modules?: string;
}

export function ejabberdConfig(options: Filled): string {
  const { ports, domain, componentDomain, roomsDomain, secret } = options;
  return `
hosts: ["${domain}"]
loglevel: info
log_rotate_count: 0
auth_method: [internal]
auth_password_format: plain
disable_sasl_mechanisms: ["digest-md5", "X-OAUTH2"]
default_db: mnesia
new_sql_schema: true
registration_timeout: infinity
listen:
  - port: ${ports.c2s}
    ip: "127.0.0.1"
    module: ejabberd_c2s
    starttls_required: false
    max_stanza_size: 2097152  # users may send more than the bridge accepts
    shaper: none
    access: all
  - port: ${ports.component}
    ip: "127.0.0.1"
    module: ejabberd_service
    access: all
    shaper: none
    check_from: true
    max_stanza_size: ${options.componentStanzaLimit ?? 'infinity'}
    hosts:
      "${componentDomain}":
        password: "${secret}"
  - port: ${ports.http}
    ip: "127.0.0.1"
    module: ejabberd_http
    request_handlers:
      "/api": mod_http_api
${options.listeners ?? ''}
api_permissions:
  "loopback may do all":
    from: [mod_http_api]
    who: {access: {allow: {ip: "127.0.0.0/8"}}}
    what: "*"
${options.extraConfig ?? ''}
modules:
  mod_adhoc: {}
  mod_admin_extra: {}
  mod_carboncopy: {}
  mod_caps: {}
  mod_disco: {}
  mod_http_api: {}
  mod_last: {}
  mod_mam: {default: never}
  mod_muc: {host: "${roomsDomain}", access_create: all, max_users: ${options.maxOccupants ?? 200}, default_room_options: {mam: true, max_users: ${options.maxOccupants ?? 200}}}  # rooms give their messages ids
  mod_muc_admin: {}
  mod_offline: {access_max_user_messages: ${options.offlineLimit ?? 5000}}
  mod_ping: {}
  mod_pubsub: {host: "pubsub.${domain}", access_createnode: all, plugins: [flat, pep]}
  mod_roster: {}
  mod_stream_mgmt: {resend_on_timeout: if_offline}
  mod_version: {}
${options.modules ?? ''}
`;
}
