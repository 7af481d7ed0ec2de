import { describe, expect, it } from 'vitest';
import { createIqIds } from '../../src/iq/ids.ts';

let made = 0;
const random = () => `random-${++made}`;

describe('the id of an IQ', () => {
  it('is known by every replica with the same secret', () => {
    const [verona, mantua] = [createIqIds('s3cret', random), createIqIds('s3cret', random)];
    expect(mantua.isOurs(verona.next())).toBe(true);
    expect(mantua.isOurs(verona.seal('of-an-idempotency-key'))).toBe(true);
  });

  it('is the same for the same text', () => {
    const ids = createIqIds('s3cret', random);
    expect(ids.seal('twice')).toBe(ids.seal('twice'));
    expect(ids.next()).not.toBe(ids.next());
  });

  it.each([
    ['nothing', ''],
    ['a seal alone', 'AAAAAAAA'],
    ['a guess', 'randomAAAAAAAA'],
    ['one of another bridge', createIqIds('another', random).next()],
    ['a longer one', `x${createIqIds('s3cret', random).seal('id')}`],
  ])('cannot be made up: %s', (_what, id) => {
    expect(createIqIds('s3cret', random).isOurs(id)).toBe(false);
  });
});
