import type { Role } from '#core/tenancy.ts';
import { libelleProfession, libelleRole } from './labels.ts';

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
  return tries.map(([cpts, gens], i) => {
    const tous = i === 0 ? [...gens, ...lignes.filter((p) => p.cpts_nom === null)] : gens;
    const personnes = tous
      .filter((p) => !vus.has(p.id))
      .toSorted((a, b) => rang(a) - rang(b) || a.nom.localeCompare(b.nom, 'fr'))
      .map((p) => ({ id: p.id, nom: p.nom, role: roleDe(p), metier: metierDe(p) }));
    for (const p of personnes) vus.add(p.id);
    return { cpts, personnes };
  });
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

export type CourrielEcrit = { readonly a: string; readonly nom?: string; readonly sujet: string; readonly texte: string };

/** Code first: it shows in the notification, before the mail is opened. */
export const courrielDeConnexion = (p: { a: string; code: string; lien: string; minutes: number }): CourrielEcrit => ({
  a: p.a,
  sujet: `${p.code} : votre code Maillage`,
  texte: `Bonjour,

Votre code de connexion à Maillage : ${p.code}

Ou ouvrez ce lien, sur l’appareil où vous voulez vous connecter :
${p.lien}

L’un ou l’autre sert une seule fois, pendant ${p.minutes}\u00a0minutes.
Vous n’avez rien demandé ? Ne faites rien : sans ce code, personne n’entre. Ne le donnez à personne, même à quelqu’un qui se dit de Maillage.
`,
});
