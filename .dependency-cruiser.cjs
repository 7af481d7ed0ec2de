/** The folders of ARCHITECTURE.md and which may import which. Each rule says why it exists. */
const LAYERS = [
  ['core', 'contract'],
  ['stanza', 'extensions'],
  ['store', 'egress', 'config', 'observe'],
  ['link'],
  ['reconciler'],
  ['inbound'],
  ['features'],
  ['facades'],
  ['http', 'cli'],
  ['app', 'main.ts'],
];

const pathOf = (names) => `^src/(${names.map((name) => name.replace('.', '\\.')).join('|')})(/|$)`;

const downwards = LAYERS.slice(0, -1).map((names, layer) => ({
  name: `${names.join('-and-')}-import-downwards`,
  severity: 'error',
  comment:
    'Imports go down the list of layers only, so that each folder can be read with what is below it alone.',
  from: { path: pathOf(names) },
  to: { path: pathOf(LAYERS.slice(layer + 1).flat()) },
}));

/** Which features each feature may import; arrows go one way. */
const FEATURES = {
  access: [],
  events: [],
  iq: ['access', 'events'],
  messages: ['access', 'events', 'iq'],
  streams: ['access', 'events'],
  webhooks: ['access', 'events', 'iq', 'messages'],
  identities: ['events'],
  rooms: ['events'],
  pubsub: ['access', 'events', 'iq'],
  'room-service': ['access', 'events', 'iq', 'messages'],
  hooks: ['access', 'events', 'messages'],
  commands: [],
  fleet: ['access'],
  offered: ['events', 'identities', 'iq'],
  status: [],
};

const feature = ([name, below]) => ({
  name: `feature-${name}`,
  severity: 'error',
  comment:
    'A feature imports only the features that ARCHITECTURE.md lists for it; everything else comes as an argument.',
  from: { path: `^src/features/${name}/` },
  to: {
    path: '^src/features/[^/]+/',
    pathNot: `^src/features/(${[name, ...below].join('|')})/`,
  },
});

/** The folders of src/features/webhooks/, and which others each may use. */
const WEBHOOK_FOLDERS = {
  caller: ['attempt', 'backlog', 'delivery', 'subscription', 'target'],
  provision: ['backlog', 'subscription', 'target'],
  worker: ['attempt', 'backlog', 'delivery', 'subscription', 'target'],
  attempt: ['delivery', 'subscription', 'target'],
  backlog: ['delivery'],
  delivery: [],
  subscription: ['target'],
  target: [],
};

const webhookFolder = ([name, below]) => ({
  name: `webhooks-${name}`,
  severity: 'error',
  comment:
    'The folders of webhooks build on each other one way, so that each can be read with what is below it alone.',
  from: { path: `^src/features/webhooks/${name}/` },
  to: {
    path: '^src/features/webhooks/',
    pathNot: `^src/features/webhooks/(${[name, ...below].join('|')})/`,
  },
});

const only = (name, path, home, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^src/', pathNot: home },
  to: { path },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle means that two files are one idea cut in the wrong place.',
      from: { path: '^src/' },
      to: { circular: true },
    },
    ...downwards,
    {
      name: 'pure-core',
      severity: 'error',
      comment:
        'What takes and returns values has no I/O: pass clocks, bytes and randomness in. Digests are pure.',
      from: {
        path: '^src/(core|stanza|extensions)/',
        pathNot: '^src/core/idempotency\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ports-stand-alone',
      severity: 'error',
      comment: 'Two ports that know each other are one; let a feature or the root join them.',
      from: { path: '^src/(store|egress|config|observe)/' },
      to: {
        path: pathOf(['store', 'egress', 'config', 'observe']),
        pathNot: ['^src/$1/', '^src/observe/'],
      },
    },
    ...Object.entries(FEATURES).map(feature),
    {
      name: 'leaf-features-are-not-imported',
      severity: 'error',
      comment:
        'A feature without a rule in FEATURES is a leaf: it may import the others, and none imports it.',
      from: { path: '^src/features/([^/]+)/' },
      to: {
        path: '^src/features/[^/]+/',
        pathNot: `^src/features/($1|${Object.keys(FEATURES).join('|')})/`,
      },
    },
    ...Object.entries(WEBHOOK_FOLDERS).map(webhookFolder),
    only(
      'redis-in-store',
      '^node_modules/ioredis',
      '^src/store/redis/',
      'One folder speaks Redis; everything else uses the store.',
    ),
    only(
      'component-in-one-file',
      '^node_modules/@xmpp/',
      '^src/link/component/stream\\.ts$',
      'The library has defects that this file works around; nothing else may meet them.',
    ),
    only(
      'drivers-in-link',
      '^src/link/component/',
      '^src/(link/|cli/doctor/)',
      'Only the link knows which kind of connection it has.',
    ),
    only(
      'undici-in-egress',
      '^node_modules/undici',
      '^src/(egress/|features/webhooks/target/target\\.ts$)',
      'HTTP to the outside has one place, so that no request goes past the guard, the proxy and the bounds; a target names the type only.',
    ),
    only(
      'ipaddr-in-egress',
      '^node_modules/ipaddr',
      '^src/egress/',
      'One folder judges addresses.',
    ),
    only(
      'jose-in-verifier',
      '^node_modules/jose',
      '^src/features/access/jwt/jwt-verifier\\.ts$',
      'One file says what a good token is.',
    ),
    only(
      'liquid-in-template',
      '^node_modules/liquidjs',
      '^src/features/hooks/render/template\\.ts$',
      'One file bounds what a template may do.',
    ),
    only(
      'fastify-in-http',
      '^node_modules/(@fastify|fastify|ws)/',
      '^src/http/',
      'Handlers know no web framework.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
