import type { SaisieConstat } from '#modules/diagnostic/model.ts';
import { constatsDuDiagnostic, figer, lireDiagnostic, listerConstats } from '#modules/diagnostic/queries.ts';
import { ecrireObjectif } from '#modules/diagnostic/use-cases/tenir-objectif.ts';
import { ajouterConstat } from '#modules/diagnostic/use-cases/ajouter-constat.ts';
import { deciderConstat } from '#modules/diagnostic/use-cases/decider-constat.ts';
import { prioriserConstat } from '#modules/diagnostic/use-cases/prioriser-constat.ts';
import { lieuxDe } from '#modules/diagnostic/queries-chiffres.ts';
import { deposerChiffres } from '#modules/diagnostic/use-cases/deposer-chiffres.ts';
import { importerChiffres } from '#modules/diagnostic/use-cases/importer-chiffres.ts';
import { ecrireGeste, type GesteImagine, preparerVoisinage, resumer } from '#modules/diagnostic/moteur/et-si.ts';
import { perimetreDe } from '#modules/diagnostic/rules.ts';
import { garderScenario } from '#modules/diagnostic/use-cases/garder-scenario.ts';
import { changerScenario } from '#modules/diagnostic/use-cases/modifier-scenario.ts';
import { plusMois } from '#core/jour.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import { territoireCourant } from '#modules/territoire/queries.ts';
import type { Contexte } from '#server/contexte.ts';

const CONSTATS: readonly SaisieConstat[] = [
  { nature: 'besoin', texte: 'Des habitants sans médecin traitant renoncent à consulter.', chapitre: 'sous_dense' },
  { nature: 'faiblesse', texte: 'Les départs à la retraite ne sont pas préparés ensemble.', chapitre: 'offre' },
  { nature: 'force', texte: 'Pharmaciens et infirmiers se connaissent et se parlent déjà.' },
];

export const TITRE_OBJECTIF = 'Un médecin traitant pour chaque patient en affection de longue durée';

/** The coordinator of the demo opens the notebook: each finding keeps the figure of its chapter, where there is one. */
export async function demoConstats(ctx: Contexte, paquet?: Paquet): Promise<void> {
  const lu = paquet && (await lireDiagnostic(ctx, paquet));
  for (const c of CONSTATS) {
    const issue = await ajouterConstat(ctx, c, lu && c.chapitre && figer(lu.diagnostic, c.chapitre, ctx.aujourdhui));
    if (!issue.ok) throw new Error(`Constat de démonstration refusé : ${issue.refus.code}`);
  }
}

/** Somebody gives priorities, in the order of the notebook. */
export async function demoPriorites(ctx: Contexte, priorites: readonly number[]): Promise<void> {
  const constats = [...(await listerConstats(ctx))].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const [i, c] of constats.entries()) {
    const priorite = priorites[i];
    if (priorite !== undefined) await prioriserConstat(ctx, c.id, priorite);
  }
}

/** The president keeps for the health project what presses most: objectives are born from it. */
export async function demoConstatsRetenus(ctx: Contexte): Promise<void> {
  for (const c of await listerConstats(ctx)) {
    if (c.nature === 'force') continue;
    const issue = await deciderConstat(ctx, c.id, 'retenir');
    if (!issue.ok) throw new Error(`Constat de démonstration refusé : ${issue.refus.code}`);
  }
}

/** The first objective is born from the first finding kept. */
export async function demoObjectifs(ctx: Contexte): Promise<void> {
  const [premier] = await constatsDuDiagnostic(ctx);
  if (!premier) return;
  const issue = await ecrireObjectif(ctx, undefined, { version: 0, titre: TITRE_OBJECTIF, mission: 'acces', constats: [premier.id], indicateur: 'Patients en affection de longue durée sans médecin traitant', cible: '100 au plus, contre 171 aujourd’hui', annee: Number(ctx.aujourdhui.slice(0, 4)) + 1 });
  if (!issue.ok) throw new Error(`Objectif de démonstration refusé : ${issue.refus.code}`);
}

/** Two scenarios named and saved, one kept for the project; none where supply by commune is not known. */
export async function demoScenarios(ctx: Contexte, paquet: Paquet): Promise<void> {
  const voisinage = preparerVoisinage(perimetreDe(paquet, (await territoireCourant(ctx))?.communes ?? []));
  const [a, b] = voisinage?.origines ?? [];
  if (!voisinage || a === undefined || b === undefined) return;
  const scenarios: readonly (readonly [string, readonly GesteImagine[]])[] = [
    ['Deux départs non remplacés', [{ commune: a, genre: 'part_dans_deux_ans', etp: 2 }]],
    ['Deux départs et un centre', [{ commune: a, genre: 'part_dans_deux_ans', etp: 2 }, { commune: b, genre: 'centre', etp: 3 }]],
  ];
  for (const [nom, gestes] of scenarios) {
    const issue = await garderScenario(ctx, { nom, gestes: gestes.map(ecrireGeste), resultat: { ...resumer(voisinage, gestes), calculeLe: ctx.aujourdhui, empreinte: paquet.empreinte } });
    if (!issue.ok) throw new Error(`Scénario de démonstration refusé : ${issue.refus.code}`);
    if (nom.includes('centre')) await changerScenario(ctx, issue.valeur, 'retenir');
  }
}

/** The table that a CPAM would give, invented: shares of the residents, small counts hidden as a CPAM hides them. */
function tableauDeLaCaisse(communes: readonly { readonly code: string; readonly nom: string; readonly population?: number }[], ecart: number): string {
  const montrer = (n: number): string => (n > 0 && n < 11 ? '<11' : String(n));
  const lignes = communes.map(({ code, nom, population = 0 }, i) => {
    const assures = Math.round(population * 0.82);
    const sans = Math.round(assures * (0.08 + ((i * 7) % 9) / 100) * ecart);
    const parts = [sans, sans * 0.11, sans * 0.14, sans * 0.16].map((n) => Math.round(n));
    return [code, nom, String(assures), ...parts.map(montrer)].join(';');
  });
  return ['Code INSEE;Commune;Assurés de 16 ans et plus;Sans médecin traitant;ALD sans médecin traitant;C2S sans médecin traitant;70 ans et plus sans médecin traitant', ...lignes].join('\r\n');
}

/** Two files of the CPAM, a year apart. */
export async function demoChiffres(ctx: Contexte, paquet: Paquet): Promise<void> {
  const communes = ((await territoireCourant(ctx))?.communes ?? []).flatMap((c) => paquet.commune(c) ?? []);
  for (const [mois, ecart] of [[-14, 1], [-2, 1.06]] as const) {
    const octets = Buffer.from(tableauDeLaCaisse(communes, ecart));
    const depot = await deposerChiffres(ctx, { nom: 'patients-par-commune.csv', octets, origine: 'cpam', precision: 'CPAM d’exemple', situation: plusMois(ctx.aujourdhui, mois), seuil: undefined });
    const issue = depot.ok ? await importerChiffres(ctx, depot.valeur, await lieuxDe(ctx, paquet)) : depot;
    if (!issue.ok) throw new Error(`Chiffres de démonstration refusés : ${issue.refus.code}`);
  }
}
