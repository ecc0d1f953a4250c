import type { TablesSocle } from './tables/socle.ts';

/** Every table of the database, module by module; a test compares each with the catalogue. */
export type Schema = TablesSocle;
