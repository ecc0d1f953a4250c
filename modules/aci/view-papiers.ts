import { type Jour, plusJours } from '#core/jour.ts';
import { avecUnite, formaterDate, formaterInstant, formaterNombre } from '#core/texte.ts';
import { libellePartie, libelleStatutContrat, phraseRegle } from './labels.ts';
import { type ContenuContrat, type ContratPasse, type Dossier, Partie, type VersionContrat } from './model-dossier.ts';
import { caisseProposee, debutDuContrat, lignesReprises, termeDuContrat } from './rules-papiers.ts';
import { REGIMES } from './regimes.ts';

type Cle = { readonly cle: string; readonly valeur: string };
export type VuePapiers = {
  readonly base: string;
  readonly cas: 'absent' | 'present' | 'interdit';
  readonly phrase: string;
  readonly version: number;
  readonly ecrire: boolean;
  readonly faits: readonly Cle[];
  readonly remarques: readonly string[];
  readonly valeurs: Readonly<Record<string, string>>;
  /** What the seat suggests while no caisse is noted. */
  readonly caisseProposee: string | undefined;
  readonly parties: readonly { readonly cle: Partie; readonly libelle: string }[];
  readonly revisions: readonly { readonly le: Jour; readonly ligne: string; readonly href: string; readonly avant: string; readonly apres: string; readonly motif: string }[];
  readonly versions: readonly { readonly numero: number; readonly texte: string }[];
  readonly passes: readonly { readonly texte: string; readonly href: string; readonly tresorerie: string }[];
  /** What the next contract would start from; undefined long before the term. */
  readonly renouvellement: { readonly terme: Jour; readonly ouvert: boolean; readonly phrase: string; readonly lignes: readonly Cle[]; readonly taille: string; readonly regimes: readonly { readonly valeur: string; readonly libelle: string }[] } | undefined;
  readonly refus?: string;
};

function faitsDe(c: ContenuContrat): readonly Cle[] {
  const { signataires, siege, caisse, population } = c.papiers;
  return [
    ...Partie.options.map((partie) => {
      const s = signataires.find((x) => x.partie === partie);
      return { cle: libellePartie[partie], valeur: s ? `${s.nom}${s.qualite ? `, ${s.qualite}` : ''}${s.le ? `, le ${formaterDate(s.le)}` : ''}` : 'signataire à noter' };
    }),
    { cle: 'Siège', valeur: siege ? `${siege.nom} (${siege.departement})` : 'à noter' },
    { cle: 'Caisse du siège', valeur: caisse ?? 'à noter' },
    { cle: 'Taille', valeur: `taille ${c.taille}${population ? `, sur ${formaterNombre(population.habitants)} habitants${population.le ? ` au ${formaterDate(population.le)}` : ''} (${population.source})` : ', population à noter'}` },
    { cle: 'Durée', valeur: `du ${formaterDate(debutDuContrat(c))} au ${formaterDate(plusJours(termeDuContrat(c), -1))} compris, ${c.dureeAnnees} ans` },
  ];
}

/** What the paper says against what it should: nothing is stopped. */
function remarquesDe(c: ContenuContrat, selon: number | undefined): readonly string[] {
  const { signataires, population } = c.papiers;
  const derniere = signataires.flatMap((s) => (s.le ? [s.le] : [])).toSorted().at(-1);
  const depuis = c.avenants.some((a) => a.taille !== undefined);
  return [
    ...(derniere !== undefined && signataires.length === Partie.options.length && derniere !== c.signeLe ? [`Le contrat est dit signé le ${formaterDate(c.signeLe)}, la dernière signature est du ${formaterDate(derniere)}.`] : []),
    ...(selon !== undefined && selon !== c.taille && !depuis ? [`${formaterNombre(population?.habitants ?? 0)} habitants font une taille ${selon} ; le contrat inscrit la taille ${c.taille}. Vérifiez la date de la population, ou notez l’avenant.`] : []),
  ];
}

const valeursDe = (c: ContenuContrat, proposee: string | undefined): Readonly<Record<string, string>> => ({
  siege: c.papiers.siege?.nom ?? '', caisse: c.papiers.caisse ?? proposee ?? '', habitants: c.papiers.population === undefined ? '' : String(c.papiers.population.habitants), populationLe: c.papiers.population?.le ?? '', populationSource: c.papiers.population?.source ?? '',
  ...Object.fromEntries(Partie.options.flatMap((p) => { const s = c.papiers.signataires.find((x) => x.partie === p); return [[`nom_${p}`, s?.nom ?? ''], [`qualite_${p}`, s?.qualite ?? ''], [`le_${p}`, s?.le ?? '']]; })),
});

/** Each renegotiated objective with what it said before and after. */
const revisionsDe = (c: ContenuContrat, base: string): VuePapiers['revisions'] =>
  c.indicateurs.flatMap((i) => i.revisions.map((r, n) => ({ le: r.le, ligne: i.libelle, href: `${base}/contrat/lignes/${encodeURIComponent(i.id)}`, avant: phraseRegle(i.revisions.slice(0, n).findLast((x) => x.regle)?.regle ?? i.regle, i.sens), apres: r.regle ? phraseRegle(r.regle, i.sens) : 'départ corrigé', motif: r.motif ?? '' }))).toSorted((a, b) => b.le.localeCompare(a.le));

function renouvellementDe({ contenu, statut, releves }: Dossier, aujourdhui: Jour): VuePapiers['renouvellement'] {
  const terme = termeDuContrat(contenu);
  if (statut !== 'signee') return undefined;
  const ouvert = terme <= aujourdhui;
  const derniereAnnee = aujourdhui >= debutDeDerniereAnnee(terme);
  return {
    terme, ouvert, taille: String(contenu.avenants.findLast((a) => a.taille !== undefined)?.taille ?? contenu.taille),
    phrase: ouvert ? `Le contrat est arrivé à son terme le ${formaterDate(terme)}.` : derniereAnnee ? `Le contrat court jusqu’au ${formaterDate(terme)}. Voici d’où partirait le suivant, aux valeurs d’aujourd’hui.` : `Le contrat court jusqu’au ${formaterDate(terme)}. Son renouvellement se prépare ici pendant la dernière année.`,
    lignes: ouvert || derniereAnnee ? lignesReprises({ contenu, releves }).map((i) => ({ cle: i.libelle, valeur: i.depart ? `part de ${avecUnite(i.depart.valeur, i.unite)}${i.depart.le ? `, relevé le ${formaterDate(i.depart.le)}` : ''}` : 'sans point de départ' })) : [],
    regimes: REGIMES.map((r) => ({ valeur: r.code, libelle: `${r.nom}, depuis le ${formaterDate(r.depuis)}` })),
  };
}
const debutDeDerniereAnnee = (terme: Jour): string => `${Number(terme.slice(0, 4)) - 1}${terme.slice(4)}`;

type Faits = { readonly base: string; readonly dossier: Dossier; readonly histoire: { readonly versions: readonly VersionContrat[]; readonly passes: readonly ContratPasse[] }; readonly aujourdhui: Jour; readonly fuseau: string; readonly ecrire: boolean; /** The size that the noted population makes. */ readonly tailleSelonHabitants?: number | undefined; /** The name of the département of the seat. */ readonly departement?: string | undefined; readonly refus?: string };

export function presenterPapiers(f: Faits): VuePapiers {
  const { contenu, statut, version } = f.dossier;
  const proposee = caisseProposee(contenu.papiers.siege, f.departement);
  const manquent = Partie.options.filter((p) => !contenu.papiers.signataires.some((s) => s.partie === p));
  return {
    base: f.base, cas: 'present', version, ecrire: f.ecrire,
    phrase: `Contrat ${libelleStatutContrat[statut]}, signé le ${formaterDate(contenu.signeLe)}${manquent.length === 0 ? ' par les trois parties.' : '. Il manque ici qui l’a signé.'}`,
    faits: faitsDe(contenu), remarques: remarquesDe(contenu, f.tailleSelonHabitants), valeurs: valeursDe(contenu, proposee), caisseProposee: contenu.papiers.caisse === undefined ? proposee : undefined, parties: Partie.options.map((cle) => ({ cle, libelle: libellePartie[cle] })),
    revisions: revisionsDe(contenu, f.base),
    versions: f.histoire.versions.map((v) => ({ numero: v.numero, texte: `${v.motif}, ${formaterInstant(v.le, f.fuseau)}${v.auteur ? `, ${v.auteur}` : ''}` })),
    passes: f.histoire.passes.map((p) => ({ texte: `Du ${formaterDate(p.debut)} au ${formaterDate(p.fin)}, ${libelleStatutContrat[p.statut]}`, href: `${f.base}/contrat?contrat=${p.id}`, tresorerie: `${f.base}/contrat/tresorerie?contrat=${p.id}` })),
    renouvellement: f.ecrire ? renouvellementDe(f.dossier, f.aujourdhui) : undefined,
    ...(f.refus !== undefined && { refus: f.refus }),
  };
}

const SANS = { version: 0, caisseProposee: undefined, ecrire: false, faits: [], remarques: [], valeurs: {}, parties: [], revisions: [], versions: [], passes: [], renouvellement: undefined } as const;
export const presenterSansPapiers = (base: string): VuePapiers => ({ ...SANS, base, cas: 'absent', phrase: 'Aucun contrat n’est encore établi.' });
export const presenterPapiersInterdits = (base: string): VuePapiers => ({ ...SANS, base, cas: 'interdit', phrase: 'Le contrat se lit par les membres de la CPTS, l’ARS et la caisse.' });
