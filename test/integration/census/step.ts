/** What a step of the census is. */
import { expect } from 'vitest';
import type { ApiResponse } from '../../support/api-client.ts';
import type { World } from './world.ts';

/** What later operations need of earlier ones. */
export interface Notes {
  message: string;
  iq: string;
  key: string;
  secret: string;
  webhook: string;
  hook: string;
  /** The webhook whose receiver refuses. */
  refused: string;
  cursor: string;
}

export type Step = (world: World, notes: Notes) => Promise<unknown>;

export async function expectStatus(
  answer: Promise<ApiResponse>,
  ...statuses: readonly number[]
): Promise<Readonly<Record<string, string>>> {
  const { status, text, json } = await answer;
  expect(statuses, text).toContain(status);
  return json as Readonly<Record<string, string>>;
}
