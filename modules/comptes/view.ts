import { Jour, jourDans } from '#core/jour.ts';
import type { Role } from '#core/tenancy.ts';
import { accord, avecArticle, enumerer, formaterDate, formaterInstant } from '#core/texte.ts';
import { detailRole, libelleProfession, libelleRole, nomFournisseur, promesseRole } from './labels.ts';
import { type RoleDeCpts, ROLES_DE_CPTS, type Theme } from './model.ts';
import { cleLuhnJuste, preuveFraiche } from './rules.ts';

export type PersonneAEssayer = { readonly id: string; readonly role: string; readonly nom: string; readonly metier: string | undefined };
export type GroupeAEssayer = { readonly cpts: string; readonly personnes: readonly PersonneAEssayer[] };

type Essayable = { readonly id: string; readonly nom: string; readonly cpts_nom: string | null; readonly roles: readonly Role[]; readonly professions: readonly { readonly profession: string }[] | null };

const ORDRE: readonly Role[] = ['coordination', 'presidence', 'tresorerie', 'secretariat', 'adherent', 'ars', 'cpam', 'exploitant'];
const rang = (p: Essayable): number => Math.min(...p.roles.map((r) => ORDRE.indexOf(r)));

const roleDe = (p: Essayable): string => libelleRole[ORDRE.find((r) => p.roles.includes(r)) ?? 'adherent'];
const metierDe = (p: Essayable): string | undefined => (p.professions?.[0] ? libelleProfession(p.professions[0].profession).toLocaleLowerCase('fr') : undefined);

/** The invented people, by CPTS: the fullest first, which also holds those of no CPTS. */
export function presenterPersonnesDemo(lignes: readonly Essayable[]): readonly GroupeAEssayer[] {
  const groupes = new Map<string, Essayable[]>();
  for (const p of lignes) if (p.cpts_nom !== null) groupes.set(p.cpts_nom, [...(groupes.get(p.cpts_nom) ?? []), p]);
  const tries = [...groupes].toSorted(([a, x], [b, y]) => y.length - x.length || a.localeCompare(b, 'fr'));
  const vus = new Set<string>();
  const presentes = tries.map(([cpts, gens], i) => {
    const tous = i === 0 ? [...gens, ...lignes.filter((p) => p.cpts_nom === null)] : gens;
    const personnes = tous
      .filter((p) => !vus.has(p.id))
      .toSorted((a, b) => rang(a) - rang(b) || a.nom.localeCompare(b.nom, 'fr'))
      .map((p) => ({ id: p.id, nom: p.nom, role: roleDe(p), metier: metierDe(p) }));
    for (const p of personnes) vus.add(p.id);
    return { cpts, personnes };
  });
  return presentes.filter((g) => g.personnes.length > 0);
}

export type VueConnexion = {
  readonly retour: string;
  readonly fournisseurs: readonly { readonly cle: string; readonly nom: string }[];
  readonly demo: readonly GroupeAEssayer[];
  readonly avertissement?: string;
};

export type VuePreuve = { readonly courriel: string; readonly minutes: number; readonly boite: boolean };

export type CptsVue = { readonly nom: string; readonly slug: string; readonly demo: boolean; readonly roles: string };
export type VueMesCpts = { readonly nom: string; readonly cpts: readonly CptsVue[]; readonly exploitant: boolean; readonly adresseADonner: boolean };

export const presenterMesCpts = (p: { nom: string; courriel: string; exploitant: boolean; autres: readonly { nom: string; slug: string; demo: boolean; roles: readonly Role[] }[] }, adresseADonner: boolean): VueMesCpts => ({
  nom: p.nom,
  exploitant: p.exploitant,
  adresseADonner,
  cpts: p.autres.map((c) => ({ nom: c.nom, slug: c.slug, demo: c.demo, roles: ORDRE.filter((r) => c.roles.includes(r)).map((r) => libelleRole[r]).join(', ') })),
});

/** A letter as it is laid out for the screen and as plain text, by whoever sends it. */
export type CourrielEcrit = {
  readonly a: string;
  readonly nom?: string;
  readonly sujet: string;
  readonly lettre: {
    readonly titre: string;
    readonly paragraphes: readonly string[];
    readonly code?: string;
    readonly boutons?: readonly { readonly libelle: string; readonly href: string }[];
    readonly expediteur: string;
    readonly pourquoi: string;
  };
};

/** Code first: it shows in the notification, before the mail is opened. */
export const courrielDeConnexion = (p: { a: string; code: string; lien: string; minutes: number }): CourrielEcrit => ({
  a: p.a,
  sujet: `${p.code} : votre code Maillage`,
  lettre: {
    titre: 'Votre code de connexion',
    paragraphes: ['Recopiez ce code là où vous vous connectez, ou ouvrez le lien sur cet appareil.', `L’un ou l’autre sert une seule fois, pendant ${p.minutes} minutes.`],
    code: p.code,
    boutons: [{ libelle: 'Ouvrir le lien', href: p.lien }],
    expediteur: 'Maillage',
    pourquoi: 'Vous n’avez rien demandé ? Ne faites rien : sans ce code, personne n’entre. Ne le donnez à personne, même à quelqu’un qui se dit de Maillage.',
  },
});

export const courrielDeNouvelleAdresse = (p: { a: string; code: string }): CourrielEcrit => ({
  a: p.a,
  sujet: `${p.code} : confirmez votre adresse`,
  lettre: {
    titre: 'Confirmez votre adresse',
    paragraphes: ['Pour que Maillage vous écrive désormais ici, recopiez ce code dans « Mon compte ».'],
    code: p.code,
    expediteur: 'Maillage',
    pourquoi: 'Vous n’avez rien demandé ? Ne faites rien, rien ne changera.',
  },
});

export const courrielDAncienneAdresse = (p: { a: string; nouvelle: string; lien: string; jusque: string }): CourrielEcrit => ({
  a: p.a,
  sujet: 'Votre adresse a changé dans Maillage',
  lettre: {
    titre: 'Votre adresse a changé',
    paragraphes: [`Votre compte Maillage utilise désormais ${p.nouvelle}. Vous l’avez voulu ? Il n’y a rien à faire.`, `Sinon, reprenez votre compte par ce bouton, jusqu’au ${p.jusque} : cette adresse revient, et tous les appareils sont déconnectés.`],
    boutons: [{ libelle: 'Reprendre mon adresse', href: p.lien }],
    expediteur: 'Maillage',
    pourquoi: 'Ce courriel part à l’ancienne adresse de tout compte qui en change.',
  },
});

/** `Firefox sur Windows`: what a person recognises of a browser's name. The order matters: most browsers claim to be others. */
export function navigateurDe(agent: string | null): string {
  if (!agent) return 'Appareil inconnu';
  const trouver = (paires: readonly (readonly [RegExp, string])[]): string | undefined => paires.find(([r]) => r.test(agent))?.[1];
  const navigateur = trouver([[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']]);
  const systeme = trouver([[/iPhone|iPad/, 'iPhone ou iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X|Macintosh/, 'Mac'], [/Linux/, 'Linux']]);
  return navigateur ? `${navigateur}${systeme ? ` sur ${systeme}` : ''}` : 'Autre programme';
}

export type SessionVue = { readonly id: string; readonly appareil: string; readonly depuis: string; readonly fin: string; readonly adresse: string; readonly courante: boolean };
export type VueCompte = {
  readonly nom: string;
  readonly courriel: string;
  readonly adresseADonner: boolean;
  readonly adresseEnAttente: string;
  /** Signed in lately enough to change the address at once. */
  readonly preuveFraiche: boolean;
  readonly theme: Theme;
  readonly sessions: readonly SessionVue[];
  readonly cles: readonly { readonly id: string; readonly nom: string; readonly depuis: string }[];
  readonly secondFacteur: boolean;
  readonly identites: readonly { readonly cle: string; readonly nom: string; readonly liee: string | undefined }[];
  readonly professionnel: { readonly rpps: string; readonly cleJuste: boolean; readonly professions: string; readonly source: string } | undefined;
  /** Entries of the directory under the RPPS of this account that nobody has claimed: « C'est vous ? ». */
  readonly fiches: readonly FicheProposee[];
};
export type FicheProposee = { readonly cpts: string; readonly nom: string; readonly lieu: string | undefined; readonly href: string };

type FaitsPresentes = {
  readonly sessions: readonly { readonly id: string; readonly adresse_ip: string | null; readonly agent: string | null; readonly cree_le: Date; readonly expire_le: Date }[];
  readonly cles: readonly { readonly id: string; readonly nom: string | null; readonly cree_le: Date | null }[];
  readonly secondFacteur: boolean;
  readonly liees: readonly { readonly fournisseur: string; readonly cree_le: Date }[];
  readonly professionnel: { readonly rpps: string; readonly professions: readonly { readonly profession: string }[]; readonly source: string; readonly lue_le: Date } | undefined;
};

type Autour = {
  readonly personne: { readonly nom: string; readonly courriel: string; readonly theme: 'clair' | 'sombre' | null; readonly session_id: string };
  readonly fournisseurs: readonly string[];
  readonly adresseADonner: boolean;
  readonly adresseEnAttente: string;
  readonly fuseau: string;
  readonly maintenant: Date;
  readonly fiches?: readonly FicheProposee[];
};

export function presenterCompte(f: FaitsPresentes, { fiches = [], personne, fournisseurs, adresseADonner, adresseEnAttente, fuseau, maintenant }: Autour): VueCompte {
  const jour = (d: Date): string => formaterDate(jourDans(d, fuseau));
  const visibles = [...new Set([...fournisseurs, ...f.liees.map((l) => l.fournisseur)])];
  return {
    nom: personne.nom,
    courriel: personne.courriel,
    adresseADonner,
    adresseEnAttente,
    preuveFraiche: f.sessions.some((s) => s.id === personne.session_id && preuveFraiche(s.cree_le, maintenant)),
    theme: personne.theme ?? 'auto',
    sessions: f.sessions
      .map((s) => ({ id: s.id, appareil: navigateurDe(s.agent), depuis: formaterInstant(s.cree_le, fuseau), fin: jour(s.expire_le), adresse: s.adresse_ip ?? 'inconnue', courante: s.id === personne.session_id }))
      .toSorted((a, b) => Number(b.courante) - Number(a.courante)),
    cles: f.cles.map((c) => ({ id: c.id, nom: c.nom ?? 'Clé sans nom', depuis: c.cree_le ? jour(c.cree_le) : '' })),
    secondFacteur: f.secondFacteur,
    identites: visibles.map((cle) => {
      const lien = f.liees.find((l) => l.fournisseur === cle);
      return { cle, nom: nomFournisseur[cle] ?? cle, liee: lien && jour(lien.cree_le) };
    }),
    professionnel: f.professionnel && {
      rpps: f.professionnel.rpps,
      cleJuste: cleLuhnJuste(f.professionnel.rpps),
      professions: f.professionnel.professions.map((p) => libelleProfession(p.profession)).join(', ') || 'non précisée',
      source: `${f.professionnel.source}, ${jour(f.professionnel.lue_le)}`,
    },
    fiches,
  };
}

export type VueSecondFacteur = { readonly etat: 'absent' } | { readonly etat: 'actif' } | { readonly etat: 'a_confirmer'; readonly secret: string; readonly qr: { readonly taille: number; readonly trace: string } };

/** `ABCD EFGH …`: a secret that somebody copies by hand. */
export const secretLisible = (adresse: string): string => (/[?&]secret=([A-Z2-7]+)/.exec(adresse)?.[1] ?? '').replace(/(.{4})(?=.)/g, '$1 ');

/** The dark modules of a QR code as one SVG path, row by row. */
export function traceQr(modules: readonly (readonly boolean[])[]): string {
  return modules
    .flatMap((ligne, y) => [...ligne.map((m) => (m ? '1' : '0')).join('').matchAll(/1+/g)].map((m) => `M${m.index} ${y}h${m[0].length}v1h-${m[0].length}z`))
    .join('');
}

export function courrielInvitation(p: { a: string; nom: string; cpts: string; invitant: string; roles: readonly RoleDeCpts[]; lien: string; expireLe: Date; fuseau: string }): CourrielEcrit {
  return {
    a: p.a,
    nom: p.nom,
    sujet: `${p.invitant} vous invite : ${p.cpts}`,
    lettre: {
      titre: `${p.nom}, une place vous attend`,
      paragraphes: [
        `${p.invitant} vous invite à rejoindre ${avecArticle(p.cpts)} sur Maillage, avec ${p.roles.length > 1 ? 'les rôles' : 'le rôle'} ${enumerer(p.roles.map((r) => `« ${libelleRole[r]} »`))}.`,
        ...p.roles.map((r) => `${libelleRole[r]} : ${promesseRole[r]}`),
        `Le lien vaut jusqu’au ${formaterDate(jourDans(p.expireLe, p.fuseau))}, et pour vous seul. Vous n’avez rien à installer.`,
      ],
      boutons: [{ libelle: 'Voir l’invitation', href: p.lien }],
      expediteur: p.cpts,
      pourquoi: 'Vous ne connaissez pas cette CPTS ? Ne faites rien : sans réponse, l’invitation s’éteint.',
    },
  };
}

export type RoleVu = { readonly id: string; readonly nom: string; readonly courriel: string; readonly role: string; readonly depuis: string; readonly jusque: string | undefined };
export type InvitationVue = { readonly id: string; readonly nom: string; readonly courriel: string; readonly roles: string; readonly detail: string; readonly perimee: boolean };
export type VueAcces = {
  readonly base: string;
  readonly phrase: string;
  readonly peutGerer: boolean;
  readonly tenus: readonly RoleVu[];
  readonly passes: readonly RoleVu[];
  readonly invitations: readonly InvitationVue[];
  readonly page: { readonly numero: number; readonly taille: number; readonly total: number };
  readonly adresse: string;
  readonly personnes: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly roles: readonly { readonly valeur: string; readonly libelle: string; readonly detail: string }[];
};

type FaitsAcces = {
  readonly roles: readonly { readonly id: string; readonly personne_id: string; readonly nom: string; readonly courriel: string; readonly role: RoleDeCpts; readonly depuis: string; readonly jusque: string | null }[];
  readonly invitations: readonly { readonly id: string; readonly courriel: string; readonly nom: string; readonly roles: readonly RoleDeCpts[]; readonly envoyee_le: Date; readonly expire_le: Date; readonly envois: number }[];
};

const LIGNES_PAR_PAGE = 50;

export function presenterAcces(f: FaitsAcces, p: { base: string; peutGerer: boolean; maintenant: Date; aujourdhui: Jour; fuseau: string; page?: number }): VueAcces {
  const jour = (d: Date): string => formaterDate(jourDans(d, p.fuseau));
  const vu = (r: FaitsAcces['roles'][number]): RoleVu => ({ id: r.id, nom: r.nom, courriel: r.courriel, role: libelleRole[r.role], depuis: formaterDate(Jour.parse(r.depuis)), jusque: r.jusque === null ? undefined : formaterDate(Jour.parse(r.jusque)) });
  const tenus = f.roles.filter((r) => r.jusque === null || r.jusque >= p.aujourdhui).toSorted((a, b) => ORDRE.indexOf(a.role) - ORDRE.indexOf(b.role) || a.nom.localeCompare(b.nom, 'fr'));
  const gens = new Map(f.roles.map((r) => [r.personne_id, r.nom]));
  const nombre = new Set(tenus.map((r) => r.personne_id)).size;
  const numero = Math.min(Math.max(1, p.page ?? 1), Math.max(1, Math.ceil(tenus.length / LIGNES_PAR_PAGE)));
  return {
    base: p.base,
    peutGerer: p.peutGerer,
    phrase: `${accord(nombre, 'personne entre ici', 'personnes entrent ici')}${f.invitations.length > 0 ? `, ${accord(f.invitations.length, 'invitation attend une réponse', 'invitations attendent une réponse')}` : ''}.`,
    tenus: tenus.slice((numero - 1) * LIGNES_PAR_PAGE, numero * LIGNES_PAR_PAGE).map(vu),
    page: { numero, taille: LIGNES_PAR_PAGE, total: tenus.length },
    adresse: `${p.base}/reseau/acces`,
    passes: f.roles.filter((r) => r.jusque !== null && r.jusque < p.aujourdhui).map(vu),
    invitations: f.invitations.map((i) => {
      const perimee = i.expire_le.getTime() <= p.maintenant.getTime();
      return { id: i.id, nom: i.nom, courriel: i.courriel, roles: enumerer(i.roles.map((r) => libelleRole[r])), perimee, detail: `Envoyée le ${jour(i.envoyee_le)}${i.envois > 1 ? ` (${accord(i.envois, 'envoi')})` : ''}, ${perimee ? 'périmée depuis le' : 'valable jusqu’au'} ${jour(i.expire_le)}` };
    }),
    personnes: [...gens].map(([valeur, libelle]) => ({ valeur, libelle })).toSorted((a, b) => a.libelle.localeCompare(b.libelle, 'fr')),
    roles: ROLES_DE_CPTS.map((r) => ({ valeur: r, libelle: libelleRole[r], detail: detailRole[r] })),
  };
}

export type VueInvitation = { readonly secret: string; readonly cpts: string; readonly roles: readonly { readonly nom: string; readonly promesse: string }[]; readonly courriel: string; readonly nom: string; readonly expireLe: string; readonly connectee: boolean; readonly connue: boolean };

type InvitationLue = { readonly invitation: { readonly courriel: string; readonly nom: string; readonly roles: readonly RoleDeCpts[]; readonly expireLe: Date }; readonly cpts: { readonly nom: string }; readonly connue: boolean; readonly fuseau: string };

export const presenterInvitation = (i: InvitationLue, p: { secret: string; connectee: boolean }): VueInvitation => ({
  secret: p.secret,
  connectee: p.connectee,
  connue: i.connue,
  cpts: i.cpts.nom,
  roles: ORDRE.flatMap((r) => (r !== 'exploitant' && i.invitation.roles.includes(r) ? [{ nom: libelleRole[r], promesse: promesseRole[r] }] : [])),
  courriel: i.invitation.courriel,
  nom: i.invitation.nom,
  expireLe: formaterDate(jourDans(i.invitation.expireLe, i.fuseau)),
});
