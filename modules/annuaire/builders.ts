import { AUDIENCES_PAR_DEFAUT, cleDeLibelle, ContenuFiche, type EditionServie, type Fiche, type Libelles, type Lieu, type Professionnel, type Trouve } from './model.ts';
import { cleDeLuhn } from './rules.ts';

/** The 56 columns of the extract, in the order of September 2026. @source ANS, PS_LibreAcces_Personne_activite */
export const ENTETE: readonly string[] = [
  "Type d'identifiant PP", 'Identifiant PP', 'Identification nationale PP', "Code civilité d'exercice", "Libellé civilité d'exercice", 'Code civilité',
  'Libellé civilité', "Nom d'exercice", "Prénom d'exercice", 'Code profession', 'Libellé profession', 'Code catégorie professionnelle',
  'Libellé catégorie professionnelle', 'Code type savoir-faire', 'Libellé type savoir-faire', 'Code savoir-faire', 'Libellé savoir-faire', 'Code mode exercice',
  'Libellé mode exercice', 'Numéro SIRET site', 'Numéro SIREN site', 'Numéro FINESS site', 'Numéro FINESS établissement juridique',
  'Identifiant technique de la structure', 'Raison sociale site', 'Enseigne commerciale site', 'Complément destinataire (coord. structure)',
  'Complément point géographique (coord. structure)', 'Numéro Voie (coord. structure)', 'Indice répétition voie (coord. structure)',
  'Code type de voie (coord. structure)', 'Libellé type de voie (coord. structure)', 'Libellé Voie (coord. structure)', 'Mention distribution (coord. structure)',
  'Bureau cedex (coord. structure)', 'Code postal (coord. structure)', 'Code commune (coord. structure)', 'Libellé commune (coord. structure)',
  'Code pays (coord. structure)', 'Libellé pays (coord. structure)', 'Téléphone (coord. structure)', 'Téléphone 2 (coord. structure)', 'Télécopie (coord. structure)',
  'Adresse e-mail (coord. structure)', 'Code Département (structure)', 'Libellé Département (structure)', 'Ancien identifiant de la structure',
  "Autorité d'enregistrement", "Code secteur d'activité", "Libellé secteur d'activité", 'Code section tableau pharmaciens', 'Libellé section tableau pharmaciens',
  'Code rôle', 'Libellé rôle', 'Code genre activité', 'Libellé genre activité',
];

export type CommuneDuFichier = { readonly code: string; readonly nom: string; readonly codePostal: string; readonly departement: string; readonly poids: number };

/** A row of the extract from the fields that matter; the others are empty, as they often are. */
export function uneLigne(champs: Readonly<Record<string, string>>): string {
  const inconnus = Object.keys(champs).filter((c) => !ENTETE.includes(c));
  if (inconnus.length > 0) throw new Error(`Colonnes inconnues : ${inconnus.join(', ')}`);
  return `${ENTETE.map((c) => champs[c] ?? '').join('|')}|`;
}

/** A file of the extract: header, rows, each with the separator at its end. */
export const unFichier = (lignes: readonly string[], entete: readonly string[] = ENTETE): string => [`${entete.join('|')}|`, ...lignes, ''].join('\n');

/** RPPS numbers that start with 899 are never given to anyone; the last digit is the key. */
export function unRpps(n: number): string {
  const dix = `899${String(n).padStart(7, '0')}`;
  const cle = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((k) => cleDeLuhn(dix + String(k)));
  return dix + String(cle);
}

/** An invented professional as a row. */
export function unProfessionnel(n: number, champs: Readonly<Record<string, string>> = {}): string {
  const rpps = unRpps(n);
  return uneLigne({
    "Type d'identifiant PP": '8',
    'Identifiant PP': rpps,
    'Identification nationale PP': `8${rpps}`,
    "Libellé civilité d'exercice": 'Docteur',
    "Nom d'exercice": 'EXEMPLE',
    "Prénom d'exercice": 'Claude',
    'Code profession': '10',
    'Libellé profession': 'Médecin',
    'Code catégorie professionnelle': 'C',
    'Libellé catégorie professionnelle': 'Civil',
    'Code savoir-faire': 'SM54',
    'Libellé savoir-faire': 'Médecine Générale',
    'Code mode exercice': 'L',
    'Libellé mode exercice': 'Libéral, indépendant, artisan, commerçant',
    'Identifiant technique de la structure': `FIC${String(n).padStart(8, '0')}`,
    'Numéro Voie (coord. structure)': '12',
    'Libellé type de voie (coord. structure)': 'Rue',
    'Libellé Voie (coord. structure)': 'DES PYRENEES',
    'Code postal (coord. structure)': '09000',
    'Code commune (coord. structure)': '09122',
    'Libellé commune (coord. structure)': 'Foix',
    'Code Département (structure)': '09',
    "Autorité d'enregistrement": 'FICTIF',
    "Code secteur d'activité": 'SA07',
    "Libellé secteur d'activité": 'Cabinet individuel',
    'Code genre activité': 'GENR01',
    'Libellé genre activité': 'Activité standard de soin ou de pharmacien',
    ...champs,
  });
}

/** Numbers that look drawn at random and are the same every time. @source Marsaglia, xorshift 32 */
export function tirage(graine: number): (bornes: number) => number {
  let x = graine | 0 || 1;
  return (bornes) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % bornes;
  };
}

const PROFESSIONS: readonly (readonly [number, string, string, readonly (readonly [string, string])[]])[] = [
  [34, '60', 'Infirmier', [['', '']]],
  [22, '10', 'Médecin', [['SM54', 'Médecine Générale'], ['SM26', 'Qualifié en Médecine Générale'], ['SM54', 'Médecine Générale'], ['SM04', 'Cardiologie et Maladies vasculaires'], ['SM40', 'Pédiatrie'], ['SM15', 'Dermatologie et Vénéréologie'], ['SM42', 'Psychiatrie'], ['SM38', 'Ophtalmologie'], ['SM02', 'Anesthésie-réanimation'], ['SM20', 'Gynécologie-obstétrique']]],
  [9, '70', 'Masseur-Kinésithérapeute', [['', '']]],
  [7, '21', 'Pharmacien', [['', '']]],
  [5, '40', 'Chirurgien-Dentiste', [['', ''], ['SCD01', 'Orthopédie dento-faciale']]],
  [7, '93', 'Psychologue', [['', '']]],
  [3, '50', 'Sage-Femme', [['', '']]],
  [3, '91', 'Orthophoniste', [['', '']]],
  [2, '80', 'Pédicure-Podologue', [['', '']]],
  [2, '94', 'Ergothérapeute', [['', '']]],
  [2, '28', 'Opticien-Lunetier', [['', '']]],
  [4, '98', 'Manipulateur ERM', [['', '']]],
];
/** Family names and first names invented for the bench, the most frequent ones common in France. */
export const NOMS = ['MARTIN', 'BERNARD', 'DUBOIS', 'THOMAS', 'ROBERT', 'RICHARD', 'PETIT', 'DURAND', 'LEROY', 'MOREAU', 'SIMON', 'LAURENT', 'LEFEBVRE', 'MICHEL', 'GARCIA', 'DAVID', 'BERTRAND', 'ROUX', 'VINCENT', 'FOURNIER', 'MOREL', 'GIRARD', 'ANDRE', 'LEFEVRE', 'MERCIER', 'DUPONT', 'LAMBERT', 'BONNET', 'FRANCOIS', 'MARTINEZ', 'LEGRAND', 'GARNIER', 'FAURE', 'ROUSSEAU', 'BLANC', 'GUERIN', 'MULLER', 'HENRY', 'ROUSSEL', 'NICOLAS', 'PERRIN', 'MORIN', 'MATHIEU', 'CLEMENT', 'GAUTHIER', 'DUMONT', 'LOPEZ', 'FONTAINE', 'CHEVALIER', 'ROBIN', 'MASSON', 'SANCHEZ', 'GERARD', 'NGUYEN', 'BOYER', 'DENIS', 'LEMAIRE', 'DUVAL', 'JOLY', 'GAUTIER'];
export const PRENOMS = ['Marie', 'Jean', 'Camille', 'Isabelle', 'Philippe', 'Nathalie', 'Thomas', 'Sophie', 'Nicolas', 'Céline', 'Julien', 'Émilie', 'Léa', 'Hélène', 'François', 'Anne-Sophie', 'Chloé', 'Pierre', 'Aurélie', 'Sébastien', 'Mathilde', 'Guillaume', 'Élodie', 'Antoine', 'Manon', 'Benoît', 'Jean-Baptiste', 'Clara', 'Mehdi', 'Fatima', 'Yasmine', 'Hugo', 'Marie-Claire', 'Frédéric', 'Lucie', 'Zoé', 'Inès', 'Maëlle', 'Thibault', 'Xavier'];
const ATTAQUES = ['B', 'BR', 'C', 'CH', 'D', 'F', 'FR', 'G', 'GR', 'J', 'L', 'M', 'N', 'P', 'PL', 'QU', 'R', 'S', 'T', 'TR', 'V'];
const VOYELLES = ['A', 'E', 'I', 'O', 'U', 'AI', 'AU', 'OU', 'EAU', 'ON', 'AN', 'IN', 'OI'];
const FINS = ['RD', 'T', 'LLE', 'NT', 'UX', 'SSON', 'CHE', 'RIER', 'ZAC', 'N', 'S', 'LET', 'GNE'];
const VOIES = ['JEAN JAURES', 'DES PYRENEES', 'VICTOR HUGO', 'DE LA REPUBLIQUE', 'DU GENERAL DE GAULLE', 'PASTEUR', 'DES ECOLES', 'DE LA GARE'];

function unNom(hasard: (n: number) => number): string {
  if (hasard(100) < 18) return NOMS[Math.floor((hasard(NOMS.length) * hasard(1000)) / 1000)] ?? 'MARTIN';
  const syllabe = (): string => (ATTAQUES[hasard(ATTAQUES.length)] ?? '') + (VOYELLES[hasard(VOYELLES.length)] ?? '');
  const nom = syllabe() + (hasard(100) < 70 ? syllabe() : '') + (FINS[hasard(FINS.length)] ?? '');
  return hasard(100) < 6 ? `${nom}-${NOMS[hasard(NOMS.length)] ?? ''}` : nom;
}

type Hasard = (n: number) => number;

function lieuAuHasard(communes: readonly CommuneDuFichier[], hasard: Hasard): CommuneDuFichier {
  // Two draws, the more populated wins: towns hold most professionals, villages some.
  const [a, b] = [communes[hasard(communes.length)], communes[hasard(communes.length)]];
  const choisie = a && b && b.poids > a.poids ? b : a;
  if (!choisie) throw new Error('Aucune commune.');
  return choisie;
}

/**
 * Rows of a national extract, in its exact format and always the same for a seed: persons of one to five activities,
 * a tenth of the rows without commune code, three in a hundred without address. Handed out by blocks of text.
 */
export function* fichierNational(lignes: number, communes: readonly CommuneDuFichier[], graine = 20_260_915): Generator<string> {
  const hasard = tirage(graine);
  const poids = PROFESSIONS.flatMap((p) => Array.from({ length: p[0] }, () => p));
  let bloc = `${ENTETE.join('|')}|\n`;
  let structure = 0;
  for (let ecrites = 0, personne = 0; ecrites < lignes; personne++) {
    const [, profession, libelle, savoirs] = poids[hasard(poids.length)] ?? PROFESSIONS[0] ?? [0, '', '', []];
    const [savoir, savoirLibelle] = savoirs[hasard(savoirs.length)] ?? ['', ''];
    const medecin = profession === '10';
    const rpps = String(10_000_000_000 + personne * 7);
    const [nom, prenom, femme] = [unNom(hasard), PRENOMS[hasard(PRENOMS.length)] ?? '', hasard(2) === 0];
    const tire = hasard(100);
    const activites = tire < 52 ? 1 : tire < 81 ? 2 : tire < 93 ? 3 : tire < 98 ? 4 : 5;
    const tete = `8|${rpps}|8${rpps}|${medecin ? 'DR|Docteur' : '|'}|${femme ? 'MME|Madame' : 'M|Monsieur'}|${nom}|${prenom}|${profession}|${libelle}|C|Civil|${savoir === '' ? '|' : 'S|Spécialité ordinale'}|${savoir}|${savoirLibelle}|`;
    const chezSoi = lieuAuHasard(communes, hasard);
    for (let k = 0; k < activites && ecrites < lignes; k++, ecrites++) {
      const liberal = hasard(100) < 45;
      const c = k === 0 || hasard(3) > 0 ? chezSoi : lieuAuHasard(communes, hasard);
      const partagee = hasard(100) < 60;
      const s = partagee && structure > 2000 ? hasard(structure) : structure++;
      const sansAdresse = hasard(100) < 3;
      const sansCode = hasard(100) < 10;
      const adresse = sansAdresse
        ? '|||||||||||||'
        : `|${1 + hasard(180)}||R|Rue|${VOIES[hasard(VOIES.length)] ?? ''}||${c.codePostal} ${c.nom.toUpperCase()}|${c.codePostal}|${sansCode ? '|' : `${c.code}|${c.nom}`}|||`;
      const finess = s % 9 === 0 ? `${c.departement.slice(0, 2).padEnd(2, '0')}${String(s).padStart(7, '0').slice(-7)}` : '';
      bloc += `${tete}${liberal ? 'L|Libéral, indépendant, artisan, commerçant' : 'S|Salarié'}|${String(30_000_000_000_000 + s * 13)}|${String(300_000_000 + s)}|${finess}||R1010000${String(s).padStart(7, '0')}|${liberal ? `CABINET ${nom}` : `CENTRE DE SANTE ${c.nom.toUpperCase()} ${s % 40}`}|||${adresse}0${100_000_000 + (s % 800_000_000)}||||${sansAdresse ? '|' : `${c.departement}|`}||CNOM|${liberal ? 'SA07|Cabinet individuel' : 'SA05|Centre de santé'}|||||GENR01|Activité standard de soin ou de pharmacien|\n`;
    }
    if (bloc.length > 1 << 20) {
      yield bloc;
      bloc = '';
    }
  }
  yield bloc;
}

export const LIBELLES: Libelles = new Map([
  [cleDeLibelle('profession', '10'), 'Médecin'], [cleDeLibelle('profession', '60'), 'Infirmier'], [cleDeLibelle('savoir_faire', 'SM54'), 'Médecine Générale'],
  [cleDeLibelle('mode', 'L'), 'Libéral, indépendant, artisan, commerçant'], [cleDeLibelle('secteur', 'SA07'), 'Cabinet individuel'],
]);

export const LIEU: Lieu = {
  structure: 'Cabinet des Pyrénées', adresse: '12 Rue DES PYRENEES, 09000 FOIX', commune: '09122', communeLibelle: 'Foix', communeDeduite: false, telephone: '05 00 00 00 00',
  profession: '10', savoirFaire: 'SM54', mode: 'L', secteur: 'SA07', courriel: undefined, finess: undefined,
};

export const unTrouve = (n: number, nom = 'EXEMPLE'): Trouve => ({
  professionnels: Array.from({ length: n }, (_, i): Professionnel => ({ identifiant: `8${unRpps(i)}`, rpps: unRpps(i), nom, prenom: PRENOMS[i % PRENOMS.length] ?? '', civilite: 'Docteur', profession: '10', savoirFaire: 'SM54', lieux: [LIEU] })),
  total: n, plafonne: false, corriges: [],
});

export const uneEdition = (avec: Partial<EditionServie> = {}): EditionServie => ({ edition: '2026-09-15', fichier: 'PS_LibreAcces_Personne_activite_202609150800.txt', faitLe: new Date('2026-09-16T06:00:00Z'), departements: ['09'], fictif: false, personnes: 3500, activites: 4800, ...avec });

export const uneFiche = (avec: Partial<Fiche> = {}): Fiche => ({
  rpps: unRpps(0), personneId: '0198f000-0000-7000-8000-000000000001', version: 2, nomAffiche: 'Claude EXEMPLE', publiee: true, modifieeLe: new Date('2026-11-20T10:00:00Z'),
  contenu: ContenuFiche.parse({ lieu: 'Maison de santé inventée, 3 rue des Lilas, Foix', horaires: 'Du lundi au vendredi, de 9 h à 18 h', langues: 'français, occitan', nouveaux_patients: 'oui', domicile: 'sous_conditions', non_programmes: 'oui', competences: ['plaies', 'palliatifs'], telephone: '05 00 00 00 00', messagerie_securisee: 'claude.exemple@medecin.mssante.fr', precisions: 'Prévenir la veille.' }),
  audiences: { ...AUDIENCES_PAR_DEFAUT, langues: 'public', telephone: 'moi' }, ...avec,
});
