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
  gaps: {
    name: 'bridge_room_gaps_total',
    kind: 'counter',
    about: 'Times in a room in which messages may have been missed, as `room.gap` tells.',
  },
} as const satisfies MetricTable;
