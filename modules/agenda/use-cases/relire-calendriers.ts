import { z } from 'zod';
import { ok, refuser, type Result } from '#core/result.ts';
import { chiffrer, dechiffrer } from '#server/authentification/coffre.ts';
import { chercherCalendrier, phraseRefusRecherche } from '#server/calendriers/chercher.ts';
import { lireCalendrier, phraseRefusCalendrier } from '#server/calendriers/lecture.ts';
import { publier } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { dansCpts } from '#server/portes.ts';
import { ErreurDefinitive, type Tache } from '#server/taches/registre.ts';
import { calendriersAbonnes, garderCalendrier, mesCalendriers, noterLecture, remplacerOccupations } from '../repository-calendriers.ts';

const COFFRE = 'calendrier';
const AVENIR_MS = 400 * 86_400_000;
const CALENDRIERS_MAX = 10;
type Lu = readonly { readonly debut: Date; readonly fin: Date }[];

/** Busy times of a text, from yesterday to thirteen months ahead; the sentence says what is wrong. */
function occupationsDuTexte(texte: string, { fuseau, maintenant }: Pick<Contexte, 'fuseau' | 'maintenant'>): Result<Lu, string> {
  const lu = lireCalendrier(texte, { fuseau, du: new Date(maintenant.getTime() - 86_400_000), au: new Date(maintenant.getTime() + AVENIR_MS) });
  return lu.ok ? ok(lu.valeur.occupations) : refuser(phraseRefusCalendrier(lu.refus));
}

export type CalendrierAjoute = { readonly nom: string } & ({ readonly texte: string } | { readonly adresse: string });

/** Keeps the busy times of a file, whose text is forgotten at once; or an address, sealed, that a job reads within the minute. */
export async function ajouterCalendrier(ctx: Contexte, c: CalendrierAjoute, secret: string): Promise<Result<number | null, string>> {
  if ((await mesCalendriers(ctx)).length >= CALENDRIERS_MAX) return refuser('Dix calendriers au plus : oubliez-en un avant.');
  if ('adresse' in c) {
    await garderCalendrier(ctx, { nom: c.nom, adresseScellee: chiffrer(c.adresse, secret, COFFRE), occupations: [] });
    await publier(ctx, 'calendriers_a_relire', {});
    return ok(null);
  }
  const lu = occupationsDuTexte(c.texte, ctx);
  if (!lu.ok) return lu;
  await garderCalendrier(ctx, { nom: c.nom, adresseScellee: null, occupations: lu.valeur });
  return ok(lu.valeur.length);
}

/** Reads again every subscribed calendar, one after the other; none holds a transaction while the network answers. */
export const tacheCalendriers: Tache = {
  sujet: 'calendriers_a_relire', titre: 'Relire les calendriers abonnés', cadence: { cron: '40 */6 * * *', portee: 'cpts' }, unique: true,
  executer: async (charge, { services, cptsId, avancer }) => {
    if (!cptsId || !z.object({}).safeParse(charge).success) throw new ErreurDefinitive('Cette tâche est celle d’une CPTS.');
    const dans = <T,>(faire: (ctx: Contexte) => Promise<T>): Promise<T> => dansCpts(services.db, { cptsId, maintenant: services.maintenant(), faire });
    const liste = await dans((ctx) => calendriersAbonnes(ctx));
    for (const [i, c] of liste.entries()) {
      await avancer(i, liste.length);
      const texte = await chercherCalendrier(dechiffrer(c.adresseScellee, services.config.secret, COFFRE));
      await dans(async (ctx) => {
        const lu: Result<Lu, string> = texte.ok ? occupationsDuTexte(texte.valeur, ctx) : refuser(phraseRefusRecherche(texte.refus));
        // What was read before stays when the calendar no longer answers: better old than empty.
        if (lu.ok) await remplacerOccupations(ctx, { ...c, occupations: lu.valeur });
        await noterLecture(ctx, c.id, lu.ok ? null : lu.refus);
      });
    }
  },
};
