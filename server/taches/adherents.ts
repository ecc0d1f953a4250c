import { z } from 'zod';
import { PersonneId } from '#core/tenancy.ts';
import { rattacherAdhesions } from '#modules/adherents/use-cases/choisir-engagement.ts';
import { constaterDeparts } from '#modules/adherents/use-cases/quitter-cpts.ts';
import { oublierPropositions } from '#modules/adherents/use-cases/deposer-candidature.ts';
import { relancerAvantTerme } from '#modules/adherents/use-cases/renouveler-adhesion.ts';
import { relancerCotisations } from '#modules/adherents/use-cases/tenir-cotisations.ts';
import { oublierNuit } from '#modules/donnees/use-cases/tenir-demande.ts';
import { fermerAcces, ouvrirAcces } from '#modules/comptes/use-cases/suivre-adhesion.ts';
import { depuisDe } from './depuis.ts';
import { type Tache, tacheDeCpts } from './registre.ts';

/** What joins memberships and accounts, and what the memberships do every night. */
export const tachesAdherents: readonly Tache[] = [
  tacheDeCpts({
    sujet: 'adhesion_admise',
    titre: 'Ouvrir l’accès d’une personne admise',
    schema: z.strictObject({ nom: z.string(), courriel: z.string(), par: z.strictObject({ personneId: PersonneId, nom: z.string() }) }),
    traiter: async (ctx, charge, _cle, services) => {
      const d = await depuisDe(ctx, services);
      return ouvrirAcces(ctx, charge, { cpts: d.nom, url: d.url, secret: d.secret });
    },
  }),
  tacheDeCpts({ sujet: 'adhesion_finie', titre: 'Fermer l’accès d’un ancien membre', schema: z.strictObject({ personneId: PersonneId }), traiter: (ctx, { personneId }) => fermerAcces(ctx, personneId) }),
  tacheDeCpts({ sujet: 'acces_ouvert', titre: 'Rattacher un compte à son adhésion', schema: z.strictObject({ personneId: PersonneId }), traiter: (ctx, { personneId }) => rattacherAdhesions(ctx, personneId) }),
  tacheDeCpts({
    sujet: 'adhesions_chaque_jour',
    titre: 'Constater les départs, rappeler les cotisations et les renouvellements',
    cadence: { cron: '15 5 * * *', portee: 'cpts' },
    unique: true,
    schema: z.object({}),
    traiter: async (ctx, _charge, _cle, services) => {
      await oublierNuit(ctx);
      await constaterDeparts(ctx);
      await oublierPropositions(ctx);
      await relancerCotisations(ctx, await depuisDe(ctx, services));
      await relancerAvantTerme(ctx, await depuisDe(ctx, services));
    },
  }),
];
