import { readSettings, type Settings } from '../../config/settings.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { EXIT, JSON_OPTION, textsOf, type Call, type Command } from '../command.ts';
import { good, type Finding } from './finding.ts';
import { serverSnippets } from './snippets.ts';
import { checkStore, collectingLog } from './store-checks.ts';
import { checkWebhooks, storedWebhooks } from './webhook-checks.ts';
import { checkXmpp } from './xmpp-checks.ts';

/** The replica that has the link now, if one does. */
export type LinkedReplica = (store: Store) => Promise<string | undefined>;

export function doctorWith(linkedReplica: LinkedReplica): Command {
  return {
    ...DESCRIPTION,
    async run(call) {
      const { settings } = readSettings(call.io);
      const found = await examine(settings, call, linkedReplica);
      const findings = [good('settings', 'are good'), ...found];
      const isWell = findings.every(({ verdict }) => verdict !== 'bad');
      if (call.values['json'] === true) call.io.out(JSON.stringify({ ok: isWell, findings }));
      else call.io.out(report(findings, settings));
      return isWell ? EXIT.ok : EXIT.failed;
    },
  };
}

const DESCRIPTION: Omit<Command, 'run'> = {
  name: 'doctor',
  about: 'Try everything that the bridge needs, and say what to change.',
  options: {
    webhook: {
      type: 'string',
      multiple: true,
      value: 'URL',
      about: 'try this target of a webhook too',
    },
    'take-over': {
      type: 'boolean',
      about: 'log in also where a replica has the link: it loses it for a moment',
    },
    ...JSON_OPTION,
  },
  more: 'It tries the settings, the XMPP server (name, connection, secret, domain, barrier), Redis (persistence, clock)\nand the targets of the stored webhooks.',
};

async function examine(
  settings: Settings,
  { values, io }: Call,
  linkedReplica: LinkedReplica,
): Promise<readonly Finding[]> {
  const said: string[] = [];
  const log = collectingLog(said);
  const { redisUrl, xmppDomain: domain } = settings;
  const store = await openStore({ redisUrl, domain, now: io.now, log });
  try {
    const kept = await checkStore({ store, said }, io.now);
    const isAway = kept.some(({ check, verdict }) => check === 'redis' && verdict === 'bad');
    const spare = settings.linkMode === 'leader' && values['take-over'] !== true && !isAway;
    const holder = spare ? await linkedReplica(store) : undefined;
    const xmpp = holder === undefined ? await checkXmpp(settings, log) : [heldBy(holder)];
    const stored = isAway ? [] : await storedWebhooks(store);
    const urls = [...(textsOf(values, 'webhook') ?? []), ...stored];
    return [...xmpp, ...kept, ...(await checkWebhooks(settings, urls))];
  } finally {
    await store.close();
  }
}

function heldBy(replica: string): Finding {
  return good('xmpp', `${replica} has the link; --take-over tries it all the same`);
}

const MARKS = { good: 'good', bad: 'BAD ', skipped: '-   ' } as const;

function report(findings: readonly Finding[], settings: Settings): string {
  const lines = findings.flatMap(({ check, verdict, detail, advice }) => [
    `${MARKS[verdict]} ${check}: ${detail}`,
    ...(advice === undefined ? [] : [`     → ${advice}`]),
  ]);
  const isServerWrong = findings.some(
    ({ check, verdict }) => check.startsWith('xmpp') && verdict === 'bad',
  );
  return isServerWrong ? `${lines.join('\n')}\n\n${serverSnippets(settings)}` : lines.join('\n');
}
