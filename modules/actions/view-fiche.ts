import type { DocumentRedige } from '#core/document.ts';
import { Jour } from '#core/jour.ts';
import { libelleMission, Mission } from '#core/mission.ts';
import { accord, avecUnite, formaterDate, formaterInstant, formaterNombre } from '#core/texte.ts';
import { enEuros, libelleFinanceur, libelleGesteFiche, libelleNatureDepense, libelleStatutFiche } from './labels.ts';
import { type ContenuFiche, type Fiche, Financeur, type GesteFiche, type LigneConnue, NatureDepense, type ObjectifConnu, type Pilote, type ReunionDAction, type StatutFiche, type VersionFiche } from './model.ts';
import { libelleGenrePreuve } from './labels-preuves.ts';
import type { Preuve } from './model-preuves.ts';
import { financementDe } from './rules.ts';
import { gestesDe } from './transitions.ts';

const jour = (j: string | null): string => { const lu = Jour.safeParse(j).data; return lu ? formaterDate(lu) : ''; };

export type VueTache = { readonly id: string; readonly texte: string; readonly qui: string; readonly echeance: Jour | undefined; readonly faite: boolean };
export type VueDepense = { readonly id: string; readonly libelle: string; readonly nature: string; readonly montant: string; readonly financeurs: string };
export type VueFiche = {
  readonly base: string;
  readonly adresse: string;
  readonly version: number;
  readonly titre: string;
  readonly phrase: string;
  readonly statut: string;
  readonly statutCode: StatutFiche;
  readonly ecrire: boolean;
  readonly gestes: readonly { readonly geste: GesteFiche; readonly libelle: string }[];
  readonly faits: readonly { readonly cle: string; readonly valeur: string }[];
  readonly textes: readonly { readonly titre: string; readonly texte: string }[];
  readonly jalons: readonly { readonly le: string; readonly texte: string }[];
  readonly taches: readonly VueTache[];
  readonly budget: readonly VueDepense[];
  readonly total: string;
  readonly financement: readonly { readonly cle: string; readonly valeur: string }[];
  readonly indicateurs: readonly { readonly id: string; readonly libelle: string; readonly href: string }[];
  readonly preuvesAttendues: readonly string[];
  readonly aujourdhui: Jour;
  readonly versions: readonly { readonly numero: number; readonly texte: string }[];
  readonly natures: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly financeurs: readonly { readonly nom: Financeur; readonly libelle: string }[];
  /** Meetings that work for this action; `vaut` says what being there would pay the reader. */
  readonly reunions: readonly { readonly id: string; readonly titre: string; readonly quand: string; readonly detail: string; readonly vaut: string; readonly href: string }[];
  readonly reunionsLibres: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly preuves: readonly { readonly id: string; readonly titre: string; readonly detail: string; readonly href: string }[];
  readonly refus?: string;
};

const TEXTES: readonly (readonly [keyof ContenuFiche & ('contexte' | 'population' | 'description' | 'outils' | 'risques' | 'evaluation'), string])[] = [['contexte', 'Pourquoi'], ['population', 'Pour qui'], ['description', 'Comment'], ['outils', 'Outils'], ['risques', 'Risques'], ['evaluation', 'Évaluation']];

const periodeDe = (c: ContenuFiche): string => {
  const [d, f] = [jour(c.debut), jour(c.fin)];
  return d && f ? `du ${d} au ${f}` : d ? `à partir du ${d}` : f ? `jusqu’au ${f}` : 'à fixer';
};

function financementEnClair(c: ContenuFiche): VueFiche['financement'] {
  const f = financementDe(c.budget);
  return [
    ...Financeur.options.filter((x) => f.parFinanceur[x] > 0).map((x) => ({ cle: libelleFinanceur[x], valeur: enEuros(f.parFinanceur[x]) })),
    { cle: 'Reste à financer', valeur: enEuros(f.reste) },
  ];
}

function resultatEnClair(n: number, c: ContenuFiche, parId: ReadonlyMap<string, LigneConnue>): string {
  const [premiere] = c.indicateurs;
  const ligne = premiere === undefined ? undefined : parId.get(premiere);
  return c.indicateurs.length === 1 && ligne ? `${avecUnite(n, ligne.unite)} pour «\u00a0${ligne.libelle}\u00a0»` : formaterNombre(n);
}

/** What surrounds a sheet: its meetings and what they would pay the reader, those it could take, what proves it. */
export type Suivi = { readonly reunions: readonly ReunionDAction[]; readonly libres: readonly ReunionDAction[]; readonly valeurs: ReadonlyMap<string, string>; readonly preuves: readonly Preuve[] };
const SANS_SUIVI: Suivi = { reunions: [], libres: [], valeurs: new Map(), preuves: [] };

function presenterSuivi({ reunions, libres, valeurs, preuves }: Suivi, base: string, fuseau: string): Pick<VueFiche, 'reunions' | 'reunionsLibres' | 'preuves'> {
  return {
    reunions: reunions.map((r) => ({ id: r.id, titre: r.titre, quand: formaterInstant(r.debut, fuseau), detail: r.statut === 'annulee' ? 'Annulée.' : r.recue ? 'Feuille signée versée parmi les preuves.' : r.statut === 'prevue' ? '' : 'La feuille signée manque encore.', vaut: valeurs.get(r.id) ?? '', href: `${base}/agenda/reunions/${r.id}` })),
    reunionsLibres: libres.map((r) => ({ valeur: r.id, libelle: `${r.titre}, ${formaterInstant(r.debut, fuseau)}` })),
    preuves: preuves.map((p) => ({ id: p.id, titre: p.titre, detail: [libelleGenrePreuve[p.genre], ...(p.le === null ? [] : [jour(p.le)])].join(', '), href: p.fichierId === null ? `${base}/missions/preuves?q=${encodeURIComponent(p.titre)}` : `${base}/missions/preuves/${p.id}/fichier` })),
  };
}

type Faits = { readonly base: string; readonly fiche: Fiche; readonly lignes: readonly LigneConnue[]; readonly versions: readonly VersionFiche[]; readonly ecrire: boolean; readonly aujourdhui: Jour; readonly fuseau: string; readonly objectifs?: readonly ObjectifConnu[]; readonly suivi?: Suivi; readonly refus?: string };

export function presenterFiche({ base, fiche, lignes, versions, ecrire, aujourdhui, fuseau, objectifs = [], suivi = SANS_SUIVI, refus }: Faits): VueFiche {
  const c = fiche.contenu;
  const parId = new Map(lignes.map((l) => [l.id, l]));
  const servi = objectifs.find((o) => o.id === c.objectifId);
  const close = fiche.statut === 'achevee' || fiche.statut === 'abandonnee';
  return {
    base, adresse: `${base}/missions/fiches/${fiche.id}`, version: fiche.version, titre: c.titre, phrase: c.objectif, statut: libelleStatutFiche[fiche.statut], statutCode: fiche.statut, aujourdhui,
    ecrire: ecrire && !close,
    gestes: ecrire ? gestesDe(fiche.statut).map((geste) => ({ geste, libelle: libelleGesteFiche[geste] })) : [],
    faits: [
      { cle: 'Mission', valeur: libelleMission[c.mission] }, ...(servi ? [{ cle: 'Objectif du projet de santé', valeur: `${servi.titre} (${servi.annee})` }] : []), { cle: 'Pilote', valeur: fiche.piloteNom ?? 'à désigner' }, { cle: 'Calendrier', valeur: periodeDe(c) },
      ...(c.resultatAttendu === null ? [] : [{ cle: 'Résultat attendu', valeur: resultatEnClair(c.resultatAttendu, c, parId) }]),
      ...(c.professions.length > 0 ? [{ cle: 'Professions', valeur: c.professions.join(', ') }] : []), ...(c.partenaires.length > 0 ? [{ cle: 'Partenaires', valeur: c.partenaires.join(', ') }] : []),
    ],
    textes: TEXTES.flatMap(([cle, titre]) => (c[cle] === '' ? [] : [{ titre, texte: c[cle] }])),
    jalons: c.jalons.map((j) => ({ le: jour(j.le), texte: j.texte })),
    taches: c.taches.map((t) => ({ id: t.id, texte: t.texte, qui: t.qui, echeance: Jour.safeParse(t.echeance).data, faite: t.faite })),
    budget: c.budget.map((d) => ({ id: d.id, libelle: d.libelle, nature: libelleNatureDepense[d.nature], montant: enEuros(d.montant), financeurs: d.parts.map((p) => `${libelleFinanceur[p.financeur]} ${enEuros(p.montant)}`).join(', ') || 'à financer' })),
    total: enEuros(financementDe(c.budget).cout), financement: c.budget.length > 0 ? financementEnClair(c) : [],
    indicateurs: c.indicateurs.map((id) => ({ id, libelle: parId.get(id)?.libelle ?? 'Ligne retirée du contrat', href: `${base}/contrat/lignes/${encodeURIComponent(id)}` })),
    preuvesAttendues: c.preuvesAttendues, ...presenterSuivi(suivi, base, fuseau),
    versions: versions.map((v) => ({ numero: v.numero, texte: `${v.motif}, ${formaterInstant(v.le, fuseau)}${v.auteur ? `, ${v.auteur}` : ''}` })),
    natures: NatureDepense.options.map((valeur) => ({ valeur, libelle: libelleNatureDepense[valeur] })),
    financeurs: Financeur.options.map((nom) => ({ nom, libelle: libelleFinanceur[nom] })),
    ...(refus !== undefined && { refus }),
  };
}

export type VueSaisieFiche = {
  readonly cas: 'ouverte' | 'interdite';
  readonly titre: string;
  readonly adresse: string;
  readonly retour: string;
  readonly version: number;
  readonly valeurs: Readonly<Record<string, string | readonly string[]>>;
  readonly missions: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly pilotes: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly objectifs: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly lignes: readonly { readonly valeur: string; readonly libelle: string; readonly detail: string }[];
};

const VALEURS_VIDES: Readonly<Record<string, string>> = { mission: '' };
function valeursDe(c: ContenuFiche): Readonly<Record<string, string | readonly string[]>> {
  return {
    titre: c.titre, mission: c.mission, objectif: c.objectif, contexte: c.contexte, population: c.population, description: c.description, outils: c.outils, risques: c.risques, evaluation: c.evaluation, pilote: c.piloteId ?? '', objectifProjet: c.objectifId ?? '',
    professions: c.professions.join('\n'), partenaires: c.partenaires.join('\n'), preuves: c.preuvesAttendues.join('\n'), debut: c.debut ?? '', fin: c.fin ?? '',
    jalons: c.jalons.map((j) => `${j.le.slice(8)}/${j.le.slice(5, 7)}/${j.le.slice(0, 4)} : ${j.texte}`).join('\n'), indicateurs: c.indicateurs, resultat: c.resultatAttendu === null ? '' : String(c.resultatAttendu).replace('.', ','),
  };
}

export function presenterSaisieFiche({ base, fiche, lignes, pilotes, objectifs = [] }: { readonly base: string; readonly fiche?: Fiche; readonly lignes: readonly LigneConnue[]; readonly pilotes: readonly Pilote[]; readonly objectifs?: readonly ObjectifConnu[] }): VueSaisieFiche {
  const ici = `${base}/missions/fiches`;
  return {
    cas: 'ouverte', titre: fiche ? 'Modifier la fiche' : 'Nouvelle fiche action', adresse: fiche ? `${ici}/${fiche.id}/modifier` : `${ici}/nouvelle`, retour: fiche ? `${ici}/${fiche.id}` : `${base}/missions`, version: fiche?.version ?? 0,
    valeurs: fiche ? valeursDe(fiche.contenu) : VALEURS_VIDES,
    missions: Mission.options.map((valeur) => ({ valeur, libelle: libelleMission[valeur] })),
    pilotes: pilotes.map((p) => ({ valeur: p.id, libelle: p.nom })), objectifs: objectifs.map((o) => ({ valeur: o.id, libelle: `${o.titre} (${o.annee})` })),
    lignes: lignes.map((l) => ({ valeur: l.id, libelle: l.libelle, detail: `${libelleMission[l.mission]}, année ${l.annee}` })),
  };
}

export const presenterSaisieFicheInterdite = (base: string): VueSaisieFiche => ({ ...presenterSaisieFiche({ base, lignes: [], pilotes: [] }), cas: 'interdite' });

/** The sheet as a document: the fields of faits.md §4.3, those that are filled. */
export function redigerFiche({ fiche, cpts, lignes, aujourdhui, objectifs = [] }: { readonly fiche: Fiche; readonly cpts: string; readonly lignes: readonly LigneConnue[]; readonly aujourdhui: Jour; readonly objectifs?: readonly ObjectifConnu[] }): DocumentRedige {
  const c = fiche.contenu;
  const parId = new Map(lignes.map((l) => [l.id, l.libelle]));
  const titre = (texte: string) => ({ type: 'titre' as const, niveau: 1 as const, texte });
  const liste = (t: string, elements: readonly string[]) => (elements.length > 0 ? [titre(t), { type: 'liste' as const, elements }] : []);
  const vue = presenterFiche({ base: '', fiche, lignes, objectifs, versions: [], ecrire: false, aujourdhui, fuseau: 'Europe/Paris' });
  return {
    titre: c.titre, sousTitre: `Fiche action, ${cpts}`, auteur: cpts, date: formaterDate(aujourdhui), mentions: [], piedDePage: `Fiche action, version ${fiche.version}`,
    blocs: [
      { type: 'fiche', lignes: [...vue.faits, { cle: 'Statut', valeur: vue.statut }].map((f) => ({ libelle: f.cle, valeur: f.valeur })) },
      titre('Objectif'), { type: 'paragraphe', texte: c.objectif },
      ...vue.textes.flatMap((t) => [titre(t.titre), { type: 'paragraphe' as const, texte: t.texte }]),
      ...liste('Calendrier', vue.jalons.map((j) => `${j.le} : ${j.texte}`)),
      ...liste('Tâches', vue.taches.map((t) => `${t.texte}${t.qui ? ` (${t.qui})` : ''}${t.echeance ? `, pour le ${formaterDate(t.echeance)}` : ''}${t.faite ? ' : fait' : ''}`)),
      ...liste('Indicateurs du contrat', c.indicateurs.map((i) => parId.get(i) ?? i)),
      ...liste('Preuves attendues', c.preuvesAttendues),
      ...(vue.budget.length > 0 ? [titre('Budget'), { type: 'tableau' as const, legende: accord(vue.budget.length, 'dépense'), entetes: ['Dépense', 'Nature', 'Financeurs', 'Montant'], alignements: ['gauche', 'gauche', 'gauche', 'droite'] as const, lignes: vue.budget.map((d) => [d.libelle, d.nature, d.financeurs, d.montant]), total: ['Total', '', '', vue.total] }, { type: 'fiche' as const, lignes: vue.financement.map((f) => ({ libelle: f.cle, valeur: f.valeur })) }] : []),
    ],
  };
}
