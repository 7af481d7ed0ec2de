import { describe, expect, it } from 'vitest';
import { element } from '../../../src/core/element.ts';
import { readNotification } from '../../../src/features/pubsub/subscriptions/notifications.ts';
import { itemToJson, textOfItem } from '../../../src/features/pubsub/items/read.ts';
import { NS_EVENT } from '../../../src/features/pubsub/asking.ts';

const said = (...children: Parameters<typeof element>[3][]) =>
  element('message', 'jabber:client', { from: 'pubsub.example.org' }, [
    element('event', NS_EVENT, {}, children.flat()),
  ]);

describe('what a service says to its subscribers', () => {
  it('are items and what was retracted, in one message', () => {
    const item = element('item', NS_EVENT, { id: 'lamp' });
    const retract = element('retract', NS_EVENT, { id: 'moon' });
    const items = element('items', NS_EVENT, { node: 'sky' }, [item, retract]);
    expect(readNotification(said([items]))).toEqual({
      node: 'sky',
      notification: { news: 'items', items: [item], retracted: ['moon'] },
    });
  });

  it.each([
    ['purge', { news: 'purged' }],
    ['delete', { news: 'deleted', redirect: undefined }],
    ['configuration', { news: 'configured', form: undefined }],
  ])('may be %s', (name, notification) => {
    const news = element(name, NS_EVENT, { node: 'sky' });
    expect(readNotification(said([news]))).toEqual({ node: 'sky', notification });
  });

  it('is nothing where the state of a subscription is not one', () => {
    const news = element('subscription', NS_EVENT, { node: 'sky', subscription: 'maybe' });
    expect(readNotification(said([news]))).toBeUndefined();
  });

  it('is nothing in any other message', () => {
    expect(readNotification(element('message', 'jabber:client', {}))).toBeUndefined();
  });
});

describe('an item', () => {
  const lamp = (attributes: Record<string, string>) =>
    element('item', NS_EVENT, { id: 'lamp' }, [element('lamp', 'urn:example:lamp', attributes)]);

  it('says the same with its attributes in any order', () => {
    expect(textOfItem(lamp({ on: '1', of: 'oil' }))).toBe(textOfItem(lamp({ of: 'oil', on: '1' })));
    expect(textOfItem(lamp({ on: '1' }))).not.toBe(textOfItem(lamp({ on: '0' })));
  });

  it('is shown with who published it, and need not say anything', () => {
    const item = element('item', NS_EVENT, { id: 'lamp', publisher: 'friar@example.org' });
    expect(itemToJson(item)).toEqual({ id: 'lamp', publisher: 'friar@example.org' });
  });
});
