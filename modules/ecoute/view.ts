import { type Jour, plusJours } from '#core/jour.ts';
import { accord, avecArticle, formaterDate, formaterJour, formaterNombre, typographier } from '#core/texte.ts';
import { SEUIL_DES_REPONSES } from './constants.ts';
import { ecrireCompte, libelleAdressee, libelleStatutEnquete } from './labels.ts';
import { type Adressee, type Enquete, type GenreQuestion, nomDeQuestion, type StatutEnquete, type TexteRecu } from './model.ts';
import { type Compte, estFinie, prendReponses, resultatDe } from './rules.ts';

type Reprise = { readonly refus?: string; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };
/** What a person sees of where a survey stands: its status, and its last day once it is past. */
const etatDe = (e: Enquete, jour: Jour): StatutEnquete => (estFinie(e, jour) ? 'close' : e.statut);

export type LigneEnquete = { readonly id: string; readonly href: string; readonly titre: string; readonly etat: StatutEnquete; readonly phrase: string };
export type VueEnquetes = Reprise & { readonly adresse: string; readonly interdit: boolean; readonly tient: boolean; readonly phrase: string; readonly enquetes: readonly LigneEnquete[]; readonly cloture: Jour };

const adresseDe = (base: string): string => `${base}/territoire/enquetes`;
const JOURS_PROPOSES = 30;

function direEtat(e: Enquete, jour: Jour): string {
  const recues = accord(e.reponses, 'réponse');
  switch (etatDe(e, jour)) {
    case 'preparee': return accord(e.questions.length, 'question');
    case 'ouverte': return typographier(`${recues}, jusqu’au ${formaterDate(e.cloture)}`);
    case 'close': return recues;
    case 'abandonnee': return 'Abandonnée avant d’ouvrir';
  }
}

type FaitsListe = Reprise & { readonly base: string; readonly interdit: boolean; readonly tient: boolean; readonly jour: Jour; readonly enquetes: readonly Enquete[] };
export function presenterEnquetes({ base, jour, enquetes, ...reste }: FaitsListe): VueEnquetes {
  const vues = reste.tient ? enquetes : enquetes.filter((e) => e.statut === 'ouverte' || e.statut === 'close');
  const ouvertes = vues.filter((e) => prendReponses(e, jour)).length;
  const finies = vues.filter((e) => estFinie(e, jour)).length;
  return {
    ...reste, adresse: adresseDe(base), cloture: plusJours(jour, JOURS_PROPOSES),
    phrase: typographier(vues.length === 0 ? 'Aucune enquête pour l’instant.' : `${accord(ouvertes, 'enquête ouverte', 'enquêtes ouvertes')}, ${accord(finies, 'finie')}.`),
    enquetes: vues.map((e) => ({ id: e.id, href: `${adresseDe(base)}/${e.id}`, titre: e.titre, etat: etatDe(e, jour), phrase: direEtat(e, jour) })),
  };
}

/** One count with the bar that stands for it; a hidden one has words and no bar. */
export type LigneChoix = { readonly libelle: string; readonly ecrit: string; readonly part: number | undefined };
export type VueQuestion = {
  readonly rang: number;
  readonly titre: string;
  readonly genre: GenreQuestion;
  readonly choix: readonly string[];
  readonly resultat?: { readonly phrase: string; readonly lignes: readonly LigneChoix[]; readonly sans?: string; readonly textes: readonly { readonly id: string; readonly texte: string }[]; readonly citable: boolean };
  readonly erreurs?: Readonly<Record<string, string>>;
  readonly valeurs?: Readonly<Record<string, unknown>>;
};

export type VueEnquete = Reprise & {
  readonly adresse: string; readonly enquete: Pick<Enquete, 'id' | 'titre' | 'but' | 'adressee' | 'cloture' | 'version'>; readonly etat: StatutEnquete; readonly phrase: string; readonly tient: boolean; readonly mot: string;
  readonly questions: readonly VueQuestion[]; readonly pleine: boolean;
  /** Too few answers for any result to be shown, were it closed now. */
  readonly peuDeReponses: boolean;
  /** Where to answer, while it is open. */
  readonly lien?: { readonly adresse: string; readonly code: { readonly cote: number; readonly trace: string } };
  readonly repondre?: string; readonly constats?: string;
  readonly nouvelle?: Pick<VueQuestion, 'erreurs' | 'valeurs'>;
};

const tete = (lignes: readonly { libelle: string; compte: Compte }[]): { libelle: string; compte: Compte } | undefined => {
  const rang = (c: Compte): number => (typeof c === 'number' ? c : 'entre' in c && c.entre ? c.entre[0] : 0);
  const premier = lignes.toSorted((a, b) => rang(b.compte) - rang(a.compte))[0];
  return premier && rang(premier.compte) > 0 ? premier : undefined;
};

/** What one question says in a sentence, with its figure: what a finding quotes. Undefined when nothing of it may be told. */
export function direResultat(e: Pick<Enquete, 'questions' | 'comptes' | 'reponses'>, rang: number): { readonly libelle: string; readonly ecrit: string } | undefined {
  const q = e.questions[rang];
  const r = q && q.genre !== 'texte' ? resultatDe(q, e.comptes[rang] ?? [], e.reponses) : undefined;
  const premier = r?.etat === 'comptee' ? tete(r.choix) : undefined;
  return premier && { libelle: premier.libelle, ecrit: ecrireCompte(premier.compte, e.reponses) };
}

const TROP_PEU = typographier(`Moins de ${SEUIL_DES_REPONSES} personnes, ou des réponses si partagées qu’elles désigneraient quelqu’un : rien n’en est montré.`);

function resultatEcrit(e: Enquete, rang: number, textes: readonly TexteRecu[]): NonNullable<VueQuestion['resultat']> {
  const q = e.questions[rang];
  const vide = { lignes: [], textes: [], citable: false };
  if (!q || e.reponses < SEUIL_DES_REPONSES) return { ...vide, phrase: TROP_PEU };
  if (q.genre === 'texte') {
    const siens = textes.filter((t) => t.question === rang).map(({ id, texte }) => ({ id, texte }));
    return { ...vide, textes: siens, phrase: siens.length === 0 ? 'Personne n’a écrit de réponse.' : typographier(`${accord(siens.length, 'réponse écrite', 'réponses écrites')}, dans l’ordre alphabétique : rien ne dit qui, ni quand.`) };
  }
  const r = resultatDe(q, e.comptes[rang] ?? [], e.reponses);
  if (r.etat === 'trop_peu') return { ...vide, phrase: TROP_PEU };
  const dit = direResultat(e, rang);
  return {
    ...vide, citable: dit !== undefined,
    phrase: dit ? typographier(`« ${dit.libelle} » vient en tête : ${dit.ecrit}.`) : 'Aucune réponse n’atteint le nombre qu’il faut pour être montrée.',
    lignes: r.choix.map(({ libelle, compte }) => ({ libelle, ecrit: ecrireCompte(compte, e.reponses), part: typeof compte === 'number' ? compte / e.reponses : undefined })),
    ...(r.sans !== undefined && r.sans !== 0 && { sans: ecrireCompte(r.sans, e.reponses) }),
  };
}

function phraseDe(e: Enquete, jour: Jour): string {
  const recues = accord(e.reponses, 'personne a répondu', 'personnes ont répondu');
  switch (etatDe(e, jour)) {
    case 'preparee': return typographier(e.questions.length === 0 ? 'Ajoutez une première question, puis ouvrez l’enquête.' : `${accord(e.questions.length, 'question')}. Relisez-les : elles ne changeront plus une fois l’enquête ouverte.`);
    case 'ouverte': return typographier(`${e.reponses === 0 ? 'Personne n’a encore répondu' : recues}. On peut répondre jusqu’au ${formaterJour(e.cloture)} compris. Les résultats paraîtront ensuite.`);
    case 'close': return typographier(`${e.reponses === 0 ? 'Personne n’a répondu' : recues}.`);
    case 'abandonnee': return 'Abandonnée avant d’ouvrir : personne n’y a répondu.';
  }
}

type FaitsEnquete = Reprise & {
  readonly base: string; readonly enquete: Enquete; readonly jour: Jour; readonly tient: boolean; readonly constate: boolean; readonly textes: readonly TexteRecu[];
  readonly lien?: NonNullable<VueEnquete['lien']>; readonly repondre?: boolean;
  /** The question whose form comes back with its errors; without a rank, the new one. */
  readonly question?: { readonly rang: number | undefined } & Pick<VueQuestion, 'erreurs' | 'valeurs'>;
};

export function presenterEnquete({ base, enquete: e, jour, tient, constate, textes, lien, repondre = false, question, ...reprise }: FaitsEnquete): VueEnquete {
  const etat = etatDe(e, jour);
  const adresse = `${adresseDe(base)}/${e.id}`;
  const rendue = question && { ...(question.erreurs && { erreurs: question.erreurs }), ...(question.valeurs && { valeurs: question.valeurs }) };
  return {
    ...reprise, adresse, enquete: e, etat, tient, phrase: phraseDe(e, jour), mot: `${libelleStatutEnquete[etat]} · ${libelleAdressee[e.adressee].toLowerCase()}`, pleine: e.questions.length >= 12, peuDeReponses: e.reponses < SEUIL_DES_REPONSES,
    questions: e.questions.map((q, rang) => ({
      rang, titre: q.intitule, genre: q.genre, choix: q.choix,
      ...(etat === 'close' && { resultat: resultatEcrit(e, rang, textes) }),
      ...(question?.rang === rang && rendue),
    })),
    ...(etat === 'ouverte' && lien && { lien }),
    ...(etat === 'ouverte' && repondre && { repondre: `${adresse}/repondre` }),
    ...(etat === 'close' && constate && { constats: `${adresse}/constats` }),
    ...(rendue && question?.rang === undefined && { nouvelle: rendue }),
  };
}

/** What is taken away: one line per answer that may be read. */
export function tableauDe(e: Enquete, textes: readonly TexteRecu[]): readonly (readonly string[])[] {
  const lignes = e.questions.flatMap((q, i): (readonly string[])[] => {
    const r = resultatEcrit(e, i, textes);
    const debut = [String(i + 1), q.intitule];
    if (r.textes.length > 0) return r.textes.map((t) => [...debut, t.texte, '']);
    if (r.lignes.length === 0) return [[...debut, '', r.phrase]];
    return [...r.lignes.map((l) => [...debut, l.libelle, l.ecrit]), ...(r.sans === undefined ? [] : [[...debut, 'Sans réponse', r.sans]])];
  });
  return [['Question', 'Intitulé', 'Réponse', `Nombre (${formaterNombre(e.reponses)} personnes)`], ...lignes];
}

export type VueReponse = Reprise & {
  readonly titre: string; readonly but: string; readonly cpts: string; readonly etat: 'ouverte' | 'merci' | 'deja' | 'close'; readonly action: string; readonly phrase: string; readonly adressee: Adressee;
  readonly questions: readonly { readonly nom: string; readonly intitule: string; readonly genre: GenreQuestion; readonly choix: readonly string[] }[];
  /** What makes a second sending of the same form the same answer. */
  readonly cle?: string; readonly retour?: string;
};

type FaitsReponse = Reprise & { readonly enquete: Enquete; readonly jour: Jour; readonly cpts: string; readonly action: string; readonly deja: boolean; readonly merci?: boolean; readonly cle?: string; readonly retour?: string };

export function presenterReponse({ enquete: e, jour, cpts, action, deja, merci = false, ...reste }: FaitsReponse): VueReponse {
  const etat = merci ? 'merci' : !prendReponses(e, jour) ? 'close' : deja ? 'deja' : 'ouverte';
  return {
    ...reste, titre: e.titre, but: e.but, cpts: avecArticle(cpts), action, etat, adressee: e.adressee,
    phrase: typographier(`${accord(e.questions.length, 'question')}, jusqu’au ${formaterDate(e.cloture)}. Répondez à celles que vous voulez.`),
    questions: e.questions.map((q, i) => ({ nom: nomDeQuestion(i), intitule: q.intitule, genre: q.genre, choix: q.choix })),
  };
}
