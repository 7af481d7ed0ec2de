/** The management server: for the platform, never for callers. */
import Fastify, { type FastifyInstance } from 'fastify';

export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  /** False for what is reported and does not decide whether this replica is ready. */
  readonly gates?: false;
  readonly detail?: string;
  /** RFC 3339: when it became so. */
  readonly since?: string;
}

export interface ManagementDeps {
  /** What has to be good before traffic should come here, and what is reported beside it. */
  readonly checks: () => Promise<readonly ReadinessCheck[]>;
  readonly metrics: { readonly type: string; readonly expose: () => Promise<string> };
}

export function createManagementServer({ checks, metrics }: ManagementDeps): FastifyInstance {
  const app = Fastify({ logger: false, requestTimeout: 5_000, connectionTimeout: 10_000 });
  app.get('/healthz', (_request, reply) => reply.send({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const results = await checks();
    const ready = results.every(({ ok, gates }) => ok || gates === false);
    return reply.code(ready ? 200 : 503).send({ ready, checks: results });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.header('content-type', metrics.type).send(await metrics.expose()),
  );
  return app;
}
