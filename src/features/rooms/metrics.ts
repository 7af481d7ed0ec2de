import type { MetricTable } from '../../core/metric.ts';

export const ROOM_METRICS = {
  joins: {
    name: 'bridge_room_joins_total',
    kind: 'counter',
    about: 'Times that this replica heard that an identity is in a room.',
    labels: { which: '`first`, or `again` after it was out' },
  },
  leaves: {
    name: 'bridge_room_leaves_total',
    kind: 'counter',
    about: 'Times that this replica heard that an identity is out of a room, or cannot come in.',
    labels: { cause: 'as in the event `room.left`' },
  },
} as const satisfies MetricTable;
