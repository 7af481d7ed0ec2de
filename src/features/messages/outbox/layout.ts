/**
 * How the outbox is laid out, and how that changes while replicas run: pure. What is true stands in the store; what a replica
 * was configured with is only what it wishes. See design/017.
 */
import { partitionLog, partitionOf } from './partition.ts';

export type LinkMode = 'leader' | 'all';

export interface Wish {
  /** Which replicas hold a link. */
  readonly mode: LinkMode;
  /** Logs of the outbox. */
  readonly partitions: number;
}

/** What is in force. */
export interface Layout extends Wish {
  /** Grows by one with each change of the partitions: odd ones have logs of other names than even ones. */
  readonly generation: number;
  /** The partitions of the generation before, while there may be something in their logs: it goes first. */
  readonly draining?: number;
  /** A change to so many partitions was announced: nobody appends until every replica knows. */
  readonly next?: number;
}

/** Another replica that lives. */
export interface Peer extends Wish {
  /** The version of the layout that it goes by. */
  readonly seen: number;
}

export interface Situation {
  readonly layout: Layout;
  readonly version: number;
  readonly own: Wish;
  readonly peers: readonly Peer[];
  /** The logs that are being drained are empty. */
  readonly isDrained: boolean;
}

export function firstLayout({ mode }: Wish, partitions: number): Layout {
  return { mode, partitions, generation: 0 };
}

/** The next step, if it is time for one. Any replica may take it; only one of those that try will. */
export function nextLayout({
  layout,
  version,
  own,
  peers,
  isDrained,
}: Situation): Layout | undefined {
  const { draining, next, ...rest } = layout;
  if (next !== undefined) {
    if (peers.some(({ seen }) => seen < version)) return undefined;
    const { mode, generation, partitions } = layout;
    return { mode, generation: generation + 1, partitions: next, draining: partitions };
  }
  if (own.mode !== layout.mode) {
    return refusal({ layout, own, peers }) === undefined
      ? { ...layout, mode: own.mode }
      : undefined;
  }
  if (draining !== undefined) return isDrained ? rest : undefined;
  const isWished = [own, ...peers].some(({ partitions }) => partitions === layout.partitions);
  return isWished ? undefined : { ...layout, next: own.partitions };
}

/** Why this replica may not hold a link: others run in another mode. */
export function refusal({
  layout,
  own,
  peers,
}: Pick<Situation, 'layout' | 'own' | 'peers'>): string | undefined {
  const others = peers.filter(({ mode }) => mode === layout.mode).length;
  if (own.mode === layout.mode || others === 0) return undefined;
  return (
    `BRIDGE_LINK_MODE is ${own.mode} here, while ${others} other replica${others === 1 ? ' runs' : 's run'} ` +
    `with ${layout.mode}. This one sends over their link, and takes over when they are gone.`
  );
}

/** The logs of a generation. */
export function logsOf(generation: number, partitions: number): readonly string[] {
  return Array.from({ length: partitions }, (_, partition) => logOf(generation, partition));
}

export function logOf(generation: number, partition: number): string {
  return generation % 2 === 0 ? partitionLog(partition) : `outbox:b:${partition}`;
}

/** Whether it is that of the first partition, which every layout has. */
export function isFirst(log: string): boolean {
  return log === logOf(0, 0) || log === logOf(1, 0);
}

/** All logs in which there may be something, those that go first at the front. */
export function allLogs({ generation, partitions, draining }: Layout): readonly string[] {
  const current = logsOf(generation, partitions);
  return draining === undefined ? current : [...logsOf(generation - 1, draining), ...current];
}

/** The logs in which something for a recipient may stand. */
export function logsFor(
  { generation, partitions, draining }: Layout,
  to: string,
): readonly string[] {
  const current = logOf(generation, partitionOf(to, partitions));
  if (draining === undefined) return [current];
  return [logOf(generation - 1, partitionOf(to, draining)), current];
}

/** Whether what stands in a log has to wait for what stands in others. */
export function mustWait({ generation, partitions, draining }: Layout, log: string): boolean {
  return draining !== undefined && logsOf(generation, partitions).includes(log);
}
