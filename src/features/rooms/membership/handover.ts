/** Whether the present link follows one that was read to its end. */
import { wasLeft } from '../../../link/succession.ts';
import type { Runtime } from '../../runtime.ts';

/**
 * Asked once for each link, as it is known for some seconds only. With several links another replica that left says nothing
 * about the one that is missing.
 */
export function createHandover({
  store,
  link,
  settings,
}: Pick<Runtime, 'store' | 'link' | 'settings'>): () => Promise<boolean> {
  let asked: { readonly since: number; readonly answer: Promise<boolean> } | undefined;
  return () => {
    // A replica that lost a link before cannot tell whether that was the last one.
    if (settings.linkMode !== 'leader' || link.lastLoss() !== undefined)
      return Promise.resolve(false);
    const { since } = link.state();
    if (asked?.since !== since) {
      asked = { since, answer: wasLeft(store).catch(() => false) };
    }
    return asked.answer;
  };
}
