import { isIP } from 'node:net';
import { SettingsFault, type Settings } from '../../config/settings.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { bareOf, parseJid } from '../../core/jid/jid.ts';
import { CommandFault, EXIT, JSON_OPTION, textsOf, type Call, type Command } from '../command.ts';
import { usableSettings } from '../usable-settings.ts';
import { bad, good, skipped, type Finding } from './finding.ts';
import { checkHooks } from './hook-checks.ts';
import { checkIssuer } from './issuer-checks.ts';
import { checkOffered } from './offered-checks.ts';
import { checkProvisioning } from './provision-checks.ts';
import { checkReach } from './reach-checks.ts';
import { checkRooms } from './room-checks.ts';
import { checkStore, collectingLog } from './store-checks.ts';
import { checkWebhooks, storedWebhooks } from './webhook-checks.ts';
import { checkXmpp } from './xmpp-checks.ts';

/** The replica that has the link now, if one does. */
export type LinkedReplica = (store: Store) => Promise<string | undefined>;

export function doctorWith(linkedReplica: LinkedReplica): Command {
  return {
    ...DESCRIPTION,
    async run(call) {
      const read = readThem(call);
      if (!('settings' in read)) {
        tell(call, [read.wrong]);
        return EXIT.config;
      }
      const { settings } = read;
      const identity = identityOf(call, settings.xmppDomain);
      const found = await examine({ settings, identity }, call, linkedReplica);
      const findings = [good('settings', 'are good'), ...found];
      tell(call, findings, settings);
      return isWell(findings) ? EXIT.ok : EXIT.failed;
    },
  };
}

function readThem({ io }: Call): { readonly settings: Settings } | { readonly wrong: Finding } {
  try {
    return { settings: usableSettings(io).settings };
  } catch (error) {
    if (!(error instanceof SettingsFault)) throw error;
    const advice = 'Set them in the environment, or in the file named by BRIDGE_CONFIG.';
    return { wrong: bad('settings', error.lines.join('\n     '), advice) };
  }
}

function isWell(findings: readonly Finding[]): boolean {
  return findings.every(({ verdict }) => verdict !== 'bad');
}

function tell({ values, io }: Call, findings: readonly Finding[], settings?: Settings): void {
  if (values['json'] === true) io.out(JSON.stringify({ ok: isWell(findings), findings }));
  else io.out(report(findings, settings));
}

const DESCRIPTION: Omit<Command, 'run'> = {
  name: 'doctor',
  about: 'Test everything the bridge needs, and say what to change.',
  options: {
    webhook: {
      type: 'string',
      multiple: true,
      value: 'URL',
      about: 'also test this webhook target',
    },
    'take-over': {
      type: 'boolean',
      about: 'connect even if a replica holds the link; it loses the link for a moment',
    },
    identity: {
      type: 'string',
      value: 'NAME',
      about: 'try rooms and pub/sub as this identity; one that nobody can guess is the default',
    },
    ...JSON_OPTION,
  },
  more: 'It tests the settings, the XMPP server (name, connection, secret, domain, barrier; while no replica holds the link also\nuploads, rooms, pub/sub, rights, the size of stanzas, a second connection), Redis (persistence, clock),\nthe keys of a token issuer, the provisioning file, the targets of the stored webhooks, the hooks, the rooms that identities are in, and their commands.',
};

/** The full JID of the one to try. */
function identityOf({ values }: Call, domain: string): string | undefined {
  const { identity } = values;
  if (typeof identity !== 'string') return undefined;
  const jid = parseJid(identity.includes('@') ? identity : `${identity}@${domain}`);
  if (jid?.domain === domain) return `${bareOf(jid)}/doctor`;
  throw new CommandFault(`--identity ${identity} is no address at ${domain}`, EXIT.usage);
}

interface Examined {
  readonly settings: Settings;
  /** Full JID of the identity to try, if one was named. */
  readonly identity: string | undefined;
}

async function examine(
  { settings, identity }: Examined,
  { values, io }: Call,
  linkedReplica: LinkedReplica,
): Promise<readonly Finding[]> {
  const said: string[] = [];
  const logger = collectingLog(said);
  const { redisUrl, xmppDomain: domain } = settings;
  const store = await openStore({ redisUrl, domain, now: io.now, logger, looksOnly: true });
  try {
    const kept = await checkStore({ redisUrl, store, said }, io.now);
    const isBad = (name: string) =>
      kept.some(({ check, verdict }) => check === name && verdict === 'bad');
    const isReadable = !isBad('redis') && !isBad('redis data');
    const spare = settings.linkMode === 'leader' && values['take-over'] !== true;
    const holder = isReadable ? await linkedReplica(store) : undefined;
    // The bridge of another version that wrote this data is likely to hold the link.
    const other = isBad('redis data') ? 'a bridge of another version' : holder;
    const xmpp =
      spare && other !== undefined
        ? [...(await checkReach(settings)), heldBy(other)]
        : await checkXmpp({
            settings,
            logger,
            identity,
            readFile: io.readFile,
            notAlone: notAlone(other, isReadable),
          });
    const stored = isReadable ? await storedWebhooks(store) : [];
    const urls = [...(textsOf(values, 'webhook') ?? []), ...stored];
    const outside = [checkIssuer(settings), checkWebhooks(settings, urls)];
    const provisioning = checkProvisioning(settings, io.readFile, isReadable ? store : undefined);
    const hooks = isReadable ? checkHooks(store) : [];
    const isLinked = holder !== undefined;
    const rooms = isReadable ? checkRooms({ store, isLinked }) : [];
    const offered = isReadable ? checkOffered({ store, domain, isLinked }) : [];
    const others = await Promise.all([provisioning, ...outside, hooks, rooms, offered]);
    return [...xmpp, ...kept, ...others.flat()];
  } finally {
    await store.close();
  }
}

/** Why the services are not tried: what they answer may go to the link of a replica. */
function notAlone(other: string | undefined, isKnown: boolean): string | undefined {
  if (other !== undefined) return `not tried: ${other} has a link, which may get the answers`;
  return isKnown
    ? undefined
    : 'not tried: without Redis it is not known whether a replica has a link';
}

function heldBy(replica: string): Finding {
  const detail = `not tried, nor what the server has for the bridge: ${replica} holds the link; --take-over tests the handshake anyway`;
  return skipped('xmpp handshake', detail);
}

const MARKS = { good: 'good', bad: 'BAD ', warning: 'WARN', skipped: '-   ' } as const;

function report(findings: readonly Finding[], settings: Settings | undefined): string {
  const lines = findings.flatMap(({ check, verdict, detail, advice }) => [
    `${MARKS[verdict]} ${check}: ${detail}`,
    ...(advice === undefined ? [] : [`     → ${advice.replaceAll('\n', '\n       ')}`]),
  ]);
  const domain = findings.find(({ snippetFor }) => snippetFor !== undefined)?.snippetFor;
  const snippets =
    domain !== undefined && settings !== undefined ? ['', serverSnippets(settings, domain)] : [];
  return [...lines, ...snippets].join('\n');
}

/** What the XMPP server has to say about the component, for those who have to write it. */
function serverSnippets({ xmppService }: Settings, domain: string): string {
  const { protocol, hostname, port: own } = new URL(xmppService);
  // What ends TLS stands in between, best on the machine of the server.
  const isTunnelled = protocol === 'xmpps:';
  const port = isTunnelled ? '5347' : own;
  const listen = isTunnelled ? '127.0.0.1' : listenAddress(hostname);
  return `Prosody, in prosody.cfg.lua, in place of what it has of these; then restart it:

    component_ports = { ${port} }
    -- The port is not encrypted: only the bridge should reach this address.
    component_interfaces = { "${listen}" }

    Component "${domain}"
      component_secret = "<the value of BRIDGE_XMPP_SECRET>"
      component_conflict_resolve = "kick_old"

ejabberd, in ejabberd.yml, in place of its listener on this port, if it has one; then ejabberdctl reload_config:

    listen:
      - port: ${port}
        ip: "${listen}"
        module: ejabberd_service
        hosts:
          "${domain}": { password: "<the value of BRIDGE_XMPP_SECRET>" }`;
}

/** Where the server is to listen so that the bridge finds it there, and as few others as possible. */
function listenAddress(hostname: string): string {
  if (hostname === 'localhost') return '127.0.0.1';
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(address) === 0 ? `<the private address of ${hostname}>` : address;
}
