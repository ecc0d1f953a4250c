import { euros } from '#core/money.ts';
import { formaterDate, formaterMontant } from '#core/texte.ts';
import { libelleGenreTexte } from './labels.ts';
import type { Bareme, Categorie, College, Reglages, TexteAdhesion } from './model.ts';
import { type QuestionDeVote } from './rules.ts';
import { type Option, optionsCategories, optionsProfessions } from './view.ts';

export type VueReglages = {
  readonly base: string;
  readonly peutRegler: boolean;
  readonly version: number;
  readonly valeurs: Readonly<Record<string, string>>;
  readonly phrase: string;
  readonly adressePublique: string;
  readonly ouverte: boolean;
  readonly categories: readonly { readonly code: string; readonly libelle: string; readonly valeurs: Readonly<Record<string, string>>; readonly resume: string; readonly aDecider: boolean }[];
  readonly colleges: readonly { readonly code: string; readonly libelle: string; readonly resume: string; readonly professions: readonly string[]; readonly categories: readonly string[]; readonly actif: boolean }[];
  readonly textes: readonly { readonly genre: string; readonly titre: string; readonly detail: string }[];
  readonly baremes: readonly { readonly annee: number; readonly pour: string; readonly montant: string }[];
  readonly questions: readonly string[];
  readonly professions: readonly Option[];
  readonly optionsCategories: readonly Option[];
  readonly optionsColleges: readonly Option[];
  readonly annee: number;
};

const ouiNon = (b: boolean | null): string => (b === null ? '' : b ? 'oui' : 'non');
const dit = (b: boolean | null, oui: string, non: string, rien: string): string => (b === null ? rien : b ? oui : non);

const phraseQuestion = (q: QuestionDeVote): string => {
  switch (q.code) {
    case 'categorie_sans_association':
      return `« ${q.categorie} » : membre de l’association, ou du réseau seulement ?`;
    case 'categorie_sans_vote':
      return `« ${q.categorie} » : vote aux assemblées, ou non ?`;
    case 'cotisation_et_vote':
      return 'Faut-il avoir payé la cotisation de l’année pour voter ?';
  }
};

type Faits = { readonly base: string; readonly url: string; readonly slug: string; readonly peutRegler: boolean; readonly reglages: Reglages; readonly categories: readonly Categorie[]; readonly colleges: readonly College[]; readonly textes: readonly TexteAdhesion[]; readonly baremes: readonly Bareme[]; readonly questions: readonly QuestionDeVote[]; readonly annee: number };

export function presenterReglages(f: Faits): VueReglages {
  const nomDe = (id: string | null): string => (id === null ? 'tous les collèges' : (f.colleges.find((c) => c.id === id)?.libelle ?? ''));
  const professions = optionsProfessions();
  const libelles = (codes: readonly string[], options: readonly Option[]): string => codes.map((c) => options.find((o) => o.valeur === c)?.libelle ?? c).join(', ');
  const cats = optionsCategories(f.categories);
  const { reglages: r } = f;
  return {
    base: f.base, peutRegler: f.peutRegler, version: r.version, adressePublique: `${f.url}/adherer/${f.slug}`, ouverte: r.candidatureOuverte,
    phrase: f.questions.length > 0 ? `${f.questions.length === 1 ? 'Une règle reste' : `${f.questions.length} règles restent`} à décider : ce qui n’est pas décidé ne donne pas de voix.` : 'Ce que votre CPTS a décidé. Rien n’est supposé à votre place.',
    valeurs: { ouverte: r.candidatureOuverte ? 'oui' : '', presentation: r.presentation, vote_si_a_jour: ouiNon(r.voteSiAJour), delai: String(r.delaiDepartJours), instance: r.instanceCompetente, avant: r.textesAvantAdmission ? 'oui' : '' },
    categories: f.categories.map((c) => ({
      code: c.code, libelle: c.libelle, aDecider: c.active && (c.association === null || (c.association && c.vote === null)),
      resume: [c.active ? '' : 'fermée', dit(c.association, 'de l’association', 'du réseau seulement', 'appartenance à décider'), c.association === false ? '' : dit(c.vote, 'vote', 'ne vote pas', 'vote à décider'), c.association === false ? '' : dit(c.cotise, 'cotise', 'ne cotise pas', 'cotisation à décider')].filter(Boolean).join(' · '),
      valeurs: { code: c.code, libelle: c.libelle, association: ouiNon(c.association), vote: ouiNon(c.vote), cotise: ouiNon(c.cotise), active: c.active ? 'oui' : 'non' },
    })),
    colleges: f.colleges.map((c) => ({ code: c.code, libelle: c.libelle, professions: c.professions, categories: c.categories, actif: c.actif, resume: [c.actif ? '' : 'fermé', c.professions.length > 0 ? libelles(c.professions, professions) : 'toutes professions', c.categories.length > 0 ? libelles(c.categories, cats) : ''].filter(Boolean).join(' · ') })),
    textes: f.textes.map((t) => ({ genre: libelleGenreTexte[t.genre], titre: t.titre, detail: `version ${t.numero}, publiée le ${formaterDate(t.publieLe)}, empreinte ${t.empreinte.slice(0, 12)}…` })),
    baremes: f.baremes.map((b) => ({ annee: b.annee, pour: nomDe(b.collegeId), montant: formaterMontant(euros(b.centimes / 100)) })),
    questions: f.questions.map(phraseQuestion), professions, optionsCategories: cats, optionsColleges: f.colleges.filter((c) => c.actif).map((c) => ({ valeur: c.id, libelle: c.libelle })), annee: f.annee,
  };
}
