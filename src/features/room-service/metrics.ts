import type { MetricTable } from '../../core/metric.ts';

export const ROOM_SERVICE_METRICS = {
  roomsCreated: {
    name: 'bridge_rooms_created_total',
    kind: 'counter',
    about: 'Rooms that this replica was asked to create.',
    labels: { result: '`created`, `failed`' },
  },
  roomNews: {
    name: 'bridge_room_news_total',
    kind: 'counter',
    about: 'Invitations and moderated messages that became events of their own on this replica.',
    labels: { what: '`invited`, `moderated`' },
  },
} as const satisfies MetricTable;
