import type { ExchangeLimits } from '../../src/egress/exchange.ts';

/** As the settings have them by default. */
export const POST_LIMITS: ExchangeLimits = { timeoutMs: 10_000, answerBytes: 64 * 1024 };
