import type { Provenance } from '#core/provenance.ts';
import { accord, cleDeRecherche, formaterNombre } from '#core/texte.ts';
import { PAR_PAGE } from './constants.ts';
import { libelleAccueil, libelleChamp, libelleCompetence, libelleDit, libelleNature, libelleNatures, phraseComptes, phraseVerification, provenanceDe } from './labels.ts';
import { type Audience, type Changement, CHAMPS_DE_FICHE, type ChampDeFiche, cleDeLibelle, type ContenuFiche, DitDansLaFiche, type EditionServie, type FamilleDeCode, type Fiche, type FichePublique, type Libelles, type Lieu, NatureDeMouvement, type Professionnel, type Trouve } from './model.ts';
import { verifierRpps } from './rules.ts';

export type Option = { readonly valeur: string; readonly libelle: string };
export type LigneProfessionnel = { readonly identifiant: string; readonly href: string; readonly nom: string; readonly metier: string; readonly lieux: readonly string[]; readonly autresLieux: number; readonly telephone: string | undefined; readonly signes: readonly string[] };
export type Compte = { readonly code: string; readonly metier: string; readonly personnes: number; readonly liberaux: number; readonly href: string };

export type DemandeAnnuaire = { readonly q: string; readonly metier: string; readonly ou: string; readonly autour: string; readonly km: number; readonly dit: DitDansLaFiche | ''; readonly page: number };

export type VueAnnuaire = {
  readonly interdit: boolean;
  readonly refus?: string;
  readonly base: string;
  readonly adresse: string;
  readonly demande: DemandeAnnuaire;
  readonly edition: { readonly phrase: string; readonly provenance: Provenance } | undefined;
  readonly territoire: boolean;
  readonly phrase: string;
  readonly metiers: readonly Option[];
  readonly dits: readonly Option[];
  readonly lieux: readonly Option[];
  readonly lignes: readonly LigneProfessionnel[];
  readonly total: number;
  readonly plafonne: boolean;
  readonly corriges: readonly string[];
  readonly comptes: readonly Compte[];
  /** What the edition changed on the territory, in a sentence; nothing when it is the first, or the same. */
  readonly changements: string | undefined;
  readonly maFiche: string | undefined;
  /** Who has access to this CPTS, for those who keep the house. */
  readonly acces: string | undefined;
  /** What residents see, without signing in. */
  readonly publique: string;
};

export const libelleDe = (libelles: Libelles, famille: FamilleDeCode, code: string | undefined): string => (code === undefined ? '' : (libelles.get(cleDeLibelle(famille, code)) ?? code));

const metiersDe = (libelles: Libelles): Option[] =>
  [...libelles].filter(([k]) => k.startsWith('profession:')).map(([k, libelle]) => ({ valeur: k.slice('profession:'.length), libelle })).sort((a, b) => a.libelle.localeCompare(b.libelle, 'fr'));

export const metierDe = (libelles: Libelles, p: Pick<Professionnel, 'profession' | 'savoirFaire'>): string =>
  [libelleDe(libelles, 'profession', p.profession), libelleDe(libelles, 'savoir_faire', p.savoirFaire)].filter((m) => m !== '').join(', ');

/** `DUPONT-MARTIN` → `Dupont-Martin`: the extract writes family names in capitals. */
export const nomPropre = (nom: string): string => (nom === nom.toUpperCase() ? nom.toLowerCase().replace(/(^|[\s\-’'])(\p{L})/gu, (_, avant: string, l: string) => avant + l.toUpperCase()) : nom);
export const nomComplet = (p: Pick<Professionnel, 'nom' | 'prenom'>): string => `${p.prenom} ${nomPropre(p.nom)}`.trim();

const lieuCourt = (l: Lieu): string => [l.structure, l.communeLibelle ?? l.adresse].filter(Boolean).join(', ');

/** What a fiche lets this reader see. */
export function champsVisibles(fiche: Fiche | undefined, pour: Audience): Partial<ContenuFiche> {
  if (!fiche) return {};
  const voit = (a: Audience): boolean => pour === 'moi' || a === 'public' || (pour === 'membres' && a === 'membres');
  return Object.fromEntries(Object.entries(fiche.contenu).filter(([c]) => CHAMPS_DE_FICHE.some((k) => k === c && voit(fiche.audiences[k]))));
}

const signe = (quoi: string, dit: ContenuFiche['domicile'] | undefined): string[] => (dit === 'oui' ? [quoi] : dit === 'sous_conditions' ? [`${quoi}, sous conditions`] : []);

/** The signs worth a glance in a list. */
const signesDe = (c: Partial<ContenuFiche>): string[] => [
  ...signe('Nouveaux patients', c.nouveaux_patients),
  ...signe('À domicile', c.domicile),
  ...signe('Soins non programmés', c.non_programmes),
  ...(c.competences ?? []).slice(0, 3).map((k) => libelleCompetence[k]),
];

export function ligneDe(p: Professionnel, { base, libelles, fiche, pour }: { readonly base: string; readonly libelles: Libelles; readonly fiche?: Fiche | undefined; readonly pour: Audience }): LigneProfessionnel {
  const vus = champsVisibles(fiche, pour);
  const lieux = [...new Set(p.lieux.map(lieuCourt).filter((l) => l !== ''))];
  return {
    identifiant: p.identifiant, href: `${base}/reseau/annuaire/${encodeURIComponent(p.identifiant)}`, nom: nomComplet(p), metier: metierDe(libelles, p),
    lieux: lieux.slice(0, 2), autresLieux: Math.max(0, lieux.length - 2), telephone: vus.telephone || p.lieux.find((l) => l.telephone)?.telephone, signes: signesDe(vus),
  };
}

/** Where the national directory says that somebody practises, as they would write it on their page. */
export const adresseProposee = (p: Professionnel): string => {
  const [l] = p.lieux;
  return l ? [l.structure, l.adresse].filter(Boolean).join(', ').slice(0, 300) : '';
};

export type FaitsAnnuaire = {
  readonly base: string;
  readonly adresse: string;
  readonly demande: DemandeAnnuaire;
  readonly edition: EditionServie | undefined;
  readonly libelles: Libelles;
  readonly territoire: readonly { readonly code: string; readonly nom: string }[];
  readonly trouve: Trouve;
  readonly fiches: ReadonlyMap<string, Fiche>;
  readonly pour: Audience;
  readonly comptes: readonly { readonly profession: string | null; readonly personnes: number; readonly liberaux: number }[];
  readonly changements: Readonly<Record<NatureDeMouvement, number>>;
  readonly monIdentifiant: string | undefined;
  readonly publique: string;
  readonly peutVoirAcces?: boolean;
  readonly interdit?: boolean;
  readonly refus?: string;
};

function phraseDe(f: FaitsAnnuaire): string {
  const medecins = f.comptes.find((c) => c.profession === '10')?.personnes ?? 0;
  const tous = f.comptes.reduce((n, c) => n + c.personnes, 0);
  if (!f.edition) return 'L’annuaire national n’a pas encore été importé : voici comment faire, en quelques minutes.';
  if (f.territoire.length === 0) return 'Composez d’abord le territoire : l’annuaire montrera qui y exerce. La recherche porte déjà sur toute l’extraction.';
  return `${accord(tous, 'professionnel exerce', 'professionnels exercent')} sur le territoire, dont ${accord(medecins, 'médecin')}.`;
}

export function presenterAnnuaire(f: FaitsAnnuaire): VueAnnuaire {
  return {
    interdit: f.interdit ?? false, ...(f.refus === undefined ? {} : { refus: f.refus }), base: f.base, adresse: f.adresse, demande: f.demande,
    edition: f.edition && { phrase: `${formaterNombre(f.edition.personnes)} professionnels, ${formaterNombre(f.edition.activites)} activités`, provenance: provenanceDe(f.edition) },
    territoire: f.territoire.length > 0, phrase: phraseDe(f), metiers: metiersDe(f.libelles), dits: DitDansLaFiche.options.map((d) => ({ valeur: d, libelle: libelleDit[d] })), lieux: f.territoire.map((c) => ({ valeur: c.code, libelle: c.nom })),
    lignes: f.trouve.professionnels.map((p) => ligneDe(p, { base: f.base, libelles: f.libelles, fiche: p.rpps ? f.fiches.get(p.rpps) : undefined, pour: f.pour })),
    total: f.trouve.total, plafonne: f.trouve.plafonne, corriges: f.trouve.corriges,
    comptes: f.comptes.map((c) => ({ code: c.profession ?? '', metier: libelleDe(f.libelles, 'profession', c.profession ?? undefined) || 'Profession non dite', personnes: c.personnes, liberaux: c.liberaux, href: `${f.base}/reseau/annuaire?metier=${encodeURIComponent(c.profession ?? '')}` })),
    changements: phraseComptes(f.changements),
    publique: f.publique,
    acces: f.peutVoirAcces ? `${f.base}/reseau/acces` : undefined,
    maFiche: f.monIdentifiant && `${f.base}/reseau/annuaire/${f.monIdentifiant}`,
  };
}

export type DemandeChangements = { readonly ou: 'territoire' | 'partout'; readonly metier: string; readonly sens: NatureDeMouvement | ''; readonly page: number };
export type LigneChangement = { readonly identifiant: string; /** Absent once they left the directory. */ readonly href: string | undefined; readonly nom: string; readonly metier: string; readonly avant: string; readonly apres: string };
export type VueChangements = {
  readonly interdit: boolean;
  readonly base: string;
  readonly adresse: string;
  readonly demande: DemandeChangements;
  readonly territoire: boolean;
  /** Why there is nothing to compare yet. */
  readonly rien: string | undefined;
  readonly phrase: string;
  readonly metiers: readonly Option[];
  readonly onglets: readonly { readonly cle: NatureDeMouvement; readonly libelle: string; readonly compte: number }[];
  readonly actif: NatureDeMouvement;
  readonly lignes: readonly LigneChangement[];
  readonly total: number;
  readonly provenance: Provenance | undefined;
};

export type FaitsChangements = {
  readonly base: string;
  readonly adresse: string;
  readonly demande: DemandeChangements;
  readonly territoire: readonly string[];
  readonly edition: EditionServie | undefined;
  readonly comparees: { readonly comparable: boolean; readonly editions: readonly (string | null)[] };
  readonly comptes: Readonly<Record<NatureDeMouvement, number>>;
  readonly actif: NatureDeMouvement;
  readonly changements: readonly Changement[];
  readonly libelles: Libelles;
  readonly nomDeCommune: (code: string) => string;
  readonly interdit?: boolean;
};

const LIEUX_DITS = 3;

/** Communes where somebody practises; seen from a territory, those out of it are marked. */
function lieuxDits(codes: readonly string[], { demande, territoire, nomDeCommune }: Pick<FaitsChangements, 'demande' | 'territoire' | 'nomDeCommune'>): string {
  if (codes.length === 0) return 'Lieu inconnu';
  const noms = codes.map((c) => (demande.ou === 'partout' || territoire.includes(c) ? nomDeCommune(c) : `${nomDeCommune(c)} (hors du territoire)`));
  return noms.length > LIEUX_DITS + 1 ? `${noms.slice(0, LIEUX_DITS).join(', ')} et ${noms.length - LIEUX_DITS} autres` : noms.join(', ');
}

export const ligneDeChangement = (c: Changement, f: Pick<FaitsChangements, 'base' | 'demande' | 'territoire' | 'nomDeCommune' | 'libelles'>): LigneChangement => ({
  identifiant: c.identifiant, href: c.nature === 'depart' ? undefined : `${f.base}/reseau/annuaire/${encodeURIComponent(c.identifiant)}`,
  nom: nomComplet({ nom: c.nom, prenom: c.prenom ?? '' }), metier: libelleDe(f.libelles, 'profession', c.profession ?? undefined),
  avant: c.nature === 'arrivee' ? 'Nouveau dans l’annuaire' : lieuxDits(c.avant, f), apres: c.nature === 'depart' ? 'N’est plus dans l’annuaire' : lieuxDits(c.apres, f),
});

function rienAComparer({ edition, comparees }: FaitsChangements): string | undefined {
  if (!edition) return 'L’annuaire national n’a pas encore été importé.';
  return comparees.comparable ? undefined : 'L’édition servie n’a pas de précédente à laquelle se comparer : les changements se liront quand la suivante sera importée.';
}

const jourDe = (edition: string): string => edition.split('-').toReversed().join('/');

function phraseDesChangements(f: FaitsChangements): string {
  const rien = rienAComparer(f);
  if (rien !== undefined) return 'Qui s’est installé, qui est parti, qui a changé de commune, d’une édition de l’annuaire à la suivante.';
  const [servie, avant] = f.comparees.editions;
  const editions = servie && avant ? `entre l’édition du ${jourDe(avant)} et celle du ${jourDe(servie)}` : 'depuis l’édition précédente';
  const ici = f.demande.ou === 'territoire' ? ' sur le territoire' : '';
  const comptes = phraseComptes(f.comptes);
  return comptes === undefined ? `Rien n’a changé${ici} ${editions}.` : `${comptes}${ici}, ${editions}.`;
}

export const presenterChangements = (f: FaitsChangements): VueChangements => ({
  interdit: f.interdit ?? false, base: f.base, adresse: f.adresse, demande: f.demande, territoire: f.territoire.length > 0, rien: rienAComparer(f), phrase: phraseDesChangements(f), metiers: metiersDe(f.libelles),
  onglets: NatureDeMouvement.options.map((cle) => ({ cle, libelle: libelleNatures[cle], compte: f.comptes[cle] })), actif: f.actif,
  lignes: f.changements.map((c) => ligneDeChangement(c, f)), total: f.comptes[f.actif], provenance: f.edition && provenanceDe(f.edition),
});

/** As a table to take away. */
export function tableauDesChangements(f: Pick<FaitsChangements, 'changements' | 'nomDeCommune' | 'libelles'>): string[][] {
  const noms = (codes: readonly string[]): string => codes.map(f.nomDeCommune).join(' ; ');
  return [
    ['changement', 'identifiant', 'nom', 'profession', 'avant', 'maintenant', 'communes_avant', 'communes_maintenant'],
    ...f.changements.map((c) => [libelleNature[c.sens], c.identifiant, nomComplet({ nom: c.nom, prenom: c.prenom ?? '' }), libelleDe(f.libelles, 'profession', c.profession ?? undefined), noms(c.avant), noms(c.apres), c.avant.join(' '), c.apres.join(' ')]),
  ];
}

export type ChampVu = { readonly cle: ChampDeFiche; readonly libelle: string; readonly valeur: string };
export type VueProfessionnel = {
  readonly interdit: boolean;
  readonly refus?: string;
  readonly base: string;
  readonly nom: string;
  readonly metier: string;
  readonly phrase: string;
  readonly rpps: string | undefined;
  /** What to think of the number, when its key is off. */
  readonly alerteRpps: string | undefined;
  readonly lieux: readonly { readonly titre: string; readonly adresse: string; readonly commune: string; readonly deduite: boolean; readonly exercice: string; readonly telephone: string | undefined; readonly finess: string | undefined }[];
  readonly champs: readonly ChampVu[];
  readonly fiche: 'aucune' | 'tenue' | 'publiee';
  readonly peutTenir: boolean;
  /** « C'est vous ? » is still to be answered. */
  readonly aReconnaitre: boolean;
  readonly hrefFiche: string;
  readonly provenance: Provenance | undefined;
};

export const valeurDuChamp = (cle: ChampDeFiche, c: FichePublique['contenu']): string => {
  switch (cle) {
    case 'nouveaux_patients': case 'domicile': case 'non_programmes': { const v = c[cle]; return v ? libelleAccueil[v] : ''; }
    case 'competences': return (c.competences ?? []).map((k) => libelleCompetence[k]).join(', ');
    case 'lieu': case 'horaires': case 'langues': case 'precisions': case 'telephone': case 'messagerie_securisee': return c[cle] ?? '';
  }
};

export const champsVus = (c: FichePublique['contenu']): ChampVu[] => CHAMPS_DE_FICHE.map((cle) => ({ cle, libelle: libelleChamp[cle], valeur: valeurDuChamp(cle, c) })).filter((x) => x.valeur !== '');

export function presenterProfessionnel(f: { readonly base: string; readonly professionnel: Professionnel; readonly libelles: Libelles; readonly fiche: Fiche | undefined; readonly pour: Audience; readonly peutTenir: boolean; readonly aReconnaitre?: boolean; readonly edition: EditionServie | undefined; readonly interdit?: boolean; readonly refus?: string }): VueProfessionnel {
  const p = f.professionnel;
  return {
    interdit: f.interdit ?? false, ...(f.refus === undefined ? {} : { refus: f.refus }), base: f.base, nom: `${p.civilite === 'Docteur' ? 'Dr ' : ''}${nomComplet(p)}`, metier: metierDe(f.libelles, p),
    phrase: p.lieux.length === 0 ? 'Aucun lieu d’exercice n’est connu.' : `Exerce dans ${accord(p.lieux.length, 'lieu', 'lieux')}.`,
    rpps: p.rpps,
    alerteRpps: p.rpps === undefined ? undefined : phraseVerification('numéro RPPS', verifierRpps(p.rpps)),
    lieux: p.lieux.map((l) => ({
      titre: l.structure ?? 'Lieu d’exercice', adresse: l.adresse, commune: l.communeLibelle ?? '', deduite: l.communeDeduite, telephone: l.telephone, finess: l.finess,
      exercice: [libelleDe(f.libelles, 'savoir_faire', l.savoirFaire) || libelleDe(f.libelles, 'profession', l.profession), libelleDe(f.libelles, 'mode', l.mode), libelleDe(f.libelles, 'secteur', l.secteur)].filter((x) => x !== '').join(' · '),
    })),
    champs: champsVus(champsVisibles(f.fiche, f.pour)),
    fiche: f.fiche ? (f.fiche.publiee ? 'publiee' : 'tenue') : 'aucune', peutTenir: f.peutTenir, aReconnaitre: f.aReconnaitre ?? false, hrefFiche: `${f.base}/reseau/annuaire/${p.identifiant}/fiche`, provenance: f.edition && provenanceDe(f.edition),
  };
}

export type DemandePublique = { readonly q: string; readonly metier: string; readonly page: number };
export type VuePublique = {
  readonly cpts: string;
  readonly demo: boolean;
  readonly interdit: boolean;
  readonly refus?: string;
  readonly demande: DemandePublique;
  readonly adresse: string;
  readonly metiers: readonly Option[];
  /** How many present themselves here, and how many of them answer the search. */
  readonly presents: number;
  readonly total: number;
  readonly fiches: readonly { readonly nom: string; readonly metier: string; readonly champs: readonly ChampVu[] }[];
};

export type FaitsPublics = { readonly cpts: string; readonly demo: boolean; readonly fiches: readonly FichePublique[]; readonly libelles: Libelles; readonly demande: DemandePublique; readonly adresse: string; readonly refus?: string; readonly interdit?: boolean };

/** What residents see: those whose name, profession and words shown to everyone hold every word of the search. */
export function presenterPublic(f: FaitsPublics): VuePublique {
  const { q, metier, page } = f.demande;
  const codes = [...new Set(f.fiches.map((x) => x.profession ?? ''))].filter((c) => c !== '');
  const mots = cleDeRecherche(q).split(' ').filter((m) => m !== '');
  const fiches = f.fiches
    .filter((x) => metier === '' || x.profession === metier)
    .map((x) => ({ nom: x.nom.split(' ').map(nomPropre).join(' '), metier: libelleDe(f.libelles, 'profession', x.profession ?? undefined), champs: champsVus(x.contenu) }))
    .filter((x) => { const dit = cleDeRecherche([x.nom, x.metier, ...x.champs.flatMap((c) => [c.libelle, c.valeur])].join(' ')); return mots.every((m) => dit.includes(m)); });
  return {
    cpts: f.cpts, demo: f.demo, interdit: f.interdit ?? false, ...(f.refus === undefined ? {} : { refus: f.refus }), demande: f.demande, adresse: f.adresse,
    metiers: codes.map((c) => ({ valeur: c, libelle: libelleDe(f.libelles, 'profession', c) })), presents: f.fiches.length, total: fiches.length, fiches: fiches.slice((page - 1) * PAR_PAGE, page * PAR_PAGE),
  };
}
