import { describe, expect, it } from 'vitest';
import { element } from '../../../../src/core/element.ts';
import { createTurns } from '../../../../src/core/turns.ts';
import { createPages } from '../../../../src/features/rooms/hearing/pages.ts';
import { NS_CLIENT } from '../../../../src/stanza/namespaces.ts';

const KEY = 'balcony@rooms.example.org nurse@bridge.example.org';
const OTHER = 'orchard@rooms.example.org nurse@bridge.example.org';

interface Work {
  readonly id: string;
  readonly stored: () => void;
  readonly failed: () => void;
}

function stage() {
  const works: Work[] = [];
  const pages = createPages({
    inTurn: createTurns(),
    hearPast: ({ attributes: { id = '' } }) =>
      new Promise<void>((resolve, reject) => {
        const failed = () => {
          reject(new Error(`${id} was not stored`));
        };
        works.push({ id, stored: resolve, failed });
      }),
  });
  const hear = (id: string, key = KEY) => {
    const heard = pages.hear(key, element('message', NS_CLIENT, { id }));
    heard.catch(() => undefined);
    return heard;
  };
  const begun = async (count: number) => {
    await expect.poll(() => works.length).toBe(count);
    return works;
  };
  return { pages, hear, begun };
}

describe('a page of an archive', () => {
  it('is stored message by message, without one waiting for another', async () => {
    const { hear, begun } = stage();
    for (const id of ['a', 'b', 'c']) void hear(id);
    expect((await begun(3)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('counts once all of it is stored', async () => {
    const { pages, hear, begun } = stage();
    void hear('a');
    void hear('b');
    const [a, b] = await begun(2);
    let isWhole = false;
    const whole = pages.whole(KEY).then(() => (isWhole = true));
    a!.stored();
    // What is heard of another room proves that there was time enough.
    const proof = hear('proof', OTHER);
    (await begun(3))[2]!.stored();
    await proof;
    expect(isWhole).toBe(false);
    b!.stored();
    await whole;
  });

  it('does not count where one was not stored, and the next one begins anew', async () => {
    const { pages, hear, begun } = stage();
    void hear('a');
    void hear('b');
    const [a, b] = await begun(2);
    a!.failed();
    b!.stored();
    await expect(pages.whole(KEY)).rejects.toThrow('a was not stored');
    const again = hear('a');
    (await begun(3))[2]!.stored();
    await again;
    await expect(pages.whole(KEY)).resolves.toBeUndefined();
  });
});
