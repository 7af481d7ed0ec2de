import { isObject, joined, labelled, objectAt, textAt, texts, type Json } from '../render/look.ts';
import { sampleOf, type Dialect } from './dialect.ts';

/** Argo CD's notifications, with the body of docs/hooks/argo-cd.md, or the application as it is. */
export const argoCd: Dialect = {
  read({ json }) {
    const app = objectAt(json, 'app');
    const flat = Object.keys(app).length > 0 ? flatApp(app) : isObject(json) ? json : {};
    const name = textAt(flat, 'name') ?? textAt(json, 'app');
    if (name === undefined) return undefined;
    const health = textAt(flat, 'health');
    const sync = textAt(flat, 'sync');
    const phase = textAt(flat, 'phase');
    const isBad =
      /^(?:degraded|missing)$/i.test(health ?? '') || /^(?:failed|error)$/i.test(phase ?? '');
    const isGood = /^healthy$/i.test(health ?? '') && /^synced$/i.test(sync ?? 'Synced');
    const revision = textAt(flat, 'revision')?.slice(0, 10);
    return {
      event: textAt(json, 'trigger') ?? 'application',
      status: isBad ? (phase ?? health) : (health ?? phase),
      mark: isBad ? 'bad' : isGood ? 'good' : undefined,
      title: joined([name, joined([sync, health], ', ')], ': '),
      text: joined([textAt(flat, 'message'), labelled('revision', revision)], '\n'),
      url: textAt(json, 'url') ?? textAt(flat, 'url'),
      key: `app:${name}`,
      same: joined([sync, health, phase, revision]),
      ends: isGood,
    };
  },
  update: 'edit',
  sample: sampleOf({
    app: 'balcony',
    sync: 'OutOfSync',
    health: 'Degraded',
    phase: 'Failed',
    message: 'one or more objects failed to apply',
    revision: '1f2e3d4c5b6a79880716',
    url: 'https://argocd.example.org/applications/balcony',
  }),
};

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml */
function flatApp(app: Json): Json {
  return Object.fromEntries(
    texts({
      name: textAt(app, 'metadata', 'name'),
      health: textAt(app, 'status', 'health', 'status'),
      sync: textAt(app, 'status', 'sync', 'status'),
      revision: textAt(app, 'status', 'sync', 'revision'),
      phase: textAt(app, 'status', 'operationState', 'phase'),
      message: textAt(app, 'status', 'operationState', 'message'),
    }),
  );
}
