import { describe, expect, it } from 'vitest';
import {
  closedFailure,
  errorFailure,
  silenceFailure,
  streamErrorFailure,
} from '../../src/link/failure.ts';

const failure = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('what went wrong with the link', () => {
  it('names the setting to check when the secret is refused', () => {
    const { kind, text } = streamErrorFailure('not-authorized', '');
    expect(kind).toBe('denied');
    expect(text).toContain('BRIDGE_XMPP_SECRET');
  });

  it('names the setting to check when the domain is unknown', () => {
    expect(streamErrorFailure('host-unknown', '').text).toContain('BRIDGE_XMPP_DOMAIN');
  });

  it('adds what the server says, shortened', () => {
    const { text } = streamErrorFailure('policy-violation', `too big ${'!'.repeat(1000)}`);
    expect(text).toContain('policy-violation');
    expect(text).toContain('too big');
    expect(text.length).toBeLessThan(300);
  });

  it('lets what the server says break no line and turn no direction', () => {
    const { text, streamError } = streamErrorFailure('policy-violation', 'a\nb\u202E\u001B[31m c');
    expect(text).toMatch(/; it says: a b \[31m c$/);
    expect(streamError?.text).toBe('a b [31m c');
    expect(streamErrorFailure('x'.repeat(9_000), '').text.length).toBeLessThan(150);
    expect(streamErrorFailure('toString', '').kind).toBe('stream-error');
  });

  it('tells a refused connection from an unknown name', () => {
    expect(errorFailure(failure('ECONNREFUSED')).kind).toBe('refused');
    expect(errorFailure(failure('ENOTFOUND')).kind).toBe('unreachable');
  });

  it('keeps the message of an error that it does not know', () => {
    expect(errorFailure(failure('EWEIRD'))).toEqual({
      kind: 'lost',
      text: 'the connection failed: connect EWEIRD',
    });
    expect(errorFailure('odd').kind).toBe('internal');
  });

  it('says how far a silent server came', () => {
    expect(silenceFailure('opening').text).toContain('stream header');
    expect(silenceFailure('authenticating').text).toContain('handshake');
    expect(silenceFailure('online').kind).toBe('dead');
  });

  it('asks for the port when the server hangs up before the handshake', () => {
    expect(closedFailure('opening').text).toContain('component port');
    expect(closedFailure('online').text).not.toContain('port');
  });
});
