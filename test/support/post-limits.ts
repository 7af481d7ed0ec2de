import type { PostLimits } from '../../src/webhooks/target/post.ts';

/** As the settings have them by default. */
export const POST_LIMITS: PostLimits = { timeoutMs: 10_000, answerBytes: 64 * 1024 };
