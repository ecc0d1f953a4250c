import type { Hono } from 'hono';
import type { Env } from './vue-page.ts';

/** The application under `/cpts/:cpts`, or the whole, as a module receives it to add its addresses. */
export type Routes = Hono<Env>;
