import { plusJours } from '#core/jour.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import { lettreDeTaches } from '../labels.ts';
import { tachesARappeler } from '../queries-listes.ts';
import { noterRappels } from '../repository-reunions.ts';
import type { Depuis } from './poster-sondage.ts';

/** One letter a person: the day before a task is due, then once a week as long as it is overdue. Run twice, it writes once. */
export async function rappelerTaches(ctx: Contexte, d: Depuis & { readonly slug: string }): Promise<number> {
  const taches = await tachesARappeler(ctx, { demain: plusJours(ctx.aujourdhui, 1), aujourdhui: ctx.aujourdhui });
  const parPersonne = Map.groupBy(taches, (t) => t.courriel);
  for (const [courriel, siennes] of parPersonne) {
    const lettre = lettreDeTaches({ cpts: d.cpts, lien: `${d.url}/cpts/${d.slug}/agenda/taches`, taches: siennes.map((t) => ({ texte: t.texte, reunion: t.reunion, echeance: t.echeance, retard: t.echeance < ctx.aujourdhui })) });
    await posterCourriel(ctx, { a: courriel, nom: siennes[0]?.nom ?? '', sujet: lettre.titre, ...mettreEnPageCourriel(lettre) }, d.secret);
  }
  if (taches.length > 0) await noterRappels(ctx, taches.map((t) => t.id));
  return parPersonne.size;
}
