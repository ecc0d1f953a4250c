import { type Bloc, blocsDuTexte, type DocumentRedige } from '#core/document.ts';
import { accord, formaterDate, formaterNombre, formaterPart } from '#core/texte.ts';
import { enEuros, libelleEtatLigne, libellePoste } from '#modules/aci/labels.ts';
import { libelleFinanceur, libelleStatutFiche } from '#modules/actions/labels.ts';
import { libelleGenrePreuve, phraseFaiblesse } from '#modules/actions/labels-preuves.ts';
import { Jour } from '#core/jour.ts';
import { libelleOrigine, libelleProposition, nomDeLAnnee, valeurEnClair } from '../labels.ts';
import type { EtatDossier, LigneGardee, PosteGarde } from '../model.ts';
import { comparerEtats } from './ecarts.ts';

const NBSP = '\u00a0';
const enEurosExacts = (centimes: number): number => centimes / 100;
const jour = (j: string | null): string => { const lu = Jour.safeParse(j).data; return lu ? formaterDate(lu) : ''; };

const periode = (e: EtatDossier): string => `du ${formaterDate(e.annee.debut)} au ${formaterDate(e.annee.fin)} (exclu)`;

const depart = (l: LigneGardee): string => (l.depart ? `${valeurEnClair(l, l.depart.valeur)}${l.depart.le ? `\nle ${formaterDate(l.depart.le)}` : ''}` : '–');
const releve = (l: LigneGardee): string => [l.valeur === null ? 'sans valeur' : valeurEnClair(l, l.valeur), ...(l.valeurLe ? [`le ${formaterDate(l.valeurLe)}`] : []), ...(l.origine && l.origine !== 'saisie' ? [libelleOrigine[l.origine]] : [])].join('\n');
const palier = (l: LigneGardee): string => (l.palier === null ? libelleEtatLigne[l.etat] : `${libelleEtatLigne[l.etat]}${NBSP}: ${l.palier}`);
const preuvesEnBref = (l: LigneGardee): string => (l.preuves.length === 0 ? 'aucune' : `${accord(l.preuves.length, 'pièce')}${l.preuves.some((p) => p.faiblesses.length > 0) ? ', dont fragiles' : ''}`);

function tableauDesLignes(p: PosteGarde): Bloc {
  return {
    type: 'tableau', legende: `${libellePoste[p.poste]} : indicateurs`,
    entetes: ['Ligne', 'Départ', 'Objectif', 'Valeur', 'Palier', 'Montant', 'Preuves'],
    alignements: ['gauche', 'gauche', 'gauche', 'gauche', 'gauche', 'droite', 'gauche'],
    lignes: p.lignes.map((l) => [l.libelle, depart(l), l.objectif, releve(l), palier(l), `${enEuros(l.montant)}\nsur ${enEuros(l.maximum)}`, preuvesEnBref(l)]),
    total: ['Ensemble', '', '', '', '', enEuros(p.variable?.du ?? 0), ''],
    cellules: p.lignes.map((l) => [l.libelle, l.depart?.valeur ?? null, l.objectif, typeof l.valeur === 'boolean' ? valeurEnClair(l, l.valeur) : l.valeur, palier(l), enEurosExacts(l.montant), l.preuves.length]),
  };
}

function blocsDuPoste(p: PosteGarde, e: EtatDossier): readonly Bloc[] {
  const v = p.variable;
  const explications = p.lignes.flatMap((l) => { const s = e.redaction.lignes[l.id]; return s?.explication ? [`${l.libelle}${NBSP}: ${s.explication}`] : []; });
  const livrables = p.lignes.flatMap((l) => l.livrables.map((x) => `${l.libelle}${NBSP}: ${x.libelle}, ${x.fourni ? 'fourni' : x.obligatoire ? 'manquant' : 'non fourni'}`));
  return [
    { type: 'titre', niveau: 2, texte: libellePoste[p.poste] },
    { type: 'paragraphe', texte: `Part fixe${NBSP}: ${enEuros(p.fixe.du)} sur ${enEuros(p.fixe.enveloppe)} par an.${v ? ` Part variable${NBSP}: ${enEuros(v.du)} sur ${enEuros(v.enveloppe)}${v.taux === null ? '' : `, taux accordé ${formaterPart(v.taux)}`}.${v.ouvert ? '' : p.poste === 'crise' ? ' Aucune crise reconnue, le variable reste fermé.' : ' Le variable n’est pas ouvert cette année.'}` : ''}${p.debut !== null && p.debut > e.annee.debut ? ` Mission démarrée le ${formaterDate(p.debut)}.` : ''}` },
    ...(p.lignes.length > 0 ? [tableauDesLignes(p)] : []),
    ...(livrables.length > 0 ? [{ type: 'titre' as const, niveau: 3 as const, texte: 'Livrables demandés' }, { type: 'liste' as const, elements: livrables }] : []),
    ...(explications.length > 0 ? [{ type: 'titre' as const, niveau: 3 as const, texte: 'Explications de la CPTS' }, { type: 'liste' as const, elements: explications }] : []),
  ];
}

/** Money of the year, mission by mission: due, planned, committed, paid. */
export function tableauDesDepenses(e: EtatDossier): Bloc {
  const du = (p: PosteGarde): number => p.fixe.du + (p.variable?.du ?? 0);
  const total = (de: (p: PosteGarde) => number): number => e.postes.reduce((s, p) => s + de(p), 0);
  return {
    type: 'tableau', legende: 'Ressources et dépenses par mission',
    entetes: ['Mission', 'Dû par le contrat', 'Prévu par les actions', 'Dépenses approuvées', 'Dépenses payées', 'Heures'],
    alignements: ['gauche', 'droite', 'droite', 'droite', 'droite', 'droite'],
    lignes: e.postes.map((p) => [libellePoste[p.poste], enEuros(du(p)), enEuros(p.depenses.prevu), enEuros(p.depenses.engage), enEuros(p.depenses.paye), formaterNombre(p.depenses.minutes / 60, 1)]),
    total: ['Ensemble', enEuros(total(du)), enEuros(total((p) => p.depenses.prevu)), enEuros(total((p) => p.depenses.engage)), enEuros(total((p) => p.depenses.paye)), formaterNombre(total((p) => p.depenses.minutes) / 60, 1)],
    cellules: e.postes.map((p) => [libellePoste[p.poste], du(p) / 100, p.depenses.prevu / 100, p.depenses.engage / 100, p.depenses.paye / 100, p.depenses.minutes / 60]),
    source: 'Prévu : budgets des actions commencées dans l’année, chaque euro une fois. Approuvées et payées : temps et factures de la mission, aux dates de l’année.',
  };
}

const financeurs = (e: EtatDossier): readonly Bloc[] => {
  const parts = e.postes.flatMap((p) => p.depenses.financeurs.map((f) => `${libellePoste[p.poste]}, ${libelleFinanceur[f.financeur]}${NBSP}: ${enEuros(f.montant)}`));
  return parts.length === 0 ? [] : [{ type: 'titre', niveau: 2, texte: 'Qui finance les actions' }, { type: 'liste', elements: parts }];
};

function blocsDesEcarts(e: EtatDossier, dernier: EtatDossier): readonly Bloc[] {
  const ecarts = comparerEtats(dernier, e);
  return [
    { type: 'paragraphe', texte: ecarts.phrase },
    ...ecarts.postes.flatMap((p): Bloc[] => [{ type: 'titre', niveau: 2, texte: libellePoste[p.poste] }, { type: 'paragraphe', texte: p.phrases.join(' ') }]),
    ...(ecarts.lignes.length === 0 ? [] : [{
      type: 'tableau' as const, legende: 'Écarts ligne par ligne', entetes: ['Ligne', 'Ce qui a changé', 'Écart'], alignements: ['gauche', 'gauche', 'droite'] as const,
      lignes: ecarts.lignes.map((l) => [l.libelle, l.phrases.join(' '), enEuros(l.centimes)]), cellules: ecarts.lignes.map((l) => [l.libelle, l.phrases.join(' '), l.centimes / 100]),
      source: `Comparé à l’${nomDeLAnnee(dernier)}, arrêtée le ${formaterDate(dernier.arreteLe)}.`,
    }]),
  ];
}

function propositions(e: EtatDossier): readonly Bloc[] {
  const lignes = e.postes.flatMap((p) => p.lignes).flatMap((l) => { const s = e.redaction.lignes[l.id]; return s && (s.proposition !== null || s.texte !== '') ? [[l.libelle, s.proposition === null ? '' : libelleProposition[s.proposition], s.texte]] : []; });
  const texte = e.redaction.propositions === '' ? [] : blocsDuTexte(e.redaction.propositions);
  if (lignes.length === 0 && texte.length === 0) return [{ type: 'paragraphe', texte: '[À compléter : propositions pour l’année suivante]' }];
  return [...texte, ...(lignes.length === 0 ? [] : [{ type: 'tableau' as const, legende: 'Propositions ligne par ligne', entetes: ['Ligne', 'Proposition', 'Précision'], lignes }])];
}

function preuves(e: EtatDossier): readonly Bloc[] {
  const toutes = e.postes.flatMap((p) => p.lignes.flatMap((l) => l.preuves.map((x) => ({ ligne: l.libelle, x }))));
  if (toutes.length === 0) return [{ type: 'paragraphe', texte: 'Aucune preuve n’est au dossier.' }];
  const fragiles = toutes.filter(({ x }) => x.faiblesses.length > 0);
  return [
    { type: 'tableau', legende: 'Preuves au dossier', entetes: ['Preuve', 'Ligne', 'Nature', 'Date', 'Empreinte'], lignes: toutes.map(({ ligne, x }) => [x.titre, ligne, libelleGenrePreuve[x.genre], jour(x.le), x.empreinte.slice(0, 12)]), cellules: toutes.map(({ ligne, x }) => [x.titre, ligne, libelleGenrePreuve[x.genre], x.le ?? '', x.empreinte]), source: 'Empreinte : début du SHA-256 de la pièce, entière dans le tableur.' },
    ...(fragiles.length === 0 ? [] : [{ type: 'titre' as const, niveau: 2 as const, texte: 'Preuves fragiles' }, { type: 'liste' as const, elements: fragiles.map(({ x }) => `${x.titre}${NBSP}: ${x.faiblesses.map((f) => phraseFaiblesse[f]).join(' ')}`) }]),
  ];
}

const texteOu = (texte: string, manque: string): readonly Bloc[] => (texte === '' ? [{ type: 'paragraphe', texte: `[À compléter : ${manque}]` }] : blocsDuTexte(texte));

export type Redige = { readonly etat: EtatDossier; readonly dernier?: EtatDossier | undefined; readonly signature?: { readonly numero: number; readonly nom: string; readonly le: string; readonly empreinte: string } | undefined };

const commun = ({ etat: e, signature }: Redige, titre: string): Omit<DocumentRedige, 'blocs'> => ({
  titre, sousTitre: `${e.cpts}, ${nomDeLAnnee(e)} du contrat, ${periode(e)}`, auteur: e.cpts, date: formaterDate(e.arreteLe), piedDePage: `${e.cpts} · ${titre.toLowerCase()}, ${nomDeLAnnee(e)}`,
  mentions: [signature ? `État n°${NBSP}${signature.numero} signé par ${signature.nom} le ${signature.le}. Empreinte des données (SHA-256)${NBSP}: ${signature.empreinte}.` : `État provisoire, arrêté le ${formaterDate(e.arreteLe)}, non signé.`, 'Montants calculés par Maillage d’après le contrat. Ceux du régime qui ne sont pas sourcés sont à vérifier avec la caisse.'],
});

/** The file of the yearly dialogue: each indicator with its start, target, value, tier, amount and evidence; spending; what changed; what is proposed. */
export function redigerDossier(r: Redige): DocumentRedige {
  const { etat: e, dernier, signature } = r;
  const t = e.totaux;
  return {
    ...commun(r, 'Dossier de dialogue de gestion'),
    blocs: [
      { type: 'titre', niveau: 1, texte: '1. L’année en bref' },
      { type: 'fiche', lignes: [
        { libelle: 'Contrat', valeur: `signé le ${formaterDate(e.contrat.signeLe)}, taille ${e.contrat.taille}, ${e.contrat.regime}` },
        { libelle: 'Dû pour l’année', valeur: `${enEuros(t.du)} sur ${enEuros(t.maximum)}` },
        { libelle: 'Dont part fixe', valeur: enEuros(t.fixe) }, { libelle: 'Dont part variable', valeur: enEuros(t.variable) },
        { libelle: 'Avances', valeur: enEuros(t.avances) }, { libelle: 'Solde attendu', valeur: enEuros(t.solde) }, { libelle: 'Déjà reçu', valeur: enEuros(t.recu) },
      ] },
      ...texteOu(e.redaction.faitsMarquants, 'faits marquants de l’année'),
      ...(e.redaction.difficultes === '' ? [] : [{ type: 'titre' as const, niveau: 2 as const, texte: 'Difficultés rencontrées' }, ...blocsDuTexte(e.redaction.difficultes)]),
      { type: 'titre', niveau: 1, texte: '2. Les missions et leurs indicateurs' }, ...e.postes.filter((p) => p.poste !== 'fonctionnement').flatMap((p) => blocsDuPoste(p, e)),
      { type: 'titre', niveau: 1, texte: '3. Les dépenses par mission' }, tableauDesDepenses(e), ...financeurs(e),
      { type: 'titre', niveau: 1, texte: '4. Ce qui a changé depuis l’année précédente' }, ...(dernier ? blocsDesEcarts(e, dernier) : [{ type: 'paragraphe' as const, texte: 'C’est la première année du contrat : il n’y a pas d’année précédente.' }]),
      { type: 'titre', niveau: 1, texte: '5. Propositions pour l’année suivante' }, ...propositions(e),
      { type: 'titre', niveau: 1, texte: '6. Preuves' }, ...preuves(e),
      ...(e.redaction.conclusions === '' && e.redaction.tenuLe === null ? [] : [{ type: 'titre' as const, niveau: 1 as const, texte: '7. Conclusions du dialogue' }, { type: 'paragraphe' as const, texte: e.redaction.tenuLe ? `Dialogue tenu le ${formaterDate(e.redaction.tenuLe)}.` : 'Date du dialogue non notée.' }, ...blocsDuTexte(e.redaction.conclusions)]),
      { type: 'signatures', lieuEtDate: signature ? `Signé le ${signature.le}` : 'Fait à                         , le', signataires: [{ qualite: 'Pour la CPTS', nom: signature?.nom ?? '' }, { qualite: 'Pour l’ARS', nom: '' }, { qualite: 'Pour l’Assurance Maladie', nom: '' }] },
    ],
  };
}

function actionsDuPoste(p: PosteGarde): readonly Bloc[] {
  return [
    { type: 'titre', niveau: 2, texte: libellePoste[p.poste] },
    ...(p.fiches.length === 0 ? [{ type: 'paragraphe' as const, texte: 'Aucune action sur cette mission dans l’année.' }] : p.fiches.flatMap((f): Bloc[] => [
      { type: 'titre', niveau: 3, texte: f.titre },
      ...blocsDuTexte(f.objectif),
      { type: 'fiche', lignes: [
        { libelle: 'Où elle en est', valeur: libelleStatutFiche[f.statut] }, ...(f.pilote ? [{ libelle: 'Pilote', valeur: f.pilote }] : []), ...(f.partenaires.length > 0 ? [{ libelle: 'Partenaires', valeur: f.partenaires.join(', ') }] : []),
        { libelle: 'Tâches', valeur: f.taches === 0 ? 'aucune écrite' : `${f.tachesFaites} sur ${f.taches} faites` }, { libelle: 'Réunions prouvées', valeur: String(f.reunions) }, { libelle: 'Budget', valeur: enEuros(f.cout) },
      ] },
      ...(f.evaluation === '' ? [] : blocsDuTexte(f.evaluation)),
    ])),
    ...(p.lignes.length === 0 ? [] : [{ type: 'liste' as const, elements: p.lignes.map((l) => `${l.libelle}${NBSP}: ${valeurEnClair(l, l.valeur)}, ${libelleEtatLigne[l.etat]}`) }]),
  ];
}

/** The activity report of the year: what was done, with whom, and what it brought. */
export function redigerRapport(r: Redige & { readonly profession: (code: string) => string }): DocumentRedige {
  const { etat: e } = r;
  const v = e.vie;
  return {
    ...commun(r, 'Rapport d’activité'),
    blocs: [
      { type: 'titre', niveau: 1, texte: '1. L’année en bref' }, ...texteOu(e.redaction.faitsMarquants, 'faits marquants de l’année'),
      { type: 'titre', niveau: 1, texte: '2. La vie de la CPTS' },
      { type: 'fiche', lignes: [{ libelle: 'Réunions tenues', valeur: String(v.reunions) }, { libelle: 'Présences constatées', valeur: `${v.presences}, de ${accord(v.personnes, 'personne différente', 'personnes différentes')}` }, { libelle: 'Assemblées', valeur: String(v.assemblees) }, { libelle: 'Adhérents', valeur: String(v.professions.reduce((s, p) => s + p.membres, 0)) }] },
      ...(v.professions.length === 0 ? [] : [{ type: 'tableau' as const, legende: 'Adhérents par profession', entetes: ['Profession', 'Adhérents'], alignements: ['gauche', 'droite'] as const, lignes: v.professions.map((p) => [r.profession(p.profession), String(p.membres)]), cellules: v.professions.map((p) => [r.profession(p.profession), p.membres]) }]),
      { type: 'titre', niveau: 1, texte: '3. Les missions au travail' }, ...e.postes.filter((p) => p.poste !== 'fonctionnement').flatMap(actionsDuPoste),
      { type: 'titre', niveau: 1, texte: '4. Les moyens' }, tableauDesDepenses(e),
      ...(e.redaction.difficultes === '' ? [] : [{ type: 'titre' as const, niveau: 1 as const, texte: '5. Difficultés rencontrées' }, ...blocsDuTexte(e.redaction.difficultes)]),
      { type: 'titre', niveau: 1, texte: e.redaction.difficultes === '' ? '5. Et ensuite' : '6. Et ensuite' }, ...texteOu(e.redaction.propositions, 'propositions pour l’année suivante'),
    ],
  };
}
