import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Jour } from './jour.ts';
import { accord, avecUnite, cleDeRecherche, enumerer, FINE, formaterDate, formaterDateCourte, formaterInstant, formaterJour, formaterNombre, formaterPart, NBSP, typographier } from './texte.ts';

test.each([
  [1, 'créneaux', '1 créneau'],
  [2, 'créneaux', '2 créneaux'],
  [1.5, 'patients inclus', '1,5 patient inclus'],
  [1, 'patients suivis', '1 patient suivi'],
  [1, 'créneaux de soins non programmés', '1 créneau de soins non programmés'],
  [1, 'hôpitaux partenaires', '1 hôpital partenaire'],
  [1, 'mois', '1 mois'],
  [1, 'ans', '1 an'],
  [1, 'lieux d’accueil', '1 lieu d’accueil'],
  [1, 'rendez-vous honorés', '1 rendez-vous honoré'],
  [1, '%', '1 %'],
  [1, '', '1'],
  [1, null, '1'],
  [1, 'tuyaux', '1 tuyau'],
  [1, 'matériaux de prévention', '1 matériau de prévention'],
  [1, 'travaux', '1 travail'],
  [1, 'journaux', '1 journal'],
  [1, 'postes locaux', '1 poste local'],
  [1, 'jeux', '1 jeu'],
  [1, 'taux', '1 taux'],
  [1, 'choix nombreux', '1 choix nombreux'],
  [1, 'cas', '1 cas'],
  [1, 'prix', '1 prix'],
  [1, 'avis', '1 avis'],
  [1, 'repas', '1 repas'],
  [1, 'corps', '1 corps'],
  [1, 'anticorps', '1 anticorps'],
  [1, 'parcours suivis', '1 parcours suivi'],
  [1, 'accès', '1 accès'],
  [1, 'patients reçus', '1 patient reçu'],
  [1, 'patients inclus', '1 patient inclus'],
  [1, 'virus', '1 virus'],
  [1, 'propos', '1 propos'],
  [1, 'sages-femmes', '1 sage-femme'],
  [1, 'aides-soignantes', '1 aide-soignante'],
  [1, 'demi-journées tenues', '1 demi-journée tenue'],
  [0.5, 'ETP', '0,5 ETP'],
  [1, 'MSPs', '1 MSPs'],
  [1, 'h/mois', '1 h/mois'],
  [1, 'patients/an', '1 patients/an'],
])('%d « %s » s’écrit « %s »', (n, unite, attendu) => {
  expect(avecUnite(n, unite).replaceAll(NBSP, ' ')).toBe(attendu);
});

test.each([
  [0, '0 commune'],
  [1, '1 commune'],
  [1.5, '1,5 commune'],
  [2, '2 communes'],
])('le pluriel commence à deux : %d', (n, attendu) => {
  expect(accord(n, 'commune').replaceAll(NBSP, ' ')).toBe(attendu);
});

test('nombres, parts et dates', () => {
  expect(formaterNombre(1234.5)).toBe(`1${FINE}234,5`);
  expect(formaterNombre(12.345, 0)).toBe('12');
  expect(formaterPart(0.125)).toBe(`12,5${NBSP}%`);
  expect(formaterJour(Jour.parse('2026-11-24'))).toBe('mardi 24 novembre');
  expect(formaterDate(Jour.parse('2026-05-01'))).toBe('1er mai 2026');
  expect(['2026-09-23', '2026-05-01'].map((j) => formaterDateCourte(Jour.parse(j)))).toEqual([`23${NBSP}sept.${NBSP}2026`, `1er${NBSP}mai${NBSP}2026`]);
});

test.each([
  ['Europe/Paris', '24 novembre 2026 à 0 h 30'],
  ['Indian/Reunion', '24 novembre 2026 à 3 h 30'],
  ['America/Cayenne', '23 novembre 2026 à 20 h 30'],
])('un instant se lit à l’heure de la CPTS (%s)', (fuseau, attendu) => {
  expect(formaterInstant(new Date('2026-11-23T23:30:00Z'), fuseau).replaceAll(NBSP, ' ')).toBe(attendu);
});

describe('la clé sous laquelle deux noms se comparent', () => {
  test.each([
    ['L’Haÿ-les-Roses', 'l hay les roses'],
    ['  Œuilly  ', 'oeuilly'],
    ['Saint-Étienne', 'saint etienne'],
    ['SAINT ETIENNE', 'saint etienne'],
    ['', ''],
  ])('« %s » : « %s »', (nom, cle) => {
    expect(cleDeRecherche(nom)).toBe(cle);
  });
  test('une clé est sa propre clé, faite de lettres, de chiffres et d’espaces simples', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (s) => {
        const cle = cleDeRecherche(s);
        expect(cle).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/);
        expect(cleDeRecherche(cle)).toBe(cle);
      }),
    );
  });
});

test.each([
  ["Qui vient ? L'équipe : tous !", `Qui vient${FINE}? L’équipe${NBSP}: tous${FINE}!`],
  ['« Non » à 12 %', `«${NBSP}Non${NBSP}» à 12${NBSP}%`],
  ['120 € ; voir https://exemple.fr', `120${NBSP}€${FINE}; voir https://exemple.fr`],
])('une phrase prend ses espaces français', (phrase, attendu) => {
  expect(typographier(phrase)).toBe(attendu);
  expect(typographier(typographier(phrase))).toBe(attendu);
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a et b'],
  [['a', 'b', 'c'], 'a, b et c'],
])('une énumération de %j', (mots, attendu) => {
  expect(enumerer(mots)).toBe(attendu);
});

/** The reference: what `Intl` itself writes, whatever the zone, on both sides of every change of clock. */
test.each(['Europe/Paris', 'Indian/Reunion', 'America/Guadeloupe', 'Pacific/Noumea', 'Australia/Lord_Howe', 'America/Miquelon'])('un instant se dit comme le dit Intl, à %s', (fuseau) => {
  const intl = new Intl.DateTimeFormat('fr-FR', { timeZone: fuseau, day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  for (let ms = Date.UTC(2025, 11, 30); ms < Date.UTC(2027, 0, 3); ms += 47 * 60_000 + 13_000) {
    expect(formaterInstant(new Date(ms), fuseau)).toBe(intl.format(ms).replace(/^1 /, '1er ').replace(/ à 0(\d:)/, ' à $1').replace(':', `${NBSP}h${NBSP}`));
  }
});
