import { type Jour, plusJours } from '#core/jour.ts';
import { accord, avecUnite, formaterDate, formaterNombre, formaterPart } from '#core/texte.ts';
import { enEuros, libelleEtatLigne, libellePoste, phraseAvertissement } from './labels.ts';
import type { Contrat, Indicateur, Poste } from './model.ts';
import type { Dossier } from './model-dossier.ts';
import type { Calcul } from './moteur/calculer.ts';
import type { Geste } from './moteur/gestes.ts';
import { type LigneDue, regleEnVigueur } from './moteur/lignes.ts';
import { prevoirDe } from './moteur/prevoir-ligne.ts';
import { type LignePrevue, marchesDe } from './moteur/prevision.ts';
import { phraseDesGestes, presenterGestes, type VueGeste } from './view-gestes.ts';

/** To the euro, for a sentence or a chart. */
export const enEurosRonds = (centimes: number): string => `${formaterNombre(Math.round(centimes / 100))}\u00a0€`;

type AnneeCalculee = Calcul['annees'][number];
export type TonLigne = 'reussi' | 'encours' | 'attente' | 'refus' | 'neutre';

/** A mark on the scale of a line: `part` of the way from the start to the last tier. */
export type Repere = { readonly part: number; readonly libelle: string; readonly montant: string; readonly atteint: boolean; readonly chances: string | undefined };

export type VueLigne = {
  readonly id: string;
  readonly href: string;
  readonly libelle: string;
  readonly etat: string;
  readonly ton: TonLigne;
  readonly montant: string;
  readonly maximum: string;
  readonly valeur: string | undefined;
  readonly part: number | undefined;
  readonly reperes: readonly Repere[];
  readonly conseil: string | undefined;
  readonly preuve: 'presente' | 'absente' | 'sans_objet';
};
export type VueMission = { readonly poste: Poste; readonly titre: string; readonly fixe: string; readonly variable: string | undefined; readonly ferme: string | undefined; readonly lignes: readonly VueLigne[]; readonly aVerifier: boolean };
/** The year in four sums, in cents. */
export type Bilan = { readonly gagne: number; readonly probable: number; readonly risque: number; readonly perdu: number };

export type VueContrat = {
  readonly base: string;
  readonly cas: 'absent' | 'present' | 'interdit';
  readonly phrase: string;
  readonly annee: { readonly numero: number; readonly dates: string } | undefined;
  readonly annees: readonly { readonly numero: number; readonly href: string }[];
  readonly bilan: Bilan | undefined;
  readonly missions: readonly VueMission[];
  /** What is still open in the year shown, cheapest first. */
  readonly gestes: { readonly phrase: string; readonly liste: readonly VueGeste[] };
  readonly avertissements: readonly string[];
  readonly prochaines: readonly { readonly le: Jour; readonly montant: string; readonly quoi: string }[];
  readonly droits: { readonly ecrire: boolean; readonly noter: boolean; readonly tresorerie: boolean };
  readonly ancien: boolean;
  readonly aujourdhui: Jour;
  readonly version: number;
  readonly refus?: string;
};

const TON: Record<LigneDue['etat'], TonLigne> = { atteinte: 'reussi', partielle: 'encours', non_atteinte: 'refus', sans_valeur: 'attente', livrables_manquants: 'attente', sans_depart: 'attente', sans_montant: 'neutre' };

/** Where a value stands between the start and the last mark, as a share of the way; undefined without two ends. */
export function partDuChemin(valeur: number, depart: number | undefined, but: number | undefined): number | undefined {
  if (depart === undefined || but === undefined || depart === but) return undefined;
  return Math.max(0, Math.min(1, (valeur - depart) / (but - depart)));
}

function conseilDe(l: LigneDue, i: Indicateur, prevue: LignePrevue | undefined): string | undefined {
  if (l.etat === 'livrables_manquants') return `Il manque ${accord(l.livrablesManquants.length, 'livrable')} : ${enEuros(l.montantMaximum)} en dépendent.`;
  if (l.etat === 'sans_valeur') return `Aucune valeur relevée : ${enEuros(l.montantMaximum)} en dépendent.`;
  if (!l.prochain) return undefined;
  const prochaine = prevue?.marches.find((m) => m.seuil === l.prochain?.seuil);
  const chance = prochaine ? ` Chance estimée d’y arriver à temps : ${formaterPart(prochaine.chances, 0)}.` : '';
  const cible = i.regle?.type === 'paliers_variation' ? `un progrès de ${formaterNombre(l.prochain.seuil)}` : avecUnite(l.prochain.seuil, i.unite);
  return `À ${cible}, ${enEuros(l.prochain.gain)} de plus.${chance}`;
}

export function presenterLigne(l: LigneDue, i: Indicateur, f: { readonly contrat: Contrat; readonly annee: AnneeCalculee; readonly base: string }): VueLigne {
  const { regle, depart } = regleEnVigueur(i, f.annee.finReelle);
  const prevue = prevoirDe(i, f.contrat, { debut: f.annee.debut, fin: f.annee.finReelle });
  const marches = regle ? marchesDe(regle, { sens: i.sens, depart }) : [];
  const [debut, but] = [depart?.valeur ?? (regle?.type === 'lineaire' ? regle.base : regle?.type === 'compte' ? 0 : undefined), marches.at(-1)?.seuil];
  const nombre = typeof l.valeur === 'number' ? l.valeur : undefined;
  return {
    id: i.id, href: `${f.base}/contrat/lignes/${encodeURIComponent(i.id)}`, libelle: i.libelle, etat: libelleEtatLigne[l.etat], ton: TON[l.etat],
    montant: enEuros(l.montant), maximum: enEuros(l.montantMaximum),
    valeur: nombre !== undefined ? avecUnite(nombre, i.unite) : typeof l.valeur === 'boolean' ? (l.valeur ? 'fait' : 'pas fait') : undefined,
    part: nombre === undefined ? undefined : partDuChemin(nombre, debut, but),
    reperes: marches.flatMap((m): Repere[] => {
      const part = partDuChemin(m.seuil, debut, but);
      const chance = prevue?.marches.find((x) => x.seuil === m.seuil)?.chances;
      return part === undefined ? [] : [{ part, libelle: `${m.nom ? `${m.nom}, ` : ''}${avecUnite(m.seuil, i.unite)}`, montant: enEuros(m.montant), atteint: nombre !== undefined && (i.sens === 'hausse' ? nombre >= m.seuil : nombre <= m.seuil), chances: chance === undefined ? undefined : formaterPart(chance, 0) }];
    }),
    conseil: f.annee.fin > (f.contrat.aujourdhui ?? f.annee.debut) ? conseilDe(l, i, prevue) : undefined,
    preuve: l.montant === 0 ? 'sans_objet' : l.preuve ? 'presente' : 'absente',
  };
}

/** What a year has earned, will probably earn, may miss, has lost. The four make what the envelopes hold, a closed crisis apart. */
export function bilanDe(annee: AnneeCalculee, contrat: Contrat): Bilan {
  const close = contrat.aujourdhui === undefined || annee.finReelle <= contrat.aujourdhui;
  let [gagne, probable, risque, perdu] = [annee.totaux.fixeAcquis, annee.totaux.fixeDu - annee.totaux.fixeAcquis, 0, 0];
  for (const v of annee.postes.flatMap((p) => (p.variable?.ouvert ? [p.variable] : []))) {
    const manque = Math.max(0, v.enveloppe - v.montant);
    gagne += v.montant;
    if (close) { perdu += manque; continue; }
    const espere = v.lignes.reduce((s, l) => {
      const i = contrat.indicateurs.find((x) => x.id === l.indicateur);
      const prevue = i && prevoirDe(i, contrat, { debut: annee.debut, fin: annee.finReelle });
      return s + Math.max(0, (prevue?.esperance ?? l.montant) - l.montant);
    }, 0);
    const vraisemblable = Math.min(manque, espere);
    probable += vraisemblable;
    risque += manque - vraisemblable;
  }
  return { gagne, probable, risque, perdu };
}

function phraseDe(b: Bilan, annee: AnneeCalculee): string {
  const quand = `l’année ${annee.numero} du contrat, jusqu’au ${formaterDate(plusJours(annee.finReelle, -1))}`;
  if (b.perdu > 0) return `${enEurosRonds(b.gagne)} gagnés et ${enEurosRonds(b.perdu)} perdus pour ${quand}.`;
  return `${enEurosRonds(b.gagne)} gagnés à ce jour, ${enEurosRonds(b.probable)} probables, ${enEurosRonds(b.risque)} à risque pour ${quand}.`;
}

type Faits = { readonly base: string; readonly dossier: Dossier; readonly contrat: Contrat; readonly calcul: Calcul; readonly aujourdhui: Jour; readonly annee?: number | undefined; readonly gestes?: readonly Geste[]; /** A contract that is over, asked for by its id. */ readonly ancien?: string | undefined; readonly droits: VueContrat['droits']; readonly refus?: string };

/** The year asked for, else the one under way, else the last one begun. */
export const anneeMontree = (f: Pick<Faits, 'calcul' | 'aujourdhui' | 'annee'>): AnneeCalculee | undefined =>
  f.calcul.annees.find((a) => a.numero === f.annee) ?? f.calcul.annees.find((a) => a.debut <= f.aujourdhui && f.aujourdhui < a.fin) ?? f.calcul.annees.findLast((a) => a.debut <= f.aujourdhui) ?? f.calcul.annees[0];

export function presenterContrat(f: Faits): VueContrat {
  const annee = anneeMontree(f);
  const bilan = annee && bilanDe(annee, f.contrat);
  const lignes = new Map(f.contrat.indicateurs.map((i) => [i.id, i]));
  const gestes = (f.gestes ?? []).filter((g) => g.annee === annee?.numero);
  return {
    base: f.base, cas: 'present', ancien: f.ancien !== undefined, aujourdhui: f.aujourdhui, version: f.dossier.version, droits: f.droits,
    phrase: annee && bilan ? phraseDe(bilan, annee) : 'Le contrat n’a pas encore d’année à montrer.',
    annee: annee && { numero: annee.numero, dates: `du ${formaterDate(annee.debut)} au ${formaterDate(plusJours(annee.finReelle, -1))} compris` },
    annees: f.calcul.annees.map((a) => ({ numero: a.numero, href: `${f.base}/contrat?${f.ancien === undefined ? '' : `contrat=${f.ancien}&`}annee=${a.numero}` })),
    bilan,
    gestes: { phrase: phraseDesGestes(gestes), liste: presenterGestes(gestes, f) },
    missions: (annee?.postes ?? []).map((p) => ({
      poste: p.poste, titre: libellePoste[p.poste], fixe: enEuros(p.fixeDu), aVerifier: !p.verifie,
      variable: p.variable ? `${enEuros(p.variable.montant)} sur ${enEuros(p.variable.enveloppe)}` : undefined,
      ferme: p.variable && !p.variable.ouvert ? (p.poste === 'crise' ? 'Aucune crise reconnue : le variable reste fermé.' : 'La mission n’est pas assurée cette année-là.') : undefined,
      lignes: (p.variable?.lignes ?? []).flatMap((l) => { const i = lignes.get(l.indicateur); return i && annee ? [presenterLigne(l, i, { contrat: f.contrat, annee, base: f.base })] : []; }),
    })),
    avertissements: f.calcul.avertissements.filter((a) => !('annee' in a) || a.annee === annee?.numero).map(phraseAvertissement),
    prochaines: f.calcul.tresorerie.echeances.filter((e) => e.reste !== 0 && e.le >= f.aujourdhui).slice(0, 4).map((e) => ({ le: e.le, montant: enEuros(e.montant), quoi: libellePoste[e.poste] })),
    ...(f.refus !== undefined && { refus: f.refus }),
  };
}

const SANS: Pick<VueContrat, 'annee' | 'annees' | 'bilan' | 'missions' | 'gestes' | 'avertissements' | 'prochaines' | 'version' | 'ancien'> = { annee: undefined, annees: [], bilan: undefined, missions: [], gestes: { phrase: '', liste: [] }, avertissements: [], prochaines: [], version: 0, ancien: false };
export const presenterSansContrat = (f: Pick<Faits, 'base' | 'aujourdhui' | 'droits'>): VueContrat => ({ ...f, ...SANS, cas: 'absent', phrase: 'Aucun contrat n’est encore établi.' });
export const presenterContratInterdit = (f: Pick<Faits, 'base' | 'aujourdhui' | 'droits'>): VueContrat => ({ ...f, ...SANS, cas: 'interdit', phrase: 'Le contrat se lit par les membres de la CPTS, l’ARS et la caisse.' });

