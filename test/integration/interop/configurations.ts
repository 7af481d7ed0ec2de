/** What has to be configured on top of the pages in docs/servers, and what that gives: as in the matrix. */
import type { NamedServerOptions, ServerName } from '../../support/servers.ts';

interface Configurations {
  /** The services are there, with nothing said of the bridge. */
  readonly plain: NamedServerOptions;
  /** As the notes below the matrix say. */
  readonly configured: NamedServerOptions;
}

const UPLOAD = 'Component "upload.example.org" "http_file_share"\n';
const PUBSUB = 'Component "pubsub.example.org" "pubsub"\n';
const PROSODY: NamedServerOptions = { prosody: { componentConfig: UPLOAD + PUBSUB } };

const ADMINS = 'admins = { "bot@bridge.example.org" }\n';
const UPLOADERS = 'http_file_share_access = { "bridge.example.org" }\n';
const CREATORS = 'server_user_role = "prosody:registered"';

const HTTP_UPLOAD = (options: string) =>
  `  mod_http_upload: {host: "upload.example.org", put_url: "http://127.0.0.1/upload"${options}}`;
const EJABBERD_ACCESS = `acl: {bridge: {server: bridge.example.org}}
access_rules: {uploaders: [{allow: local}, {allow: bridge}]}
`;

const prosody: Configurations = {
  plain: PROSODY,
  configured: {
    prosody: {
      componentConfig: UPLOAD + UPLOADERS + PUBSUB + ADMINS,
    },
  },
};

const prosody13: Configurations = {
  plain: PROSODY,
  configured: { prosody: { ...prosody.configured.prosody, roomsConfig: CREATORS } },
};

const ejabberd: Configurations = {
  plain: { ejabberd: { modules: HTTP_UPLOAD('') } },
  configured: {
    ejabberd: { modules: HTTP_UPLOAD(', access: uploaders'), extraConfig: EJABBERD_ACCESS },
  },
};

export const CONFIGURATIONS: Readonly<Record<ServerName, Configurations>> = {
  ...{ prosody, ejabberd },
  'prosody@13': prosody13,
  'ejabberd@24': ejabberd,
};
