/** The API of Prosody's mod_rest: its paths, bodies, credentials and answers, on what the bridge does anyway. */
import type { Caller, Scope } from '../../core/caller.ts';
import { requireScope } from '../../core/caller.ts';
import type { AdmittedRequest, Facade, FacadeAnswer } from '../../core/facade.ts';
import { element, type XmlElement } from '../../core/element.ts';
import { BridgeError } from '../../core/errors.ts';
import { bare, prepareJid } from '../../core/jid/jid.ts';
import { resolveFrom } from '../../core/addresses/identity.ts';
import type { Outgoing } from '../../features/messages/outgoing.ts';
import type { Runtime } from '../../features/runtime.ts';
import { stanzaErrorToXml } from '../../stanza/stanza-error.ts';
import { credentialsIn } from './credentials.ts';
import { isEcho, requireRequest, stanzaOf } from './input.ts';
import { chooseOutput, encode, OUTPUTS } from './output.ts';
import { Refusal, refusalAnswer } from './refusal.ts';

export interface ModRestDeps extends Pick<Runtime, 'domain' | 'gate' | 'newId'> {
  readonly outgoing: Pick<Outgoing, 'stanza' | 'echo'>;
  /** The longest that the answer to an IQ is waited for. */
  readonly maxWaitMs: number;
}

export const MOD_REST_PATH = '/rest';

export function createModRest(deps: ModRestDeps): Facade {
  return {
    name: 'modRest',
    path: MOD_REST_PATH,
    tokenOf: (authorization) => credentialsIn(authorization)?.token,
    serve: (request) => serve(deps, request),
    refuse: refusalAnswer,
  };
}

async function serve(deps: ModRestDeps, request: AdmittedRequest): Promise<FacadeAnswer> {
  const { caller, headers } = request;
  const speaker = speakerOf(deps, caller, headers['authorization']);
  const written = stanzaOf(request, deps.gate);
  const stanza = addressed(written, speaker);
  const type = chooseOutput(`${headers['accept'] ?? ''},${headers['content-type'] ?? ''}`, OUTPUTS);
  const answer = (body: XmlElement): FacadeAnswer => ({
    ...{ status: 200, headers: { 'content-type': type }, body: encode(body, type) },
  });
  requireScope(caller, SCOPES[stanza.name] ?? 'stanzas:send');
  if (isEcho(request)) return answer(await deps.outgoing.echo(caller, { element: stanza }));
  if (stanza.name === 'iq') return answer(await ask(deps, request, stanza));
  return send(deps, request, stanza);
}

const SCOPES: Readonly<Record<string, Scope>> = {
  message: 'messages:send',
  presence: 'presence:send',
  iq: 'iq:send',
};

/** Whom the credentials name, where they name somebody. */
function speakerOf(
  { domain }: ModRestDeps,
  caller: Caller,
  authorization: string | undefined,
): string | undefined {
  const name = credentialsIn(authorization)?.name;
  if (name === undefined) return undefined;
  try {
    return resolveFrom(caller, name, domain);
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    throw new Refusal(error.code === 'invalid-address' ? 'prepauthz' : 'unauthz');
  }
}

/** The speaker may add a resource. */
function addressed(stanza: XmlElement, speaker: string | undefined): XmlElement {
  const { from } = stanza.attributes;
  if (from === undefined) return withAttributes(stanza, { from: speaker });
  const wanted = prepareJid(from);
  if (wanted === undefined) throw new Refusal('from');
  if (speaker === undefined || wanted === speaker || bare(wanted) === speaker) return stanza;
  throw new Refusal('from_auth');
}

async function send(
  { outgoing }: ModRestDeps,
  { caller, headers }: AdmittedRequest,
  stanza: XmlElement,
): Promise<FacadeAnswer> {
  const sent = await outgoing.stanza(caller, stanza, { ...keyOf(headers), waitMs: 0 });
  if ('answer' in sent) throw new Error('Only an iq is answered.');
  // Clients of mod_rest look at the status only; whoever wants to know more finds the record here.
  const location = `/v1/messages/${encodeURIComponent(sent.accepted.id)}`;
  return { status: 202, headers: { location } };
}

/** An error of who was asked is an answer like any other. */
async function ask(
  deps: ModRestDeps,
  { caller, headers }: AdmittedRequest,
  iq: XmlElement,
): Promise<XmlElement> {
  requireRequest(iq);
  const { id = deps.newId() } = iq.attributes;
  const waitMs = Math.min(waitOf(headers['prosody-rest-timeout']), deps.maxWaitMs);
  try {
    const result = await deps.outgoing.stanza(caller, iq, { ...keyOf(headers), waitMs });
    if ('accepted' in result) throw new Error('An iq is asked and not kept.');
    return withAttributes(result.answer, { id });
  } catch (error) {
    const answer = errorAnswer(error, iq, resolveFrom(caller, iq.attributes['from'], deps.domain));
    if (answer === undefined) throw error;
    return withAttributes(answer, { id });
  }
}

function errorAnswer(error: unknown, iq: XmlElement, asker: string): XmlElement | undefined {
  if (!(error instanceof BridgeError) || error.facts.stanzaError === undefined) return undefined;
  const attributes = { from: iq.attributes['to'], to: asker, type: 'error' };
  return element('iq', iq.namespace, attributes, [stanzaErrorToXml(error.facts.stanzaError)]);
}

const DEFAULT_WAIT_MS = 120_000;

/** Seconds, also parts of one. */
function waitOf(header: string | undefined): number {
  const seconds = Number(header?.trim() || Number.NaN);
  return Number.isNaN(seconds) ? DEFAULT_WAIT_MS : Math.max(seconds * 1_000, 1);
}

function keyOf(headers: AdmittedRequest['headers']): { readonly idempotencyKey?: string } {
  const key = headers['idempotency-key'];
  return key === undefined ? {} : { idempotencyKey: key };
}

function withAttributes(
  stanza: XmlElement,
  attributes: Readonly<Record<string, string | undefined>>,
): XmlElement {
  const all = { ...stanza.attributes, ...attributes };
  return element(stanza.name, stanza.namespace, all, stanza.children);
}
