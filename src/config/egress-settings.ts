/** Settings for HTTP to the outside: webhooks, and the keys of an issuer of tokens. */
import { choice, listOf, noProxyEntry, proxyUrl } from './setting-forms.ts';
import type { SettingRow } from './setting-row.ts';

export const EGRESS_SETTINGS = {
  egressProxy: {
    name: 'BRIDGE_EGRESS_PROXY',
    form: proxyUrl,
    secret: true,
    otherwise: 'no proxy; `HTTPS_PROXY` and the like are not read',
    about:
      'The proxy that webhooks are posted through and the keys of an issuer are fetched through, by CONNECT.',
  },
  egressNoProxy: {
    name: 'BRIDGE_EGRESS_NO_PROXY',
    form: listOf(noProxyEntry, 'host names, addresses and CIDRs'),
    default: '',
    about:
      'Hosts that are connected to without the proxy: `example.org` with everything below it, `*.example.org` only what is below, CIDRs of the addresses that a name leads to, `*` for all.',
  },
  egressProxyConnect: {
    name: 'BRIDGE_EGRESS_PROXY_CONNECT',
    form: choice(['address', 'name']),
    default: 'address',
    about:
      'What the proxy is asked for: the address that the bridge resolved and checked, or the name of the host, which the proxy then resolves again. With `name` the proxy itself has to refuse private addresses.',
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
