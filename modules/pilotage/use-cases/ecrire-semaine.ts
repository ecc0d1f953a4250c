import type { PersonneId } from '#core/tenancy.ts';
import { publier } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import { lireSemaine } from '../queries-semaine.ts';
import { agirPour, enregistrerChoix, lecteurs } from '../repository.ts';
import { depuisQuand, estDue, estVide } from '../rules.ts';
import { redigerSemaine } from '../view-semaine.ts';

export const USAGE_SEMAINE = 'semaine';
const JOURS_DU_LIEN = 400;
const MS_PAR_JOUR = 86_400_000;

/** Each morning where the CPTS is: one job for each person whose day it is. Returns how many. */
export async function appelerSemaines(ctx: Contexte): Promise<number> {
  const dus = (await lecteurs(ctx, ctx.aujourdhui)).filter((l) => estDue(l.choix, ctx.aujourdhui));
  for (const l of dus) await publier(ctx, 'lettre_semaine', { personneId: l.personneId });
  return dus.length;
}

type Depuis = { readonly nom: string; readonly slug: string; readonly url: string; readonly secret: string };

/**
 * The letter of one person, made in their name: with the roles they hold this day, through the doors of the pages, in a transaction
 * whose policies see them. Nothing that concerns them: no letter. Asked twice on a day, written once. Returns whether one leaves.
 */
export async function ecrireSemaine(ctx: Contexte, personneId: PersonneId, depuis: Depuis): Promise<boolean> {
  const [l] = await lecteurs(ctx, ctx.aujourdhui, personneId);
  if (!l || !estDue(l.choix, ctx.aujourdhui)) return false;
  await agirPour(ctx, personneId);
  const base = `/cpts/${depuis.slug}`;
  const semaine = await lireSemaine({ ...ctx, qui: { personneId, nom: l.nom, roles: l.roles }, ici: { nom: depuis.nom, slug: depuis.slug, demo: false }, base }, depuisQuand(l.choix.derniereLe, ctx.aujourdhui));
  await enregistrerChoix(ctx, personneId, { ...l.choix, derniereLe: ctx.aujourdhui });
  if (estVide(semaine)) return false;
  const jeton = signerLien({ usage: USAGE_SEMAINE, cptsId: ctx.cpts, personneId, objet: personneId, expire: new Date(ctx.maintenant.getTime() + JOURS_DU_LIEN * MS_PAR_JOUR) }, depuis.secret);
  const { sujet, lettre } = redigerSemaine(semaine, { nom: l.nom, cpts: depuis.nom, url: depuis.url, base, arret: `${depuis.url}/lettre?lien=${jeton}` });
  await posterCourriel(ctx, { a: l.courriel, nom: l.nom, sujet, desabonnement: `${depuis.url}/lettre/arret?lien=${jeton}`, ...mettreEnPageCourriel(lettre) }, depuis.secret);
  return true;
}
