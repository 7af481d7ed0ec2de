/** The files that TLS to the component port needs: found faulty at start, and read again for each connection. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { FoundFault } from '../../config/settings.ts';
import { SETTINGS, type SettingKey, type TableValues } from '../../config/settings-table.ts';
import type { TlsIdentity } from '../settings.ts';

type ReadFile = (path: string) => string;
type FileKey = 'xmppCaFile' | 'xmppCertFile' | 'xmppKeyFile';
type Values = Partial<Pick<TableValues, FileKey | 'xmppService' | 'xmppTlsName'>>;

/** A file that cannot be used; the message names the setting, the path and what to do. */
export class TlsFileFault extends Error {
  readonly key: SettingKey;
  readonly advice: string;

  constructor(key: FileKey, path: string, advice: string) {
    super(`${SETTINGS[key].name} (${path}): ${advice}`);
    this.key = key;
    this.advice = advice;
  }
}

/** For `LinkSettings.tls`; undefined where the link is plain. What it gives throws TlsFileFault. */
export function tlsOf(values: Values, readFile: ReadFile): (() => TlsIdentity) | undefined {
  if (!isTls(values)) return undefined;
  return () => {
    const ca = textOf('xmppCaFile', values, readFile, certificatesIn);
    const cert = textOf('xmppCertFile', values, readFile, certificatesIn);
    const key = textOf('xmppKeyFile', values, readFile, keyIn);
    if (cert !== undefined && key !== undefined) expectPair(cert, key, values);
    return { name: values.xmppTlsName, ca, cert, key };
  };
}

/** What keeps the settings from being used: every faulty file, and what does not go together. */
export function tlsFaults(values: Values, readFile: ReadFile): readonly FoundFault[] {
  const given = TLS_KEYS.filter((key) => values[key] !== undefined);
  if (values.xmppService === undefined) return [];
  if (!isTls(values)) return given.map((key) => ({ key, advice: WITHOUT_TLS }));
  const one = ONE_OF_TWO.find(([key, other]) => !given.includes(key) && given.includes(other));
  if (one !== undefined) {
    return [{ key: one[0], advice: `and ${SETTINGS[one[1]].name} is of no use without it` }];
  }
  const faulty = FILE_KEYS.flatMap((key) => faultOf(() => readOne(key, values, readFile)));
  return faulty.length > 0 ? faulty : faultOf(() => tlsOf(values, readFile)?.());
}

const FILE_KEYS = ['xmppCaFile', 'xmppCertFile', 'xmppKeyFile'] as const;
const TLS_KEYS = [...FILE_KEYS, 'xmppTlsName'] as const;
const ONE_OF_TWO = [
  ['xmppKeyFile', 'xmppCertFile'],
  ['xmppCertFile', 'xmppKeyFile'],
] as const;
const WITHOUT_TLS =
  'BRIDGE_XMPP_SERVICE has xmpp://, which is not encrypted: write xmpps:// there, or remove this';

function isTls({ xmppService }: Values): boolean {
  return /^xmpps:/i.test(xmppService ?? '');
}

function readOne(key: FileKey, values: Values, readFile: ReadFile): void {
  textOf(key, values, readFile, key === 'xmppKeyFile' ? keyIn : certificatesIn);
}

function faultOf(read: () => unknown): readonly FoundFault[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof TlsFileFault)) throw error;
    return [{ key: error.key, advice: error.advice }];
  }
}

function textOf(
  key: FileKey,
  values: Values,
  readFile: ReadFile,
  parse: (text: string) => unknown,
): string | undefined {
  const path = values[key];
  if (path === undefined) return undefined;
  const text = contentOf(key, path, readFile);
  try {
    parse(text);
  } catch (error) {
    throw new TlsFileFault(key, path, error instanceof Wrong ? error.message : UNREADABLE[key]);
  }
  return text;
}

function contentOf(key: FileKey, path: string, readFile: ReadFile): string {
  try {
    return readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new TlsFileFault(key, path, `the file cannot be read (${code ?? message})`);
  }
}

class Wrong extends Error {}

const UNREADABLE: Readonly<Record<FileKey, string>> = {
  xmppCaFile: 'a certificate in the file is damaged',
  xmppCertFile: 'a certificate in the file is damaged',
  xmppKeyFile: 'the file has no private key in PEM that can be read',
};

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g;

/** OpenSSL would pass over a file without any, and trust nobody. */
function certificatesIn(text: string): readonly X509Certificate[] {
  const found = text.match(CERTIFICATE) ?? [];
  if (found.length === 0) {
    throw new Wrong('the file has no certificate in PEM, which starts with BEGIN CERTIFICATE');
  }
  return found.map((pem) => new X509Certificate(pem));
}

function keyIn(text: string): KeyObject {
  if (/ENCRYPTED/.test(text)) {
    throw new Wrong(
      'the key is encrypted; write it without a passphrase, readable by the bridge alone',
    );
  }
  return createPrivateKey(text);
}

function expectPair(cert: string, key: string, { xmppKeyFile = '' }: Values): void {
  if (certificatesIn(cert)[0]?.checkPrivateKey(keyIn(key)) === true) return;
  const advice = 'the key is not that of the first certificate in BRIDGE_XMPP_CERT_FILE';
  throw new TlsFileFault('xmppKeyFile', xmppKeyFile, advice);
}
