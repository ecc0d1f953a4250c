import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import { lettreDeReunion } from '../labels.ts';
import type { Reunion } from '../model.ts';
import { ecrireCalendrier } from '../moteur/calendrier-ics.ts';
import { enEvenement } from '../rules-reunions.ts';
import type { Depuis } from './poster-sondage.ts';

/** Writes to everyone invited, with the calendar file their program understands: REQUEST to come or to change, CANCEL to remove. */
export async function posterReunion(ctx: Contexte, r: Reunion, genre: 'invitation' | 'changement' | 'annulation', depuis: Depuis & { readonly expediteur: string; readonly base: string }): Promise<void> {
  const methode = genre === 'annulation' ? 'CANCEL' : 'REQUEST';
  const lien = `${depuis.base}/agenda/reunions/${r.id}`;
  const contenu = ecrireCalendrier({ methode, evenements: [enEvenement(r, { ecritLe: ctx.maintenant, adresseDesReponses: depuis.expediteur, lien })] });
  const lettre = lettreDeReunion({ genre, titre: r.titre, debut: r.debut, fin: r.fin, lieu: r.lieu, lienVisio: r.lienVisio, fuseau: ctx.fuseau, cpts: depuis.cpts, lien });
  for (const i of r.invites) if (i.courriel !== null) await posterCourriel(ctx, { a: i.courriel, nom: i.nom, sujet: lettre.titre, ...mettreEnPageCourriel(lettre), calendrier: { methode, contenu } }, depuis.secret);
}
