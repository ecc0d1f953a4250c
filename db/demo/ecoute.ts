import { plusJours } from '#core/jour.ts';
import type { Result } from '#core/result.ts';
import { typographier } from '#core/texte.ts';
import { ajouterConstat } from '#modules/diagnostic/use-cases/ajouter-constat.ts';
import type { EnqueteId, RefusEnquete } from '#modules/ecoute/model.ts';
import { MODELES } from '#modules/ecoute/model-modeles.ts';
import { lireEnquete, listerEnquetes } from '#modules/ecoute/queries.ts';
import { changerStatutEnquete, cloreEnquetes } from '#modules/ecoute/use-cases/conduire-enquete.ts';
import { preparerEnquete } from '#modules/ecoute/use-cases/preparer-enquete.ts';
import { repondreEnquete } from '#modules/ecoute/use-cases/repondre-enquete.ts';
import { direResultat } from '#modules/ecoute/view.ts';
import type { Contexte } from '#server/contexte.ts';

function tenir<T>(r: Result<T, RefusEnquete>): T {
  if (!r.ok) throw new Error(`Enquête de démonstration refusée : ${r.refus.code}`);
  return r.valeur;
}

const MOTS = ['Un médecin le samedi matin.', 'Qu’on me rappelle quand un rendez-vous se libère.', 'Un bus jusqu’à la maison de santé.', 'Savoir qui appeler le soir, sans aller aux urgences.', 'Un dentiste qui prend de nouveaux patients.', 'Que l’hôpital prévienne mon infirmière avant la sortie.'] as const;
/** Invented people: to each question a choice, the same at every loading. */
const HABITANTS = 43;
const rang = (i: number, pas: number, parmi: readonly number[]): number => parmi[(i * pas) % parmi.length] ?? 0;

/** Six weeks ago, a survey opened to the residents; it closed a fortnight later. */
export async function demoEnqueteOuverte(ctx: Contexte): Promise<void> {
  const { titre, but } = MODELES.habitants;
  const id = tenir(await preparerEnquete(ctx, { titre, but, adressee: 'public', cloture: plusJours(ctx.aujourdhui, 15), modele: 'habitants' }));
  tenir(await changerStatutEnquete(ctx, id, 'ouvrir'));
  await demoReponses(ctx, id);
}

async function demoReponses(ctx: Contexte, id: EnqueteId): Promise<void> {
  for (let i = 0; i < HABITANTS; i++) {
    const mot = i % 7 === 0 ? MOTS[i / 7] : undefined;
    const reponses = [
      { choix: [rang(i, 5, [0, 0, 2, 0, 1, 2, 0, 2, 0])] }, { choix: [rang(i, 7, [3, 2, 3, 1, 4, 3, 2, 3, 0, 3, 2])] },
      { choix: [rang(i, 3, [0, 2, 1, 3, 2, 1, 0]), ...(i % 5 === 0 ? [4] : [])] }, i % 4 === 0 ? undefined : { choix: [rang(i, 3, [0, 1, 0, 3, 4, 0, 2])] }, mot === undefined ? undefined : { texte: typographier(mot) },
    ];
    tenir(await repondreEnquete(ctx, id, { cle: `habitant-invente-${i}`, reponses }));
  }
}

/** Its last day over, a finding is born from what comes first. */
export async function demoEnqueteClose(ctx: Contexte): Promise<void> {
  await cloreEnquetes(ctx);
  const [close] = await listerEnquetes(ctx);
  const e = close && (await lireEnquete(ctx, close.id));
  const dit = e && direResultat(e, 1);
  if (!e || !dit) throw new Error('Enquête de démonstration sans résultat.');
  const ecrit = typographier(`« ${dit.libelle} » : ${dit.ecrit}`);
  const issue = await ajouterConstat(ctx, { nature: 'besoin', texte: 'On attend trop un rendez-vous chez un généraliste.' }, undefined, { enquete: e.id, titre: e.titre, question: 2, intitule: e.questions[1]?.intitule ?? '', ecrit, releveLe: ctx.aujourdhui });
  if (!issue.ok) throw new Error(`Constat de démonstration refusé : ${issue.refus.code}`);
}

/** Another takes answers these days: its link, its code, and no result yet. */
export async function demoEnqueteEnCours(ctx: Contexte): Promise<void> {
  const id = tenir(await preparerEnquete(ctx, { titre: 'Se soigner près de chez soi, un mois après', but: 'Voir si les premiers créneaux partagés changent quelque chose.', adressee: 'public', cloture: plusJours(ctx.aujourdhui, 24), modele: 'habitants' }));
  tenir(await changerStatutEnquete(ctx, id, 'ouvrir'));
  for (let i = 0; i < 9; i++) tenir(await repondreEnquete(ctx, id, { cle: `habitant-invente-${i}`, reponses: [{ choix: [i % 3] }] }));
}
