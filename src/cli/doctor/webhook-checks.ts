import type { Settings } from '../../config/settings.ts';
import { targetRule } from '../../egress/guard.ts';
import { openOrigin } from '../../egress/origin.ts';
import { proxyFromSettings } from '../../egress/proxy.ts';
import type { Store } from '../../store/store.ts';
import { Registry } from '../../features/webhooks/subscription/registry.ts';
import { bad, good, reasonOf, type Finding } from './finding.ts';

const PATIENCE_MS = 5_000;

/** Connects to the URLs as a delivery would, and asks for nothing but the head of the page. */
export async function checkWebhooks(
  settings: Settings,
  urls: readonly string[],
): Promise<readonly Finding[]> {
  return Promise.all(urls.map((url) => checkWebhook(settings, url)));
}

/** Those that are stored and enabled. */
export async function storedWebhooks(store: Store): Promise<readonly string[]> {
  const all = await new Registry(store).list();
  return [...all.values()].filter(({ state }) => state === 'enabled').map(({ url }) => url);
}

async function checkWebhook(settings: Settings, url: string): Promise<Finding> {
  const check = `webhook ${url}`;
  if (!URL.canParse(url)) return bad(check, 'this is no URL', 'Write https://host/path.');
  const { origin, pathname, search } = new URL(url);
  const egress = { rule: targetRule(settings.webhookAllow), proxy: proxyFromSettings(settings) };
  const dispatcher = openOrigin(origin, egress, 1);
  try {
    const { statusCode } = await dispatcher.request({
      origin,
      method: 'HEAD',
      path: pathname + search,
      headersTimeout: PATIENCE_MS,
    });
    return good(check, `is reachable (HEAD returned ${statusCode})`);
  } catch (error) {
    const { code } = error as { readonly code?: string };
    return bad(check, reasonOf(error) || (code ?? 'unknown'), adviceFor(code, url));
  } finally {
    await dispatcher.destroy();
  }
}

function adviceFor(code: string | undefined, url: string): string {
  const { hostname } = new URL(url);
  if (code === 'TARGET_FORBIDDEN') {
    return `Use https on a public address, or allow it: BRIDGE_WEBHOOK_ALLOW=${hostname}`;
  }
  if (code === 'PROXY_FAULT') return 'Check BRIDGE_EGRESS_PROXY and what the proxy allows.';
  return 'Start the receiver, and check that this machine or pod can reach it.';
}
