/** Webhooks as the provisioning file declares them. */
import { badEntry, readEach, refuseSame, type ProvisionKind } from '../../../core/provision.ts';
import type { Runtime } from '../../runtime.ts';
import { sameTargetKey } from '../subscription/subscription.ts';
import { applyWebhooks, dropWebhooks } from './apply.ts';
import { exportedWebhooks } from './exported.ts';
import { readWebhook, type WantedWebhook } from './wanted.ts';

export type WebhookKindDeps = Pick<Runtime, 'store' | 'settings' | 'home' | 'now' | 'newId'>;

export function webhookKind(deps: WebhookKindDeps): ProvisionKind {
  return {
    name: 'webhooks',
    read(file) {
      const { webhooks } = file;
      if (webhooks === undefined) return undefined;
      const wanted = readEach('webhooks', webhooks, (entry) => readWebhook(entry, file, deps));
      refuseSame('webhooks', wanted, {
        pointer: '/url',
        detail: 'Another webhook in the file has this key, URL and filter; leave one out.',
        textOf: ({ key, terms }) => sameTargetKey(key, terms),
      });
      refuseTooMany(wanted, deps.settings.maxWebhooksPerKey);
      const names = new Set(wanted.map(({ name }) => name));
      return {
        wanted,
        apply: (act) => applyWebhooks(deps, wanted, { act, names }),
        drop: (act) => dropWebhooks(deps, { act, names }),
      };
    },
    exported: () => exportedWebhooks(deps),
  };
}

function refuseTooMany(wanted: readonly WantedWebhook[], max: number): void {
  const keyOf = (index: number) => wanted[index]?.key;
  readEach('webhooks', [...wanted.keys()], (index) => {
    const before = wanted.slice(0, index).filter(({ key }) => key === keyOf(index)).length;
    if (before < max) return;
    throw badEntry(
      '/key',
      `This key has ${max} webhooks, the maximum (BRIDGE_MAX_WEBHOOKS_PER_KEY).`,
    );
  });
}
