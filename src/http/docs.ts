import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { ContractDocument } from '../contract/document.ts';

/** The contract at `/openapi.json`, and pages to read and try it at `/docs`. Both need no key. */
export function serveDocs(app: FastifyInstance, document: ContractDocument): void {
  const text = JSON.stringify(document);
  app.get('/openapi.json', (_request, reply) => reply.type('application/json').send(text));
  void app.register(swagger, {
    mode: 'static',
    specification: { document: document as never },
  });
  void app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
}
