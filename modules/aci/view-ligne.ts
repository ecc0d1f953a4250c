import type { Jour } from '#core/jour.ts';
import { libelleMission } from '#core/mission.ts';
import { avecUnite, formaterDate, formaterNombre } from '#core/texte.ts';
import { enEuros, phraseRegle } from './labels.ts';
import type { Contrat, Indicateur } from './model.ts';
import type { Dossier } from './model-dossier.ts';
import type { Calcul } from './moteur/calculer.ts';
import type { Geste } from './moteur/gestes.ts';
import { regleEnVigueur } from './moteur/lignes.ts';
import { histoire, prevoirDe } from './moteur/prevoir-ligne.ts';
import { presenterLigne, type VueLigne } from './view.ts';
import { presenterGestes, type VueGeste } from './view-gestes.ts';
import { presenterPaie, type VuePaie } from './view-paie.ts';

export type VueFicheLigne = {
  readonly titre: string;
  readonly phrase: string;
  readonly adresse: string;
  readonly ligne: VueLigne | undefined;
  readonly prevision: string | undefined;
  readonly gestes: readonly VueGeste[];
  readonly paie: VuePaie | undefined;
  readonly faits: readonly { readonly cle: string; readonly valeur: string }[];
  readonly courbe: { readonly dates: readonly string[]; readonly valeurs: readonly number[]; readonly unite: string } | undefined;
  readonly livrables: readonly { readonly id: string; readonly libelle: string; readonly fourni: boolean }[];
  readonly releves: readonly { readonly id: string; readonly valeur: string; readonly le: string; readonly detail: string }[];
  readonly ouiNon: boolean;
  readonly unite: string | undefined;
  readonly source: string | undefined;
  readonly aujourdhui: Jour;
  readonly peutNoter: boolean;
  readonly peutEcrire: boolean;
  readonly refus?: string;
};

const ORIGINES = { saisie: 'noté à la main', importee: 'importé d’un tableur', calculee: 'calculé par la plateforme' } as const;

/** A line answered by yes or no, not by a number. */
export const estOuiNon = (i: Indicateur): boolean => i.regle === undefined || (i.regle.type === 'atteint' && i.regle.cible === undefined);

type Faits = { readonly base: string; readonly dossier: Dossier; readonly contrat: Contrat; readonly calcul: Calcul; readonly aujourdhui: Jour; readonly i: Indicateur; readonly gestes?: readonly Geste[]; readonly peutNoter: boolean; readonly peutEcrire: boolean; readonly refus?: string };

function faitsDe(i: Indicateur, { regle, depart }: Pick<Indicateur, 'regle' | 'depart'>): VueFicheLigne['faits'] {
  return [
    { cle: 'Mission', valeur: `${libelleMission[i.mission]}, année ${i.annee}` },
    { cle: 'Ce qu’elle paie', valeur: phraseRegle(regle, i.sens) },
    ...(depart ? [{ cle: 'Départ', valeur: `${avecUnite(depart.valeur, i.unite)}${depart.le ? `, le ${formaterDate(depart.le)}` : ''}` }] : []),
    ...(i.source ? [{ cle: 'Source', valeur: i.source }] : []),
    ...(i.action ? [{ cle: 'Action', valeur: i.action }] : []),
    ...i.revisions.map((r) => ({ cle: `Renégociée le ${formaterDate(r.le)}`, valeur: `${phraseRegle(r.regle ?? i.regle, i.sens)}${r.motif ? ` ${r.motif}` : ''}` })),
  ];
}

export function presenterFicheLigne(f: Faits): VueFicheLigne {
  const { i } = f;
  const annee = f.calcul.annees.find((a) => a.numero === i.annee);
  const due = annee?.postes.flatMap((p) => p.variable?.lignes ?? []).find((l) => l.indicateur === i.id);
  const points = histoire(i, f.contrat, f.contrat.releves);
  const prevue = annee && annee.fin > f.aujourdhui ? prevoirDe(i, f.contrat, { debut: annee.debut, fin: annee.finReelle }) : undefined;
  const vigueur = annee ? regleEnVigueur(i, annee.finReelle) : i;
  const ligne = due && annee ? presenterLigne(due, i, { contrat: f.contrat, annee, base: f.base }) : undefined;
  const fournis = new Set(f.dossier.livrables.filter((l) => l.indicateur === i.id).map((l) => l.livrable));
  return {
    titre: i.libelle,
    phrase: ligne ? `${ligne.montant} sur ${ligne.maximum} : ${ligne.etat}.` : 'Son année n’a pas encore commencé.',
    adresse: `${f.base}/contrat/lignes/${encodeURIComponent(i.id)}`,
    ligne,
    prevision: prevue && `Estimation : cette ligne devrait rapporter ${enEuros(prevue.esperance)} sur ${enEuros(prevue.maximum)} à la fin de son année, si elle suit son cours.`,
    gestes: presenterGestes((f.gestes ?? []).filter((g) => g.indicateur === i.id), f),
    paie: presenterPaie(i, { valeur: typeof due?.valeur === 'number' ? due.valeur : undefined, ...(annee && { au: annee.finReelle }) }),
    faits: faitsDe(i, vigueur),
    courbe: points.length < 2 ? undefined : { dates: points.map((p) => formaterDate(p.le)), valeurs: points.map((p) => p.valeur), unite: i.unite ?? 'Valeur' },
    livrables: i.livrables.map((l) => ({ id: l.id, libelle: l.libelle, fourni: fournis.has(l.id) })),
    releves: f.dossier.releves.filter((r) => r.indicateur === i.id).toReversed().map((r) => ({
      id: r.id, valeur: typeof r.valeur === 'boolean' ? (r.valeur ? 'fait' : 'pas fait') : formaterNombre(r.valeur), le: formaterDate(r.le),
      detail: [ORIGINES[r.origine], r.source, r.formule, r.preuves > 0 ? 'avec preuve' : 'sans preuve'].filter(Boolean).join(' · '),
    })),
    ouiNon: estOuiNon(i), unite: i.unite, source: i.source, aujourdhui: f.aujourdhui, peutNoter: f.peutNoter, peutEcrire: f.peutEcrire,
    ...(f.refus !== undefined && { refus: f.refus }),
  };
}
