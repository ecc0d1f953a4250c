import { accord, formaterNombre } from '#core/texte.ts';
import { deuxEtapes, deuxEtapesPonderees, troisEtapes, type Entrees } from '#modules/territoire/moteur/aires.ts';
import { apl, bornerActivite, demandeStandardisee, PALIERS_APL, POIDS_AGE } from '#modules/territoire/moteur/apl.ts';
import { porteeDe, type Poids } from '#modules/territoire/moteur/poids.ts';
import { agentsRationnels } from '#modules/territoire/moteur/raam.ts';
import { MODELE_DISTANCE, tempsEstimes } from '#modules/territoire/moteur/temps-estime.ts';
import { type Lieux, lireLieux, lireTemps, type Lu } from './fichiers.ts';
import { type Methode, poidsParDefaut } from './options.ts';

/** What is asked, once the words of the call are read. */
export type Demande = {
  readonly methode: Methode;
  readonly fichiers: { readonly demande: string; readonly offre: string; readonly temps?: string };
  readonly seuil?: number;
  readonly poids?: Poids;
  readonly tau?: number;
  readonly ignorerInconnus: boolean;
};

export type Calcule = { readonly ids: readonly string[]; readonly valeurs: Float64Array; readonly remarques: readonly string[] };

/** Longest estimated trip when neither threshold nor weights bound it, minutes. */
export const MINUTES_AU_PLUS = 60;

/** What is in the files for the APL alone: activity of doctors, ages of residents. */
const CHOIX_OFFRE = {
  facultatives: ['activite'],
  repetable: (colonnes: readonly string[]) => colonnes.includes('activite'),
  corriger: (quantite: number, autres: ReadonlyMap<string, number>) => {
    const actes = autres.get('activite');
    return actes === undefined ? quantite : quantite * bornerActivite(actes);
  },
};

const CLASSES = POIDS_AGE.map((c) => c.classe);

/** The demand of the APL: standardised by age when the file has the nineteen classes, else taken as it is. */
function demandeApl(lieux: Lieux): Lu<{ quantites: Float64Array; remarque: string }> {
  const presentes = CLASSES.filter((c) => lieux.autres.has(c));
  if (presentes.length === 0) return { valeur: { quantites: lieux.quantites, remarque: 'Demande prise telle quelle : sans colonnes d’âge (0-4 … 90+), elle est supposée déjà standardisée.' } };
  const populations = CLASSES.flatMap((c) => lieux.autres.get(c) ?? []);
  if (populations.length < CLASSES.length) return { refus: `La demande n’a que ${presentes.length} des ${CLASSES.length} classes d’âge : il manque ${CLASSES.filter((c) => !lieux.autres.has(c)).join(', ')}.` };
  const quantites = demandeStandardisee(populations, POIDS_AGE.map((c) => c.poids));
  return { valeur: { quantites, remarque: 'Demande standardisée par âge (poids Irdes, document de travail n° 70).' } };
}

/** Time beyond which a pair weighs nothing for this method. */
function porteeUtile({ methode, seuil, poids, tau }: Demande): number {
  if (methode === 'raam') return (tau === undefined ? undefined : seuil) ?? MINUTES_AU_PLUS;
  if (methode === '2sfca') return seuil ?? MINUTES_AU_PLUS;
  return Math.min(seuil ?? MINUTES_AU_PLUS, porteeDe(poids ?? (methode === 'apl' ? PALIERS_APL : poidsParDefaut(seuil ?? MINUTES_AU_PLUS))));
}

function estimer(demande: Demande, d: Lieux, o: Lieux): { temps: Entrees['temps']; remarque: string } {
  const points = (l: Lieux) => ({ lat: l.autres.get('lat') ?? new Float64Array(), lon: l.autres.get('lon') ?? new Float64Array() });
  const rangs = new Map(d.ids.map((id, i) => [id, i]));
  const memeLieu = Int32Array.from(o.ids, (id) => rangs.get(id) ?? -1);
  const temps = tempsEstimes(points(d), points(o), porteeUtile(demande), { memeLieu });
  const { erreur } = MODELE_DISTANCE;
  return {
    temps,
    remarque: `Temps estimés d’après la distance (minutes, en voiture) : erreur moyenne ${formaterNombre(erreur.moyenne)} min, médiane ${formaterNombre(erreur.mediane)} min (docs/accessibilite.md).`,
  };
}

/** Keeps only the pairs up to the threshold: RAAM has no weight to do it. */
function couper(temps: Entrees['temps'], seuil: number): Entrees['temps'] {
  const debuts = new Uint32Array(temps.origines + 1);
  const gardees: number[] = [];
  for (let i = 0; i < temps.origines; i++) {
    for (let k = temps.debuts[i] ?? 0; k < (temps.debuts[i + 1] ?? 0); k++) if ((temps.temps[k] ?? Number.NaN) <= seuil) gardees.push(k);
    debuts[i + 1] = gardees.length;
  }
  return { ...temps, debuts, cibles: Uint32Array.from(gardees, (k) => temps.cibles[k] ?? 0), temps: Float64Array.from(gardees, (k) => temps.temps[k] ?? 0) };
}

function avecSeuil(poids: Poids, seuil: number | undefined): Poids {
  return seuil === undefined ? poids : { ...poids, seuil };
}

function valeursDe({ methode, seuil, poids, tau }: Demande, entrees: Entrees): Float64Array {
  switch (methode) {
    case '2sfca':
      return deuxEtapes(entrees, seuil ?? Number.POSITIVE_INFINITY).valeurs;
    case 'e2sfca':
      return deuxEtapesPonderees(entrees, avecSeuil(poids ?? poidsParDefaut(seuil ?? MINUTES_AU_PLUS), seuil)).valeurs;
    case '3sfca':
      return troisEtapes(entrees, avecSeuil(poids ?? poidsParDefaut(seuil ?? MINUTES_AU_PLUS), seuil)).valeurs;
    case 'apl':
      return apl(entrees, avecSeuil(poids ?? PALIERS_APL, seuil)).valeurs;
    case 'raam':
      return tau !== undefined && seuil !== undefined
        ? agentsRationnels({ ...entrees, temps: couper(entrees.temps, seuil) }, { tau })
        : agentsRationnels(entrees, { tau: tau ?? seuil ?? 60 });
  }
}

/** Places of supply that no trip reaches: often an id written otherwise. */
function phraseOublies({ cibles }: Entrees['temps'], lieux: number): string | undefined {
  const atteints = new Uint8Array(lieux);
  for (const j of cibles) if (j < lieux) atteints[j] = 1;
  const oublies = lieux - atteints.reduce((n, a) => n + a, 0);
  return oublies > 0 ? `${accord(oublies, 'lieu', 'lieux')} d’offre sans aucun trajet : hors de portée de tous.` : undefined;
}

async function obtenirTemps(demande: Demande, d: Lieux, o: Lieux): Promise<Lu<{ temps: Entrees['temps']; remarques: readonly (string | undefined)[] }>> {
  if (demande.fichiers.temps === undefined) {
    const { temps, remarque } = estimer(demande, d, o);
    return { valeur: { temps, remarques: [remarque] } };
  }
  const lus = await lireTemps(demande.fichiers.temps, d.ids, o.ids, demande.ignorerInconnus);
  if ('refus' in lus) return lus;
  const { temps, ignores, sansOffre } = lus.valeur;
  return {
    valeur: {
      temps,
      remarques: [
        ignores > 0 ? `${accord(ignores, 'ligne')} de temps sans lieu de demande connu : ignorées.` : undefined,
        sansOffre > 0 ? `${accord(sansOffre, 'ligne')} de temps vers un lieu absent de l’offre : comptées sans offre.` : undefined,
        phraseOublies(temps, o.ids.length),
      ],
    },
  };
}

/** Supply as long as the columns of the matrix: the places that only the times know have none. */
function allonger(offre: Float64Array, longueur: number): Float64Array {
  const v = new Float64Array(longueur);
  v.set(offre);
  return v;
}

/** Reads the files, computes, and says what was assumed; a refusal leaves nothing behind. */
export async function calculer(demande: Demande): Promise<Lu<Calcule>> {
  const { methode, fichiers } = demande;
  const exigees = fichiers.temps === undefined ? ['lat', 'lon'] : [];
  const d = await lireLieux(fichiers.demande, { exigees, ...(methode === 'apl' && { facultatives: CLASSES }) });
  if ('refus' in d) return d;
  const o = await lireLieux(fichiers.offre, { exigees, ...(methode === 'apl' && CHOIX_OFFRE) });
  if ('refus' in o) return o;
  const standard = methode === 'apl' ? demandeApl(d.valeur) : { valeur: { quantites: d.valeur.quantites, remarque: undefined } };
  if ('refus' in standard) return standard;
  const t = await obtenirTemps(demande, d.valeur, o.valeur);
  if ('refus' in t) return t;
  const { temps } = t.valeur;
  const valeurs = valeursDe(demande, { demande: standard.valeur.quantites, offre: allonger(o.valeur.quantites, temps.destinations), temps });
  const vides = valeurs.reduce((n, v) => n + (Number.isNaN(v) ? 1 : 0), 0);
  const remarques = [...t.valeur.remarques, standard.valeur.remarque, vides > 0 ? `${accord(vides, 'lieu', 'lieux')} sans demande ou sans offre à portée : valeur laissée vide.` : undefined];
  return { valeur: { ids: d.valeur.ids, valeurs, remarques: remarques.filter((r) => r !== undefined) } };
}
