import { describe, expect, it } from 'vitest';
import { closedFailure, errorFailure } from '../../../src/link/failure.ts';
import { isTlsAlert, tlsFailure } from '../../../src/link/tls/failure.ts';

const withCode = (code: string, more: object = {}) =>
  Object.assign(new Error('it failed'), { code, ...more });
const textOf = (code: string) => tlsFailure(withCode(code), 'securing')?.text;

describe('what went wrong with TLS', () => {
  it.each([
    ['CERT_HAS_EXPIRED', /has expired/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /BRIDGE_XMPP_CA_FILE/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /BRIDGE_XMPP_CA_FILE/],
    ['CERT_REVOKED', /cannot be trusted \(CERT_REVOKED\)/],
    ['INVALID_PURPOSE', /cannot be trusted/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS/],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', /wants a client certificate/],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', /refused the client certificate/],
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', /refused .* expired/],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', /may want a client certificate/],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', /TLS 1\.2/],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', /TLS 1\.2/],
    ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', /SNI/],
    ['ECONNRESET', /closed in the TLS handshake \(ECONNRESET\)/],
  ])('is told by %s', (code, text) => {
    expect(textOf(code)).toMatch(text);
  });

  it('is said with the names that the certificate is for, which break no line', () => {
    const cert = { subjectaltname: 'DNS:a.example\n\u001B[31m, DNS:b.example' };
    const error = withCode('ERR_TLS_CERT_ALTNAME_INVALID', { host: 'c.example', cert });
    expect(tlsFailure(error, 'securing')?.text).toMatch(
      /is not for c\.example, but for DNS:a\.example \[31m, DNS:b\.example: .*BRIDGE_XMPP_TLS_NAME/,
    );
  });

  it('is nothing where the connection itself failed', () => {
    expect(tlsFailure(withCode('ECONNREFUSED'), 'connecting')).toBeUndefined();
    expect(tlsFailure(withCode('ECONNRESET'), 'online')).toBeUndefined();
    expect(tlsFailure('odd', 'connecting')).toBeUndefined();
  });

  it('is suspected where a port resets a plain connection, and behind TLS what is there', () => {
    expect(errorFailure(withCode('ECONNRESET'), 'opening').text).toContain('xmpps://');
    expect(errorFailure(withCode('EPIPE'), 'opening', true).text).toContain('speaks TLS');
    expect(closedFailure('opening', true).text).not.toContain('xmpps://');
  });

  it('is an alert where a stream header should be', () => {
    expect(isTlsAlert('\u0015\u0003\u0001\u0000\u0002\u0002F')).toBe(true);
    expect(isTlsAlert("<?xml version='1.0'?>")).toBe(false);
  });
});
