import { z } from 'zod';
import { cloreEnquetes } from '#modules/ecoute/use-cases/conduire-enquete.ts';
import { tacheDeCpts } from './registre.ts';

/** Each night, the surveys whose last day is past are closed, and who took part in them is forgotten. */
export const tacheEnquetes = tacheDeCpts({ sujet: 'enquetes_chaque_jour', titre: 'Clore les enquêtes échues', cadence: { cron: '5 0 * * *', portee: 'cpts' }, unique: true, schema: z.object({}), traiter: (ctx) => cloreEnquetes(ctx) });
