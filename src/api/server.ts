/** The public HTTP server: the contract, bound to the work. */
import Fastify, { type FastifyInstance } from 'fastify';
import { BridgeError } from '../errors.ts';
import type { Log } from '../observe/log.ts';
import type { Traces } from '../observe/traces.ts';
import type { Authenticate } from './authenticate.ts';
import { bindOperations } from './bind.ts';
import { addBodyParsers } from './body-parsers.ts';
import { createContract, type Contract } from './contract.ts';
import { serveDocs } from './docs.ts';
import { readContract } from './document.ts';
import { logRequests } from './log-requests.ts';
import { measureRequests, type HttpMeasures } from './measure.ts';
import { createOpenRequests } from './open-requests.ts';
import { bindOtherMethods } from './other-methods.ts';
import { traceRequests } from './trace-requests.ts';
import type { Ports } from './ports.ts';
import { createRoutes, type RouteLimits, type Routes } from './routes.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { problemSender } from './send-problem.ts';
import { answerSocketFault } from './socket-faults.ts';
import { bindUpgrades } from './websocket/bind-upgrades.ts';
import { createCommands, type CountRequests } from './websocket/commands.ts';

/** What the contract allows `listEvents` to wait. */
const LONGEST_POLL_MS = 60_000;

export interface HttpLimits extends RouteLimits {
  /** For the whole of a request to arrive, ms. */
  readonly requestTimeoutMs: number;
  readonly headerBytes: number;
  readonly connections: number;
  /** Bytes of one message over a WebSocket. */
  readonly maxMessage: number;
  /** Origins of pages that may connect, besides the bridge's own. */
  readonly origins: readonly string[];
}

export interface ServerDeps extends Ports {
  readonly authenticate: Authenticate;
  readonly countRequests: CountRequests;
  /** Calls back with the id of each key that ends. */
  readonly onKeyEnd?: (listener: (keyId: string) => void) => void;
  readonly limits: HttpLimits;
  readonly log: Log;
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
  if (deps.measures !== undefined) measureRequests(app, deps.measures);
  if (deps.traces !== undefined) traceRequests(app, deps.traces);
  logRequests(app, deps.log);
  addBodyParsers(app);
  const schema = (name: string) => contract.schema(name);
  const routes: Routes = createRoutes({ ...deps, schema, talk: () => talk });
  const commandFaults = schema('StreamCommand');
  const talk = { commandFaults, obey: createCommands({ ...deps, contract, routes }) };
  const binding = { contract, routes, authenticate: deps.authenticate, openRequests };
  bindOperations(app, binding);
  bindUpgrades(app, binding, { ...deps, ...deps.limits });
  bindOtherMethods(app, contract.operations);
  serveDocs(app, document);
  app.addHook('preClose', (done) => {
    deps.streams.close();
    openRequests.abortAll();
    // Connections that become idle from now on would otherwise be waited for.
    app.server.keepAliveTimeout = 1;
    done();
  });
  return app;
}

function createApp({ limits, log, measures }: ServerDeps): FastifyInstance {
  const sendProblem = problemSender(log, measures?.refused);
  const app = Fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    // Of a silent connection: longer than the longest wait for an answer.
    connectionTimeout: Math.max(limits.iqWaitMs, LONGEST_POLL_MS) + limits.requestTimeoutMs,
    http: { maxHeaderSize: limits.headerBytes, connectionsCheckingInterval: 1000 },
    return503OnClosing: false,
    genReqId: requestIds(),
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

/** Unique in this process; the start time tells processes apart. */
function requestIds(): () => string {
  const start = Date.now().toString(36);
  let count = 0;
  return () => `${start}-${(++count).toString(36)}`;
}
