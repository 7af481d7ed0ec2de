/** The cases of features that have a file of their own. */
import { FLEET_MATRIX } from './fleet-matrix.ts';
import { PUBSUB_MATRIX } from './pubsub-matrix.ts';

export const FURTHER_MATRIX = { ...FLEET_MATRIX, ...PUBSUB_MATRIX };
