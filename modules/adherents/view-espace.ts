import { Jour } from '#core/jour.ts';
import { euros } from '#core/money.ts';
import type { DocumentRedige } from '#core/document.ts';
import { accord, formaterDate, formaterMontant } from '#core/texte.ts';
import { detailImplication, libelleImplication } from './labels.ts';
import { type Acceptation, type Adhesion, type Campagne, type CotisationLue, estMembre, Implication, type MoyenDeRenouvellement, type Renouvelant, type TexteAdhesion } from './model.ts';
import { numeroDeRecu } from './rules.ts';
import { type AcceptationVue, presenterAcceptation } from './view.ts';
import { type ARenouveler, presenterTexte, type TexteVue } from './view-public.ts';

const montant = (centimes: number): string => formaterMontant(euros(centimes / 100));
const ETATS: Readonly<Record<string, string>> = { appelee: 'à payer', payee: 'payée', dispensee: 'dispensée', annulee: 'annulée' };
export const MOYENS: readonly { readonly valeur: string; readonly libelle: string }[] = [{ valeur: 'virement', libelle: 'Virement' }, { valeur: 'cheque', libelle: 'Chèque' }, { valeur: 'especes', libelle: 'Espèces' }, { valeur: 'carte', libelle: 'Carte' }, { valeur: 'autre', libelle: 'Autre' }];

export type VueEspace = {
  readonly base: string;
  readonly etat: 'membre' | 'sans_adhesion' | 'en_attente';
  readonly phrase: string;
  readonly niveau: string;
  readonly niveaux: readonly { readonly valeur: string; readonly libelle: string; readonly detail: string }[];
  readonly textes: readonly TexteVue[];
  readonly acceptes: readonly AcceptationVue[];
  readonly cotisations: readonly { readonly annee: number; readonly etat: string; readonly montant: string; readonly recu?: string }[];
  readonly fiche?: string;
  readonly depart: 'possible' | 'demande' | 'impossible';
  readonly renouveler?: ARenouveler;
  readonly renouvelees: readonly string[];
  readonly finLe: string;
  readonly delai: string;
};

export type LigneRenouvellement = { readonly id: string; readonly nom: string; readonly href: string; readonly fait: boolean; readonly etat: string; readonly detail: string };
export type ListeRenouvellements = 'attendus' | 'faits' | 'tous';
export type VueRenouvellements = {
  readonly base: string;
  readonly adresse: string;
  readonly aujourdhui: Jour;
  readonly phrase: string;
  readonly campagne?: { readonly annee: number; readonly jusqua: string; readonly terme: Jour; readonly echue: boolean; readonly attendus: number; readonly relance: string };
  readonly annees: readonly { readonly annee: number; readonly href: string }[];
  readonly liste: ListeRenouvellements;
  readonly listes: readonly { readonly cle: ListeRenouvellements; readonly libelle: string; readonly href: string }[];
  readonly lignes: readonly LigneRenouvellement[];
  readonly exports: readonly string[];
  readonly page: { readonly numero: number; readonly taille: number; readonly total: number };
  readonly refus?: string;
  readonly erreurs: Readonly<Record<string, string>>;
  readonly valeurs: Readonly<Record<string, unknown>>;
  readonly interdit?: boolean;
};

const MOYENS_DITS: Readonly<Record<MoyenDeRenouvellement, string>> = { espace: 'depuis son espace', lien: 'par le lien du courriel', coordination: 'noté par la coordination' };
type FaitsRenouvellements = { readonly base: string; readonly aujourdhui: Jour; readonly campagnes: readonly Campagne[]; readonly campagne: Campagne | undefined; readonly bilan: { readonly total: number; readonly faits: number }; readonly lus: readonly Renouvelant[]; readonly liste: ListeRenouvellements; readonly page: number; readonly taille: number; readonly refus?: string | undefined; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>>; readonly interdit?: boolean };

function phraseDesRenouvellements(c: Campagne | undefined, bilan: FaitsRenouvellements['bilan'], echue: boolean): string {
  const attendus = bilan.total - bilan.faits;
  if (!c) return 'Demandez chaque année à vos membres s’ils restent : un geste leur suffit.';
  if (attendus === 0) return `Les ${accord(bilan.total, 'membre')} ont renouvelé.`;
  return `${accord(bilan.faits, 'membre a renouvelé', 'membres ont renouvelé')} sur ${bilan.total} ; ${echue ? accord(attendus, 'adhésion est expirée', 'adhésions sont expirées') : accord(attendus, 'n’a pas répondu', 'n’ont pas répondu')}.`;
}

const ligneRenouvellement = (m: Renouvelant, base: string, echue: boolean): LigneRenouvellement => ({
  id: m.adhesionId, nom: m.nom, href: `${base}/reseau/adherents/${m.adhesionId}`, fait: m.le !== null, etat: m.le !== null ? 'renouvelée' : echue ? 'expirée' : 'sans réponse',
  detail: m.le !== null && m.moyen !== null ? `le ${formaterDate(m.le)}, ${MOYENS_DITS[m.moyen]}` : m.courriel === null ? 'sans adresse électronique : à appeler' : '',
});

/** The list of a campaign as a table to take away. */
export const tableDesRenouvellements = (membres: readonly Renouvelant[], c: Campagne, aujourdhui: Jour): readonly (readonly string[])[] => [
  ['nom', 'courriel', 'etat', 'le', 'comment'],
  ...membres.map((m) => [m.nom, m.courriel ?? '', ligneRenouvellement(m, '', c.jusqua < aujourdhui).etat, m.le ?? '', m.moyen === null ? '' : MOYENS_DITS[m.moyen]]),
];

export function presenterRenouvellements(f: FaitsRenouvellements): VueRenouvellements {
  const { campagne: c, bilan } = f;
  const ici = `${f.base}/reseau/renouvellements`;
  const attendus = bilan.total - bilan.faits;
  const echue = c !== undefined && c.jusqua < f.aujourdhui;
  const totaux: Readonly<Record<ListeRenouvellements, number>> = { attendus, faits: bilan.faits, tous: bilan.total };
  return {
    base: f.base, adresse: c ? `${ici}?annee=${c.annee}&liste=${f.liste}` : ici, aujourdhui: f.aujourdhui, phrase: phraseDesRenouvellements(c, bilan, echue), liste: f.liste, page: { numero: f.page, taille: f.taille, total: totaux[f.liste] },
    ...(c ? { campagne: { annee: c.annee, jusqua: formaterDate(c.jusqua), terme: c.jusqua, echue, attendus, relance: c.relanceeLe === null ? '' : `Dernier rappel le ${formaterDate(c.relanceeLe)}` } } : {}),
    annees: f.campagnes.map((x) => ({ annee: x.annee, href: `${ici}?annee=${x.annee}` })),
    listes: c ? ([['attendus', echue ? 'Adhésions expirées' : 'Sans réponse'], ['faits', 'Renouvelées'], ['tous', 'Tous']] as const).map(([cle, libelle]) => ({ cle, libelle, href: `${ici}?annee=${c.annee}&liste=${cle}` })) : [],
    lignes: f.lus.map((m) => ligneRenouvellement(m, f.base, echue)), exports: c ? ['csv', 'xlsx'].map((ext) => `${ici}.${ext}?annee=${c.annee}&liste=${f.liste}`) : [],
    erreurs: f.erreurs ?? {}, valeurs: f.valeurs ?? { annee: String(Number(f.aujourdhui.slice(0, 4)) + 1) }, ...(f.refus === undefined ? {} : { refus: f.refus }), ...(f.interdit ? { interdit: true } : {}),
  };
}

type FaitsEspace = { readonly base: string; readonly fuseau: string; readonly adhesion: Adhesion | undefined; readonly attente: readonly TexteAdhesion[]; readonly acceptations: readonly Acceptation[]; readonly cotisations: readonly CotisationLue[]; readonly delai: number; readonly renouveler?: ARenouveler | undefined; readonly renouvelees?: readonly { readonly annee: number; readonly le: string }[] };

const renouvellementsDits = (f: FaitsEspace): Pick<VueEspace, 'renouveler' | 'renouvelees'> => ({ ...(f.renouveler ? { renouveler: f.renouveler } : {}), renouvelees: (f.renouvelees ?? []).map((r) => `${r.annee}, renouvelée le ${formaterDate(Jour.parse(r.le))}`) });

export function presenterEspace(f: FaitsEspace): VueEspace {
  const a = f.adhesion;
  const membre = a !== undefined && estMembre(a.statut);
  const phrase = !a ? 'Vous avez un accès, sans adhésion enregistrée. La coordination peut la créer.' : membre ? `Membre depuis le ${a.membreDepuis ? formaterDate(a.membreDepuis) : ''}. C’est vous qui choisissez jusqu’où vous engager.` : 'Votre adhésion n’est pas en cours.';
  return {
    base: f.base, etat: !a ? 'sans_adhesion' : membre ? 'membre' : 'en_attente', phrase, niveau: a?.implication ?? 'informe',
    niveaux: Implication.options.map((i) => ({ valeur: i, libelle: libelleImplication[i], detail: detailImplication[i] })),
    textes: membre ? f.attente.map(presenterTexte) : [], acceptes: f.acceptations.map((x) => presenterAcceptation(x, f.fuseau)),
    cotisations: f.cotisations.map((c) => ({ annee: c.annee, etat: ETATS[c.statut] ?? c.statut, montant: montant(c.centimes), ...(c.recuNumero === null ? {} : { recu: `${f.base}/reseau/cotisations/${c.id}/recu.pdf` }) })),
    ...(a ? { fiche: `${f.base}/reseau/adherents/${a.id}` } : {}),
    depart: a?.statut === 'depart_demande' ? 'demande' : a?.statut === 'validee' ? 'possible' : 'impossible', ...renouvellementsDits(f), finLe: a?.finLe ? formaterDate(a.finLe) : '', delai: accord(f.delai, 'jour'),
  };
}

export type LigneCotisation = { readonly id: string; readonly nom: string; readonly href: string; readonly college: string; readonly montant: string; readonly etat: string; readonly statut: string; readonly detail: string; readonly recu?: string };
export type VueCotisations = {
  readonly base: string;
  readonly adresse: string;
  readonly annee: number;
  readonly annees: readonly { readonly annee: number; readonly href: string }[];
  readonly phrase: string;
  readonly lignes: readonly LigneCotisation[];
  readonly page: { readonly numero: number; readonly taille: number; readonly total: number };
  readonly statut: string;
  readonly densite: 'confortable' | 'compacte';
  readonly aujourdhui: Jour;
  readonly interdit?: boolean;
};

const detailDe = (c: CotisationLue): string => {
  if (c.statut === 'payee' && c.payeeLe) return `payée le ${formaterDate(c.payeeLe)}, reçu ${numeroDeRecu(c.annee, c.recuNumero ?? 0)}`;
  const relance = c.relances > 0 && c.relanceeLe ? `, ${accord(c.relances, 'rappel')}, le dernier le ${formaterDate(c.relanceeLe)}` : '';
  return `appelée le ${formaterDate(c.appeleeLe)}${relance}`;
};

type FaitsCotisations = { readonly base: string; readonly adresse: string; readonly annee: number; readonly aujourdhui: Jour; readonly lues: readonly CotisationLue[]; readonly bilan: readonly { readonly statut: string; readonly nombre: number; readonly centimes: number }[]; readonly page: number; readonly taille: number; readonly statut: string; readonly densite?: 'confortable' | 'compacte'; readonly interdit?: boolean };

export function presenterCotisations(f: FaitsCotisations): VueCotisations {
  const de = (s: string) => f.bilan.find((b) => b.statut === s) ?? { nombre: 0, centimes: 0 };
  const total = f.bilan.reduce((n, b) => n + (f.statut === '' || f.statut === b.statut ? b.nombre : 0), 0);
  const phrase = f.bilan.length === 0 ? `Les cotisations ${f.annee} ne sont pas encore appelées.` : `${montant(de('payee').centimes)} reçus de ${accord(de('payee').nombre, 'membre')}, ${montant(de('appelee').centimes)} attendus de ${accord(de('appelee').nombre, 'membre')}.`;
  const courante = Number(f.aujourdhui.slice(0, 4));
  return {
    base: f.base, adresse: f.adresse, annee: f.annee, phrase, statut: f.statut, aujourdhui: f.aujourdhui, page: { numero: f.page, taille: f.taille, total }, densite: f.densite ?? 'confortable',
    annees: [courante + 1, courante, courante - 1].map((annee) => ({ annee, href: `${f.base}/reseau/cotisations?annee=${annee}` })),
    lignes: f.lues.map((c) => ({ id: c.id, nom: c.nom, href: `${f.base}/reseau/adherents/${c.adhesionId}`, college: c.college ?? '', montant: montant(c.centimes), etat: ETATS[c.statut] ?? c.statut, statut: c.statut, detail: detailDe(c), ...(c.recuNumero === null ? {} : { recu: `${f.base}/reseau/cotisations/${c.id}/recu.pdf` }) })),
    ...(f.interdit ? { interdit: true } : {}),
  };
}

const MOYEN_DIT: Readonly<Record<string, string>> = { virement: 'par virement', cheque: 'par chèque', especes: 'en espèces', carte: 'par carte', autre: '' };

/** A receipt says what was received, from whom, when. It promises no tax advantage: that is a question for the CPTS's accountant. */
export const redigerRecu = (c: CotisationLue, cpts: string): DocumentRedige => ({
  titre: `Reçu de cotisation ${numeroDeRecu(c.annee, c.recuNumero ?? 0)}`,
  sousTitre: cpts,
  auteur: cpts,
  date: c.payeeLe ? formaterDate(c.payeeLe) : '',
  mentions: ['Ce reçu atteste un paiement. Il n’ouvre pas par lui-même droit à un avantage fiscal.'],
  blocs: [
    { type: 'paragraphe', texte: `${cpts} a reçu de ${c.nom} la somme de ${montant(c.centimes)}${c.moyen ? ` ${MOYEN_DIT[c.moyen] ?? ''}` : ''}, au titre de sa cotisation pour l’année ${c.annee}.` },
    { type: 'fiche', lignes: [{ libelle: 'Numéro', valeur: numeroDeRecu(c.annee, c.recuNumero ?? 0) }, { libelle: 'Membre', valeur: c.nom }, ...(c.college ? [{ libelle: 'Collège', valeur: c.college }] : []), { libelle: 'Année', valeur: String(c.annee) }, { libelle: 'Montant', valeur: montant(c.centimes) }, { libelle: 'Reçu le', valeur: c.payeeLe ? formaterDate(c.payeeLe) : '' }] },
  ],
});
