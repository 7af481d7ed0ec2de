import { count, size } from './setting-forms.ts';
import type { SettingRow } from './setting-row.ts';

/** What bounds hooks. */
export const HOOK_LIMITS = {
  maxHookBody: {
    name: 'BRIDGE_MAX_HOOK_BODY',
    form: size,
    default: '1MiB',
    about: 'The maximum size of a payload that is delivered to a hook.',
  },
  maxHooksPerKey: {
    name: 'BRIDGE_MAX_HOOKS_PER_KEY',
    form: count,
    default: '100',
    about: 'The maximum number of hooks of one key.',
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
