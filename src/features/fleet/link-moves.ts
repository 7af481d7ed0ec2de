/** Whether the one link has gone to another replica: what was asked over the old one may never be answered. */
export interface LinkMoves {
  /** Resolves with the next move. */
  readonly next: () => Promise<'moved'>;
  readonly stop: () => void;
}

const LOOK_EVERY_MS = 1_000;

/** `holder`: the replica with the link, undefined while that is not known. */
export function watchMoves(holder: () => Promise<string | undefined>): LinkMoves {
  let known: string | undefined;
  let tell: (moved: 'moved') => void = () => undefined;
  let next = new Promise<'moved'>((resolve) => {
    tell = resolve;
  });
  const look = async () => {
    const now = await holder().catch(() => undefined);
    if (now === undefined || now === known) return;
    const before = known;
    known = now;
    if (before === undefined) return;
    const told = tell;
    next = new Promise((resolve) => {
      tell = resolve;
    });
    told('moved');
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return {
    next: () => next,
    stop: () => {
      clearInterval(timer);
    },
  };
}
