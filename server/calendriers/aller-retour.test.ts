import nodeIcal from 'node-ical';
import { describe, expect, test } from 'vitest';
import { ecrireCalendrier, type EvenementIcs } from '#modules/agenda/moteur/calendrier-ics.ts';
import { lireAvecNodeIcal, lireAvecPython, pythonPresent } from './essais.ts';

/** One meeting every second Tuesday of the month, across both changes of the clock; the third is left out. */
const serie: EvenementIcs = {
  uid: 'série-1@exemple.invalid', sequence: 0, titre: 'Soins non programmés ; bilan, suite \\ fin', debut: new Date('2026-09-08T17:30:00Z'), fin: new Date('2026-09-08T19:30:00Z'), ecritLe: new Date('2026-08-01T08:00:00Z'), lieu: 'Maison de santé, salle du haut', statut: 'CONFIRMED',
  organisateur: { nom: 'Camille "la" Coordinatrice', courriel: 'agenda@exemple.invalid' }, invites: [{ nom: 'Basile Réponse', courriel: 'basile@exemple.invalid', reponse: 'NEEDS-ACTION' }],
  recurrence: { regle: 'FREQ=MONTHLY;BYDAY=2TU;COUNT=8', exceptions: [new Date('2026-11-10T18:30:00Z')], fuseau: 'Europe/Paris' },
};
// 19 h 30 in Paris: UTC+2 until 25 October 2026, UTC+1 until 28 March 2027, UTC+2 after.
const ATTENDUES = ['2026-09-08T17:30:00.000Z', '2026-10-13T17:30:00.000Z', '2026-12-08T18:30:00.000Z', '2027-01-12T18:30:00.000Z', '2027-02-09T18:30:00.000Z', '2027-03-09T18:30:00.000Z', '2027-04-13T17:30:00.000Z'];
const { recurrence: _, ...seule } = serie;
const deplacee: EvenementIcs = { ...seule, sequence: 1, debut: new Date('2027-01-14T18:30:00Z'), fin: new Date('2027-01-14T20:30:00Z'), remplace: { occurrence: new Date('2027-01-12T18:30:00Z'), fuseau: 'Europe/Paris' } };
const annulee: EvenementIcs = { ...seule, sequence: 1, statut: 'CANCELLED', debut: new Date('2027-02-09T18:30:00Z'), fin: new Date('2027-02-09T20:30:00Z'), remplace: { occurrence: new Date('2027-02-09T18:30:00Z'), fuseau: 'Europe/Paris' } };

const LETTRES = {
  invitation: ecrireCalendrier({ methode: 'REQUEST', evenements: [serie] }),
  changement: ecrireCalendrier({ methode: 'REQUEST', evenements: [deplacee] }),
  annulation: ecrireCalendrier({ methode: 'CANCEL', evenements: [annulee] }),
  reponse: ecrireCalendrier({ methode: 'REPLY', evenements: [{ ...seule, invites: [{ nom: 'Basile Réponse', courriel: 'basile@exemple.invalid', reponse: 'ACCEPTED' }] }] }),
  ensemble: ecrireCalendrier({ methode: 'PUBLISH', evenements: [serie, deplacee] }),
};

describe('aller et retour avec node-ical', () => {
  test('invitation : la série garde son heure de Paris, sans la date sautée, et dit qui est invité', () => {
    expect(lireAvecNodeIcal(LETTRES.invitation)).toMatchObject([{ uid: serie.uid, titre: serie.titre, dates: ATTENDUES, invites: ['mailto:basile@exemple.invalid NEEDS-ACTION'] }]);
    expect(Object.values(nodeIcal.sync.parseICS(LETTRES.invitation))).toContainEqual(expect.objectContaining({ type: 'VEVENT', location: serie.lieu }));
  });

  test('changement et annulation d’une date : quelle date, de quelle série, à quel numéro', () => {
    expect(lireAvecNodeIcal(LETTRES.changement)).toMatchObject([{ uid: serie.uid, debut: '2027-01-14T18:30:00.000Z', remplace: '2027-01-12T18:30:00.000Z', sequence: 1 }]);
    expect(lireAvecNodeIcal(LETTRES.annulation)).toMatchObject([{ uid: serie.uid, statut: 'CANCELLED', remplace: '2027-02-09T18:30:00.000Z' }]);
    expect(LETTRES.annulation).toContain('METHOD:CANCEL');
  });

  test('réponse : la même réunion, et ce que la personne a dit', () => {
    expect(lireAvecNodeIcal(LETTRES.reponse)).toMatchObject([{ uid: serie.uid, invites: ['mailto:basile@exemple.invalid ACCEPTED'] }]);
  });
});

describe.runIf(pythonPresent())('aller et retour avec les paquets Python de Debian', () => {
  const lues = (): ReturnType<typeof lireAvecPython<keyof typeof LETTRES>> => lireAvecPython(LETTRES);

  test('invitation, réponse, changement et annulation se lisent sans reproche', () => {
    const lu = lues();
    expect((['invitation', 'reponse', 'changement', 'annulation'] as const).map((n) => lu[n].methode)).toEqual(['REQUEST', 'REPLY', 'REQUEST', 'CANCEL']);
    expect(lu.reponse.evenements).toMatchObject([{ uid: serie.uid, sequence: 0, invites: ['mailto:basile@exemple.invalid ACCEPTED'] }]);
    expect(lu.changement.evenements).toMatchObject([{ uid: serie.uid, sequence: 1, debut: '2027-01-14T18:30:00.000Z', remplace: '2027-01-12T18:30:00.000Z' }]);
    expect(lu.annulation.evenements).toMatchObject([{ uid: serie.uid, sequence: 1, statut: 'CANCELLED', remplace: '2027-02-09T18:30:00.000Z' }]);
  });

  test('la série donne les mêmes instants, avant et après les changements d’heure, sans la date sautée', () => {
    const lu = lues();
    expect(lu.invitation.evenements).toMatchObject([{ titre: serie.titre, dates: ATTENDUES }]);
    expect(lu.ensemble.evenements).toMatchObject([{ dates: ATTENDUES }, { remplace: '2027-01-12T18:30:00.000Z' }]);
  });
});
