import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { PersonneId, type Role } from '#core/tenancy.ts';
import { uneAdhesion, uneCategorie, unCollege } from './builders.ts';
import { estMembre, StatutAdhesion } from './model.ts';
import { collegePropose, deciderAudition, deciderCollege, deciderGeste, nonAdmise, questionsDeVote, vote } from './rules.ts';
import { transitions } from './transitions.ts';

const MOI = PersonneId.parse('0198f000-0000-7000-8000-000000000001');
const AUTRE = PersonneId.parse('0198f000-0000-7000-8000-000000000002');
const qui = (personneId: typeof MOI, ...roles: Role[]) => ({ personneId, nom: 'Moi', roles });
const j = (s: string) => Jour.parse(s);
const gestes = (s: StatutAdhesion): string[] => Object.keys(transitions[s]);

describe('les statuts', () => {
  test('on n’est exclu qu’après avoir été entendu', () => {
    const vers = StatutAdhesion.options.filter((s) => Object.values(transitions[s]).includes('exclue'));
    expect(vers).toEqual(['entendue']);
    expect(StatutAdhesion.options.filter((s) => Object.values(transitions[s]).includes('entendue'))).toEqual(['exclusion_engagee']);
  });
  test('personne ne devient membre sans instruction', () => expect(StatutAdhesion.options.filter((s) => transitions[s].valider !== undefined)).toEqual(['en_instruction']));
  test('un statut sans suite n’est pas celui d’un membre', () => {
    for (const s of StatutAdhesion.options) if (gestes(s).length === 0) expect(estMembre(s)).toBe(false);
  });
});

describe('qui fait quoi', () => {
  test('la personne demande elle-même à partir, et y renonce', () => {
    expect(deciderGeste(uneAdhesion(), 'demander_depart', qui(MOI, 'adherent'))).toEqual({ ok: true, valeur: 'depart_demande' });
    expect(deciderGeste(uneAdhesion({ statut: 'depart_demande' }), 'annuler_depart', qui(MOI, 'adherent'))).toEqual({ ok: true, valeur: 'validee' });
  });
  test('la coordination ne demande pas à partir à la place d’un autre', () => expect(deciderGeste(uneAdhesion(), 'demander_depart', qui(AUTRE, 'coordination'))).toEqual({ ok: false, refus: { code: 'autre_personne' } }));
  test('un adhérent n’instruit pas, même la sienne', () => {
    expect(deciderGeste(uneAdhesion({ statut: 'deposee' }), 'instruire', qui(MOI, 'adherent'))).toEqual({ ok: false, refus: { code: 'role_insuffisant' } });
    expect(deciderGeste(uneAdhesion({ statut: 'en_instruction' }), 'valider', qui(MOI, 'adherent', 'tresorerie'))).toEqual({ ok: false, refus: { code: 'role_insuffisant' } });
  });
  test('exclure un membre qui n’a pas été entendu est refusé, même à la présidence', () =>
    expect(deciderGeste(uneAdhesion({ statut: 'exclusion_engagee' }), 'exclure', qui(AUTRE, 'presidence'))).toEqual({ ok: false, refus: { code: 'geste_impossible', statut: 'exclusion_engagee', geste: 'exclure' } }));
  test('une adhésion absente', () => expect(deciderGeste(undefined, 'valider', qui(MOI, 'coordination'))).toEqual({ ok: false, refus: { code: 'adhesion_inconnue' } }));
});

describe('les collèges', () => {
  const medecins = unCollege({ code: 'medecins', libelle: 'Médecins', professions: ['10'] });
  const tous = unCollege({ code: 'tous', libelle: 'Tous', professions: [] });
  const partenaires = unCollege({ code: 'partenaires', libelle: 'Partenaires', categories: ['partenaire'] });
  test.each([
    [medecins, '10', undefined], [medecins, '60', 'profession'], [medecins, null, 'profession'], [tous, null, undefined], [partenaires, '10', 'categorie'],
  ] as const)('%o prend la profession %s : %s', (college, profession, attendu) => expect(nonAdmise(college, { profession, categorie: 'professionnel' })).toBe(attendu));
  test('le collège qui nomme la profession est proposé avant celui de tous', () => expect(collegePropose([tous, medecins], { profession: '10', categorie: 'professionnel' })?.code).toBe('medecins'));
  test('deux collèges possibles : aucun n’est proposé', () => expect(collegePropose([tous, unCollege({ code: 'b' })], { profession: '10', categorie: 'professionnel' })).toBeUndefined());
  test('une catégorie qui vote demande un collège quand il y en a', () => {
    const a = { profession: '10', categorie: 'professionnel' };
    expect(deciderCollege(a, { college: undefined, categorie: uneCategorie(), colleges: [medecins] })).toEqual({ ok: false, refus: { code: 'college_a_choisir' } });
    expect(deciderCollege(a, { college: undefined, categorie: uneCategorie(), colleges: [] })).toEqual({ ok: true, valeur: undefined });
    expect(deciderCollege(a, { college: undefined, categorie: uneCategorie({ vote: false }), colleges: [medecins] })).toEqual({ ok: true, valeur: undefined });
    expect(deciderCollege(a, { college: partenaires, categorie: uneCategorie(), colleges: [partenaires] })).toMatchObject({ ok: false, refus: { code: 'college_non_admis', motif: 'categorie' } });
  });
});

describe('voter', () => {
  const a = { statut: 'validee' as const, membreDepuis: j('2026-09-10'), finLe: null, aJour: false };
  test.each([['2026-09-09', false], ['2026-09-10', true], ['2026-09-11', true]] as const)('membre depuis le 10 septembre, le %s : %s', (jour, attendu) => expect(vote(a, uneCategorie(), null, j(jour))).toBe(attendu));
  test.each([['2026-12-30', true], ['2026-12-31', false], ['2027-01-01', false]] as const)('fin au 31 décembre, le %s : %s', (jour, attendu) => expect(vote({ ...a, finLe: j('2026-12-31') }, uneCategorie(), null, j(jour))).toBe(attendu));
  test('ce qui n’est pas décidé ne donne pas de voix', () => {
    expect(vote(a, uneCategorie({ vote: null }), null, j('2026-12-01'))).toBe(false);
    expect(vote(a, uneCategorie({ association: null }), null, j('2026-12-01'))).toBe(false);
    expect(vote(a, uneCategorie({ association: false }), null, j('2026-12-01'))).toBe(false);
  });
  test('la cotisation ne compte que si la CPTS l’a décidé', () => {
    expect(vote(a, uneCategorie(), true, j('2026-12-01'))).toBe(false);
    expect(vote({ ...a, aJour: true }, uneCategorie(), true, j('2026-12-01'))).toBe(true);
    expect(vote(a, uneCategorie(), false, j('2026-12-01'))).toBe(true);
  });
  test('ce qu’il reste à décider est demandé', () => {
    expect(questionsDeVote([uneCategorie({ vote: null }), uneCategorie({ code: 'b', libelle: 'Élus', association: null })], null).map((q) => q.code)).toEqual(['categorie_sans_association', 'categorie_sans_vote', 'cotisation_et_vote']);
    expect(questionsDeVote([uneCategorie({ cotise: false })], null)).toEqual([]);
  });
});

describe('être entendu', () => {
  const procedure = { notifieeLe: j('2026-11-02'), convoqueePour: j('2026-11-20') };
  test.each([
    ['presente', '2026-11-01', 'avant_notification'], ['presente', '2026-11-02', undefined], ['ecrit', '2026-11-10', undefined], ['presente', '2026-11-24', 'dans_le_futur'],
    ['absente', '2026-11-19', 'avant_convocation'], ['absente', '2026-11-20', undefined],
  ] as const)('%s le %s : %s', (maniere, jour, raison) => {
    const d = deciderAudition(procedure, { maniere, jour: j(jour) }, j('2026-11-23'));
    expect(d.ok ? undefined : d.refus).toEqual(raison && { code: 'jour_incoherent', raison });
  });
});
