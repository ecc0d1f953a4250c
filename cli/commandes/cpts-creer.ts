import { parseArgs } from 'node:util';
import { z } from 'zod';
import { jourDans } from '#core/jour.ts';
import { ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { journaliser } from '#db/journal.ts';
import { entrerDans } from '#server/portes.ts';
import { personneDuCourriel } from '../personnes.ts';
import { surLaBase } from '../base.ts';
import type { Commande } from '../commande.ts';

const Demande = z.object({
  nom: z.string({ error: 'Indiquez le nom de la CPTS : --nom « CPTS de la Vallée ».' }).trim().min(3, 'Le nom compte au moins 3 caractères.').max(200, 'Le nom compte au plus 200 caractères.'),
  adresse: z.string({ error: 'Indiquez l’adresse de la CPTS : --adresse cpts-de-la-vallee.' }).max(60, 'L’adresse compte au plus 60 caractères.').regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'L’adresse s’écrit en minuscules sans accent, avec des tirets : cpts-de-la-vallee.'),
  coordination: z.email({ error: 'Indiquez le courriel de la première personne qui coordonne : --coordination prenom@exemple.fr.' }).toLowerCase(),
  personne: z.string().trim().min(2).max(120).optional(),
  fuseau: z.string().refine((f) => Intl.supportedValuesOf('timeZone').includes(f), 'Ce fuseau horaire n’existe pas. Exemples : Europe/Paris, Indian/Reunion.').default('Europe/Paris'),
});

export const commande: Commande = {
  resume: 'ouvre une CPTS et nomme sa première coordination',
  aide: [
    '--nom NOM              le nom affiché',
    '--adresse ADRESSE      sa place dans l’adresse des pages, en minuscules et tirets',
    '--coordination COURRIEL la personne qui coordonne : elle se connecte avec ce courriel et invite les autres',
    '--personne NOM         son nom, si elle est nouvelle',
    '--fuseau FUSEAU        Europe/Paris par défaut',
  ].join('\n'),
  executer: async (args, sortie) => {
    const { values } = parseArgs({ args: [...args], options: { nom: { type: 'string' }, adresse: { type: 'string' }, coordination: { type: 'string' }, personne: { type: 'string' }, fuseau: { type: 'string' } } });
    const lu = Demande.safeParse(values);
    if (!lu.success) {
      sortie.dire(lu.error.issues[0]?.message ?? 'Demande incomplète.');
      return 2;
    }
    const { nom, adresse, coordination, personne, fuseau } = lu.data;
    return surLaBase(sortie, async (base) => {
      const ecriture = ouvrirPool(base, 'maillage_archiviste', 1);
      try {
        const maintenant = new Date();
        const db = ouvrirDb(ecriture);
        const cptsId = await db.transaction().execute(async (tx) => {
          const prise = await tx.selectFrom('cpts').select('nom').where('slug', '=', adresse).executeTakeFirst();
          if (prise) return undefined;
          const { id } = await tx.insertInto('cpts').values({ slug: adresse, nom, fuseau }).returning('id').executeTakeFirstOrThrow();
          const qui = await personneDuCourriel(tx, coordination, personne);
          await tx.insertInto('roles_tenus').values({ cpts_id: id, personne_id: qui, role: 'coordination', depuis: jourDans(maintenant, fuseau), jusque: null }).execute();
          // The first line of the journal in the same transaction, as the application writes it.
          await entrerDans(tx, id);
          await journaliser({ tx }, 'cpts_ouverte', id, { nom });
          return id;
        });
        if (!cptsId) {
          sortie.dire(`L’adresse « ${adresse} » est déjà prise : choisissez-en une autre. Rien n’a été changé.`);
          return 1;
        }
        sortie.ecrire(`« ${nom} » est ouverte à l’adresse /cpts/${adresse}. ${coordination} peut se connecter : un code lui parviendra par courriel.`);
        return 0;
      } finally {
        await ecriture.end();
      }
    });
  },
};
