/** The public HTTP server: the contract, bound to the work. */
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { BridgeError } from '../core/errors.ts';
import type { Logger } from '../observe/logger.ts';
import type { Traces } from '../observe/traces.ts';
import type { Authenticate } from './authenticate.ts';
import { bindOperations, type AuditOf, type Binding } from './bind.ts';
import { createContract, type Contract } from '../contract/checks.ts';
import { readContract, type ContractDocument } from '../contract/document.ts';
import { logRequests } from './log-requests.ts';
import { answerPages } from './browsers/origins.ts';
import { addSecurityHeaders } from './browsers/security-headers.ts';
import { measureRequests, type HttpMeasures } from './measure.ts';
import { createOpenRequests } from './open-requests.ts';
import { bindFacade } from './facades.ts';
import { bindOtherMethods } from './other-methods.ts';
import { traceRequests } from './trace-requests.ts';
import type { Caller } from '../core/caller.ts';
import type { Door } from '../core/door.ts';
import type { Facade } from '../core/facade.ts';
import type { Routes } from '../core/route.ts';
import { boundRoutes } from './bound-route.ts';
import { bindDoors } from './doors.ts';
import { requestIds, showRequestIds } from './request-ids.ts';
import { serveProblemPages } from './problem-pages.ts';
import { problemSender } from './send-problem.ts';
import { bindUpgrades } from './websocket/bind-upgrades.ts';
import { createCommands, type CountRequests } from './websocket/commands.ts';
import { isUtf8 } from 'node:buffer';
import { malformedBody, parseJson } from '../core/json/json.ts';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { Socket } from 'node:net';
import { asSocketFault } from './faults.ts';
import { endSocket } from './end-socket.ts';
import { watchKeyless, type KeylessSettings } from './keyless/watch.ts';

/** What the contract allows `listEvents` to wait. */
const LONGEST_POLL_MS = 60_000;

/** Characters of a JID (RFC 7622 §3.1), three of each byte. */
const LONGEST_PARAMETER = 3 * 3_071;

export interface HttpLimits {
  /** Bytes of a body. */
  readonly bodyBytes: number;
  /** The longest wait for the answer to an IQ, ms. */
  readonly iqWaitMs: number;
  /** For the whole of a request to arrive, ms. */
  readonly requestTimeoutMs: number;
  readonly headerBytes: number;
  readonly connections: number;
  /** Of one address without a valid key. */
  readonly keyless: KeylessSettings;
  /** Bytes of one message over a WebSocket. */
  readonly maxMessage: number;
  /** Origins of pages that may call the API and connect, besides the bridge's own. */
  readonly origins: readonly string[];
}

export interface ServerDeps {
  readonly routes: Routes;
  /** Addresses beside the contract. */
  readonly doors?: readonly Door[];
  /** APIs in the dialect of others. */
  readonly facades?: readonly Facade[];
  /** The caller behind a ticket, once. */
  readonly takeTicket: (ticket: string) => Promise<Caller | undefined>;
  /** Ends all live streams; their clients go on elsewhere. */
  readonly endStreams: () => void;
  readonly authenticate: Authenticate;
  readonly countRequests: CountRequests;
  readonly auditOf?: AuditOf;
  /** What is left of the rate of a caller that has one. */
  readonly rateLeft?: Binding['rateLeft'];
  /** Calls back with the id of each key that ends. */
  readonly onKeyEnd?: (listener: (keyId: string) => void) => void;
  readonly limits: HttpLimits;
  readonly logger: Logger;
  readonly measures?: HttpMeasures;
  readonly traces?: Traces | undefined;
  /** Where it has been made already: that takes a while. */
  readonly contract?: Contract;
}

/** Throws when an operation has no handler or a handler no operation. Listens when told to. */
export function createServer(deps: ServerDeps): FastifyInstance {
  const document = readContract();
  const contract = deps.contract ?? createContract(document);
  const openRequests = createOpenRequests();
  deps.onKeyEnd?.(openRequests.abortKey);
  const app = createApp(deps);
  addSecurityHeaders(app);
  showRequestIds(app);
  const keyless = watchKeyless(app, deps.limits.keyless);
  deps.measures?.watchKeyless(keyless.closed);
  if (deps.measures !== undefined) measureRequests(app, deps.measures);
  if (deps.traces !== undefined) traceRequests(app, deps.traces);
  logRequests(app, deps.logger);
  answerPages(app, deps.limits.origins);
  addBodyParsers(app);
  const routes = boundRoutes(deps.routes);
  const commandFaults = contract.schema('StreamCommand');
  const talk = { commandFaults, obey: createCommands({ ...deps, contract, routes }) };
  const { authenticate, auditOf, rateLeft } = deps;
  const { logger } = deps;
  const served = { contract, routes, authenticate, openRequests, keyless, logger };
  const binding = { ...served, auditOf, rateLeft };
  bindOperations(app, binding);
  bindUpgrades(app, binding, { ...deps, ...deps.limits, talk });
  bindOtherMethods(app, contract.operations);
  bindDoors(app, deps.doors ?? [], keyless);
  for (const facade of deps.facades ?? []) {
    bindFacade(app, facade, { ...deps, keyless, refused: deps.measures?.refused });
  }
  serveDocs(app, document);
  serveProblemPages(app);
  app.addHook('preClose', (done) => {
    deps.endStreams();
    openRequests.abortAll();
    // Connections that become idle from now on would otherwise be waited for.
    app.server.keepAliveTimeout = 1;
    done();
  });
  return app;
}

function createApp({ limits, logger, measures }: ServerDeps): FastifyInstance {
  const sendProblem = problemSender(logger, measures?.refused);
  const app = Fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    // Of a silent connection: longer than the longest wait for an answer.
    connectionTimeout: Math.max(limits.iqWaitMs, LONGEST_POLL_MS) + limits.requestTimeoutMs,
    http: { maxHeaderSize: limits.headerBytes, connectionsCheckingInterval: 1000 },
    return503OnClosing: false,
    // What stands in a path may be a whole JID, percent-encoded; the contract bounds it.
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    genReqId: requestIds(Date.now().toString(36)),
    clientErrorHandler: answerSocketFault,
    frameworkErrors: (error, request, reply) => {
      sendProblem(error, request, reply);
    },
  });
  app.server.maxConnections = limits.connections;
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new BridgeError('not-found', 'There is no such path.'), request, reply),
  );
  return app;
}

/** Content types that any operation takes; which one takes which is said by the contract. */
function addBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  add(app, 'application/json', parseJson);
  add(app, 'application/x-ndjson', (text) => text);
  add(app, 'application/xmpp+xml', (text) => text);
}

/** An empty body is `undefined`. Bytes that are no UTF-8 are refused: the decoder would replace them in silence. */
function add(app: FastifyInstance, type: string, parse: (text: string) => unknown): void {
  app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, bytes: Buffer, done) => {
    try {
      if (!isUtf8(bytes)) throw malformedBody('The body is not UTF-8.');
      done(null, bytes.length === 0 ? undefined : parse(bytes.toString()));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** The contract at `/openapi.json`, and pages to read and try it at `/docs`. Both need no key. */
function serveDocs(app: FastifyInstance, document: ContractDocument): void {
  const text = JSON.stringify(document);
  app.get('/openapi.json', (_request, reply) => reply.type('application/json').send(text));
  void app.register(swagger, {
    mode: 'static',
    specification: { document: document as never },
  });
  void app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
}

/** Answers what never became a request. */
function answerSocketFault(error: Error, socket: Socket): void {
  if ('code' in error && error.code === 'ECONNRESET') return;
  endSocket(socket, asSocketFault(error));
}
