import type { Acteur } from '#core/tenancy.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { DUREE_INVITATION_JOURS, PREUVE_FRAICHE_MINUTES } from './constants.ts';
import { type Activite, type Exercice, type IdentiteProfessionnelle, type Invitation, NumeroRpps, type RefusInvitation, type RefusRole, type RoleDeCpts, type RoleTenu } from './model.ts';
import { peutDonnerRole, peutGererAcces } from './permissions.ts';
import { estPossible, type GesteInvitation } from './transitions.ts';

const JOUR_MS = 86_400_000;

export const finDeValidite = (maintenant: Date): Date => new Date(maintenant.getTime() + DUREE_INVITATION_JOURS * JOUR_MS);

/** Held on that day: the last day counts. */
export const tenuLe = (r: { readonly depuis: string; readonly jusque: string | null }, jour: string): boolean => r.depuis <= jour && (r.jusque === null || jour <= r.jusque);

/** May this invitation be accepted now by whoever is signed in (`connectee`: their address), or by somebody who is not? */
export function peutAccepter(i: Invitation, maintenant: Date, connectee: string | undefined): Result<Invitation, RefusInvitation> {
  if (i.statut !== 'envoyee') return refuser({ code: 'invitation_close', statut: i.statut });
  if (maintenant.getTime() >= i.expireLe.getTime()) return refuser({ code: 'invitation_perimee', expireLe: i.expireLe });
  if (connectee !== undefined && connectee !== i.courriel) return refuser({ code: 'autre_personne', invitee: i.courriel, connectee });
  return ok(i);
}

export function peutFaire(qui: Acteur, i: Pick<Invitation, 'statut'>, geste: Exclude<GesteInvitation, 'accepter'>): Result<true, RefusInvitation> {
  if (!peutGererAcces(qui)) return refuser({ code: 'role_interdit' });
  if (i.statut === 'envoyee' && estPossible(i.statut, geste)) return ok(true);
  return refuser(i.statut === 'envoyee' ? { code: 'invitation_inconnue' } : { code: 'invitation_close', statut: i.statut });
}

export function deciderDonRole(qui: Acteur, tenus: readonly RoleTenu[], personneId: string, role: RoleDeCpts, jour: string): Result<true, RefusRole> {
  if (!peutDonnerRole(qui, role)) return refuser({ code: 'role_interdit' });
  return tenus.some((t) => t.personneId === personneId && t.role === role && (t.jusque === null || t.jusque >= jour)) ? refuser({ code: 'role_deja_tenu', role }) : ok(true);
}

/** A CPTS always keeps somebody at its coordination: the last one cannot leave, nor be removed, not even by oneself. */
export function deciderFinRole(qui: Acteur, tenus: readonly RoleTenu[], roleTenuId: string, jour: string): Result<RoleTenu, RefusRole> {
  if (!peutGererAcces(qui)) return refuser({ code: 'role_interdit' });
  const vise = tenus.find((t) => t.id === roleTenuId && tenuLe(t, jour));
  if (!vise) return refuser({ code: 'role_inconnu' });
  const resteUneCoordination = vise.role !== 'coordination' || tenus.some((t) => t.id !== vise.id && t.role === 'coordination' && t.depuis <= jour && t.jusque === null);
  return resteUneCoordination ? ok(vise) : refuser({ code: 'derniere_coordination' });
}

/** Signed in just now, so that a screen left open is not enough. */
export const preuveFraiche = (connecteeLe: Date, maintenant: Date): boolean => maintenant.getTime() - connecteeLe.getTime() <= PREUVE_FRAICHE_MINUTES * 60_000;

/** The address of arrival: the CPTS when there is only one, the list otherwise. */
export function arrivee(cpts: readonly { readonly slug: string }[], exploitant: boolean): string {
  const seule = cpts[0];
  if (exploitant) return cpts.length === 0 ? '/exploitation' : '/';
  return cpts.length === 1 && seule ? `/cpts/${seule.slug}` : '/';
}

/** @source Annuaire Santé, RPPS: Luhn key on 11 digits; sandbox numbers may fail it, so this warns and never refuses */
export function cleLuhnJuste(chiffres: string): boolean {
  let somme = 0;
  for (let i = 0; i < chiffres.length; i++) {
    const n = Number(chiffres[chiffres.length - 1 - i]);
    const double = i % 2 === 1 ? n * 2 : n;
    somme += double > 9 ? double - 9 : double;
  }
  return somme % 10 === 0;
}

const texte = (v: unknown): string | undefined => (typeof v === 'string' && v !== '' ? v : undefined);
const objets = (v: unknown): Record<string, unknown>[] => (Array.isArray(v) ? v.filter((o): o is Record<string, unknown> => typeof o === 'object' && o !== null) : []);

/**
 * The professional behind the claims of Pro Santé Connect, or undefined when the bearer is not known by an RPPS number
 * (ADELI holders have 0 + ADELI).
 * @source userinfo of Pro Santé Connect: SubjectNameID (8 + RPPS), SubjectRefPro.exercices[].codeProfession and .activities[]
 */
export function lireIdentitePsc(revendications: Readonly<Record<string, unknown>>): IdentiteProfessionnelle | undefined {
  const nationale = texte(revendications['SubjectNameID']) ?? texte(revendications['preferred_username']) ?? '';
  const rpps = NumeroRpps.safeParse(/^8\d{11}$/.test(nationale) ? nationale.slice(1) : '');
  if (!rpps.success) return undefined;
  const refPro = revendications['SubjectRefPro'];
  const exercices = objets(typeof refPro === 'object' && refPro !== null && 'exercices' in refPro ? refPro.exercices : []);
  const professions: Exercice[] = exercices.flatMap((e) => {
    const profession = texte(e['codeProfession']);
    return profession ? [{ profession, categorie: texte(e['codeCategorieProfessionnelle']) }] : [];
  });
  const activites: Activite[] = exercices.flatMap((e) =>
    objets(e['activities']).map((a) => ({ secteur: texte(a['codeSecteurDactivite']), finess: texte(a['numeroFinessSite']), siret: texte(a['numeroSiretSite']), structure: texte(a['raisonSocialeSite']), commune: texte(a['codeCommune']) })),
  );
  return { rpps: rpps.data, professions, activites };
}
