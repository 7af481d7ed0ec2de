/** Work of one key, one after the other in the order of the calls; that of other keys does not wait. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Keeps a key for as long as it has work. Who calls bounds how much waits. */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key);
    const turn = before === undefined ? work() : before.then(work, work);
    last.set(key, turn);
    const over = () => {
      if (last.get(key) === turn) last.delete(key);
    };
    turn.then(over, over);
    return turn;
  };
}
