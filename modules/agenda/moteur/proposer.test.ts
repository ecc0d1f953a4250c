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
  ])('une entrée fausse est refusée : %#', (d, phrase) => {
    const lu = DemandeDeDate.safeParse(d);
    expect(lu.success).toBe(false);
    expect(lu.error?.message).toContain(phrase);
  });
});
