import { describe, expect, it } from 'vitest';
import {
  closedTrouble,
  errorTrouble,
  silenceTrouble,
  streamErrorTrouble,
} from '../../src/link/failure.ts';

const failure = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

describe('what went wrong with the link', () => {
  it('names the setting to check when the secret is refused', () => {
    const { kind, text } = streamErrorTrouble('not-authorized', '');
    expect(kind).toBe('denied');
    expect(text).toContain('BRIDGE_XMPP_SECRET');
  });

  it('names the setting to check when the domain is unknown', () => {
    expect(streamErrorTrouble('host-unknown', '').text).toContain('BRIDGE_XMPP_DOMAIN');
  });

  it('adds what the server says, shortened', () => {
    const { text } = streamErrorTrouble('policy-violation', `too big ${'!'.repeat(1000)}`);
    expect(text).toContain('policy-violation');
    expect(text).toContain('too big');
    expect(text.length).toBeLessThan(300);
  });

  it('tells a refused connection from an unknown name', () => {
    expect(errorTrouble(failure('ECONNREFUSED')).kind).toBe('refused');
    expect(errorTrouble(failure('ENOTFOUND')).kind).toBe('unreachable');
  });

  it('keeps the message of an error that it does not know', () => {
    expect(errorTrouble(failure('EWEIRD'))).toEqual({
      kind: 'lost',
      text: 'the connection failed: connect EWEIRD',
    });
    expect(errorTrouble('odd').kind).toBe('internal');
  });

  it('says how far a silent server came', () => {
    expect(silenceTrouble('opening').text).toContain('stream header');
    expect(silenceTrouble('authenticating').text).toContain('handshake');
    expect(silenceTrouble('online').kind).toBe('dead');
  });

  it('asks for the port when the server hangs up before the handshake', () => {
    expect(closedTrouble('opening').text).toContain('component port');
    expect(closedTrouble('online').text).not.toContain('port');
  });
});
