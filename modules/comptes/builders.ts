import { type Invitation, InvitationId, type RoleTenu } from './model.ts';

export const uneInvitation = (avec: Partial<Invitation> = {}): Invitation => ({
  id: InvitationId.parse('0198f000-0000-7000-8000-0000000000a1'),
  courriel: 'camille.durand@exemple.invalid',
  nom: 'Camille Durand',
  roles: ['adherent'],
  statut: 'envoyee',
  envois: 1,
  envoyeeLe: new Date('2026-11-16T09:00:00Z'),
  expireLe: new Date('2026-11-30T09:00:00Z'),
  ...avec,
});

export const unRoleTenu = (avec: Partial<RoleTenu> = {}): RoleTenu => ({
  id: '0198f000-0000-7000-8000-0000000000b1',
  personneId: '0198f000-0000-7000-8000-000000000001',
  nom: 'Maëlle Riva',
  courriel: 'coordination@exemple.invalid',
  role: 'coordination',
  depuis: '2025-10-19',
  jusque: null,
  ...avec,
});

/** A role as the list of accesses reads it. */
export const unRoleLu = (avec: Partial<RoleTenu> = {}) => {
  const { personneId, ...r } = unRoleTenu(avec);
  return { ...r, personne_id: personneId };
};

export const uneInvitationLue = (avec: Partial<Invitation> = {}) => {
  const { envoyeeLe, expireLe, ...i } = uneInvitation(avec);
  return { ...i, envoyee_le: envoyeeLe, expire_le: expireLe };
};

type Session = { readonly id: string; readonly adresse_ip: string | null; readonly agent: string | null; readonly cree_le: Date; readonly modifie_le: Date; readonly expire_le: Date };

export const uneSession = (avec: Partial<Session> = {}): Session => ({
  id: '0198f000-0000-7000-8000-0000000000c1',
  adresse_ip: '192.0.2.10',
  agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  cree_le: new Date('2026-11-20T07:30:00Z'),
  modifie_le: new Date('2026-11-23T08:00:00Z'),
  expire_le: new Date('2026-12-20T07:30:00Z'),
  ...avec,
});

/** Somebody invented, as the demo lists them. */
export const unePersonneDemo = (avec: Partial<{ id: string; nom: string; cpts_nom: string | null; roles: readonly ('adherent' | 'coordination' | 'presidence' | 'tresorerie' | 'secretariat' | 'ars' | 'cpam' | 'exploitant')[]; professions: readonly { readonly profession: string }[] | null }> = {}) => ({
  id: '0198f000-0000-7000-8000-000000000001',
  nom: 'Maëlle Riva',
  cpts_nom: 'CPTS des Trois Rivières (démo)',
  roles: ['coordination'] as const,
  professions: null,
  ...avec,
});

/**
 * The claims of a professional, shaped as Pro Santé Connect gives them.
 * @source userinfo of Pro Santé Connect; 899700366240 is the test number of the ANS
 */
export const desRevendications = (avec: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  sub: 'f:550dc1c8:899700366240',
  SubjectNameID: '899700366240',
  given_name: 'Kit',
  family_name: 'Essai',
  SubjectRole: ['10^1.2.250.1.213.1.1.5.5'],
  SubjectRefPro: {
    exercices: [{ codeProfession: '10', codeCategorieProfessionnelle: 'C', activities: [{ codeSecteurDactivite: 'SA07', numeroFinessSite: '950047225', raisonSocialeSite: 'Cabinet', codeCommune: '94081' }] }],
  },
  ...avec,
});
