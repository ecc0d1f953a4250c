import { accord, cleDeRecherche, formaterDate, formaterNombre } from '#core/texte.ts';
import { enEuros, libelleEtatLigne } from '#modules/aci/labels.ts';
import type { Poste } from '#modules/aci/model.ts';
import { valeurEnClair } from '../labels.ts';
import type { EtatDossier, LigneGardee, PosteGarde } from '../model.ts';
import { texteCanonique } from './composer.ts';

/** What changed on one line between two states. `centimes`: by how much what it pays changed. */
export type EcartDeLigne = { readonly id: string; readonly libelle: string; readonly poste: Poste; readonly genre: 'suivie' | 'nouvelle' | 'disparue'; readonly phrases: readonly string[]; readonly centimes: number };
/** What changed in a line of the budget beside its lines: the fixed part, a ceiling, a crisis, spending. `centimes`: the part of it that its lines do not explain. */
export type EcartDePoste = { readonly poste: Poste; readonly phrases: readonly string[]; readonly centimes: number };
export type Ecarts = { readonly phrase: string; readonly total: number; readonly postes: readonly EcartDePoste[]; readonly lignes: readonly EcartDeLigne[] };
/** How the earlier state is named: « l’année précédente », « à la signature ». */
export type Reference = 'annee_precedente' | 'signature';

const NBSP = '\u00a0';
const avant = (r: Reference): string => (r === 'signature' ? 'à la signature' : 'l’année précédente');

/** « 3 000 € de plus », « 3 000 € de moins ». */
const deplacement = (centimes: number): string => `${enEuros(Math.abs(centimes))} de ${centimes > 0 ? 'plus' : 'moins'}`;

const nombre = (v: LigneGardee['valeur']): number | undefined => (typeof v === 'number' ? v : undefined);

function phraseValeur(a: LigneGardee, b: LigneGardee, ref: Reference): string {
  const [de, vers] = [nombre(a.valeur), nombre(b.valeur)];
  if (de !== undefined && vers !== undefined) {
    const ecart = Number((vers - de).toFixed(6));
    if (ecart === 0) return `La valeur reste à ${valeurEnClair(b, vers)}.`;
    const bonSens = ecart > 0 === (b.sens === 'hausse');
    return `La valeur passe de ${formaterNombre(de)} à ${valeurEnClair(b, vers)}${NBSP}: ${formaterNombre(Math.abs(ecart))} de ${ecart > 0 ? 'plus' : 'moins'}, dans le ${bonSens ? 'bon' : 'mauvais'} sens.`;
  }
  if (a.valeur === null && b.valeur === null) return 'Aucune valeur n’est relevée, comme avant.';
  if (a.valeur === null) return `Aucune valeur n’était relevée ${avant(ref)}${NBSP}; c’est maintenant${NBSP}: ${valeurEnClair(b, b.valeur)}.`;
  if (b.valeur === null) return `Aucune valeur n’est relevée${NBSP}; c’était${NBSP}: ${valeurEnClair(a, a.valeur)}.`;
  if (a.valeur === b.valeur) return b.valeur === true ? 'C’est fait, comme avant.' : 'Ce n’est pas fait, comme avant.';
  return `C’est ${valeurEnClair(b, b.valeur)}${NBSP}; c’était ${valeurEnClair(a, a.valeur)} ${avant(ref)}.`;
}

function phrasePalier(a: LigneGardee, b: LigneGardee): readonly string[] {
  if (a.palier !== b.palier && (a.palier !== null || b.palier !== null)) {
    if (a.palier === null) return [`Le palier «${NBSP}${b.palier ?? ''}${NBSP}» est atteint${NBSP}; aucun ne l’était.`];
    if (b.palier === null) return [`Aucun palier n’est atteint${NBSP}; «${NBSP}${a.palier}${NBSP}» l’était.`];
    return [`Le palier atteint est «${NBSP}${b.palier}${NBSP}»${NBSP}; c’était «${NBSP}${a.palier}${NBSP}».`];
  }
  return a.etat === b.etat || b.palier !== null ? [] : [`La ligne est ${libelleEtatLigne[b.etat]}${NBSP}; elle était ${libelleEtatLigne[a.etat]}.`];
}

const manquent = (l: LigneGardee): number => l.livrables.filter((x) => x.obligatoire && !x.fourni).length;

function phraseMontant(a: LigneGardee, b: LigneGardee): string {
  const ecart = b.montant - a.montant;
  if (ecart === 0) return b.montant === 0 ? 'Elle ne rapporte rien, comme avant.' : `Elle rapporte autant${NBSP}: ${enEuros(b.montant)}.`;
  return `Elle rapporte ${enEuros(b.montant)} au lieu de ${enEuros(a.montant)}${NBSP}: ${deplacement(ecart)}.`;
}

function phrasesSuivie(a: LigneGardee, b: LigneGardee, ref: Reference): readonly string[] {
  return [
    phraseValeur(a, b, ref),
    ...(a.objectif === b.objectif ? [] : [`L’objectif a changé. Avant${NBSP}: ${a.objectif} Maintenant${NBSP}: ${b.objectif}`]),
    ...phrasePalier(a, b),
    ...(manquent(b) > 0 ? [`Il manque ${accord(manquent(b), 'livrable demandé', 'livrables demandés')}${b.etat === 'livrables_manquants' ? `${NBSP}: sans ${manquent(b) > 1 ? 'eux' : 'lui'}, rien n’est dû` : ''}.`] : manquent(a) > 0 ? ['Les livrables demandés sont tous là ; il en manquait.'.replace(' ;', `${NBSP};`)] : []),
    phraseMontant(a, b),
    ...(b.dejaPaye > 0 ? [`Les ${enEuros(b.dejaPaye)} déjà payés une année précédente en sont déduits.`] : []),
    ...(a.preuves.length === b.preuves.length ? [] : [`${accord(b.preuves.length, 'preuve')} au dossier au lieu de ${formaterNombre(a.preuves.length)}.`]),
  ];
}

const memeNom = (a: LigneGardee, b: LigneGardee): boolean => a.mission === b.mission && cleDeRecherche(a.libelle) === cleDeRecherche(b.libelle);

/** Pairs each line with the one it carries on: the one it says, else the same, else the one of the same name in its mission; each once. */
function apparier(anciennes: readonly LigneGardee[], nouvelles: readonly LigneGardee[]): ReadonlyMap<LigneGardee, LigneGardee> {
  const paires = new Map<LigneGardee, LigneGardee>();
  const prises = new Set<LigneGardee>();
  for (const regle of [(a: LigneGardee, b: LigneGardee) => b.reporteDe === a.id, (a: LigneGardee, b: LigneGardee) => b.id === a.id, memeNom]) {
    for (const b of nouvelles) {
      const a = paires.has(b) ? undefined : anciennes.find((x) => !prises.has(x) && regle(x, b));
      if (!a) continue;
      paires.set(b, a);
      prises.add(a);
    }
  }
  return paires;
}

function ecartsDesLignes(a: EtatDossier, b: EtatDossier, ref: Reference): readonly EcartDeLigne[] {
  const [anciennes, nouvelles] = [a.postes.flatMap((p) => p.lignes), b.postes.flatMap((p) => p.lignes)];
  const paires = apparier(anciennes, nouvelles);
  const suivies = new Set(paires.values());
  return [
    ...nouvelles.map((l): EcartDeLigne => {
      const ancienne = paires.get(l);
      const commun = { id: l.id, libelle: l.libelle, poste: l.mission };
      if (ancienne) return { ...commun, genre: 'suivie', phrases: phrasesSuivie(ancienne, l, ref), centimes: l.montant - ancienne.montant };
      return { ...commun, genre: 'nouvelle', phrases: [`Ligne nouvelle${NBSP}: ${valeurEnClair(l, l.valeur)}. Elle rapporte ${enEuros(l.montant)} sur ${enEuros(l.maximum)}.`], centimes: l.montant };
    }),
    ...anciennes.filter((l) => !suivies.has(l)).map((l): EcartDeLigne => ({ id: l.id, libelle: l.libelle, poste: l.mission, genre: 'disparue', phrases: [`Cette ligne n’est plus au contrat. Elle avait rapporté ${enEuros(l.montant)} sur ${enEuros(l.maximum)}.`], centimes: -l.montant })),
  ];
}

/** Why a fixed part is not what it was. */
function raisonFixe(a: EtatDossier, b: EtatDossier, [pa, pb]: readonly [PosteGarde, PosteGarde]): string {
  if (pa.fixe.enveloppe !== pb.fixe.enveloppe) return `l’enveloppe annuelle passe de ${enEuros(pa.fixe.enveloppe)} à ${enEuros(pb.fixe.enveloppe)}`;
  if (pa.debut !== null && pa.debut > a.annee.debut && pa.debut < a.annee.fin) return `la mission n’avait couru qu’à partir du ${formaterDate(pa.debut)}`;
  if (pb.debut !== null && pb.debut > b.annee.debut && pb.debut < b.annee.fin) return `la mission n’a couru qu’à partir du ${formaterDate(pb.debut)}`;
  return 'les jours de mission assurés ne sont pas les mêmes';
}

const parPoste = (e: EtatDossier): ReadonlyMap<Poste, PosteGarde> => new Map(e.postes.map((p) => [p.poste, p]));
const dansLePoste = (p: PosteGarde | undefined): number => (p ? p.fixe.du + (p.variable?.du ?? 0) : 0);

function phrasesDuPoste(a: EtatDossier, b: EtatDossier, poste: Poste, deLignes: number): EcartDePoste {
  const [pa, pb] = [parPoste(a).get(poste), parPoste(b).get(poste)];
  const centimes = dansLePoste(pb) - dansLePoste(pa) - deLignes;
  if (!pa || !pb) return { poste, centimes, phrases: [pb ? `Mission nouvelle${NBSP}: ${enEuros(dansLePoste(pb))}.` : `La mission n’est plus assurée${NBSP}; elle avait rapporté ${enEuros(dansLePoste(pa))}.`] };
  const fixe = pb.fixe.du - pa.fixe.du;
  const reste = (pb.variable?.du ?? 0) - (pa.variable?.du ?? 0) - deLignes;
  const paye = pb.depenses.paye - pa.depenses.paye;
  return {
    poste, centimes,
    phrases: [
      ...(fixe === 0 ? [] : [`Part fixe${NBSP}: ${enEuros(pb.fixe.du)} au lieu de ${enEuros(pa.fixe.du)}, parce que ${raisonFixe(a, b, [pa, pb])}.`]),
      ...(reste === 0 ? [] : [`Le variable s’écarte de ses lignes de ${enEuros(Math.abs(reste))}${NBSP}: ${pb.variable?.ouvert === pa.variable?.ouvert ? 'le taux accordé ou le plafond de l’enveloppe a joué' : pb.variable?.ouvert ? 'il est ouvert cette fois' : 'il n’est pas ouvert'}.`]),
      ...(paye === 0 ? [] : [`Dépenses payées${NBSP}: ${enEuros(pb.depenses.paye)} au lieu de ${enEuros(pa.depenses.paye)}.`]),
    ],
  };
}

/**
 * What changed between two states, in sentences, line by line. The sums add up to the cent: what the year pays changes by what its lines
 * change, and by what each budget line says its own lines do not explain.
 */
export function comparerEtats(a: EtatDossier, b: EtatDossier, ref: Reference = 'annee_precedente'): Ecarts {
  const lignes = ecartsDesLignes(a, b, ref);
  const postes = [...new Set([...b.postes, ...a.postes].map((p) => p.poste))].map((p) => phrasesDuPoste(a, b, p, lignes.filter((l) => l.poste === p).reduce((s, l) => s + l.centimes, 0)));
  const total = b.totaux.du - a.totaux.du;
  const quoi = ref === 'signature' ? 'Depuis la signature, ce que l’année rapporte' : 'Par rapport à l’année précédente, ce que l’année rapporte';
  return {
    total, lignes, postes: postes.filter((p) => p.phrases.length > 0),
    phrase: total === 0 ? `${quoi} n’a pas changé${NBSP}: ${enEuros(b.totaux.du)}.` : `${quoi} passe de ${enEuros(a.totaux.du)} à ${enEuros(b.totaux.du)}${NBSP}: ${deplacement(total)}.`,
  };
}

/** What changed since a signature and nothing else: lines whose words or sums moved. */
export function changementsDepuis(signe: EtatDossier, maintenant: EtatDossier): Ecarts {
  const e = comparerEtats(signe, maintenant, 'signature');
  const signees = new Map(signe.postes.flatMap((p) => p.lignes).map((l) => [l.id, texteCanonique(l)]));
  const presentes = new Map(maintenant.postes.flatMap((p) => p.lignes).map((l) => [l.id, texteCanonique(l)]));
  return { ...e, lignes: e.lignes.filter((l) => l.genre !== 'suivie' || signees.get(l.id) !== presentes.get(l.id)) };
}

