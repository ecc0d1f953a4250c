import { z } from 'zod';
import { purgerNavigateurs } from '../liens/navigateurs.ts';
import { tacheDeCpts } from './registre.ts';

/** Each night: the browsers of links that died a month ago, and the codes nobody used. */
export const tacheLiens = tacheDeCpts({ sujet: 'liens_a_oublier', titre: 'Oublier les navigateurs des liens échus', cadence: { cron: '40 3 * * *', portee: 'cpts' }, unique: true, schema: z.object({}), traiter: async (ctx) => { await purgerNavigateurs(ctx); } });
