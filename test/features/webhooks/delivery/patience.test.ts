import { describe, expect, test } from 'vitest';
import {
  patienceFor,
  scheduleWithin,
} from '../../../../src/features/webhooks/delivery/patience.ts';
import { SETTINGS } from '../../../../src/config/settings-table.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('how long a refusal is tried again', () => {
  test.each([400, 405, 406, 411, 413, 414, 415, 417, 418, 422, 426, 428, 431, 451, 499])(
    'is minutes after %s, which says something about the request',
    (status) => {
      expect(patienceFor(status, false)).toBe('short');
    },
  );

  test.each([401, 402, 403, 404, 407, 409, 421, 423, 424])(
    'is hours after %s, which may be a deployment fault',
    (status) => {
      expect(patienceFor(status, false)).toBe('moderate');
    },
  );

  test.each([undefined, 200, 301, 408, 425, 429, 500, 502, 503, 504, 599])(
    'is the whole schedule after %s',
    (status) => {
      expect(patienceFor(status, false)).toBe('full');
    },
  );

  test.each([403, 413, 422])('is the whole schedule after %s with Retry-After', (status) => {
    expect(patienceFor(status, true)).toBe('full');
  });
});

describe('the part of a schedule', () => {
  const total = (schedule: readonly number[]) => schedule.reduce((sum, delay) => sum + delay, 0);
  const schedule = SETTINGS.webhookSchedule.form.read(SETTINGS.webhookSchedule.default);

  test('of the default has some attempts within minutes, and more within hours', () => {
    const [short, moderate] = [
      scheduleWithin('short', schedule),
      scheduleWithin('moderate', schedule),
    ];
    expect(short).toHaveLength(5);
    expect(total(short)).toBeLessThan(5 * MINUTE);
    expect(moderate).toHaveLength(11);
    expect(total(moderate)).toBeLessThan(5 * HOUR);
    expect(scheduleWithin('full', schedule)).toEqual(schedule);
  });

  test('is never longer than the schedule, and has a second attempt', () => {
    expect(scheduleWithin('short', [0, 10, 20])).toEqual([0, 10, 20]);
    expect(scheduleWithin('short', [0, HOUR, HOUR])).toEqual([0, HOUR]);
    expect(scheduleWithin('short', [0])).toEqual([0]);
  });
});
