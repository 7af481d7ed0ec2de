/** The cases of features that have a file of their own. */
import { FLEET_MATRIX } from './fleet-matrix.ts';
import { OFFERED_CASES } from './offered-cases.ts';
import { PUBSUB_MATRIX } from './pubsub-matrix.ts';
import { ROOM_MATRIX } from './room-matrix.ts';

export const FURTHER_MATRIX = {
  ...FLEET_MATRIX,
  ...OFFERED_CASES,
  ...PUBSUB_MATRIX,
  ...ROOM_MATRIX,
};
