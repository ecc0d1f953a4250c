import type { CptsId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import type { AdhesionId, Depuis } from '../model.ts';
import type { LettreEcrite } from '../moteur/courriels.ts';

export const USAGE_ADHESION = 'adhesion';
const JOURS_DU_LIEN = 60;
const MS_PAR_JOUR = 86_400_000;

/** The address that opens one's own membership without signing in. */
export const lienDAdhesion = ({ cpts, maintenant }: { readonly cpts: CptsId; readonly maintenant: Date }, id: AdhesionId, { url, secret }: Depuis): string =>
  `${url}/adhesion?lien=${signerLien({ usage: USAGE_ADHESION, cptsId: cpts, objet: id, expire: new Date(maintenant.getTime() + JOURS_DU_LIEN * MS_PAR_JOUR) }, secret)}`;

/** Posts a letter, if this person gave an address. */
export async function ecrireA(ctx: Contexte, a: { readonly id: AdhesionId; readonly nom: string; readonly courriel: string | null }, depuis: Depuis, rediger: (p: { a: string; nom: string; cpts: string; lien: string }) => LettreEcrite): Promise<void> {
  if (a.courriel === null) return;
  const { lettre, ...autour } = rediger({ a: a.courriel, nom: a.nom, cpts: depuis.nom, lien: lienDAdhesion(ctx, a.id, depuis) });
  await posterCourriel(ctx, { ...autour, ...mettreEnPageCourriel(lettre) }, depuis.secret);
}
