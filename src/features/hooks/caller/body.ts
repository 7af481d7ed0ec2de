import type { HookBody, HookCreatedBody } from '../../../contract/schemas.ts';
import { instant } from '../../../core/instant.ts';
import type { Hook } from '../hook.ts';

/** What a caller sees of a hook: no secret is part of it. */
export function hookBody(hook: Hook, now: number): HookBody {
  const { id, name, dialect, from, to, verify, template, filter, pick } = hook;
  const { update, storm, oldSecret, createdAt, updatedAt } = hook;
  const { scheme, username } = verify;
  return {
    id,
    name,
    dialect,
    ...(from !== undefined && { from }),
    to,
    verify: { scheme, ...(username !== undefined && { username }) },
    ...(template !== undefined && { template }),
    ...(filter !== undefined && { filter }),
    ...(pick !== undefined && { pick }),
    update,
    storm,
    ...(oldSecret && now < oldSecret.until && { oldSecretUntil: instant(oldSecret.until) }),
    createdAt,
    updatedAt,
  };
}

/** For the one answer that shows the URL. */
export function hookWithUrl(hook: Hook, secret: string, now: number): HookCreatedBody {
  return { ...hookBody(hook, now), url: `/hooks/${hook.id}/${secret}` };
}
