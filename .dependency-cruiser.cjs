/** Tiers and import rules of ARCHITECTURE.md. Each rule says why it exists. */
const TIER0 =
  '^src/(stanza|contract)/|^src/(errors|caller|identity|instant|selectors|nearest)\\.ts$';
const TIER1 = '^src/(store|xmpp|egress|config|observe)/';
const WORK = ['iq', 'outbox', 'events', 'webhooks', 'stream', 'access', 'link', 'inbound'];
const RECONCILER = '^src/reconciler/';
const TIER2 = `^src/(${WORK.join('|')})/`;
const TIER3 = '^src/(api|cli|console)/';
const ROOT = '^src/(app/|app\\.ts$|main\\.ts$)';

/** The rooms of src/webhooks/, and which others each may use. Arrows lead down this list, never up. */
const WEBHOOK_ROOMS = {
  caller: ['attempt', 'backlog', 'delivery', 'subscription', 'target'],
  courier: ['attempt', 'backlog', 'delivery', 'subscription', 'target'],
  attempt: ['delivery', 'subscription', 'target'],
  backlog: ['delivery'],
  delivery: [],
  subscription: ['target'],
  target: [],
};

const roomOfWebhooks = ([room, below]) => ({
  name: `webhooks-room-${room}`,
  comment:
    'The rooms of webhooks build on each other one way, so that each can be read with what is below it alone.',
  severity: 'error',
  from: { path: `^src/webhooks/${room}/` },
  to: { path: '^src/webhooks/', pathNot: `^src/webhooks/(${[room, ...below].join('|')})/` },
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
      comment: 'A cycle means two files are one idea cut in the wrong place.',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'words-are-pure',
      severity: 'error',
      comment: 'Tier 0 takes and returns values: no I/O, no clock, nothing above it.',
      from: { path: TIER0 },
      to: { path: `${TIER1}|${RECONCILER}|${TIER2}|${TIER3}|${ROOT}` },
    },
    {
      name: 'words-need-no-node',
      severity: 'error',
      comment:
        'Tier 0 has no I/O, so it needs no module of Node. Pass clocks, bytes and randomness in.',
      from: { path: TIER0 },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ports-know-no-features',
      severity: 'error',
      comment: 'A port owns one outside thing; features use it, never the other way round.',
      from: { path: TIER1 },
      to: { path: `${RECONCILER}|${TIER2}|${TIER3}|${ROOT}` },
    },
    {
      name: 'reconciler-knows-no-features',
      severity: 'error',
      comment:
        'Features give the reconciler what is wanted and how to ask for it; it works for all of them and names none.',
      from: { path: RECONCILER },
      to: { path: `${TIER2}|${TIER3}|${ROOT}` },
    },
    {
      name: 'ports-stand-alone',
      severity: 'error',
      comment: 'Two ports that know each other are one; let the work or the root join them.',
      from: { path: '^src/(store|xmpp|egress|config|observe)/' },
      to: { path: TIER1, pathNot: ['^src/$1/', '^src/observe/'] },
    },
    {
      name: 'work-stands-alone',
      severity: 'error',
      comment:
        'Features meet in app.ts through small interfaces; only webhooks and stream read events.',
      from: { path: '^src/(iq|outbox|events|access|link)/' },
      to: { path: TIER2, pathNot: '^src/$1/' },
    },
    {
      name: 'webhooks-and-stream-read-events',
      severity: 'error',
      comment: 'webhooks -> events and stream -> events are the only two arrows inside tier 2.',
      from: { path: '^src/(webhooks|stream)/' },
      to: { path: TIER2, pathNot: ['^src/$1/', '^src/events/'] },
    },
    {
      name: 'inbound-lists-handlers',
      severity: 'error',
      comment:
        'inbound orders the handlers of the features that own what came in: it may use these, and nothing that only reads the event log.',
      from: { path: '^src/inbound/' },
      to: { path: TIER2, pathNot: ['^src/inbound/', '^src/(iq|outbox|events)/'] },
    },
    ...Object.entries(WEBHOOK_ROOMS).map(roomOfWebhooks),
    {
      name: 'webhooks-live-in-rooms',
      severity: 'error',
      comment: 'A file of webhooks stands in a room with a rule for what it may use.',
      from: {
        path: '^src/webhooks/',
        pathNot: `^src/webhooks/(${Object.keys(WEBHOOK_ROOMS).join('|')})/`,
      },
      to: {},
    },
    {
      name: 'work-below-edges',
      severity: 'error',
      comment: 'What the work needs from an edge comes in as an argument.',
      from: { path: TIER2 },
      to: { path: `${TIER3}|${ROOT}` },
    },
    {
      name: 'edges-below-root',
      severity: 'error',
      comment: 'app.ts and main.ts construct and connect; nothing imports them.',
      from: { path: TIER3 },
      to: { path: ROOT },
    },
    only(
      'redis-in-store',
      '^node_modules/ioredis',
      '^src/store/redis/',
      'One folder speaks Redis; everything else uses the store.',
    ),
    only(
      'component-in-link',
      '^node_modules/@xmpp/',
      '^src/xmpp/link\\.ts$',
      'The library has defects that link.ts works around; nobody else may meet them.',
    ),
    only(
      'undici-in-egress',
      '^node_modules/undici',
      '^src/(egress/|webhooks/target/target\\.ts$)',
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
      '^src/access/jwt-verifier\\.ts$',
      'One file says what a good token is.',
    ),
    only(
      'fastify-in-api',
      '^node_modules/(@fastify|fastify)',
      '^src/api/',
      'HTTP stays at the edge.',
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
