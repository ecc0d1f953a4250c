import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { type Connue, lireJour, lireRegistre, proposerColonnes, type References, type RoleColonne } from './import.ts';

const j = (s: string) => Jour.parse(s);
const uneConnue = (avec: Partial<Connue> & { nom: string }): Connue => ({ id: avec.nom, version: 1, cle: cleDeRecherche(avec.nom), membre: true, courriel: null, telephone: null, rpps: null, profession: null, fonction: null, commune: null, structure: null, collegeId: null, ...avec });
const uneReference = (avec: Partial<References> = {}): References => ({
  profession: (t) => ({ infirmier: '60', medecin: '10' })[cleDeRecherche(t)], categorie: (t) => (t === 'Pro' ? 'professionnel' : undefined), college: (t) => (t === 'Libéraux' ? 'L' : undefined), commune: (t) => (t === 'Brive' ? { code: '19031', nom: 'Brive-la-Gaillarde' } : undefined),
  place: (p) => ({ ok: true, valeur: p.collegeId }), connues: [], aujourdhui: j('2026-11-23'), defauts: { categorie: 'professionnel', depuis: j('2026-01-01') }, ...avec,
});
const COLONNES: readonly RoleColonne[] = ['nom_complet', 'courriel', 'rpps', 'profession', 'commune', 'membre_depuis'];
const TITRES = ['Nom', 'Courriel', 'RPPS', 'Métier', 'Commune', 'Depuis'];
const lire = (lignes: readonly (readonly (string | number | null)[])[], ref: Partial<References> = {}) => lireRegistre([TITRES, ...lignes], { rang: 0, colonnes: COLONNES }, uneReference(ref));

describe('les titres des colonnes', () => {
  test('sont reconnus quel que soit l’ordre ; un « nom » sans prénom est le nom entier', () => {
    expect(proposerColonnes(['Prénom', 'NOM', 'E-mail', 'Tél. portable', 'N° RPPS', 'Profession', 'Ville', 'Date d’adhésion', 'Observations'])).toEqual(['prenom', 'nom', 'courriel', 'telephone', 'rpps', 'profession', 'commune', 'membre_depuis', 'ignorer']);
    expect(proposerColonnes(['Nom', 'Mail'])).toEqual(['nom_complet', 'courriel']);
    expect(proposerColonnes(['Nom et prénom', 'Mail', 'Mail 2'])).toEqual(['nom_complet', 'courriel', 'ignorer']);
  });
});

describe('les jours d’un tableur', () => {
  // 1 January 2024 is day 45,292 of the 1900 date system.
  test.each([['12/03/2026', '2026-03-12'], ['1.2.2025', '2025-02-01'], ['2026-03-12', '2026-03-12'], [45_292, '2024-01-01']])('%s → %s', (brut, attendu) => expect(lireJour(brut)).toBe(attendu));
  test.each(['31/02/2026', 'hier', 12, 45_292.5])('%s ne se lit pas', (brut) => expect(lireJour(brut)).toBeUndefined());
});

describe('une ligne', () => {
  test('fait un membre : nom en capitales remis en casse, adresse en minuscules, commune trouvée, jour lu', () => {
    expect(lire([['DURAND-PETIT Camille', 'CAMILLE@Exemple.FR', '10 001 234 567', 'Infirmier', 'Brive', '12/03/2026']])).toMatchObject([{ ligne: 2, sort: 'creer', fiche: { nom: 'DURAND-PETIT Camille', courriel: 'camille@exemple.fr', rpps: '10001234567', profession: '60', fonction: null, commune: '19031', membreDepuis: '2026-03-12' } }]);
    expect(lireRegistre([['Prénom', 'Nom'], ['CAMILLE', 'D’ÉTÉ-LEROY']], { rang: 0, colonnes: ['prenom', 'nom'] }, uneReference())).toMatchObject([{ fiche: { nom: 'Camille D’Été-Leroy', membreDepuis: '2026-01-01' } }]);
  });

  test('un métier qui n’est pas de santé devient la fonction', () => {
    expect(lire([['Ana Élue', null, null, 'Adjointe au maire', null, null]])).toMatchObject([{ fiche: { profession: null, fonction: 'Adjointe au maire' } }]);
  });

  test.each([
    [['', 'a@b.fr', '', '', '', ''], { code: 'nom_absent' }],
    [['A B', 'pas une adresse', '', '', '', ''], { code: 'illisible', quoi: 'courriel', texte: 'pas une adresse' }],
    [['A B', '', '1234', '', '', ''], { code: 'illisible', quoi: 'rpps', texte: '1234' }],
    [['A B', '', '', '', 'Atlantide', ''], { code: 'inconnue', quoi: 'commune', texte: 'Atlantide' }],
    [['A B', '', '', '', '', 'un jour'], { code: 'illisible', quoi: 'membre_depuis', texte: 'un jour' }],
    [['A B', '', '', '', '', '24/11/2026'], { code: 'jour_futur', texte: '24/11/2026' }],
    [['x'.repeat(121), '', '', '', '', ''], { code: 'illisible', quoi: 'nom', texte: `${'x'.repeat(40)}…` }],
  ] as const)('%s est laissée de côté', (ligne, raison) => expect(lire([[...ligne]])).toMatchObject([{ ligne: 2, sort: 'rejeter', raison }]));

  test('le numéro dit est celui du tableur, lignes vides comprises', () => {
    expect(lire([['A B', null, null, null, null, null], [null, '', null, null, null, null], ['', 'c@d.fr', null, null, null, null]]).map((l) => [l.ligne, l.sort])).toEqual([[2, 'creer'], [4, 'rejeter']]);
  });
});

describe('les doublons', () => {
  test('dans le fichier : la seconde ligne dit le numéro de la première', () => {
    expect(lire([['A B', 'a@b.fr', '', '', '', ''], ['Autre Nom', 'A@B.FR', '', '', '', '']])[1]).toMatchObject({ sort: 'rejeter', raison: { code: 'deja_lue', ligne: 2 } });
    expect(lire([['A B', '', '', '', '', ''], ['a b', '', '', '', '', '']])[1]).toMatchObject({ raison: { code: 'deja_lue', ligne: 2 } });
  });

  test('avec le registre : par numéro, par adresse, ou par nom ; les blancs se complètent, rien n’est remplacé', () => {
    const connues = [uneConnue({ nom: 'Camille Durand', courriel: 'ancienne@b.fr', rpps: '10001234567' })];
    expect(lire([['C. Durand', 'neuve@b.fr', '10001234567', 'Infirmier', '', '']], { connues })).toMatchObject([{ sort: 'completer', champs: ['profession'], garde: ['courriel'] }]);
    expect(lire([['Camille DURAND', '', '', '', '', '']], { connues })).toMatchObject([{ sort: 'identique' }]);
    expect(lire([['Quelqu’un', 'ancienne@b.fr', '', '', '', '']], { connues })).toMatchObject([{ sort: 'identique' }]);
  });

  test('un homonyme d’une autre adresse n’est ni fondu ni ajouté en silence', () => {
    const connues = [uneConnue({ nom: 'Camille Durand', courriel: 'elle@b.fr' })];
    expect(lire([['Camille Durand', 'lui@b.fr', '', '', '', '']], { connues })).toMatchObject([{ sort: 'rejeter', raison: { code: 'homonyme' } }]);
    expect(lire([['Camille Durand', 'x@b.fr', '10001234567', '', '', '']], { connues: [uneConnue({ nom: 'A', rpps: '10001234567' }), uneConnue({ nom: 'B', courriel: 'x@b.fr' })] })).toMatchObject([{ raison: { code: 'homonyme' } }]);
  });

  test('une demande en cours se traite d’abord', () => expect(lire([['Ana Demande', '', '', '', '', '']], { connues: [uneConnue({ nom: 'Ana Demande', membre: false })] })).toMatchObject([{ raison: { code: 'partie' } }]));
});
