import type { RoomToDestroy } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import { optionalText } from '../../stanza/element-helpers.ts';
import type { Actor } from './actor.ts';
import { NS_OWNER, type AskRoom } from './asking.ts';

/** XEP-0045 §10.9; `alternate` is prepared. Throws what `AskRoom` throws. */
export async function destroy(ask: AskRoom, actor: Actor, wish: RoomToDestroy): Promise<void> {
  const { reason, alternate, password } = wish;
  const order = element('destroy', NS_OWNER, { jid: alternate }, [
    optionalText('reason', NS_OWNER, reason),
    optionalText('password', NS_OWNER, password),
  ]);
  const payload = element('query', NS_OWNER, {}, [order]);
  await ask(actor, { type: 'set', payload, needs: 'an owner of the room' });
}
