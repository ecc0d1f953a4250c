import type { ActionDuJour } from '#core/aujourdhui.ts';
import { plusJours, Jour } from '#core/jour.ts';
import { accord } from '#core/texte.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { type Contrat, Nature, Poste } from './model.ts';
import { type Dossier, ReleveId } from './model-dossier.ts';
import { type Calcul, calculerContrat } from './moteur/calculer.ts';
import { peutNoterReleve } from './permissions.ts';
import { chargerContrat } from './repository.ts';

/** The contract and all that happened to it; what was withdrawn is left out. */
export async function lireDossier(ctx: Contexte): Promise<Dossier | undefined> {
  const contrat = await chargerContrat(ctx);
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
  return {
    ...d.contenu,
    releves: d.releves.filter((r) => lignes.has(r.indicateur)).map((r) => ({ indicateur: r.indicateur, le: r.le, valeur: r.valeur, preuve: r.preuves > 0 })),
    livrablesFournis: d.livrables.filter((l) => lignes.get(l.indicateur)?.livrables.some((x) => x.id === l.livrable)).map(({ indicateur, livrable, le }) => ({ indicateur, livrable, le })),
    versements: d.versements.map((v) => ({ le: v.le, montant: v.montant, ...(v.poste && { poste: v.poste }), ...(v.annee !== undefined && { annee: v.annee }), ...(v.nature && { nature: v.nature }), ...(v.reference !== undefined && { reference: v.reference }) })),
    ...(aujourdhui && { aujourdhui }),
  };
}

/** What the contract is worth today; undefined without a contract. What was saved has been checked: a refusal here is a bug. */
export async function lireCalcul(ctx: Contexte): Promise<{ readonly dossier: Dossier; readonly contrat: Contrat; readonly calcul: Calcul } | undefined> {
  const dossier = await lireDossier(ctx);
  if (!dossier) return undefined;
  const contrat = enContrat(dossier, ctx.aujourdhui);
  const calcul = calculerContrat(contrat);
  if (!calcul.ok) throw new Error(`Contract ${dossier.id} does not compute: ${calcul.refus.code}`);
  return { dossier, contrat, calcul: calcul.valeur };
}

const DELAI_RELEVE = 90;

/** What « Aujourd’hui » says of the contract: lines of the year under way that have no value yet, once the year nears its end. */
export async function chosesDuContrat(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutNoterReleve(ctx.qui)) return [];
  const lu = await lireCalcul(ctx);
  const annee = lu?.calcul.annees.find((a) => a.debut <= ctx.aujourdhui && ctx.aujourdhui < a.fin);
  if (!lu || !annee || plusJours(ctx.aujourdhui, DELAI_RELEVE) < annee.fin) return [];
  const manquent = annee.postes.flatMap((p) => p.variable?.lignes ?? []).filter((l) => l.etat === 'sans_valeur' || l.etat === 'livrables_manquants').length;
  if (manquent === 0) return [];
  return [{ id: 'releves', titre: 'Relever les indicateurs du contrat', raison: `${accord(manquent, 'ligne n’a', 'lignes n’ont')} pas encore de valeur pour l’année ${annee.numero} : sans valeur, rien n’est payé.`, echeance: annee.fin, bouton: { libelle: 'Ouvrir le contrat', href: `${ctx.base}/contrat` } }];
}
