import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createKeylessConnections } from '../../../src/http/keyless/connections.ts';

const MOST = 2;

/** A watch over one address, with a clock that the test moves. */
function watch() {
  let now = 0;
  let due: { at: number; callback: () => void }[] = [];
  const closed: Socket[] = [];
  const connections = createKeylessConnections({
    most: MOST,
    proxies: [],
    now: () => now,
    later: (callback, ms) => void due.push({ at: now + ms, callback }),
    close: (socket) => void closed.push(socket),
  });
  return {
    closed,
    connections,
    open: (count: number): Socket[] => {
      const sockets = Array.from({ length: count }, () => new Socket());
      for (const socket of sockets) connections.opened(socket);
      return sockets;
    },
    pass: (ms: number) => {
      now += ms;
      const ready = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      for (const { callback } of ready) callback();
    },
  };
}

describe('connections on which no key was sent yet', () => {
  it('have two seconds to send it, also when many were opened at once', () => {
    const { open, pass, connections, closed } = watch();
    const burst = open(MOST * 5);
    pass(1_999);
    for (const socket of burst) connections.known(socket);
    pass(10_000);
    expect(closed).toEqual([]);
  });

  it('are closed down to the bound after their time, the oldest first', () => {
    const { open, pass, closed } = watch();
    const [first, second, third, fourth] = open(4);
    pass(2_000);
    expect(closed).toEqual([first, second]);
    const [fifth] = open(1);
    expect(closed).toEqual([first, second, third]);
    expect(closed).not.toContain(fourth);
    expect(closed).not.toContain(fifth);
  });

  it('are closed one by one as each has had its time', () => {
    const { open, pass, closed } = watch();
    const [first] = open(1);
    pass(1_000);
    open(3);
    pass(1_000);
    expect(closed).toEqual([first]);
    pass(1_000);
    expect(closed).toHaveLength(2);
  });

  it('are not spared where they are ten times too many', () => {
    const { open, closed } = watch();
    const flood = open(MOST * 10 + 3);
    expect(closed).toEqual(flood.slice(0, 3));
  });
});
