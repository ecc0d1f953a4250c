import { describe, expect, test } from 'vitest';
import { PersonneId } from '#core/tenancy.ts';
import { desRevendications, uneInvitation, unRoleTenu } from './builders.ts';
import { Retour, StatutInvitation } from './model.ts';
import { arrivee, cleLuhnJuste, deciderDonRole, deciderFinRole, lireIdentitePsc, peutAccepter, peutFaire, tenuLe } from './rules.ts';
import { transitions } from './transitions.ts';

const JOUR = '2026-11-23';
const MAINTENANT = new Date('2026-11-23T09:00:00Z');
const coordination = { personneId: PersonneId.parse('0198f000-0000-7000-8000-000000000001'), nom: 'Maëlle', roles: ['coordination'] as const };
const adherente = { ...coordination, roles: ['adherent'] as const };

describe('un rôle tenu', () => {
  test.each([
    ['la veille du premier jour', '2026-11-22', false],
    ['le premier jour', '2026-11-23', true],
    ['le dernier jour', '2026-11-30', true],
    ['le lendemain du dernier', '2026-12-01', false],
  ])('%s', (_quand, jour, attendu) => expect(tenuLe({ depuis: '2026-11-23', jusque: '2026-11-30' }, jour)).toBe(attendu));
});

describe('la dernière coordination reste', () => {
  const seule = unRoleTenu();
  const autre = unRoleTenu({ id: 'autre', personneId: 'p2' });
  test('seule, elle ne se retire pas', () => expect(deciderFinRole(coordination, [seule], seule.id, JOUR)).toEqual({ ok: false, refus: { code: 'derniere_coordination' } }));
  test('à deux, l’une peut partir', () => expect(deciderFinRole(coordination, [seule, autre], seule.id, JOUR).ok).toBe(true));
  test('une coordination à venir ne compte pas encore', () => expect(deciderFinRole(coordination, [seule, { ...autre, depuis: '2026-12-01' }], seule.id, JOUR).ok).toBe(false));
  test('une coordination qui a une fin ne suffit pas', () => expect(deciderFinRole(coordination, [seule, { ...autre, jusque: '2026-12-01' }], seule.id, JOUR).ok).toBe(false));
  test('un autre rôle se termine', () => expect(deciderFinRole(coordination, [seule, unRoleTenu({ id: 't', role: 'tresorerie' })], 't', JOUR).ok).toBe(true));
  test('un rôle déjà terminé n’existe plus', () => expect(deciderFinRole(coordination, [seule, unRoleTenu({ id: 't', role: 'tresorerie', jusque: '2026-11-22' })], 't', JOUR)).toEqual({ ok: false, refus: { code: 'role_inconnu' } }));
  test('un adhérent ne termine rien', () => expect(deciderFinRole(adherente, [seule, autre], seule.id, JOUR)).toEqual({ ok: false, refus: { code: 'role_interdit' } }));
});

describe('donner un rôle', () => {
  test('à qui ne le tient pas', () => expect(deciderDonRole(coordination, [unRoleTenu()], 'p2', 'tresorerie', JOUR).ok).toBe(true));
  test('pas deux fois le même', () => expect(deciderDonRole(coordination, [unRoleTenu({ personneId: 'p2' })], 'p2', 'coordination', JOUR)).toEqual({ ok: false, refus: { code: 'role_deja_tenu', role: 'coordination' } }));
  test('de nouveau, quand il est passé', () => expect(deciderDonRole(coordination, [unRoleTenu({ personneId: 'p2', jusque: '2026-11-22' })], 'p2', 'coordination', JOUR).ok).toBe(true));
});

describe('une invitation', () => {
  test.each(StatutInvitation.options)('« %s » : ce que permet la table', (statut) => {
    for (const geste of ['revoquer', 'renvoyer'] as const) expect(peutFaire(coordination, uneInvitation({ statut }), geste).ok).toBe(transitions[statut][geste] !== undefined);
    expect(peutAccepter(uneInvitation({ statut }), MAINTENANT, undefined).ok).toBe(transitions[statut].accepter !== undefined);
  });
  test('vaut jusqu’à la milliseconde d’avant sa fin', () => {
    const i = uneInvitation();
    expect(peutAccepter(i, new Date(i.expireLe.getTime() - 1), undefined).ok).toBe(true);
    expect(peutAccepter(i, i.expireLe, undefined)).toMatchObject({ ok: false, refus: { code: 'invitation_perimee' } });
  });
  test('n’est qu’à son destinataire', () => {
    expect(peutAccepter(uneInvitation(), MAINTENANT, 'camille.durand@exemple.invalid').ok).toBe(true);
    expect(peutAccepter(uneInvitation(), MAINTENANT, 'autre@exemple.invalid')).toMatchObject({ ok: false, refus: { code: 'autre_personne' } });
  });
});

describe('où l’on arrive', () => {
  test.each([
    ['une CPTS', [{ slug: 'a' }], false, '/cpts/a'],
    ['plusieurs', [{ slug: 'a' }, { slug: 'b' }], false, '/'],
    ['aucune', [], false, '/'],
    ['l’exploitation seule', [], true, '/exploitation'],
    ['l’exploitation et une CPTS', [{ slug: 'a' }], true, '/'],
  ])('%s', (_cas, cpts, exploitant, attendu) => expect(arrivee(cpts, exploitant)).toBe(attendu));
  test.each([['/compte', '/compte'], ['/invitation?secret=a_b-c', '/invitation?secret=a_b-c'], ['//autre.example', '/'], ['/\\autre.example', '/'], ['https://autre.example', '/'], ['javascript:alert(1)', '/'], ['', '/']])('« %s » ramène à « %s »', (demande, attendu) => expect(Retour.parse(demande)).toBe(attendu));
});

describe('ce que dit Pro Santé Connect', () => {
  test('RPPS, professions et activités', () =>
    expect(lireIdentitePsc(desRevendications())).toEqual({
      rpps: '99700366240',
      professions: [{ profession: '10', categorie: 'C' }],
      activites: [{ secteur: 'SA07', finess: '950047225', siret: undefined, structure: 'Cabinet', commune: '94081' }],
    }));
  test.each([['un numéro ADELI', '0123456789'], ['rien', undefined], ['autre chose', '8ABCDEFGHIJK'], ['un chiffre de trop', '8997003662401']])('%s ne fait pas un RPPS', (_cas, SubjectNameID) => expect(lireIdentitePsc(desRevendications({ SubjectNameID }))).toBeUndefined());
  test('des revendications mal formées ne cassent rien', () => expect(lireIdentitePsc(desRevendications({ SubjectRefPro: { exercices: 'non' } }))).toMatchObject({ professions: [], activites: [] }));
  // @source Annuaire Santé: 99700366240 is right (test number of the ANS), 10001234567 and 10003456780 are fake and fail
  test.each([['99700366240', true], ['10001234567', false], ['10003456780', false]])('la clé de %s', (rpps, juste) => expect(cleLuhnJuste(rpps)).toBe(juste));
});
