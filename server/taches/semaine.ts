import { z } from 'zod';
import { PersonneId } from '#core/tenancy.ts';
import { appelerSemaines, ecrireSemaine } from '#modules/pilotage/use-cases/ecrire-semaine.ts';
import { depuisDe } from './depuis.ts';
import { type Tache, tacheDeCpts } from './registre.ts';

/** The weekly letter: each morning, at the hour of the CPTS, one job for each person whose day it is; one letter, one transaction, one failure at most. */
export const tachesSemaine: readonly Tache[] = [
  tacheDeCpts({ sujet: 'lettres_du_matin', titre: 'Préparer les lettres de la semaine', cadence: { cron: '0 6 * * *', portee: 'cpts' }, unique: true, schema: z.object({}), traiter: async (ctx) => { await appelerSemaines(ctx); } }),
  tacheDeCpts({ sujet: 'lettre_semaine', titre: 'Écrire une lettre de la semaine', schema: z.strictObject({ personneId: PersonneId }), traiter: async (ctx, { personneId }, _cle, services) => { await ecrireSemaine(ctx, personneId, await depuisDe(ctx, services)); } }),
];
