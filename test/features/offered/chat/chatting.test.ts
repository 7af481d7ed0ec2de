import { expect, it } from 'vitest';
import { BridgeError } from '../../../../src/core/errors.ts';
import { element } from '../../../../src/core/element.ts';
import { IN_TIME } from '../../../../src/core/feature.ts';
import { chatWords } from '../../../../src/features/offered/chat/chatting.ts';

const MESSAGE = element(
  'message',
  'jabber:client',
  { type: 'chat', from: 'juliet@example.org/balcony', to: 'nurse@bridge.example.org' },
  [element('body', 'jabber:client', {}, ['How now, good nurse'])],
);

it('passes on a message that came while the store was away', async () => {
  let failures = 2;
  const never = () => Promise.reject(new Error('not expected'));
  const handler = chatWords({
    store: {
      get: () => {
        failures -= 1;
        return failures < 0
          ? Promise.resolve(undefined)
          : Promise.reject(new BridgeError('store-unavailable', 'The store is away.'));
      },
    },
    ...{ domain: 'bridge.example.org', newId: () => 'id', now: () => 0, sendDirect: never },
    offers: { list: () => Promise.resolve([]) },
    executing: { begin: never, take: never },
    open: { free: () => undefined },
    offersSome: () => true,
    isContact: () => Promise.resolve(false),
    mayAnswer: () => true,
  });
  expect(await handler.handle(MESSAGE, IN_TIME)).toBe('passed');
});
