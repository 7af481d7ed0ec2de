import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { bindOperations, type Binding } from '../../src/http/bind.ts';
import { createContract } from '../../src/contract/checks.ts';
import { readContract } from '../../src/contract/document.ts';
import { createOpenRequests } from '../../src/http/open-requests.ts';
import { boundRoutes } from '../../src/http/bound-route.ts';
import type { Routes } from '../../src/core/route.ts';
import { createLogger } from '../../src/observe/logger.ts';
import { LIMITS } from '../contract/api/api.ts';
import { fakePorts, fakeRoutes } from '../contract/api/fake-ports.ts';

const contract = createContract(readContract());
const routes = fakeRoutes(fakePorts(), LIMITS, contract.schema);

function bind(changed: object): void {
  const binding: Binding = {
    contract,
    routes: boundRoutes(changed as Routes),
    authenticate: () => undefined,
    openRequests: createOpenRequests(),
    keyless: { known: () => undefined, count: () => undefined },
    logger: createLogger('silent', 'r1'),
  };
  bindOperations(Fastify(), binding);
}

describe('the routes', () => {
  it('fit the contract', () => {
    expect(() => bind(routes)).not.toThrow();
  });

  it('are refused when an operation has no handler, by its name', () => {
    const { getStatus: _left, ...rest } = routes;
    expect(() => bind(rest)).toThrow('no handler for operation getStatus');
  });

  it('are refused when a handler has no operation, by its name', () => {
    const surplus = { ...routes, wooJuliet: routes.getStatus };
    expect(() => bind(surplus)).toThrow('no operation for handler wooJuliet');
  });

  it.each(contract.operations.map(({ id, scopes }) => [id, scopes] as const))(
    '%s needs the scope that the contract says',
    (id, scopes) => {
      expect([(routes as Readonly<Record<string, { scope: string }>>)[id]?.scope]).toEqual(scopes);
    },
  );
});
