import type { Jour } from '#core/jour.ts';
import { avecArticle, formaterDate, formaterInstant } from '#core/texte.ts';
import { libelleGenreTexte, libelleStatut } from './labels.ts';
import { type Acceptation, type Adhesion, type Campagne, type Categorie, estMembre, type StatutAdhesion, type TexteAdhesion } from './model.ts';
import { metierDe, type Option, optionsCategories, optionsProfessions } from './view.ts';

export type VueCandidature =
  | { readonly etat: 'fermee' }
  | { readonly etat: 'recue' }
  | { readonly etat: 'ouverte'; readonly cpts: string; readonly slug: string; readonly presentation: string; readonly categories: readonly Option[]; readonly professions: readonly Option[] };

export const presenterCandidature = (f: { readonly ici: { readonly nom: string; readonly slug: string }; readonly reglages: { readonly candidatureOuverte: boolean; readonly presentation: string }; readonly categories: readonly Categorie[] }): VueCandidature =>
  f.reglages.candidatureOuverte
    ? { etat: 'ouverte', cpts: avecArticle(f.ici.nom), slug: f.ici.slug, presentation: f.reglages.presentation, categories: optionsCategories(f.categories), professions: optionsProfessions() }
    : { etat: 'fermee' };

export type TexteVue = { readonly genre: string; readonly numero: number; readonly titre: string; readonly texte: string; readonly empreinte: string; readonly publieLe: string; readonly court: boolean };

const LONGUEUR_OUVERTE = 1800;
export const presenterTexte = (t: TexteAdhesion): TexteVue => ({ genre: libelleGenreTexte[t.genre], numero: t.numero, titre: t.titre, texte: t.texte, empreinte: t.empreinte, publieLe: formaterDate(t.publieLe), court: t.texte.length <= LONGUEUR_OUVERTE });

/** A campaign that waits for this member, in a sentence. */
export type ARenouveler = { readonly annee: number; readonly phrase: string };
export const presenterARenouveler = (c: Campagne, aujourdhui: Jour): ARenouveler => ({ annee: c.annee, phrase: c.jusqua < aujourdhui ? `La campagne ${c.annee} s’est terminée le ${formaterDate(c.jusqua)}. Vous pouvez encore dire que vous restez.` : `Un geste suffit, jusqu’au ${formaterDate(c.jusqua)}.` });

export type VueLien = {
  readonly lien: string;
  readonly slug: string;
  readonly titre: string;
  readonly phrase: string;
  readonly aCompleter: boolean;
  readonly peutRetirer: boolean;
  readonly membre: boolean;
  readonly renouveler?: ARenouveler;
  readonly textes: readonly TexteVue[];
  readonly acceptes: readonly string[];
  readonly fiche: readonly { readonly cle: string; readonly valeur: string }[];
  readonly valeurs: Readonly<Record<string, string>>;
  readonly professions: readonly Option[];
  /** Why the link does not open. */
  readonly ferme?: string;
};

const PHRASES: Readonly<Record<StatutAdhesion, string>> = {
  proposee: 'Un confrère vous propose de nous rejoindre. Dites oui, ou non : les deux se font ici.',
  deposee: 'Votre demande est déposée. La coordination va l’examiner.',
  en_instruction: 'Votre demande est en cours d’examen.',
  validee: 'Vous êtes membre.',
  refusee: 'Votre demande n’a pas été acceptée.',
  retiree: 'Votre demande est retirée, vos coordonnées sont effacées.',
  depart_demande: 'Vous avez demandé à partir. Vous pouvez changer d’avis dans votre espace.',
  exclusion_engagee: 'Une exclusion est envisagée : vous serez entendu, et vous restez membre jusqu’à la décision.',
  entendue: 'Vous avez été entendu, ou convoqué. La décision est à venir, vous restez membre jusque-là.',
  exclue: 'Votre exclusion a été prononcée.',
  resiliee: 'Vous n’êtes plus membre.',
};

export const lienFerme = (phrase: string): VueLien => ({ lien: '', slug: '', titre: '', phrase: '', aCompleter: false, peutRetirer: false, membre: false, textes: [], acceptes: [], fiche: [], valeurs: {}, professions: [], ferme: phrase });

type FaitsLien = { readonly adhesion: Adhesion; readonly attente: readonly TexteAdhesion[]; readonly acceptations: readonly Acceptation[]; readonly ici: { readonly nom: string; readonly slug: string }; readonly lien: string; readonly fuseau: string; readonly renouveler?: ARenouveler | undefined };

export function presenterLien({ adhesion: a, attente, acceptations, ici, lien, fuseau, renouveler }: FaitsLien): VueLien {
  const enCours = estMembre(a.statut) || a.statut === 'deposee' || a.statut === 'en_instruction';
  const fiche: readonly (readonly [string, string | null])[] = a.effaceeLe === null ? [['Nom', a.nom], ['Adresse', a.courriel], ['Profession ou fonction', metierDe(a)], ['Commune', a.communeNom], ['Structure', a.structure], ['Téléphone', a.telephone], ['RPPS', a.rpps]] : [];
  return {
    lien, slug: ici.slug, titre: estMembre(a.statut) ? `Vous et ${ici.nom}` : `Votre adhésion : ${libelleStatut[a.statut].toLocaleLowerCase('fr')}`,
    phrase: `${PHRASES[a.statut]}${a.statut === 'refusee' && a.motif ? ` Motif : ${a.motif}` : ''}`,
    aCompleter: a.statut === 'proposee', peutRetirer: ['proposee', 'deposee', 'en_instruction'].includes(a.statut), membre: estMembre(a.statut), ...(renouveler ? { renouveler } : {}),
    textes: enCours ? attente.map(presenterTexte) : [],
    acceptes: acceptations.map((x) => `${libelleGenreTexte[x.genre]}, version ${x.numero}, le ${formaterInstant(x.accepteeLe, fuseau)}`),
    fiche: fiche.flatMap(([cle, valeur]) => (valeur ? [{ cle, valeur }] : [])),
    valeurs: { nom: a.nom, profession: a.profession ?? '', fonction: a.fonction ?? '', commune: a.communeNom ?? '', structure: a.structure ?? '', telephone: a.telephone ?? '', rpps: a.rpps ?? '' },
    professions: optionsProfessions(),
  };
}
