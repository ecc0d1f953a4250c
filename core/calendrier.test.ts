import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dimancheDePaques, dureeEnTexte, echeance, estOuvrable, estOuvre, jourDeLaSemaine, joursFeries, joursOuvresEntre, nomDuFerie, plusJoursOuvres, reporter, ZoneFeries, zoneFeries } from './calendrier.ts';
import { ecartEnJours, Jour, plusJours } from './jour.ts';

const jour = (texte: string): Jour => Jour.parse(texte);
const unJour = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2150-12-31T00:00:00Z'), noInvalidDate: true }).map((d) => jour(d.toISOString().slice(0, 10)));
const uneZone = fc.constantFrom(...ZoneFeries.options);

describe('Pâques', () => {
  test.each(['1818-03-22', '1943-04-25', '2000-04-23', '2008-03-23', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25', '2285-03-22'])('%s', (attendu) => {
    expect(dimancheDePaques(Number(attendu.slice(0, 4)))).toBe(attendu);
  });
  test('le dimanche qui suit la pleine lune ecclésiastique, calculée autrement (épacte de Clavius)', () => {
    // Independent reference: golden number, century corrections and epact, then the first Sunday after the Paschal moon.
    const parEpacte = (annee: number): Jour => {
      const nombreDOr = (annee % 19) + 1;
      const siecle = Math.floor(annee / 100) + 1;
      const solaire = Math.floor((3 * siecle) / 4) - 12;
      const lunaire = Math.floor((8 * siecle + 5) / 25) - 5;
      let epacte = (((11 * nombreDOr + 20 + lunaire - solaire) % 30) + 30) % 30;
      if ((epacte === 25 && nombreDOr > 11) || epacte === 24) epacte += 1;
      const lune = plusJours(jour(`${annee}-03-01`), (44 - epacte < 21 ? 74 - epacte : 44 - epacte) - 1);
      return plusJours(lune, 7 - (new Date(`${lune}T00:00:00Z`).getUTCDay() % 7));
    };
    for (let annee = 1600; annee <= 2500; annee += 1) expect(dimancheDePaques(annee)).toBe(parEpacte(annee));
  });
});

describe('les jours fériés', () => {
  test('onze en métropole, treize en Alsace et en Moselle, douze outre-mer', () => {
    expect(ZoneFeries.options.map((z) => [z, joursFeries(2026, z).length])).toEqual([['metropole', 11], ['alsace_moselle', 13], ['guadeloupe', 12], ['guyane', 12], ['martinique', 12], ['mayotte', 12], ['la_reunion', 12], ['saint_barthelemy', 12], ['saint_martin', 12]]);
  });
  test.each([
    ['2026-05-14', 'Ascension', 'metropole'],
    ['2026-05-25', 'lundi de Pentecôte', 'metropole'],
    ['2026-04-03', 'Vendredi saint', 'alsace_moselle'],
    ['2026-12-26', 'lendemain de Noël', 'alsace_moselle'],
    ['2026-12-20', 'abolition de l’esclavage', 'la_reunion'],
  ] as const)('%s : %s (%s)', (j, nom, zone) => {
    expect(nomDuFerie(jour(j), zone)).toBe(nom);
  });
  test('le Vendredi saint et l’abolition ne valent que là où ils valent', () => {
    expect(nomDuFerie(jour('2026-04-03'))).toBeUndefined();
    expect(nomDuFerie(jour('2026-12-20'), 'guyane')).toBeUndefined();
  });

  const fichier = join(process.env.MAILLAGE_DONNEES ?? '', 'calendriers', 'jours_feries.csv.gz');
  const present = process.env.MAILLAGE_DONNEES !== undefined && existsSync(fichier);
  if (!present) console.info('Jours fériés officiels non comparés : MAILLAGE_DONNEES ne désigne pas de dossier « calendriers ».');
  test.runIf(present)('les mêmes que le fichier officiel, zone par zone, de 2020 à 2027', () => {
    const noms: Readonly<Record<ZoneFeries, string>> = { metropole: 'Métropole', alsace_moselle: 'Alsace-Moselle', guadeloupe: 'Guadeloupe', guyane: 'Guyane', martinique: 'Martinique', mayotte: 'Mayotte', la_reunion: 'La Réunion', saint_barthelemy: 'Saint-Barthélémy', saint_martin: 'Saint-Martin' };
    const lignes = gunzipSync(readFileSync(fichier)).toString('utf8').trim().split('\n').slice(1).map((l) => l.split(','));
    expect(lignes.length).toBeGreaterThan(150);
    for (const zone of ZoneFeries.options) {
      for (let annee = 2020; annee <= 2027; annee += 1) {
        const officiels = lignes.filter(([date, , zones]) => date?.startsWith(String(annee)) && zones?.split('|').includes(noms[zone])).map(([date]) => date ?? '').toSorted((x, y) => x.localeCompare(y));
        expect(joursFeries(annee, zone).map((f) => f.jour), `${zone} ${annee}`).toEqual(officiels);
      }
    }
  });
});

describe('jours ouvrés', () => {
  test('le jour de la semaine est celui de l’horloge', () => {
    fc.assert(fc.property(unJour, (j) => {
      expect(jourDeLaSemaine(j) % 7).toBe(new Date(`${j}T12:00:00Z`).getUTCDay());
    }));
  });
  test.each([
    ['2026-11-20', true, true, 'vendredi'],
    ['2026-11-21', false, true, 'samedi'],
    ['2026-11-22', false, false, 'dimanche'],
    ['2026-11-11', false, false, 'mercredi férié'],
    ['2025-11-01', false, false, 'samedi férié'],
  ] as const)('%s : ouvré %s, ouvrable %s (%s)', (j, ouvre, ouvrable, _motif) => {
    expect([estOuvre(jour(j)), estOuvrable(jour(j))]).toEqual([ouvre, ouvrable]);
  });
  test.each([
    ['2026-04-03', 1, '2026-04-07', 'par-dessus Pâques'],
    ['2026-04-03', 0, '2026-04-03', 'aucun jour'],
    ['2026-04-05', 0, '2026-04-05', 'aucun jour, même un dimanche'],
    ['2026-04-07', -1, '2026-04-03', 'à rebours'],
    ['2026-12-24', 2, '2026-12-29', 'par-dessus Noël'],
    ['2026-12-31', 1, '2027-01-04', 'd’une année à l’autre'],
  ] as const)('%s et %i : %s (%s)', (j, n, attendu, _motif) => {
    expect(plusJoursOuvres(jour(j), n)).toBe(attendu);
  });
  test('compter défait ajouter, dans toutes les zones', () => {
    fc.assert(fc.property(unJour, fc.integer({ min: 1, max: 300 }), uneZone, (j, n, zone) => {
      const fin = plusJoursOuvres(j, n, zone);
      expect(estOuvre(fin, zone)).toBe(true);
      expect(joursOuvresEntre(j, fin, zone)).toBe(n);
      expect(joursOuvresEntre(fin, j, zone)).toBe(-n);
    }));
  });
});

describe('une échéance', () => {
  test.each([
    ['2026-01-31', { n: 1, unite: 'mois' }, '2026-02-28', 'fin de mois'],
    ['2024-01-31', { n: 1, unite: 'mois' }, '2024-02-29', 'fin de mois, année bissextile'],
    ['2024-02-29', { n: 1, unite: 'annees' }, '2025-02-28', 'un an après le 29 février'],
    ['2026-12-31', { n: 2, unite: 'mois' }, '2027-02-28', 'deux mois après la Saint-Sylvestre'],
    ['2026-11-22', { n: 15, unite: 'jours' }, '2026-12-07', 'quinze jours'],
    ['2026-11-20', { n: 2, unite: 'jours_ouvres' }, '2026-11-24', 'deux jours ouvrés'],
    ['2026-12-07', { n: -15, unite: 'jours' }, '2026-11-22', 'à rebours'],
  ] as const)('%s et %o : %s (%s)', (depart, duree, attendu, _motif) => {
    expect(echeance(jour(depart), duree)).toBe(attendu);
  });
  test('un délai franc laisse un jour de plus', () => {
    expect(echeance(jour('2026-11-02'), { n: 15, unite: 'jours' }, { franc: true })).toBe('2026-11-18');
    expect(echeance(jour('2026-11-18'), { n: -15, unite: 'jours' }, { franc: true })).toBe('2026-11-02');
  });
  test.each([
    ['2026-09-11', '2026-11-11', '2026-11-12', '2026-11-10', 'un férié'],
    ['2026-09-21', '2026-11-21', '2026-11-23', '2026-11-20', 'un samedi'],
    ['2026-09-22', '2026-11-22', '2026-11-23', '2026-11-20', 'un dimanche'],
    ['2026-02-05', '2026-04-05', '2026-04-07', '2026-04-03', 'le jour de Pâques, lundi compris'],
    ['2026-09-20', '2026-11-20', '2026-11-20', '2026-11-20', 'un vendredi ordinaire'],
  ] as const)('deux mois après le %s tombent le %s : reportés au %s, ou avancés au %s (%s)', (depart, brute, suivant, precedent, _motif) => {
    const deuxMois = { n: 2, unite: 'mois' } as const;
    expect(echeance(jour(depart), deuxMois)).toBe(brute);
    expect(echeance(jour(depart), deuxMois, { report: 'jour_ouvre_suivant' })).toBe(suivant);
    expect(echeance(jour(depart), deuxMois, { report: 'jour_ouvre_precedent' })).toBe(precedent);
  });
  test('le report ne touche que les jours non ouvrés, et va au plus proche', () => {
    fc.assert(fc.property(unJour, uneZone, (j, zone) => {
      const suivant = reporter(j, 'jour_ouvre_suivant', zone);
      expect(estOuvre(suivant, zone)).toBe(true);
      if (estOuvre(j, zone)) expect(suivant).toBe(j);
      for (let n = 0; n < ecartEnJours(j, suivant); n += 1) expect(estOuvre(plusJours(j, n), zone)).toBe(false);
    }));
  });
  test('se dit en mots', () => {
    expect([dureeEnTexte({ n: 2, unite: 'mois' }), dureeEnTexte({ n: 1, unite: 'annees' }), dureeEnTexte({ n: 15, unite: 'jours' }), dureeEnTexte({ n: 1, unite: 'jours_ouvres' })]).toEqual(['2\u00a0mois', '1\u00a0an', '15\u00a0jours', '1\u00a0jour ouvré']);
  });
});

test.each([
  [{ departement: '67' }, 'alsace_moselle'],
  [{ departement: '974', fuseau: 'Europe/Paris' }, 'la_reunion'],
  [{ departement: '31', fuseau: 'Europe/Paris' }, 'metropole'],
  [{ fuseau: 'America/Cayenne' }, 'guyane'],
  [{}, 'metropole'],
] as const)('%o : zone %s', (lieu, attendu) => {
  expect(zoneFeries(lieu)).toBe(attendu);
});
