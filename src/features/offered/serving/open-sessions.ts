/** How many commands are executed at once: of one user, of one domain, and in all, on this replica. */
import { bare, domainOf } from '../../../core/jid/jid.ts';
import { SESSION_MS } from './session.ts';

export interface OpenSessions {
  /** False where there is no room. `isOver` is asked where sessions of the user may have ended elsewhere. */
  take(id: string, remote: string): Promise<boolean>;
  free(id: string): void;
}

export interface OpenSessionsDeps {
  readonly isOver: (id: string) => Promise<boolean>;
  readonly monotonic: () => number;
}

interface Open {
  readonly jid: string;
  readonly domain: string;
  readonly until: number;
}

const PER_USER = 16;
const PER_DOMAIN = 2_500;
const TOTAL = 10_000;

export function createOpenSessions({ isOver, monotonic }: OpenSessionsDeps): OpenSessions {
  // In the order in which they end.
  const open = new Map<string, Open>();
  const perUser = new Map<string, number>();
  const perDomain = new Map<string, number>();
  const free = (id: string) => {
    const found = open.get(id);
    if (found === undefined || !open.delete(id)) return;
    count(perUser, found.jid, -1);
    count(perDomain, found.domain, -1);
  };
  const freeOld = () => {
    for (const [id, { until }] of open) {
      if (until > monotonic()) return;
      free(id);
    }
  };
  const freeOver = async (jid: string) => {
    const ids = [...open].filter(([, it]) => it.jid === jid).map(([id]) => id);
    const over = await Promise.all(ids.map(isOver));
    ids.filter((_, index) => over[index]).forEach(free);
  };
  return {
    free,
    async take(id, remote) {
      freeOld();
      const jid = bare(remote);
      const domain = domainOf(jid);
      if ((perUser.get(jid) ?? 0) >= PER_USER) await freeOver(jid);
      const isFull =
        (perUser.get(jid) ?? 0) >= PER_USER ||
        (perDomain.get(domain) ?? 0) >= PER_DOMAIN ||
        open.size >= TOTAL;
      if (isFull) return false;
      open.set(id, { jid, domain, until: monotonic() + SESSION_MS });
      count(perUser, jid, 1);
      count(perDomain, domain, 1);
      return true;
    },
  };
}

function count(counts: Map<string, number>, key: string, change: number): void {
  const left = (counts.get(key) ?? 0) + change;
  if (left === 0) counts.delete(key);
  else counts.set(key, left);
}
