import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { signerAdresse } from '#server/liens/adresse-reponse.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import { lettreDeRattrapage, lettreDeReunion } from '../labels.ts';
import type { Reunion } from '../model.ts';
import { ecrireCalendrier } from '../moteur/calendrier-ics.ts';
import { enEvenement, uidDe } from '../rules-reunions.ts';
import type { Depuis } from './poster-sondage.ts';

type DepuisAgenda = Depuis & { readonly expediteur: string; readonly reponses?: string | undefined; readonly base: string };
export type Objet = { readonly genre: 'invitation' | 'annulation' | 'retablissement' } | { readonly genre: 'changement'; readonly motif: string; readonly avant?: Date };

export const USAGE_INVITATION = 'invitation';
/** The link outlives the meeting: it is also where the absent catch up. */
const APRES_LA_REUNION_MS = 30 * 86_400_000;

/** The link by which one invited person answers, says « je suis là », then catches up, without signing in. */
export const lienDeLInvite = (ctx: Pick<Contexte, 'cpts'>, r: Pick<Reunion, 'fin'>, i: { readonly id: string; readonly personneId: PersonneId | null }, { url, secret }: Pick<Depuis, 'url' | 'secret'>): string =>
  `${url}/i/${signerLien({ usage: USAGE_INVITATION, cptsId: ctx.cpts, ...(i.personneId ? { personneId: i.personneId } : {}), objet: i.id, expire: new Date(r.fin.getTime() + APRES_LA_REUNION_MS) }, secret)}`;

/**
 * Writes to everyone invited, with the calendar file their program understands: REQUEST to come or to change, CANCEL to remove. Only
 * their own line is written: who else is invited is read on the page, and nobody's address is given away. @source RFC 5546 §3.2.2
 */
export async function posterReunion(ctx: Contexte, r: Reunion, objet: Objet, depuis: DepuisAgenda): Promise<void> {
  const methode = objet.genre === 'annulation' ? 'CANCEL' : 'REQUEST';
  for (const i of r.invites) {
    if (i.courriel === null) continue;
    // Each has an address of their own to answer to: who writes there was asked, and nobody else.
    const adresseDesReponses = depuis.reponses ? signerAdresse(depuis.reponses, { cptsId: ctx.cpts, uid: uidDe(r), courriel: i.courriel }, depuis.secret) : depuis.expediteur;
    const contenu = ecrireCalendrier({ methode, evenements: [enEvenement({ ...r, invites: [i] }, { ecritLe: ctx.maintenant, adresseDesReponses, lien: `${depuis.base}/agenda/reunions/${r.id}` })] });
    const lettre = lettreDeReunion({ ...objet, titre: r.titre, debut: r.debut, fin: r.fin, lieu: r.lieu, lienVisio: r.lienVisio, fuseau: ctx.fuseau, cpts: depuis.cpts, lien: lienDeLInvite(ctx, r, i, depuis) });
    await posterCourriel(ctx, { a: i.courriel, nom: i.nom, sujet: lettre.titre, ...mettreEnPageCourriel(lettre), calendrier: { methode, contenu } }, depuis.secret);
  }
}

/** Once the minutes are approved, whoever was not there is told what happened. */
export async function posterRattrapage(ctx: Contexte, r: Reunion, depuis: Depuis): Promise<void> {
  for (const i of r.invites) {
    if (i.courriel === null || i.presence === 'presente') continue;
    const taches = r.taches.filter((t) => !t.faite && t.personneId === i.personneId).length;
    const lettre = lettreDeRattrapage({ titre: r.titre, debut: r.debut, fuseau: ctx.fuseau, cpts: depuis.cpts, decisions: r.decisions.length, taches, lien: lienDeLInvite(ctx, r, i, depuis) });
    await posterCourriel(ctx, { a: i.courriel, nom: i.nom, sujet: lettre.titre, ...mettreEnPageCourriel(lettre) }, depuis.secret);
  }
}
