import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { unePersonneDemo, uneInvitationLue, unRoleLu } from './builders.ts';
import { phraseDelai } from '#core/texte.ts';
import { courrielDeConnexion, courrielInvitation, navigateurDe, presenterAcces, presenterInvitation, presenterPersonnesDemo, secretLisible, traceQr } from './view.ts';

describe('l’invitation', () => {
  const [expireLe, fuseau] = [new Date('2026-12-06T09:00:00Z'), 'Europe/Paris'];
  test('la page et le courriel disent ce que chaque rôle ouvre', () => {
    const vue = presenterInvitation({ invitation: { courriel: 'a@exemple.invalid', nom: 'A', roles: ['adherent', 'tresorerie'], expireLe }, cpts: { nom: 'CPTS' }, connue: false, fuseau }, { secret: 's', connectee: false });
    const courriel = courrielInvitation({ a: 'a@exemple.invalid', nom: 'A', cpts: 'CPTS', invitant: 'B', roles: ['adherent', 'tresorerie'], lien: 'https://exemple.invalid', expireLe, fuseau });
    expect(vue.roles.map((r) => r.nom)).toEqual(['Trésorerie', 'Adhérent']);
    for (const r of vue.roles) expect(courriel.lettre.paragraphes).toContain(`${r.nom} : ${r.promesse}`);
    expect(vue.roles[0]?.promesse).toContain('cotisations');
  });
});

describe('la liste de démonstration', () => {
  test('une ligne par personne, la CPTS la plus fournie d’abord, avec qui n’est d’aucune', () => {
    const groupes = presenterPersonnesDemo([
      unePersonneDemo({ id: '1', cpts_nom: 'CPTS B', roles: ['ars'] }),
      unePersonneDemo({ id: '1', cpts_nom: 'CPTS A', roles: ['ars'] }),
      unePersonneDemo({ id: '2', cpts_nom: 'CPTS A', roles: ['adherent', 'presidence'], professions: [{ profession: '10' }], nom: 'Anselme Exemple' }),
      unePersonneDemo({ id: '3', cpts_nom: null, roles: ['exploitant'], nom: 'Sacha Maquette' }),
    ]);
    expect(groupes.map((g) => [g.cpts, g.personnes.map((p) => [p.role, p.metier])])).toEqual([
      ['CPTS A', [['Présidence', 'médecin'], ['ARS', undefined], ['Exploitation de l’instance', undefined]]],
    ]);
  });
});

describe('les accès', () => {
  const autour = { base: '/cpts/essai', peutGerer: true, maintenant: new Date('2026-11-23T09:00:00Z'), aujourdhui: Jour.parse('2026-11-23'), fuseau: 'Europe/Paris' };
  test('ce qui est tenu, ce qui est passé, ce qui attend', () => {
    const vue = presenterAcces({ roles: [unRoleLu(), unRoleLu({ id: 'p', role: 'tresorerie', jusque: '2026-11-22' }), unRoleLu({ id: 'q', role: 'adherent', jusque: '2026-11-23' })], invitations: [uneInvitationLue()] }, autour);
    expect(vue.tenus.map((r) => r.role)).toEqual(['Coordination', 'Adhérent']);
    expect(vue.passes.map((r) => r.role)).toEqual(['Trésorerie']);
    expect(vue.phrase).toBe('1\u00a0personne entre ici, 1\u00a0invitation attend une réponse.');
  });
  test('cinquante rôles par page ; une page qui n’existe pas montre la dernière', () => {
    const roles = Array.from({ length: 101 }, (_, i) => unRoleLu({ id: String(i), personneId: `p${i}` }));
    const tailles = [undefined, 1, 2, 3, 9, -4].map((page) => presenterAcces({ roles, invitations: [] }, { ...autour, ...(page === undefined ? {} : { page }) }).tenus.length);
    expect(tailles).toEqual([50, 50, 50, 1, 1, 50]);
  });
  test('une invitation est périmée à l’instant de sa fin', () => {
    const perimee = (expireLe: Date) => presenterAcces({ roles: [], invitations: [uneInvitationLue({ expireLe })] }, autour).invitations[0]?.perimee;
    expect(perimee(new Date('2026-11-23T09:00:00.001Z'))).toBe(false);
    expect(perimee(new Date('2026-11-23T09:00:00Z'))).toBe(true);
  });
});

test.each([[1, 'dans 1\u00a0seconde'], [59, 'dans 59\u00a0secondes'], [60, 'dans 1\u00a0minute'], [61, 'dans 2\u00a0minutes'], [900, 'dans 15\u00a0minutes']])('%i secondes se disent « %s »', (n, dit) => expect(phraseDelai(n)).toBe(dit));

test.each([
  [null, 'Appareil inconnu'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1', 'Safari sur iPhone ou iPad'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0', 'Edge sur Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox sur Linux'],
  ['curl/8.5.0', 'Autre programme'],
])('l’agent %s se lit « %s »', (agent, attendu) => expect(navigateurDe(agent)).toBe(attendu));

test('le code vient en tête du courriel, et le lien est entier', () => {
  const c = courrielDeConnexion({ a: 'a@exemple.invalid', code: '012345', lien: 'https://maillage.example/connexion/lien?secret=x', minutes: 10 });
  expect(c.sujet.startsWith('012345')).toBe(true);
  expect(c.lettre.boutons).toEqual([{ libelle: 'Ouvrir le lien', href: 'https://maillage.example/connexion/lien?secret=x' }]);
});

test('la clé du second facteur se recopie par quatre', () => expect(secretLisible('otpauth://totp/Maillage:a?secret=ABCDEFGHIJ&issuer=Maillage')).toBe('ABCD EFGH IJ'));

test('le tracé d’un code QR couvre exactement ses modules sombres', () => expect(traceQr([[true, true, false, true], [false, false, false, false], [false, true, false, false]])).toBe('M0 0h2v1h-2zM3 0h1v1h-1zM1 2h1v1h-1z'));
