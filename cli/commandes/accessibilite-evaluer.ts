import { parseArgs } from 'node:util';
import { accord, formaterNombre } from '#core/texte.ts';
import { ecrireEntier } from '../accessibilite/ecrire.ts';
import { type Calibration, calibrerTemps } from '../accessibilite/evaluation/calibration.ts';
import { lireDonnees, type Donnees } from '../accessibilite/evaluation/donnees.ts';
import { RETENU, simulateur } from '../accessibilite/evaluation/modele.ts';
import { accorder, enTableau, etapes, sousLeSeuil, validerParDepartement, variantes } from '../accessibilite/evaluation/rapport.ts';
import { manquantes } from '../accessibilite/evaluation/tables.ts';
import { cheminDe } from '../accessibilite/options.ts';
import type { Commande } from '../commande.ts';

const AIDE = `Usage : maillage accessibilite evaluer [--json] [--sortie s.csv]

Simule l’APL aux médecins généralistes de toutes les communes et la compare à l’APL officielle 2023 (DREES) là où le dossier
MAILLAGE_DONNEES la donne : corrélation linéaire (r), la même pondérée par la population, corrélation des rangs, écart absolu
moyen pondéré, par commune, EPCI (dont toutes les communes sont connues) et département. Donne aussi l’erreur du temps estimé, jugée sur des départements non vus,
ce qu’apporte chaque raison, et les variantes essayées. La simulation n’est jamais une valeur officielle.

  --json          le rapport en JSON
  --sortie s.csv  code_insee,departement,population,apl_simulee,apl_officielle_2023 pour chaque commune
                  (la dernière vide où elle n’est pas connue)

Code de sortie : 0 évalué, 1 dossier de données absent ou incomplet.`;

const nombre = (v: number, decimales = 2): string => v.toFixed(decimales).replace('.', ',');

const millions = (n: number): string => `${nombre(n / 1e6)} M`;

const phraseCalibration = (nom: string, { coefficients: [constante = 0, parKm = 0, relief], erreur, erreurMoinsDe25 }: Calibration): string =>
  `  ${nom} : ${nombre(constante)} min + ${nombre(parKm, 3)} min/km${relief === undefined ? '' : ` + ${nombre(relief, 3)} min/km par 100 m de relief`} — ` +
  `erreur moyenne ${nombre(erreur.moyenne)} min, médiane ${nombre(erreur.mediane)}, 68 % sous ${nombre(erreurMoinsDe25.centile68)} pour les trajets d’au plus 25 min (${accord(erreur.nombre, 'trajet')})`;

function rapportDe(d: Donnees) {
  const simuler = simulateur(d);
  const valeurs = simuler(RETENU);
  return { valeurs, rapport: { calibration: calibrerTemps(d), retenu: accorder(d, valeurs), sousSeuil: sousLeSeuil(d, valeurs), etapes: etapes(d, simuler), variantes: variantes(d, simuler), validation: validerParDepartement(d, simuler) } };
}

function enTexte({ calibration, retenu, sousSeuil, validation, ...r }: ReturnType<typeof rapportDe>['rapport']): string {
  return [
    `Simulation de l’APL aux généralistes comparée à l’APL 2023 officielle sur ${accord(retenu.commune.nombre, 'commune')}, ${accord(retenu.epci.nombre, 'EPCI entier', 'EPCI entiers')}, ${accord(retenu.departement.nombre, 'département')}.`,
    `Moyenne simulée ${nombre(retenu.commune.moyenneSimulee)}, officielle ${nombre(retenu.commune.moyenneOfficielle)} consultations par an et par habitant.`,
    `Habitants à 2,5 consultations au plus : officiel ${millions(sousSeuil.officiel)}, simulé ${millions(sousSeuil.simule)} (au niveau officiel ${millions(sousSeuil.auNiveauOfficiel)}, à l’étalement officiel ${millions(sousSeuil.aLEtalementOfficiel)}, aux deux ${millions(sousSeuil.auxDeux)} ; écart-type ${nombre(sousSeuil.ecartTypeSimule)} simulé, ${nombre(sousSeuil.ecartTypeOfficiel)} officiel).`,
    '', 'Temps estimé, jugé département par département sur les trajets connus vers les urgences :',
    phraseCalibration('d’un point intérieur, distance', calibration.interieurs),
    phraseCalibration('de bourg à bourg, distance', calibration.distance),
    phraseCalibration('de bourg à bourg, distance et relief', calibration.relief),
    '', 'Ce qu’apporte chaque raison, l’une après l’autre (r : corrélation ; écart : en consultations, pondéré) :', enTableau(r.etapes),
    '', 'Modèle retenu, un choix changé à la fois :', enTableau(r.variantes),
    '', 'Paramètres libres choisis sans le département jugé :', enTableau([{ nom: 'validation par département', niveaux: validation.niveaux }]),
    ...validation.choisis.map((c) => `  ${c.choix} : choisi pour ${accord(c.departements, 'département')}`),
  ].join('\n');
}

function enCsv(d: Donnees, valeurs: Float64Array): string {
  const officielle = (v: number | undefined): string => (v === undefined || Number.isNaN(v) ? '' : String(v));
  return ['code_insee,departement,population,apl_simulee,apl_officielle_2023', ...d.codes.map((c, i) => `${c},${d.departements[i]},${d.population[i]},${valeurs[i]},${officielle(d.aplOfficiel[i])}`), ''].join('\n');
}

export const commande: Commande = {
  resume: 'simule l’APL aux généralistes de la France et la compare à l’officielle',
  aide: AIDE,
  executer: async (args, sortie) => {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false }, sortie: { type: 'string' } } });
    const dossier = process.env['MAILLAGE_DONNEES'];
    if (dossier === undefined || dossier === '') {
      sortie.dire('L’évaluation lit le dossier de référence : indiquez-le par MAILLAGE_DONNEES.');
      return 1;
    }
    const absents = manquantes(dossier);
    if (absents.length > 0) {
      sortie.dire(`Le dossier MAILLAGE_DONNEES est incomplet, il manque ${formaterNombre(absents.length)} fichier(s) : ${absents.join(', ')}.`);
      return 1;
    }
    const d = lireDonnees(dossier);
    const { valeurs, rapport } = rapportDe(d);
    if (values.sortie !== undefined) {
      const refus = ecrireEntier(cheminDe(values.sortie), enCsv(d, valeurs));
      if (refus !== undefined) {
        sortie.dire(refus);
        return 1;
      }
    }
    sortie.ecrire(values.json ? JSON.stringify(rapport, null, 2) : enTexte(rapport));
    return 0;
  },
};
