import { accord, avecArticle, cleDeRecherche, formaterDate, formaterNombre } from '#core/texte.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import { libelleOffre } from './labels.ts';
import { GenreOffre, type Offre } from './model.ts';
import type { Option } from './view.ts';

export type LigneRepresentation = { readonly code: string; readonly nom: string; readonly membres: number; readonly connus: number | undefined; readonly phrase: string; readonly href: string };
export type VueMobilisation = {
  readonly base: string;
  readonly phrase: string;
  readonly annuaire: boolean;
  readonly territoire: boolean;
  readonly professions: readonly LigneRepresentation[];
  readonly communes: readonly LigneRepresentation[];
  readonly choix: { readonly titre: string; readonly liens: readonly { readonly nom: string; readonly detail: string; readonly href: string }[]; readonly aInviter: readonly { readonly nom: string; readonly metier: string; readonly lieu: string; readonly href: string }[] } | undefined;
  readonly interdit?: boolean;
};

type Compte = { readonly code: string; readonly nom: string | null; readonly membres: number };
type Faits = {
  readonly base: string;
  readonly professions: readonly Compte[];
  readonly communes: readonly Compte[];
  /** What the directory knows on the territory; undefined before the first import. */
  readonly annuaire: { readonly professions: ReadonlyMap<string, number>; readonly communes: ReadonlyMap<string, number> } | undefined;
  readonly territoire: readonly { readonly code: string; readonly nom: string }[];
  readonly choix: VueMobilisation['choix'];
  readonly interdit?: boolean;
};

const phraseDe = (membres: number, connus: number | undefined): string => (connus === undefined ? accord(membres, 'membre') : membres + connus === 0 ? 'aucun professionnel connu' : membres === 0 ? `personne encore, sur ${formaterNombre(connus)}` : `${formaterNombre(membres)} sur ${formaterNombre(Math.max(connus, membres))}`);
/** By name: a list of absences sorted by size would read as a ranking. */
const parNom = (a: { nom: string }, b: { nom: string }): number => cleDeRecherche(a.nom).localeCompare(cleDeRecherche(b.nom));

function lignes(codes: readonly string[], comptes: readonly Compte[], p: { readonly connus: ReadonlyMap<string, number> | undefined; readonly nomDe: (code: string) => string; readonly lien: (code: string) => string }): readonly LigneRepresentation[] {
  return [...new Set([...codes, ...comptes.map((c) => c.code)])]
    .map((code) => {
      const membres = comptes.find((c) => c.code === code)?.membres ?? 0;
      const connus = p.connus && (p.connus.get(code) ?? 0);
      return { code, nom: p.nomDe(code), membres, connus, phrase: phraseDe(membres, connus), href: p.lien(code) };
    })
    .toSorted(parNom);
}

export function presenterMobilisation(f: Faits): VueMobilisation {
  const nomCommune = (code: string): string => f.territoire.find((t) => t.code === code)?.nom ?? f.communes.find((c) => c.code === code)?.nom ?? code;
  const lien = (champ: string) => (code: string): string => `${f.base}/reseau/mobilisation?${champ}=${code}#qui`;
  const professions = lignes([...(f.annuaire?.professions.keys() ?? [])], f.professions, { connus: f.annuaire?.professions, nomDe: libelleProfession, lien: lien('profession') });
  const communes = lignes(f.territoire.map((t) => t.code), f.communes, { connus: f.annuaire?.communes, nomDe: nomCommune, lien: lien('commune') });
  const absentes = professions.filter((p) => p.membres === 0 && (p.connus ?? 0) > 0).length;
  const presentes = professions.filter((p) => p.membres > 0).length;
  return {
    base: f.base, annuaire: f.annuaire !== undefined, territoire: f.territoire.length > 0, professions, communes, choix: f.choix,
    phrase: presentes === 0 ? 'Aucune profession n’est encore représentée.' : `${accord(presentes, 'profession')} ${presentes > 1 ? 'sont représentées' : 'est représentée'}${absentes > 0 ? `, ${accord(absentes, 'autre exerce', 'autres exercent')} sur le territoire sans membre encore` : ''}.`,
    ...(f.interdit ? { interdit: true } : {}),
  };
}

export type VueAccueil = { readonly base: string; readonly peutTenir: boolean; readonly phrase: string; readonly offres: readonly { readonly id: string; readonly genre: string; readonly titre: string; readonly detail: string; readonly contact: string; readonly quand: string }[]; readonly genres: readonly Option[]; readonly retiree?: string };

const periode = (o: Offre): string => [o.lieu, o.depuis ? `à partir du ${formaterDate(o.depuis)}` : '', o.jusque ? `jusqu’au ${formaterDate(o.jusque)}` : ''].filter(Boolean).join(', ');

export const presenterOffres = (f: { readonly base: string; readonly peutTenir: boolean; readonly offres: readonly Offre[]; readonly retiree?: string }): VueAccueil => ({
  base: f.base, peutTenir: f.peutTenir, genres: GenreOffre.options.map((g) => ({ valeur: g, libelle: libelleOffre[g] })), ...(f.retiree ? { retiree: f.retiree } : {}),
  phrase: f.offres.length === 0 ? 'Stages, locaux, remplacements, aide à l’installation : rien n’est encore proposé.' : `${accord(f.offres.length, 'offre')} pour qui arrive, remplace ou s’installe.`,
  offres: f.offres.map((o) => ({ id: o.id, genre: libelleOffre[o.genre], titre: o.titre, detail: o.detail, contact: o.contact, quand: periode(o) })),
});

export type VueBienvenue = { readonly base: string; readonly nom: string; readonly chapitres: readonly { readonly titre: string; readonly phrases: readonly string[]; readonly lien?: { readonly libelle: string; readonly href: string } }[]; readonly gestes: readonly { readonly libelle: string; readonly detail: string; readonly href: string }[] };

type FaitsBienvenue = {
  readonly base: string;
  readonly nom: string;
  readonly territoire: { readonly communes: number; readonly habitants: number } | undefined;
  readonly membres: number;
  readonly professions: readonly string[];
  readonly roles: readonly { readonly role: string; readonly nom: string }[];
  readonly textes: readonly string[];
  readonly offres: number;
  readonly membre: boolean;
};

export function presenterBienvenue(f: FaitsBienvenue): VueBienvenue {
  const metiers = f.professions.slice(0, 8).map((p) => libelleProfession(p).toLocaleLowerCase('fr'));
  return {
    base: f.base, nom: avecArticle(f.nom),
    chapitres: [
      { titre: 'Où', phrases: [f.territoire ? `${accord(f.territoire.communes, 'commune')} et ${formaterNombre(f.territoire.habitants)} habitants.` : 'Le territoire n’est pas encore choisi.'], lien: { libelle: 'Voir la carte', href: `${f.base}/territoire` } },
      { titre: 'Qui', phrases: [f.membres === 0 ? 'Vous êtes parmi les premiers.' : `${accord(f.membres, 'membre')}${metiers.length > 0 ? ` : ${metiers.join(', ')}${f.professions.length > 8 ? '…' : '.'}` : '.'}`], lien: { libelle: 'Voir les membres', href: `${f.base}/reseau/adherents` } },
      { titre: 'Qui fait quoi', phrases: f.roles.length === 0 ? ['Les rôles ne sont pas encore attribués.'] : f.roles.map((r) => `${r.role} : ${r.nom}.`) },
      { titre: 'Ce qui est décidé', phrases: f.textes.length === 0 ? ['Ni charte ni règlement publiés pour le moment.'] : f.textes.map((t) => `${t}.`), lien: { libelle: 'Lire dans « Ma place »', href: `${f.base}/reseau/moi` } },
    ],
    gestes: [
      ...(f.membre ? [{ libelle: 'Choisir jusqu’où m’engager', detail: 'Informé, consulté, participer ou piloter : un geste, réversible.', href: `${f.base}/reseau/moi` }] : []),
      { libelle: 'Trouver un confrère', detail: 'L’annuaire du territoire, avec qui fait quoi.', href: `${f.base}/reseau/annuaire` },
      { libelle: 'Proposer quelqu’un', detail: 'Un nom, une adresse : la personne répond elle-même.', href: `${f.base}/reseau/adherents/proposer` },
      ...(f.offres > 0 ? [{ libelle: 'Voir les offres', detail: `${accord(f.offres, 'offre')} : stages, locaux, remplacements.`, href: `${f.base}/reseau/accueil` }] : []),
    ],
  };
}
