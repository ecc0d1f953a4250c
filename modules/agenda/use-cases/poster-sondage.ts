import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { type Lien, signerLien } from '#server/liens/jeton-lien.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import { lettreDeSondage } from '../labels.ts';
import type { ParticipantId } from '../model.ts';

/** The name of the CPTS, the address under which its links open, and the secret that seals links and letters. */
export type Depuis = { readonly cpts: string; readonly url: string; readonly secret: string };
type Envoi = { readonly genre: 'ouverture' | 'rappel'; readonly titre: string; readonly dates: readonly Date[]; readonly clotureLe: Date; readonly a: readonly { readonly id: ParticipantId; readonly personneId: PersonneId | null; readonly nom: string; readonly courriel: string }[] };

export const USAGE_SONDAGE = 'sondage';

type Place = { readonly id: ParticipantId; readonly personneId: PersonneId | null };
/** The link by which one person, and nobody else, answers without signing in; it dies with the poll. */
export const lienDuParticipant = (ctx: Pick<Contexte, 'cpts'>, p: Place, clotureLe: Date): Lien =>
  ({ usage: USAGE_SONDAGE, cptsId: ctx.cpts, ...(p.personneId ? { personneId: p.personneId } : {}), objet: p.id, expire: clotureLe });
export const adresseDuParticipant = (ctx: Pick<Contexte, 'cpts'>, p: Place, clotureLe: Date, { url, secret }: Pick<Depuis, 'url' | 'secret'>): string => `${url}/r/${signerLien(lienDuParticipant(ctx, p, clotureLe), secret)}`;

export async function posterSondage(ctx: Contexte, e: Envoi, depuis: Depuis): Promise<void> {
  for (const p of e.a) {
    const lettre = lettreDeSondage({ ...e, fuseau: ctx.fuseau, organisateur: ctx.qui.nom, cpts: depuis.cpts, lien: adresseDuParticipant(ctx, p, e.clotureLe, depuis) });
    await posterCourriel(ctx, { a: p.courriel, nom: p.nom, sujet: lettre.titre, ...mettreEnPageCourriel(lettre) }, depuis.secret);
  }
}
