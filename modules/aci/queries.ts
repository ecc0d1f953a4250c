import { z } from 'zod';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { Jour, plusJours, plusMois } from '#core/jour.ts';
import { accord } from '#core/texte.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { type Contrat, Nature, Poste } from './model.ts';
import { type ContratPasse, type Dossier, ReleveId, type VersionContrat } from './model-dossier.ts';
import { type Calcul, calculerContrat } from './moteur/calculer.ts';
import { type FicheOuverte, type Geste, gestesOuverts } from './moteur/gestes.ts';
import { peutEcrireContrat, peutNoterReleve, peutVoirGestes } from './permissions.ts';
import { chargerContrat, chargerPasses, chargerVersions, type CleContrat } from './repository.ts';
import { termeDuContrat } from './rules-papiers.ts';
import { gesteDuJour } from './view-gestes.ts';

/** The contract and all that happened to it; what was withdrawn is left out. */
export async function lireDossier(ctx: Contexte, cle?: CleContrat): Promise<Dossier | undefined> {
  const contrat = await chargerContrat(ctx, false, cle);
  if (!contrat) return undefined;
  const { tx, cpts } = ctx;
  const releves = await tx.selectFrom('releves_indicateurs').selectAll().where('cpts_id', '=', cpts).where('contrat_id', '=', contrat.id).where('retire_le', 'is', null).orderBy('le').orderBy('id').execute();
  const livrables = await tx.selectFrom('livrables_fournis').selectAll().where('cpts_id', '=', cpts).where('contrat_id', '=', contrat.id).where('retire_le', 'is', null).orderBy('le').execute();
  const versements = await tx.selectFrom('versements_recus').selectAll().where('cpts_id', '=', cpts).where('contrat_id', '=', contrat.id).where('retire_le', 'is', null).orderBy('le').orderBy('id').execute();
  return {
    ...contrat,
    releves: releves.map((r) => ({ id: ReleveId.parse(r.id), indicateur: r.indicateur, le: Jour.parse(r.le), valeur: r.vrai ?? Number(r.nombre), origine: r.origine, source: r.source ?? undefined, formule: r.formule ?? undefined, preuves: r.preuves, notePar: r.note_par ?? undefined })),
    livrables: livrables.map((l) => ({ id: l.id, indicateur: l.indicateur, livrable: l.livrable, le: Jour.parse(l.le), fichierId: l.fichier_id ?? undefined })),
    versements: versements.map((v) => ({ id: v.id, le: Jour.parse(v.le), montant: v.montant, poste: Poste.safeParse(v.poste).data, annee: v.annee ?? undefined, nature: Nature.safeParse(v.nature).data, reference: v.reference ?? undefined })),
  };
}

/** The contract as the engine takes it. A line that was taken out of the contract leaves its values behind. */
export function enContrat(d: Dossier, aujourdhui?: Jour): Contrat {
  const lignes = new Map(d.contenu.indicateurs.map((i) => [i.id, i]));
  const { papiers: _papiers, ...contenu } = d.contenu;
  return {
    ...contenu,
    releves: d.releves.filter((r) => lignes.has(r.indicateur)).map((r) => ({ indicateur: r.indicateur, le: r.le, valeur: r.valeur, preuve: r.preuves > 0 })),
    livrablesFournis: d.livrables.filter((l) => lignes.get(l.indicateur)?.livrables.some((x) => x.id === l.livrable)).map(({ indicateur, livrable, le }) => ({ indicateur, livrable, le })),
    versements: d.versements.map((v) => ({ le: v.le, montant: v.montant, ...(v.poste && { poste: v.poste }), ...(v.annee !== undefined && { annee: v.annee }), ...(v.nature && { nature: v.nature }), ...(v.reference !== undefined && { reference: v.reference }) })),
    ...(aujourdhui && { aujourdhui }),
  };
}

/** What the contract is worth today; undefined without a contract. What was saved has been checked: a refusal here is a bug. */
export async function lireCalcul(ctx: Contexte, cle?: CleContrat): Promise<{ readonly dossier: Dossier; readonly contrat: Contrat; readonly calcul: Calcul } | undefined> {
  const dossier = await lireDossier(ctx, cle);
  if (!dossier) return undefined;
  const contrat = enContrat(dossier, ctx.aujourdhui);
  const calcul = calculerContrat(contrat);
  if (!calcul.ok) throw new Error(`Contract ${dossier.id} does not compute: ${calcul.refus.code}`);
  return { dossier, contrat, calcul: calcul.valeur };
}

const FicheLue = z.object({ titre: z.string(), indicateurs: z.array(z.string()), resultatAttendu: z.number().nullable().default(null), budget: z.array(z.object({ montant: z.number(), parts: z.array(z.object({ financeur: z.string(), montant: z.number() })) })) });

/** Open action sheets that serve a line of the contract: what each costs, what the CPTS pays of it, what it should bring. */
async function fichesOuvertes({ tx, cpts }: Contexte): Promise<readonly FicheOuverte[]> {
  const lues = await tx.selectFrom('fiches_action').select(['id', 'contenu']).where('cpts_id', '=', cpts).where('statut', 'in', ['proposee', 'engagee', 'suspendue']).orderBy('id').limit(500).execute();
  return lues.flatMap(({ id, contenu }) => {
    const f = FicheLue.parse(contenu);
    if (f.indicateurs.length === 0) return [];
    const depenses = f.budget.reduce((s, d) => s + d.montant, 0);
    const autres = f.budget.reduce((s, d) => s + d.parts.reduce((t, p) => t + (p.financeur === 'aci' ? 0 : p.montant), 0), 0);
    return [{ id, titre: f.titre, lignes: f.indicateurs, depenses, aCharge: depenses - autres, resultatAttendu: f.resultatAttendu }];
  });
}

/** What can still be done for the contract, cheapest first; nothing for who may not see it. */
export async function lireGestes(ctx: Contexte, { contrat, calcul }: { readonly contrat: Contrat; readonly calcul: Calcul }): Promise<readonly Geste[]> {
  return peutVoirGestes(ctx.qui) ? gestesOuverts(contrat, calcul.annees, { aujourdhui: ctx.aujourdhui, fiches: await fichesOuvertes(ctx) }) : [];
}

/** What the contract went through, and those before it. */
export const lireHistoireDuContrat = async (ctx: Contexte, { id }: Pick<Dossier, 'id'>): Promise<{ readonly versions: readonly VersionContrat[]; readonly passes: readonly ContratPasse[] }> => ({ versions: await chargerVersions(ctx, id), passes: await chargerPasses(ctx, id) });

const MOIS_POUR_RENOUVELER = 6;

/** The contract nears its term: its successor is prepared, then noted. */
function renouvellementAVenir(ctx: ContextePage, { statut, contenu }: Dossier): readonly ActionDuJour[] {
  const terme = termeDuContrat(contenu);
  if (statut !== 'signee' || !peutEcrireContrat(ctx.qui) || plusMois(terme, -MOIS_POUR_RENOUVELER) > ctx.aujourdhui) return [];
  return [{ id: 'renouvellement', titre: 'Renouveler le contrat', raison: ctx.aujourdhui < terme ? 'Il arrive à son terme : préparez les lignes et leurs points de départ.' : 'Il est arrivé à son terme : notez celui qui le suit.', echeance: terme, bouton: { libelle: 'Voir le renouvellement', href: `${ctx.base}/contrat/papiers#renouveler` } }];
}

const DELAI_RELEVE = 90;

/** Lines of the year under way that have no value yet, once the year nears its end. */
function relevesEnRetard(ctx: ContextePage, calcul: Calcul): readonly ActionDuJour[] {
  const annee = calcul.annees.find((a) => a.debut <= ctx.aujourdhui && ctx.aujourdhui < a.fin);
  if (!annee || plusJours(ctx.aujourdhui, DELAI_RELEVE) < annee.fin) return [];
  const manquent = annee.postes.flatMap((p) => p.variable?.lignes ?? []).filter((l) => l.etat === 'sans_valeur' || l.etat === 'livrables_manquants').length;
  if (manquent === 0) return [];
  return [{ id: 'releves', titre: 'Relever les indicateurs du contrat', raison: `${accord(manquent, 'ligne n’a', 'lignes n’ont')} pas encore de valeur pour l’année ${annee.numero} : sans valeur, rien n’est payé.`, echeance: annee.fin, bouton: { libelle: 'Ouvrir le contrat', href: `${ctx.base}/contrat` } }];
}

/** What « Aujourd’hui » says of the contract: values that are missing near the end of a year, and the cheapest thing still open. */
export async function chosesDuContrat(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutNoterReleve(ctx.qui)) return [];
  const lu = await lireCalcul(ctx);
  if (!lu) return [];
  const geste = gesteDuJour(await lireGestes(ctx, lu), { base: ctx.base, ...lu });
  return [...relevesEnRetard(ctx, lu.calcul), ...renouvellementAVenir(ctx, lu.dossier), ...(geste ? [geste] : [])];
}
