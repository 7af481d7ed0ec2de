import type { Handler } from '../../http/operation-types.ts';
import type { Status } from '../../http/ports.ts';

export function getStatus(status: Status): Handler<'getStatus'> {
  return async () => ({ status: 200, type: 'application/json', body: await status.report() });
}
