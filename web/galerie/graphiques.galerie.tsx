import type { VNode } from 'preact';
import { formaterNombre } from '#core/texte.ts';
import { GraphiqueBarres } from '../graphiques/barres.tsx';
import { GraphiqueLignes } from '../graphiques/lignes.tsx';
import { GraphiquePoints } from '../graphiques/points.tsx';
import { ESTIMATION, NOM_TRES_LONG, RECENSEMENT } from './exemples.ts';

export const barres = (): VNode => (
  <GraphiqueBarres
    niveau={2}
    titre="Habitants par médecin généraliste"
    phrase="Les cantons du nord sont deux fois moins dotés que la moyenne."
    quoi="Habitants par médecin"
    provenances={[RECENSEMENT]}
    reference={{ valeur: 1_180, libelle: 'Moyenne de la région' }}
    barres={[{ libelle: 'Plateau nord', valeur: 2_410, retenue: true }, { libelle: 'Vallée', valeur: 1_320 }, { libelle: 'Ville-centre', valeur: 890 }, { libelle: 'Bords de l’étang', valeur: 1_105 }]}
  />
);
export const barresLongues = (): VNode => <GraphiqueBarres niveau={2} titre={NOM_TRES_LONG} quoi="Habitants" barres={Array.from({ length: 12 }, (_, i) => ({ libelle: i % 2 ? NOM_TRES_LONG : `Commune ${i}`, valeur: 1_234_567 / (i + 1) }))} format={(n) => formaterNombre(Math.round(n))} />;
export const lignes = (): VNode => (
  <GraphiqueLignes
    niveau={2}
    titre="Professionnels du territoire"
    phrase="Les infirmiers sont plus nombreux chaque année ; les médecins, moins."
    quoi="Professionnels en exercice."
    depuisZero
    provenances={[ESTIMATION]}
    abscisses={['2016', '2017', '2018', '2019', '2020', '2021', '2022', '2023', '2024', '2025']}
    series={[{ libelle: 'Infirmiers', valeurs: [61, 64, 66, 71, 74, 78, 83, 85, 90, 94] }, { libelle: 'Médecins', valeurs: [58, 57, 55, undefined, 52, 50, 49, 47, 46, 44] }, { libelle: 'Kinésithérapeutes', valeurs: [31, 32, 34, 35, 37, 38, 40, 41, 43, 45] }]}
  />
);
export const points = (): VNode => <GraphiquePoints niveau={2} titre="Accès au médecin" phrase="L’accès a reculé partout, sauf en ville." quoi="2025" libelleAvant="2019" format={(n) => formaterNombre(n, 1)} lignes={[{ libelle: 'Plateau nord', valeur: 1.9, avant: 2.8 }, { libelle: 'Vallée', valeur: 3.1, avant: 3.4 }, { libelle: 'Ville-centre', valeur: 4.2, avant: 4.0 }]} />;
