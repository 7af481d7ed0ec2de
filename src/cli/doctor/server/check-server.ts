/** What the server has for the bridge, and what it refuses: by harmless probes over the doctor's own connections. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../../../config/settings.ts';
import { DROPPED_IQS } from '../../../link/link.ts';
import { bad, good, skipped, type Finding } from '../finding.ts';
import { checkAdministration } from './admin-check.ts';
import { newId, type Connected, type Connection } from './connection.ts';
import type { Examination } from './examination.ts';
import { findProduct, type Product } from './product.ts';
import { checkPubsub } from './pubsub-check.ts';
import { NS_MUC } from './owner-check.ts';
import { checkRooms, noRooms } from './room-check.ts';
import { checkSecond } from './second-connection.ts';
import { findServices, hasFeature, hasIdentity, type Service } from './services.ts';
import { checkSize } from './size-check.ts';
import { checkUpload, NS_UPLOAD } from './upload-check.ts';

export interface ServerCheck {
  readonly connection: Connection;
  readonly settings: Settings;
  /** A further connection. */
  readonly again: () => Promise<Connected>;
  /** Full JID of the identity to try; one that nobody can guess if it is left out. */
  readonly identity: string | undefined;
}

/** Closes the connection. Nothing is left on the server. */
export async function checkServer(check: ServerCheck): Promise<readonly Finding[]> {
  const { connection, settings, identity } = check;
  const stranger = `stanza-bridge-doctor-${newId()}@${settings.xmppDomain}/doctor`;
  const product = await findUnlessDropped(check, stranger);
  if (product === 'dropped') return dropped(connection);
  const from = { stranger, identity: identity ?? stranger };
  const examination: Examination = { connection, settings, product, ...from };
  const ofServices = await checkServices(examination);
  const ofConnections = await checkConnections(examination, check.again);
  return [named(product, settings), ...ofServices, ...ofConnections];
}

function dropped(connection: Connection): readonly Finding[] {
  connection.session.close();
  const cure = `ejabberd, in ejabberd.yml: remove this below \`modules:\`, then ejabberdctl reload_config; or update to 25.03 or later:
  mod_privilege:`;
  return [bad('xmpp iqs', DROPPED_IQS, cure), skipped('xmpp services', 'not tried without IQs')];
}

/** A server that drops IQs is known before these are given up. */
async function findUnlessDropped(
  { connection, settings }: ServerCheck,
  stranger: string,
): Promise<Product | undefined | 'dropped'> {
  const done = new AbortController();
  const found = findProduct(connection, stranger, settings.xmppServerHost);
  const product = await Promise.race([found, whenDropped(connection, done.signal)]);
  done.abort();
  return product ?? (connection.session.dropsIqs ? 'dropped' : undefined);
}

const LOOK_EVERY_MS = 50;

async function whenDropped({ session }: Connection, until: AbortSignal): Promise<'dropped'> {
  while (!session.dropsIqs && !until.aborted) await sleep(LOOK_EVERY_MS);
  return 'dropped';
}

function named(product: Product | undefined, { xmppServerHost }: Settings): Finding {
  const check = 'xmpp server';
  if (product === undefined)
    return skipped(
      check,
      `${xmppServerHost} does not say what it is; BRIDGE_XMPP_SERVER_HOST names the domain to ask`,
    );
  const { name, version } = product;
  return good(check, `${xmppServerHost} is ${name}${version === undefined ? '' : ` ${version}`}`);
}

async function checkServices(examination: Examination): Promise<readonly Finding[]> {
  const { connection, stranger, settings } = examination;
  const { xmppServerHost: server, xmppDomain: own } = settings;
  const services = await findServices(connection, stranger, server, own);
  const checks = services.flatMap((service) =>
    KINDS.filter(({ is }) => is(service)).map(({ check }) => check(examination, service)),
  );
  const findings = await Promise.all([...checks, checkAdministration(examination)]);
  if (connection.failure !== undefined) return [lost(connection.failure.text)];
  // Where the server told of nothing at all, nothing is known of rooms either.
  const isKnown = services.length === 0 || services.some(hasRooms);
  return isKnown ? findings.flat() : [...findings.flat(), noRooms(examination)];
}

function hasRooms(service: Service): boolean {
  return hasIdentity(service, 'conference', 'text') && hasFeature(service, NS_MUC);
}

const KINDS = [
  { is: (service: Service) => hasFeature(service, NS_UPLOAD), check: checkUpload },
  { is: hasRooms, check: checkRooms },
  { is: (service: Service) => hasIdentity(service, 'pubsub', 'service'), check: checkPubsub },
];

function lost(text: string): Finding {
  return bad('xmpp link', text, 'See what the XMPP server logs, and whether a bridge runs.');
}

/** The largest stanza comes last: it may end the connection. */
async function checkConnections(
  examination: Examination,
  again: () => Promise<Connected>,
): Promise<readonly Finding[]> {
  const { connection, settings } = examination;
  if (connection.failure !== undefined) return [];
  const { finding, left } = await checkSecond(connection, settings, again);
  const size = await checkSize({ ...examination, connection: left });
  left.session.close();
  return [size, finding];
}
