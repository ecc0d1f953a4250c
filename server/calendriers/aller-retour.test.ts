import { spawnSync } from 'node:child_process';
import nodeIcal, { type VEvent } from 'node-ical';
import { describe, expect, test } from 'vitest';
import { ecrireCalendrier, type EvenementIcs } from '#modules/agenda/moteur/calendrier-ics.ts';

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
const lus = (texte: string): VEvent[] => Object.values(nodeIcal.sync.parseICS(texte)).filter((c): c is VEvent => c?.type === 'VEVENT');

describe('aller et retour avec node-ical', () => {
  test('invitation : la série garde son heure de Paris, sans la date sautée, et dit qui est invité', () => {
    const [e] = lus(LETTRES.invitation);
    const sautees = new Set(Object.values(e?.exdate ?? {}).map((d) => d.toISOString()));
    expect((e?.rrule?.all() ?? []).map((d) => new Date(d).toISOString()).filter((d) => !sautees.has(d))).toEqual(ATTENDUES);
    expect([e?.uid, e?.summary, e?.location]).toEqual([serie.uid, serie.titre, serie.lieu]);
    expect(JSON.stringify(e?.attendee)).toContain('mailto:basile@exemple.invalid');
  });

  test('changement et annulation d’une date : quelle date, de quelle série, à quel numéro', () => {
    const [d] = lus(LETTRES.changement);
    const [a] = lus(LETTRES.annulation);
    expect([d?.uid, d?.start.toISOString(), d?.recurrenceid?.toISOString(), Number(d?.sequence)]).toEqual([serie.uid, '2027-01-14T18:30:00.000Z', '2027-01-12T18:30:00.000Z', 1]);
    expect([a?.uid, a?.status, a?.recurrenceid?.toISOString(), LETTRES.annulation.includes('METHOD:CANCEL')]).toEqual([serie.uid, 'CANCELLED', '2027-02-09T18:30:00.000Z', true]);
  });

  test('réponse : la même réunion, et ce que la personne a dit', () => {
    const [r] = lus(LETTRES.reponse);
    expect([r?.uid, JSON.stringify(r?.attendee).includes('ACCEPTED')]).toEqual([serie.uid, true]);
  });
});

/** Reads with icalendar and vobject, and expands with dateutil: written in Python by other people. */
const PYTHON = `
import sys, json, datetime
from icalendar import Calendar
import vobject
UTC = datetime.timezone.utc
lettres = json.load(sys.stdin)
def iso(d): return d.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%S.000Z')
def liste(x): return [] if x is None else (x if isinstance(x, list) else [x])
sortie = {}
for nom, texte in lettres.items():
    c = Calendar.from_ical(texte)
    es = [{'uid': str(e['UID']), 'debut': iso(e.decoded('DTSTART')), 'sequence': int(e['SEQUENCE']), 'titre': str(e['SUMMARY']), 'statut': str(e['STATUS']),
           'remplace': iso(e.decoded('RECURRENCE-ID')) if 'RECURRENCE-ID' in e else None, 'invite': [str(a) + ' ' + str(a.params['PARTSTAT']) for a in liste(e.get('ATTENDEE'))]} for e in c.walk('VEVENT')]
    v = vobject.readOne(texte)
    v.validate(raiseException=True)
    for x, e in zip(v.vevent_list, es):
        e['dates'] = [iso(d) for d in x.getrruleset(addRDate=True)] if hasattr(x, 'rrule') else None
        e['vobject'] = [x.uid.value, iso(x.dtstart.value)]
    sortie[nom] = {'methode': str(c['METHOD']), 'evenements': es}
print(json.dumps(sortie))
`;
const python = spawnSync('/usr/bin/python3', ['-c', 'import icalendar, vobject'], { encoding: 'utf8' });
const present = python.status === 0;
if (!present) console.log('Les paquets python3-icalendar et python3-vobject sont absents : l’aller-retour avec Python n’est pas essayé.');

describe.runIf(present)('aller et retour avec les paquets Python de Debian', () => {
  const r = spawnSync('/usr/bin/python3', ['-c', PYTHON], { input: JSON.stringify(LETTRES), encoding: 'utf8', timeout: 60_000 });
  const lu = (nom: keyof typeof LETTRES): { methode: string; evenements: Record<string, unknown>[] } => Object(JSON.parse(r.stdout))[nom];

  test('invitation, réponse, changement et annulation se lisent sans reproche', () => {
    expect(r.stderr).toBe('');
    expect((['invitation', 'reponse', 'changement', 'annulation'] as const).map((n) => lu(n).methode)).toEqual(['REQUEST', 'REPLY', 'REQUEST', 'CANCEL']);
    expect(lu('reponse').evenements).toMatchObject([{ uid: serie.uid, sequence: 0, invite: ['mailto:basile@exemple.invalid ACCEPTED'] }]);
    expect(lu('changement').evenements).toMatchObject([{ uid: serie.uid, sequence: 1, debut: '2027-01-14T18:30:00.000Z', remplace: '2027-01-12T18:30:00.000Z', vobject: [serie.uid, '2027-01-14T18:30:00.000Z'] }]);
    expect(lu('annulation').evenements).toMatchObject([{ uid: serie.uid, sequence: 1, statut: 'CANCELLED', remplace: '2027-02-09T18:30:00.000Z' }]);
  });

  test('la série donne les mêmes instants, avant et après les changements d’heure, sans la date sautée', () => {
    expect(lu('invitation').evenements).toMatchObject([{ titre: serie.titre, dates: ATTENDUES }]);
    expect(lu('ensemble').evenements).toMatchObject([{ dates: ATTENDUES }, { remplace: '2027-01-12T18:30:00.000Z' }]);
  });
});
