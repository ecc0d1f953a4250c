import type { ActionDuJour } from '#core/aujourdhui.ts';
import { accord, typographier } from '#core/texte.ts';
import { listerConstats } from '#modules/diagnostic/queries.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { empreinteDe } from '#server/liens/navigateurs.ts';
import type { Enquete, EnqueteId, TexteRecu } from './model.ts';
import { peutTenirEnquetes, peutVoirEnquetes } from './permissions.ts';
import { chargerEnquete, chargerEnquetes } from './repository.ts';
import { estFinie, prendReponses } from './rules.ts';
import { direResultat } from './view.ts';

export const listerEnquetes = (ctx: Contexte): Promise<readonly Enquete[]> => chargerEnquetes(ctx);
export const lireEnquete = (ctx: Contexte, id: EnqueteId): Promise<Enquete | undefined> => chargerEnquete(ctx, id);

/** What was answered in words, in the order of the alphabet: nothing of when, nor of who wrote two of them. */
export async function listerTextes({ tx, cpts }: Contexte, id: EnqueteId): Promise<readonly TexteRecu[]> {
  const textes = await tx.selectFrom('enquete_textes').select(['id', 'question', 'texte']).where('cpts_id', '=', cpts).where('enquete_id', '=', id).limit(20_000).execute();
  return textes.toSorted((a, b) => a.question - b.question || a.texte.localeCompare(b.texte, 'fr') || (a.id < b.id ? -1 : 1));
}

/** What stands for a browser or a person in one survey, and in no other. */
export const empreinteDuParticipant = (id: EnqueteId, cle: string): string => empreinteDe(`enquete:${id}`, cle);

/** Whether this browser (by what it was given), or this person, already answered. */
export async function aRepondu({ tx, cpts }: Contexte, id: EnqueteId, cle: string): Promise<boolean> {
  return (await tx.selectFrom('enquete_participations').select('empreinte').where('cpts_id', '=', cpts).where('enquete_id', '=', id).where('empreinte', '=', empreinteDuParticipant(id, cle)).executeTakeFirst()) !== undefined;
}

/** What a survey that is over says: for each question with choices, the answer that comes first, as its page writes it. */
export type EnqueteDite = { readonly titre: string; readonly reponses: number; readonly ouverteLe: Date | undefined; readonly resultats: readonly { readonly intitule: string; readonly libelle: string; readonly ecrit: string }[] };

/** The surveys that are over and of which something may be told, latest first. What their pages hide is not here. */
export async function direEnquetes(ctx: Contexte, auPlus: number): Promise<readonly EnqueteDite[]> {
  return (await chargerEnquetes(ctx))
    .filter((e) => estFinie(e, ctx.aujourdhui))
    .toSorted((a, b) => (b.ouverteLe?.getTime() ?? 0) - (a.ouverteLe?.getTime() ?? 0))
    .map((e) => ({ titre: e.titre, reponses: e.reponses, ouverteLe: e.ouverteLe, resultats: e.questions.flatMap((q, rang) => { const dit = direResultat(e, rang); return dit ? [{ intitule: q.intitule, ...dit }] : []; }) }))
    .filter((e) => e.resultats.length > 0)
    .slice(0, auPlus);
}

const JOURS_DU_RAPPEL_MS = 21 * 86_400_000;

/** What « Aujourd’hui » says of surveys: those that wait for the answer of a member, those whose results have just come. */
export async function chosesDeLEcoute(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutVoirEnquetes(ctx.qui)) return [];
  const choses: ActionDuJour[] = [];
  for (const e of await chargerEnquetes(ctx)) {
    const href = `${ctx.base}/territoire/enquetes/${e.id}`;
    if (e.adressee === 'membres' && prendReponses(e, ctx.aujourdhui) && !(await aRepondu(ctx, e.id, ctx.qui.personneId)))
      choses.push({ id: `enquete-${e.id}`, titre: typographier(`Répondre à l’enquête « ${e.titre} »`), raison: typographier(`${accord(e.questions.length, 'question')}, une minute : ${e.but}`), echeance: e.cloture, bouton: { libelle: 'Répondre', href: `${href}/repondre` } });
    const recente = ctx.maintenant.getTime() - Date.parse(e.cloture) < JOURS_DU_RAPPEL_MS;
    if (peutTenirEnquetes(ctx.qui) && estFinie(e, ctx.aujourdhui) && e.reponses > 0 && recente && !(await listerConstats(ctx)).some((k) => k.parole?.enquete === e.id))
      choses.push({ id: `resultats-${e.id}`, titre: typographier(`Tirer des constats de « ${e.titre} »`), raison: typographier(`${accord(e.reponses, 'personne a répondu', 'personnes ont répondu')} : leurs réponses appuient un besoin, une force ou une faiblesse.`), bouton: { libelle: 'Voir les résultats', href } });
  }
  return choses;
}
