import { anyText, certificateName } from './setting-forms.ts';
import type { SettingRow } from './setting-row.ts';

/** What TLS to the component port needs. Each file is read again for each connection. */
export const XMPP_TLS_SETTINGS = {
  xmppCaFile: {
    name: 'BRIDGE_XMPP_CA_FILE',
    form: anyText,
    otherwise: 'the authorities of Node.js and of `NODE_EXTRA_CA_CERTS`',
    about:
      'With `xmpps:`: the path of a PEM file with the only authorities that may have signed the certificate of the component port. Like the next files, it is read again for each connection.',
  },
  xmppTlsName: {
    name: 'BRIDGE_XMPP_TLS_NAME',
    form: certificateName,
    otherwise: 'the host of `BRIDGE_XMPP_SERVICE`',
    about:
      'With `xmpps:`: the name that the certificate of the component port must be for; a host name is also sent as SNI.',
  },
  xmppCertFile: {
    name: 'BRIDGE_XMPP_CERT_FILE',
    form: anyText,
    otherwise: 'no client certificate',
    about:
      'With `xmpps:`: the path of a PEM file with the client certificate of the bridge, followed by its intermediate ones.',
  },
  xmppKeyFile: {
    name: 'BRIDGE_XMPP_KEY_FILE',
    form: anyText,
    otherwise: 'no client certificate',
    about: 'The path of a PEM file with the key of `BRIDGE_XMPP_CERT_FILE`, without a passphrase.',
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
