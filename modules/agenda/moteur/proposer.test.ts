import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { DemandeDeDate } from './demande.ts';
import { EXEMPLE } from './exemple.ts';
import { phraseRefusDeDate, proposer } from './proposer.ts';

type Brute = z.input<typeof DemandeDeDate>;
const demander = (d: Brute) => proposer(DemandeDeDate.parse(d));
const dates = (d: Brute) => {
  const r = demander(d);
  return r.ok ? r.valeur.dates : [];
};
const LUNDI = { fenetre: { du: '2027-01-11', au: '2027-01-11' }, heures: { de: '18:00', a: '22:00' }, dureeMinutes: 60, pasMinutes: 60 as const, unParJour: false, nombre: 100 };

describe('une demande de date', () => {
  test('l’exemple a ses trois dates, et la même demande redonne la même réponse', () => {
    const d = DemandeDeDate.parse(EXEMPLE);
    expect(dates(EXEMPLE)).toHaveLength(3);
    expect(JSON.stringify(proposer(d))).toBe(JSON.stringify(proposer(d)));
  });

  test('sans autre précision que les personnes et la fenêtre, tout a un défaut', () => {
    expect(dates({ fenetre: { du: '2027-01-09', au: '2027-01-15' }, personnes: [{ id: 'a' }] }).map((x) => x.debut)).toEqual(['2027-01-11T08:00:00+01:00', '2027-01-12T08:00:00+01:00', '2027-01-13T08:00:00+01:00']);
  });

  test.each([
    ['16:59', ['2027-01-11T18:00:00+01:00']],
    ['18:00', ['2027-01-11T18:00:00+01:00']],
    ['18:01', ['2027-01-11T19:00:00+01:00']],
  ])('une consultation qui finit à %s laisse venir à partir de là', (a, premier) => {
    expect(dates({ ...LUNDI, personnes: [{ id: 'a', consultations: [{ jours: [1], de: '09:00', a }] }] }).map((x) => x.debut).slice(0, 1)).toEqual(premier);
  });

  test('à égalité de présents, la soirée va à ceux qui en ont le moins donné, puis la date la plus proche l’emporte', () => {
    const [a, b] = [{ id: 'a', soireesDeja: 5, reponses: [{ debut: '2027-01-12T20:00', reponse: 'non' as const }] }, { id: 'b', soireesDeja: 1, reponses: [{ debut: '2027-01-11T20:00', reponse: 'non' as const }] }];
    const d = { fenetre: { du: '2027-01-11', au: '2027-01-12' }, heures: { de: '20:00', a: '22:00' }, personnes: [a, b] };
    expect(dates(d)[0]).toMatchObject({ jour: '2027-01-12', presents: ['b'], criteres: { equite: 3 } });
    expect(dates({ ...d, personnes: [{ ...a, soireesDeja: 1 }, b] })[0]?.jour).toBe('2027-01-11');
  });

  test('personne n’a deux soirs de suite si une autre date vaut autant', () => {
    const r = dates({ fenetre: { du: '2027-01-11', au: '2027-01-13' }, heures: { de: '20:00', a: '22:00' }, personnes: [{ id: 'a', soirsPris: ['2027-01-10'] }, { id: 'b' }] });
    expect(r.map((x) => [x.jour, x.criteres.deuxSoirsDeSuite])).toEqual([['2027-01-12', 0], ['2027-01-13', 0], ['2027-01-11', 1]]);
    expect(r[2]?.couts.map((c) => c.phrase)).toContain('a aurait deux soirs de suite.');
  });

  test('deux soirs de suite pèsent plus que l’équité : c’est l’ordre écrit de l’objectif', () => {
    // On the 11th only a, who gave the 10th and nothing else: equity 1. On the 13th only b, who gave three: equity 7, nobody twice in a row.
    const libre = (id: string, jour: string) => ({ id, reponses: ['2027-01-11', '2027-01-13'].map((j) => ({ debut: `${j}T20:00`, reponse: j === jour ? ('oui' as const) : ('non' as const) })) });
    const personnes = [{ ...libre('a', '2027-01-11'), soirsPris: ['2027-01-10'] }, { ...libre('b', '2027-01-13'), soireesDeja: 3 }];
    expect(dates({ creneaux: ['2027-01-11T20:00', '2027-01-13T20:00'], personnes }).map((x) => [x.jour, x.criteres.deuxSoirsDeSuite, x.criteres.equite])).toEqual([['2027-01-13', 0, 7], ['2027-01-11', 1, 1]]);
  });

  test.each([[2, true], [3, true], [4, false]])('avec %i soirées données sur 4 au plus, la personne peut encore le soir : %s', (deja, vient) => {
    const d = { ...LUNDI, maxSoirees: 4, quorum: { presents: 0 }, personnes: [{ id: 'a', soireesDeja: deja, reponses: [{ debut: '2027-01-11T20:00', reponse: 'oui' as const }] }] };
    expect(dates(d).some((x) => x.soiree && x.presents.includes('a'))).toBe(vient && deja < 4);
  });

  test('une date dans les vacances passe après toute date hors vacances, et jamais si elles sont interdites', () => {
    const d = { fenetre: { du: '2027-01-11', au: '2027-01-12' }, periodesVacances: [{ du: '2027-01-11', au: '2027-01-11', nom: 'essai' }], personnes: [{ id: 'a' }, { id: 'b', conges: [{ du: '2027-01-12', au: '2027-01-12' }] }] };
    expect(dates(d).map((x) => [x.jour, x.vacances, x.presents.length])).toEqual([['2027-01-12', null, 1], ['2027-01-11', 'essai', 2]]);
    expect(dates({ ...d, vacances: 'interdites' }).map((x) => x.jour)).toEqual(['2027-01-12']);
    expect(dates({ ...d, vacances: 'permises' })[0]?.jour).toBe('2027-01-11');
  });

  test('la salle la plus petite qui suffit est prise, les personnes à distance n’y comptent pas', () => {
    const salles = [{ nom: 'grande', places: 10 }, { nom: 'petite', places: 1 }];
    expect(dates({ ...LUNDI, salles, personnes: [{ id: 'a' }, { id: 'b', lieu: 'a_distance' }] })[0]?.salle).toBe('petite');
    expect(dates({ ...LUNDI, salles, personnes: [{ id: 'a' }, { id: 'b' }] })[0]?.salle).toBe('grande');
  });

  test('une heure qui n’existe pas n’est pas proposée ; une heure double l’est une fois ; la durée est réelle', () => {
    const nuit = { heures: { de: '00:00', a: '06:00' }, joursSemaine: [7], dureeMinutes: 60, pasMinutes: 60 as const, unParJour: false, nombre: 50, personnes: [{ id: 'a' }] };
    expect(dates({ ...nuit, fenetre: { du: '2027-03-28', au: '2027-03-28' } }).map((x) => x.debut.slice(11))).toEqual(['00:00:00+01:00', '01:00:00+01:00', '03:00:00+02:00', '04:00:00+02:00', '05:00:00+02:00']);
    expect(dates({ ...nuit, fenetre: { du: '2027-10-31', au: '2027-10-31' } }).map((x) => [x.debut.slice(11), x.fin.slice(11, 19)])).toContainEqual(['02:00:00+02:00', '02:00:00']);
  });

  test('aucune date : le refus nomme la contrainte qui bloque et ce qu’on gagne à la lever', () => {
    const r = demander({ ...LUNDI, quorum: { presents: 1, professions: { medecin: 2 } }, personnes: [{ id: 'a', profession: 'medecin' }, { id: 'b', profession: 'medecin', conges: [{ du: '2027-01-01', au: '2027-01-31' }] }] });
    expect(r).toMatchObject({ ok: false, refus: { code: 'aucune_date', blocages: [{ contrainte: 'quorum.professions', cible: 'medecin', auMieux: 1, datesPossibles: 4 }] } });
    expect(r.ok ? '' : phraseRefusDeDate(r.refus)).toContain('Ramener le quorum de profession « medecin » de 2 à 1 : 4\u00a0créneaux possibles, le meilleur lundi 11 janvier 2027');
  });

  test('deux contraintes qui bloquent ensemble sont nommées ensemble', () => {
    const r = demander({ ...LUNDI, joursSemaine: [1, 2, 3, 4, 5, 6, 7], heures: { de: '00:00', a: '24:00' }, interdits: [{ debut: '2027-01-11T00:00', fin: '2027-01-12T00:00' }], feriesAjoutes: [{ jour: '2027-01-11' }], personnes: [{ id: 'a' }] });
    expect(r).toMatchObject({ ok: false, refus: { blocages: [], ensemble: { contraintes: ['les moments interdits', 'les jours fériés'], datesPossibles: 24 } } });
  });

  test('une personne essentielle qui manque seule est nommée', () => {
    const r = demander({ ...LUNDI, personnes: [{ id: 'a', role: 'essentiel' }, { id: 'b', nom: 'Dr B', role: 'essentiel', occupations: [{ debut: '2027-01-01T00:00', fin: '2027-02-01T00:00' }] }] });
    expect(r.ok ? '' : phraseRefusDeDate(r.refus)).toContain('Tenir la réunion sans exiger Dr B');
  });

  test.each(['2027-01-11T18:00', '2027-01-11T18:00:00', '2027-01-11T18:00:00.000', '2027-01-11T17:00:00Z', '2027-01-11T17:00:00.000Z', '2027-01-11T19:00:00+02:00'])('%s est le même moment, écrit autrement', (debut) => {
    expect(dates({ creneaux: [debut], personnes: [{ id: 'a' }] }).map((x) => x.debut)).toEqual(['2027-01-11T18:00:00+01:00']);
  });

  test('une fenêtre sans créneau est refusée avec sa raison', () => {
    expect(demander({ fenetre: { du: '2027-01-09', au: '2027-01-10' }, personnes: [{ id: 'a' }] })).toMatchObject({ ok: false, refus: { code: 'aucun_creneau' } });
  });

  test('si personne ne peut jamais, le refus ne promet rien', () => {
    const r = demander({ ...LUNDI, personnes: [{ id: 'a', conges: [{ du: '2027-01-01', au: '2027-12-31' }] }] });
    expect(r).toMatchObject({ ok: false, refus: { code: 'aucune_date', blocages: [], ensemble: null } });
  });

  test.each([
    [{ personnes: [{ id: 'a' }] }, 'Donnez une fenetre'],
    [{ ...LUNDI, personnes: [{ id: 'a' }, { id: 'a' }] }, 'même id'],
    [{ ...LUNDI, personnes: [] }, ''],
    [{ ...LUNDI, fenetre: { du: '2027-02-30', au: '2027-03-01' }, personnes: [{ id: 'a' }] }, 'doit exister'],
    [{ ...LUNDI, fuseau: 'Europe/Nulle-Part', personnes: [{ id: 'a' }] }, 'fuseau'],
    [{ ...LUNDI, inconnue: 1, personnes: [{ id: 'a' }] }, ''],
    [{ ...LUNDI, personnes: [{ id: 'a', occupations: [{ debut: '2027-03-01T10:00', fin: '2027-03-01T09:00' }] }] }, 'finit après avoir commencé'],
    [{ ...LUNDI, interdits: [{ debut: '2027-03-01T10:00Z', fin: '2027-03-01T09:00Z' }], personnes: [{ id: 'a' }] }, 'finit après avoir commencé'],
    [{ ...LUNDI, interdits: [{ debut: '2027-03-01T10:00', fin: '2027-03-01T08:59Z' }], personnes: [{ id: 'a' }] }, 'finit après avoir commencé'],
    [{ ...LUNDI, interdits: [{ debut: '2027-03-01T10:00+01:00', fin: '2027-03-01T09:00Z' }], personnes: [{ id: 'a' }] }, 'finit après avoir commencé'],
    [{ ...LUNDI, interdits: [{ debut: '2027-03-01T10:00:00', fin: '2027-03-01T09:00' }], personnes: [{ id: 'a' }] }, 'finit après avoir commencé'],
    [{ ...LUNDI, personnes: [{ id: 'a', consultations: [{ jours: [1], de: '20:00', a: '06:00' }] }] }, 'une nuit s’écrit en deux plages'],
    [{ creneaux: ['2027-01-11T10:00+15:00'], personnes: [{ id: 'a' }] }, 'Un moment s’écrit'],
    [{ creneaux: ['2027-01-11T10:00-12:75'], personnes: [{ id: 'a' }] }, 'Un moment s’écrit'],
    [{ fenetre: { du: '9999-12-27', au: '9999-12-31' }, personnes: [{ id: 'a' }] }, 'de 2000 à 2199'],
    [{ creneaux: ['1999-12-31T20:00'], personnes: [{ id: 'a' }] }, 'de 2000 à 2199'],
    [{ ...LUNDI, personnes: [{ id: 'a' }, { id: 'b' }, { id: 'b' }] }, 'même id : « b »'],
    [{ ...LUNDI, salles: [{ nom: 'S', places: 1 }, { nom: 'S', places: 2 }], personnes: [{ id: 'a' }] }, 'même nom : « S »'],
  ])('une entrée fausse est refusée : %#', (d, phrase) => {
    const lu = DemandeDeDate.safeParse(d);
    expect(lu.success).toBe(false);
    expect(lu.error?.message).toContain(phrase);
  });
});

/** What somebody would try with `--aide`, `--schema` and `--exemple` only. */
describe('aux limites de ce que l’aide promet', () => {
  const refusDe = (d: Brute): string => {
    const r = demander(d);
    return r.ok ? '' : phraseRefusDeDate(r.refus);
  };

  test('absente « jusqu’à nouvel ordre », prise depuis toujours : la personne ne vient pas, sans erreur', () => {
    for (const absence of [{ conges: [{ du: '1000-01-01', au: '9999-12-31' }] }, { occupations: [{ debut: '1000-01-01T00:00', fin: '9999-12-31T23:59' }] }]) {
      expect(dates({ ...LUNDI, nombre: 1, personnes: [{ id: 'a', ...absence }, { id: 'b' }] })[0]?.presents).toEqual(['b']);
    }
  });

  test('un intervalle dont un bout porte un décalage et l’autre non se lit dans le fuseau', () => {
    const occupe = { id: 'a', occupations: [{ debut: '2027-01-11T19:00', fin: '2027-01-11T19:00Z' }] };
    expect(dates({ ...LUNDI, quorum: { presents: 0 }, personnes: [occupe] }).filter((x) => x.presents.length === 0).map((x) => x.debut.slice(11, 16))).toEqual(['19:00']);
  });

  test.each([
    ['2027-01-11T22:00', 120, 'de 22\u00a0h à minuit'],
    ['2027-01-11T23:00', 120, 'de 23\u00a0h à 1\u00a0h le lendemain'],
    ['2027-03-27T23:30', 1440, 'de 23\u00a0h\u00a030 à 0\u00a0h\u00a030 le surlendemain'],
  ])('un créneau demandé à %s pour %i minutes passe minuit en le disant', (debut, dureeMinutes, phrase) => {
    expect(dates({ creneaux: [debut], dureeMinutes, joursFeries: 'permis', personnes: [{ id: 'a' }] })[0]?.libelle).toContain(phrase);
  });

  test('dans une fenêtre, aucune réunion ne passe minuit ; une durée qui ne tombe pas sur le pas finit quand même à l’heure', () => {
    const soir = { fenetre: { du: '2027-01-11', au: '2027-01-11' }, heures: { de: '22:00', a: '24:00' }, pasMinutes: 30 as const, unParJour: false, nombre: 9, personnes: [{ id: 'a' }] };
    expect(dates({ ...soir, dureeMinutes: 37 }).map((x) => [x.debut.slice(11, 16), x.fin.slice(11, 16)])).toEqual([['22:00', '22:37'], ['22:30', '23:07'], ['23:00', '23:37']]);
    expect(dates({ ...soir, dureeMinutes: 60 }).map((x) => x.debut.slice(11, 16))).toEqual(['22:00', '22:30', '23:00']);
  });

  /** @source IANA: none of these zones but Miquelon changes its clocks; Miquelon follows North America (second Sunday of March 2027: the 14th). */
  test.each([
    ['America/Guadeloupe', '2027-07-01', '-04:00'], ['America/Martinique', '2027-01-04', '-04:00'], ['America/Cayenne', '2027-07-01', '-03:00'], ['Indian/Reunion', '2027-07-01', '+04:00'], ['Indian/Mayotte', '2027-01-04', '+03:00'],
    ['Pacific/Noumea', '2027-01-04', '+11:00'], ['Pacific/Tahiti', '2027-07-01', '-10:00'], ['America/Miquelon', '2027-03-12', '-03:00'], ['America/Miquelon', '2027-03-15', '-02:00'], ['Europe/Paris', '2027-03-26', '+01:00'], ['Europe/Paris', '2027-03-29', '+02:00'],
  ])('à %s, le %s à 9 h est écrit avec %s', (fuseau, jour, decalage) => {
    expect(dates({ fuseau, fenetre: { du: jour, au: jour }, heures: { de: '09:00', a: '11:00' }, joursFeries: 'permis', personnes: [{ id: 'a' }] }).map((x) => x.debut)).toEqual([`${jour}T09:00:00${decalage}`]);
  });

  /** @source code du travail, L3134-13 and L3422-2; décret 83-1003; Easter 2027 is on 28 March. */
  test.each([
    ['alsace_moselle', '2027-03-26'], ['alsace_moselle', '2028-12-26'], ['mayotte', '2027-04-27'], ['martinique', '2028-05-22'], ['guadeloupe', '2027-05-27'], ['saint_martin', '2027-05-28'], ['guyane', '2027-06-10'], ['saint_barthelemy', '2028-10-09'], ['la_reunion', '2027-12-20'],
  ] as const)('jour férié de %s, le %s ne l’est pas en métropole', (feries, jour) => {
    const d = { fenetre: { du: jour, au: jour }, personnes: [{ id: 'a' }] };
    expect([dates({ ...d, feries }).length, dates(d).length, dates({ ...d, feries: 'aucun' }).length]).toEqual([0, 1, 1]);
    expect(refusDe({ ...d, feries })).toContain('Accepter les jours fériés');
  });

  test('chaque zone a ses vacances ; sans zone, seules celles que la demande écrit comptent', () => {
    const hiver = (zoneScolaire: 'A' | 'B' | 'C' | null, jour: string): string | null | undefined => dates({ fenetre: { du: jour, au: jour }, zoneScolaire, personnes: [{ id: 'a' }] })[0]?.vacances;
    // 2026, day by day in the ministry's file: A from 7 to 22 February, B from 14 February to 1 March, C from 21 February to 8 March.
    expect((['A', 'B', 'C', null] as const).map((z) => hiver(z, '2026-02-12'))).toEqual(['hiver', null, null, null]);
    expect((['A', 'B', 'C', null] as const).map((z) => hiver(z, '2026-02-26'))).toEqual([null, 'hiver', 'hiver', null]);
    expect((['A', 'B', 'C', null] as const).map((z) => hiver(z, '2026-03-06'))).toEqual([null, null, 'hiver', null]);
  });

  test('aucune soirée permise : le jour reste ; le soir, personne n’est compté', () => {
    const d = { ...LUNDI, heures: { de: '17:00', a: '21:00' }, maxSoirees: 0, quorum: { presents: 0 }, personnes: [{ id: 'a' }] };
    expect(dates(d).map((x) => [x.debut.slice(11, 16), x.soiree, x.presents.length])).toEqual([['17:00', false, 1], ['18:00', false, 1], ['19:00', true, 0], ['20:00', true, 0]]);
  });

  test('un quorum plus grand que la demande le dit, avec ce qu’on peut réunir', () => {
    const gens = [{ id: 'a', profession: 'medecin' }, { id: 'b' }];
    expect(refusDe({ ...LUNDI, quorum: { presents: 5 }, personnes: gens })).toMatch(/exige 5.personnes de rôle essentiel ou utile ; la demande en compte 2[^]*Ramener le quorum de 5 à 2/);
    expect(refusDe({ ...LUNDI, quorum: { professions: { sage_femme: 1 } }, personnes: gens })).toMatch(/profession « sage_femme » ; la demande n’en compte aucune[^]*Ne rien exiger de profession « sage_femme » : 4.créneaux/);
    expect(refusDe({ ...LUNDI, personnes: [{ id: 'a', role: 'informe' }] })).toMatch(/exige 1.personne de rôle essentiel ou utile ; la demande n’en compte aucune/);
  });

  test('toutes les personnes essentielles prises : le refus dit ce que donnerait la réunion sans elles', () => {
    const absente = { role: 'essentiel' as const, conges: [{ du: '2027-01-11', au: '2027-01-11' }] };
    const r = demander({ ...LUNDI, personnes: [{ id: 'a', ...absente }, { id: 'b', ...absente }, { id: 'c' }] });
    expect(r).toMatchObject({ ok: false, refus: { blocages: [{ contrainte: 'quorum.essentiels', auMieux: 0, datesPossibles: 4 }] } });
    expect(r.ok ? '' : phraseRefusDeDate(r.refus)).toContain('N’exiger aucune personne essentielle');
  });

  test('des interdits qui se chevauchent ne comptent qu’une fois', () => {
    const d = { ...LUNDI, personnes: [{ id: 'a' }], interdits: [{ debut: '2027-01-11T17:00', fin: '2027-01-11T19:00' }, { debut: '2027-01-11T18:30', fin: '2027-01-11T20:00' }], plagesInterdites: [{ jours: [1], de: '18:00', a: '20:00' }] };
    expect(dates(d).map((x) => x.debut.slice(11, 16))).toEqual(['20:00', '21:00']);
  });

  test('de plusieurs ensembles de même taille, le refus lève celui qui libère le plus de créneaux', () => {
    // The 11th is forbidden and a holiday: one slot. On the 12th and the 13th it is vacation, and nobody is there: two.
    const jours = ['2027-01-11', '2027-01-12', '2027-01-13'].map((j) => `${j}T10:00`);
    const r = demander({ creneaux: jours, vacances: 'interdites', interdits: [{ debut: '2027-01-11T00:00', fin: '2027-01-12T00:00' }], feriesAjoutes: [{ jour: '2027-01-11' }], periodesVacances: [{ du: '2027-01-12', au: '2027-01-13' }], personnes: [{ id: 'a', conges: [{ du: '2027-01-12', au: '2027-01-13' }] }] });
    expect(r).toMatchObject({ ok: false, refus: { blocages: [], ensemble: { contraintes: ['les vacances scolaires', 'le quorum'], datesPossibles: 2 } } });
  });

  test('de six personnes essentielles qui manquent seules, cinq sont nommées : d’abord celle qui libère le plus de créneaux', () => {
    // a to e are each the only one missing at one slot, f at three.
    const creneaux = Array.from({ length: 8 }, (_, i) => `2027-01-${11 + i}T10:00`);
    const personnes = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, i) => ({ id, role: 'essentiel' as const, reponses: creneaux.slice(i, i === 5 ? 8 : i + 1).map((debut) => ({ debut, reponse: 'non' as const })) }));
    const r = demander({ creneaux, personnes });
    const nommees = r.ok || r.refus.code !== 'aucune_date' ? [] : r.refus.blocages.flatMap((b) => (b.contrainte === 'personnes.role' ? [[b.cible, b.datesPossibles]] : []));
    expect(nommees).toEqual([['f', 3], ['a', 1], ['b', 1], ['c', 1], ['d', 1]]);
  });

  test('un seuil hors de portée : seul l’effet de le lever est promis, avec ce que donnent les autres seuils', () => {
    // Two doctors asked of one: forbidden moments let go, dates would still lack a doctor.
    const r = demander({ ...LUNDI, quorum: { presents: 1, professions: { medecin: 2 } }, interdits: [{ debut: '2027-01-11T18:00', fin: '2027-01-11T20:00' }], personnes: [{ id: 'a', profession: 'medecin' }] });
    expect(r).toMatchObject({ ok: false, refus: { blocages: [{ contrainte: 'quorum.professions', cible: 'medecin', auMieux: 1, datesPossibles: 2 }] } });
  });

  test('le maximum de soirées de la demande bloque toutes les dates : le refus dit ce que donne le dépasser', () => {
    // Of the four slots of LUNDI, a is at work at 18:00; the three others are evenings, and she has given her two.
    const r = demander({ ...LUNDI, soireeApres: '19:00', maxSoirees: 2, personnes: [{ id: 'a', soireesDeja: 2, occupations: [{ debut: '2027-01-11T00:00', fin: '2027-01-11T19:00' }] }] });
    expect(r).toMatchObject({ ok: false, refus: { blocages: [{ contrainte: 'maxSoirees', datesPossibles: 3 }] } });
  });
});
