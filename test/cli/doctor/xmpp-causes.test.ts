import { describe, expect, it } from 'vitest';
import { handshakeFinding } from '../../../src/cli/doctor/xmpp-causes.ts';
import { streamErrorFailure } from '../../../src/link/failure.ts';

const SERVICE = 'xmpp://xmpp.internal:5347';
const unknown = (domain: string, isOfUsers: boolean) =>
  handshakeFinding(streamErrorFailure('host-unknown', 'it does not match'), 'component', {
    ...{ service: SERVICE, domain, isOfUsers },
  });

describe('a domain that the server does not take', () => {
  it('is to be added, where users do not log in at it', () => {
    expect(unknown('chat.example.org', false).snippetFor).toBe('chat.example.org');
  });

  it('is never proposed as a component, where users log in at it', () => {
    const { snippetFor, advice } = unknown('chat.example.org', true);
    expect(snippetFor).toBe('bridge.chat.example.org');
    expect(advice).toContain('VirtualHost');
  });
});
