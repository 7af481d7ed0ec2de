import type { FastifyContextConfig, FastifyRequest } from 'fastify';

/** What a route remembers of the contract. */
export interface RouteConfig extends FastifyContextConfig {
  readonly operationId: string;
}

/** The operation that a request reached, if it reached one. */
export function operationIdOf(request: FastifyRequest): string | undefined {
  return (request.routeOptions.config as Partial<RouteConfig>).operationId;
}
