import { createHash } from 'node:crypto';
import type { CptsId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import { JOURS_DE_PROPOSITION } from '../constants.ts';
import { type Adhesion, AdhesionId, type Depuis } from '../model.ts';
import type { LettreEcrite } from '../moteur/courriels.ts';
import { lireAdhesion } from '../repository.ts';

export const USAGE_ADHESION = 'adhesion';
const MS_PAR_JOUR = 86_400_000;

/** Which address a link was sent to, without telling it. */
const marque = (courriel: string): string => createHash('sha256').update(courriel).digest('hex').slice(0, 12);

/** The address that opens one's own membership without signing in, from the letter sent there. */
const lienDAdhesion = ({ cpts, maintenant }: { readonly cpts: CptsId; readonly maintenant: Date }, a: { readonly id: AdhesionId; readonly courriel: string }, { url, secret }: Depuis): string =>
  `${url}/adhesion?lien=${signerLien({ usage: USAGE_ADHESION, cptsId: cpts, objet: `${a.id}_${marque(a.courriel)}`, expire: new Date(maintenant.getTime() + JOURS_DE_PROPOSITION * MS_PAR_JOUR) }, secret)}`;

/** The membership that a link opens. Once its address was corrected, what was sent to the former one opens nothing any more. */
export async function adhesionDuLien(ctx: Contexte, objet: string): Promise<Adhesion | undefined> {
  const [id, vue] = objet.split('_');
  const a = await lireAdhesion(ctx, AdhesionId.parse(id));
  return a && (a.courriel === null || marque(a.courriel) === vue) ? a : undefined;
}

/** Posts a letter, if this person gave an address. */
export async function ecrireA(ctx: Contexte, a: { readonly id: AdhesionId; readonly nom: string; readonly courriel: string | null }, depuis: Depuis, rediger: (p: { a: string; nom: string; cpts: string; lien: string }) => LettreEcrite): Promise<void> {
  if (a.courriel === null) return;
  const { lettre, ...autour } = rediger({ a: a.courriel, nom: a.nom, cpts: depuis.nom, lien: lienDAdhesion(ctx, { id: a.id, courriel: a.courriel }, depuis) });
  await posterCourriel(ctx, { ...autour, ...mettreEnPageCourriel(lettre) }, depuis.secret);
}
