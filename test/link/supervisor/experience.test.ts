import { describe, expect, it } from 'vitest';
import type { LinkFailure, LinkLoss } from '../../../src/link/failure.ts';
import { Experience } from '../../../src/link/supervisor/experience.ts';

const LOST: LinkFailure = { kind: 'lost', text: 'the connection broke' };
const REFUSED: LinkFailure = {
  kind: 'stream-error',
  text: 'the XMPP server ended the stream (policy-violation)',
  streamError: { condition: 'policy-violation', text: 'stanza too big' },
};

function lossOf(failure: LinkFailure, onItsWay: Partial<LinkLoss['onItsWay']> = {}): LinkLoss {
  return { failure, onItsWay: { stanzas: [], direct: 0, proven: true, ...onItsWay } };
}

const ONLINE = { wasOnline: true, now: 0 };

describe('what earlier links taught', () => {
  it('expects a barrier where the last link that was up had one', () => {
    const experience = new Experience();
    expect(experience.options().barrierExpected).toBe(false);
    experience.ended(lossOf(LOST), ONLINE);
    experience.ended(lossOf(LOST, { proven: false }), { wasOnline: false, now: 1 });
    expect(experience.options().barrierExpected).toBe(true);
  });

  it('makes careful after a stream that may have ended because of a stanza nobody sends again', () => {
    const experience = new Experience();
    experience.ended(lossOf(REFUSED, { stanzas: ['<message/>'] }), ONLINE);
    expect(experience.options().careful).toBe(false);
    experience.ended(lossOf(REFUSED, { stanzas: ['<message/>'], direct: 1 }), ONLINE);
    expect(experience.options().careful).toBe(true);
  });

  it('blames no stanza for a link that is set aside', () => {
    const experience = new Experience();
    experience.ended(lossOf(REFUSED, { stanzas: ['<message/>'], direct: 1 }), ONLINE);
    const loss = experience.setAside(LOST, true);
    expect(experience.lastLoss).toBe(loss);
    expect(loss.onItsWay).toEqual({ stanzas: [], direct: 0, proven: true });
    expect(experience.options().careful).toBe(false);
  });

  it('keeps what the server showed of its limit for a while', () => {
    const experience = new Experience();
    experience.ended(lossOf(REFUSED, { stanzas: ['<message/>'] }), ONLINE);
    expect(experience.sizeLimit(1)?.bytes).toBe(10);
    expect(experience.sizeLimit(60 * 60_000)).toBeUndefined();
  });
});
