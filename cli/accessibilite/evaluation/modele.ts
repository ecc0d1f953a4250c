import { demandeParDestination, ratiosOffreDemande, sommeParOrigine } from '#modules/territoire/moteur/aires.ts';
import { ACTIVITE_MOYENNE, activiteMoyenneBornee, PALIERS_APL } from '#modules/territoire/moteur/apl.ts';
import type { TempsCreux } from '#modules/territoire/moteur/creux.ts';
import { peser, porteeDe, type Poids } from '#modules/territoire/moteur/poids.ts';
import type { Points } from '#modules/territoire/moteur/proximite.ts';
import { MODELE_DISTANCE, MODELE_RELIEF, type ModeleTemps, tempsEstimes } from '#modules/territoire/moteur/temps-estime.ts';
import type { Donnees } from './donnees.ts';

/** Choices of a simulation; each is a reason that can be told (docs/accessibilite.md §4). */
export type Choix = {
  readonly lieux: 'interieurs' | 'bourgs';
  /** `droite`: the plain straight-line fit of the data folder; then fitted on distance, then on distance and relief. */
  readonly temps: 'droite' | 'distance' | 'relief';
  /** Standard deviation of the estimated time, minutes; 0 takes it as exact. */
  readonly incertitude: number;
  readonly age: boolean;
  /** `egale`: every doctor does the mean activity; `besoin`: in proportion to mortality at equal age; `bornee`: the same, bounded 3,600–6,000. */
  readonly activite: 'egale' | 'besoin' | 'bornee';
  /** Spread of activities around their mean (standard deviation of the logarithm). */
  readonly dispersion: number;
  readonly source: keyof Donnees['offres'];
  /** General practitioners counted by health centre. */
  readonly parCentre: number;
  /** Does the border of a département stop people? */
  readonly frontieres: boolean;
};

/** Straight line given with the data (SOURCE.md of temps_acces_urgences). */
const MODELE_DROITE: ModeleTemps = { constante: 4.36, parKm: 1.28, parKmEtRelief: 0, erreur: { moyenne: 3.9, mediane: 2.8, centile68: 2.9 } };
const MODELES = { droite: MODELE_DROITE, distance: MODELE_DISTANCE, relief: MODELE_RELIEF } as const;

export const PLAT: Choix = {
  lieux: 'interieurs', temps: 'droite', incertitude: 0, age: false, activite: 'egale', dispersion: 0.5, source: 'estimation', parCentre: 0, frontieres: false,
};
export const RETENU: Choix = {
  lieux: 'bourgs', temps: 'relief', incertitude: MODELE_RELIEF.erreur.centile68, age: true, activite: 'bornee', dispersion: 0.5, source: 'estimation', parCentre: 1, frontieres: false,
};

const prendre = (v: Float64Array, rangs: Uint32Array): Float64Array => Float64Array.from(rangs, (i) => v[i] ?? 0);
const placer = (p: Points, rangs: Uint32Array): Points => ({ lat: Float64Array.from(rangs, (i) => p.lat[i] ?? Number.NaN), lon: Float64Array.from(rangs, (i) => p.lon[i] ?? Number.NaN) });

/** Acts a year of one doctor of each commune. */
function activites(d: Donnees, { activite, dispersion }: Choix): Float64Array {
  if (activite === 'egale') return new Float64Array(d.codes.length).fill(ACTIVITE_MOYENNE);
  return d.indiceMortalite.map((m) => (activite === 'besoin' ? ACTIVITE_MOYENNE * m : activiteMoyenneBornee(ACTIVITE_MOYENNE * m, dispersion)));
}

/** Consultations a year offered in each commune. The three sources are brought to the same national number of doctors. */
export function offreDe(d: Donnees, choix: Choix): Float64Array {
  const total = (v: Float64Array): number => v.reduce((s, x) => s + x, 0);
  const medecins = d.offres[choix.source];
  const echelle = total(d.offres.estimation) / total(medecins);
  const actes = activites(d, choix);
  return medecins.map((m, i) => (m * echelle + choix.parCentre * (d.centresDeSante[i] ?? 0)) * (actes[i] ?? 0));
}

/** A trip that crosses a border is put out of reach. */
function fermer(m: TempsCreux, departements: readonly string[], rangs: Uint32Array): TempsCreux {
  const temps = m.temps.slice();
  for (let i = 0; i < m.origines; i++) {
    for (let k = m.debuts[i] ?? 0; k < (m.debuts[i + 1] ?? 0); k++) {
      if (departements[rangs[m.cibles[k] ?? 0] ?? 0] !== departements[i]) temps[k] = Number.POSITIVE_INFINITY;
    }
  }
  return { ...m, temps };
}

/** Trips and their weights, the same for every choice of supply and demand. */
type Reseau = { readonly avecOffre: Uint32Array; readonly temps: TempsCreux; readonly poids: Float64Array };

function tracerReseau(d: Donnees, choix: Choix): Reseau {
  const candidates = [...Object.values(d.offres), d.centresDeSante];
  const avecOffre = Uint32Array.from(d.codes.keys()).filter((i) => candidates.some((v) => (v[i] ?? 0) > 0));
  const palier: Poids = { ...PALIERS_APL, ...(choix.incertitude > 0 && { incertitude: choix.incertitude }) };
  const lieux = d[choix.lieux];
  const estimes = tempsEstimes(lieux, placer(lieux, avecOffre), porteeDe(palier), {
    modele: MODELES[choix.temps],
    memeLieu: Int32Array.from(avecOffre),
    ...(choix.temps === 'relief' && { relief: { origines: d.relief, destinations: prendre(d.relief, avecOffre) } }),
  });
  const temps = choix.frontieres ? fermer(estimes, d.departements, avecOffre) : estimes;
  return { avecOffre, temps, poids: peser(temps.temps, palier) };
}

/** A simulator: for a choice, the APL of every commune, consultations a year and per standardised inhabitant. Trips are traced once by kind. */
export function simulateur(d: Donnees): (choix: Choix) => Float64Array {
  const reseaux = new Map<string, Reseau>();
  return (choix) => {
    const cle = [choix.lieux, choix.temps, choix.incertitude, choix.frontieres].join();
    const reseau = reseaux.get(cle) ?? tracerReseau(d, choix);
    reseaux.set(cle, reseau);
    const { avecOffre, temps, poids } = reseau;
    const demande = choix.age ? d.population.map((p, i) => p * (d.indiceAge[i] ?? 1)) : d.population;
    const ratios = ratiosOffreDemande(prendre(offreDe(d, choix), avecOffre), demandeParDestination(demande, temps, poids));
    return sommeParOrigine(ratios, temps, poids);
  };
}
