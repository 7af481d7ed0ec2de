import type { Handler } from '../../../http/operation-types.ts';
import type { Consumers } from '../../../http/ports.ts';

export function acknowledgeEvents(consumers: Consumers): Handler<'acknowledgeEvents'> {
  return async ({ caller, path: { name }, body }) => {
    const cursor = await consumers.acknowledge(caller, name, body.cursor);
    return { status: 200, type: 'application/json', body: { name, cursor } };
  };
}
