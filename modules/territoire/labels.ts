import type { Provenance } from '#core/provenance.ts';
import { accord, formaterNombre, NBSP } from '#core/texte.ts';
import type { ClasseDeTaille } from './constants.ts';
import type { AncienneCommune, Commune, Zonage } from './model.ts';
import type { Avertissement, CodeRefuse, RefusTerritoire } from './rules.ts';

export const libelleZonage: Readonly<Record<Zonage, string>> = {
  ZIP: 'zone d’intervention prioritaire',
  ZAC: 'zone d’action complémentaire',
  ZAR: 'zone d’accompagnement régional',
  HZ: 'hors zonage',
};

/** What people call each kind of group, so that an abbreviation never stands alone. */
export const libelleGroupement: Readonly<Record<string, string>> = {
  CC: 'communauté de communes', CA: 'communauté d’agglomération', CU: 'communauté urbaine', METRO: 'métropole', MET69: 'métropole de Lyon', EPT: 'établissement public territorial',
};

/** `CA Haute-Bigorre` → `Haute-Bigorre` is not safe (names start in many ways): the name is kept as BANATIC writes it. */
export const nomDuGroupement = (g: { readonly nom: string; readonly genre: string }): string => (g.genre === 'EPT' ? `EPT ${g.nom}` : g.nom);

export const habitants = (n: number): string => accord(n, 'habitant');
export const communes = (n: number): string => accord(n, 'commune');

/** `Maisons-Alfort (94046)`. */
export const nomEtCode = (c: { readonly nom: string; readonly code: string }): string => `${c.nom} (${c.code})`;

/** `Paris 13e` on a map, where `Paris 13e Arrondissement` would not fit. */
export const nomSurCarte = (c: { readonly nom: string }): string => c.nom.replace(/ Arrondissement$/, '');

const enumerer = (mots: readonly string[], max = 6): string => {
  const montres = mots.length > max ? [...mots.slice(0, max), `${formaterNombre(mots.length - max)} autres`] : mots;
  return montres.length > 1 ? `${montres.slice(0, -1).join(', ')} et ${montres.at(-1)}` : (montres[0] ?? '');
};

/** `moins de 40 000 habitants`, `de 40 000 à 79 999 habitants`, `plus de 175 000 habitants`. */
export function libelleClasse({ min, max }: ClasseDeTaille): string {
  if (min === 0) return `moins de ${formaterNombre(max + 1)} habitants`;
  if (max === Number.POSITIVE_INFINITY) return `plus de ${formaterNombre(min - 1)} habitants`;
  return `de ${formaterNombre(min)} à ${formaterNombre(max)} habitants`;
}

const genreAncien: Readonly<Record<AncienneCommune['genre'], string>> = {
  deleguee: 'est aujourd’hui une commune déléguée',
  associee: 'est aujourd’hui une commune associée',
  ancien_code: 'n’est plus le code d’une commune',
};

/** `Châtillon-en-Michaille (01091) est aujourd’hui une commune déléguée : elle fait partie de Valserhône (01033).` */
export function phraseAncienne(insee: string, ancienne: AncienneCommune, devenue: Commune): string {
  const suite = `elle fait partie de ${nomEtCode(devenue)}`;
  if (ancienne.nom === undefined) return `Le code ${insee} ${genreAncien[ancienne.genre]}${NBSP}: la commune qui le portait fait partie de ${nomEtCode(devenue)}.`;
  return `${ancienne.nom} (${insee}) ${genreAncien[ancienne.genre]}${NBSP}: ${suite}.`;
}

export function phraseCodeRefuse(r: CodeRefuse): string {
  switch (r.code) {
    case 'commune_illisible': return `«${NBSP}${r.texte}${NBSP}» n’est pas un code INSEE${NBSP}: il en faut cinq caractères, par exemple 94038 ou 2A004.`;
    case 'commune_inconnue': return `Aucune commune ne porte le code ${r.insee}. Un code postal n’est pas un code INSEE${NBSP}: cherchez la commune par son nom.`;
    case 'commune_ancienne': return phraseAncienne(r.insee, r.ancienne, r.devenue);
    case 'ville_et_arrondissements':
      return `${nomEtCode(r.ville)} est dans la liste avec ${accord(r.arrondissements.length, 'de ses arrondissements', 'de ses arrondissements')}${NBSP}: les habitants seraient comptés deux fois. Gardez la ville ou ses arrondissements.`;
  }
}

export function phraseRefus(r: RefusTerritoire): string {
  switch (r.code) {
    case 'territoire_vide': return 'Le territoire est vide. Ajoutez au moins une commune.';
    case 'trop_de_communes': return `La liste compte ${communes(r.nombre)}. Un territoire en a ${formaterNombre(r.maximum)} au plus${NBSP}: vérifiez la liste.`;
    case 'communes_refusees': return r.refus.map(phraseCodeRefuse).join(' ');
  }
}

export type PhraseAvertissement = { readonly titre: string; readonly texte: string };

function phraseMorceaux(a: Extract<Avertissement, { code: 'plusieurs_morceaux' }>): PhraseAvertissement {
  const isoles = enumerer(a.isoles.flat().map((c) => c.nom));
  const fondement = a.fondement === 'distance' ? ' Estimation par la distance, faute de contours.' : '';
  return { titre: 'Territoire en plusieurs morceaux', texte: `${accord(a.isoles.length + 1, 'morceau', 'morceaux')}. À l’écart du plus peuplé${NBSP}: ${isoles}.${fondement}` };
}

function phraseCouvertes(a: Extract<Avertissement, { code: 'deja_couverte' }>): PhraseAvertissement {
  const parCpts = Map.groupBy(a.couvertures, (c) => c.cpts);
  const texte = [...parCpts].map(([cpts, liste]) => `${enumerer(liste.map((c) => c.nom))}${NBSP}: ${cpts}`).join(' · ');
  return { titre: a.couvertures.length > 1 ? 'Communes déjà couvertes' : 'Commune déjà couverte', texte: `${texte}. Rapprochez-vous de cette CPTS avant de déposer.` };
}

export function phraseAvertissement(a: Avertissement): PhraseAvertissement {
  switch (a.code) {
    case 'deja_couverte': return phraseCouvertes(a);
    case 'plusieurs_morceaux': return phraseMorceaux(a);
    case 'plusieurs_departements': return {
      titre: 'Plusieurs départements',
      texte: `${enumerer(a.departements.map((d) => `${d.nom} (${d.code})`))}. La caisse primaire d’assurance maladie du siège signe le contrat${a.siege ? `${NBSP}: ${a.siege.nom}` : ''}.`,
    };
    case 'plusieurs_regions': return { titre: 'Plusieurs régions', texte: `${enumerer(a.regions.map((r) => r.nom))}. Deux agences régionales de santé au moins sont concernées${NBSP}: prévenez-les tôt.` };
    case 'hors_taille_habituelle': return a.sens === 'petite'
      ? { titre: 'Petit territoire', texte: `${habitants(a.population)}${NBSP}: la plupart des CPTS en comptent au moins ${formaterNombre(20_000)}. Repère d’usage, pas une règle.` }
      : { titre: 'Grand territoire', texte: `${habitants(a.population)}${NBSP}: peu de CPTS dépassent ${formaterNombre(300_000)}. Repère d’usage, pas une règle.` };
    case 'borne_non_sourcee': return { titre: 'Population sur une borne', texte: `Exactement ${habitants(a.population)}${NBSP}: le texte ne dit pas de quel côté tombe la borne. Faites-le confirmer par la caisse.` };
    case 'population_absente': return { titre: 'Population inconnue', texte: `${enumerer(a.communes.map((c) => c.nom))}${NBSP}: la source ne donne pas de population, comptée zéro.` };
    case 'communes_disparues': return { titre: 'Communes qui n’existent plus', texte: `${a.refus.map(phraseCodeRefuse).join(' ')} Leur population n’est pas comptée${NBSP}: modifiez le territoire.` };
    case 'siege_hors_territoire': return { titre: 'Siège hors du territoire', texte: `Le siège, ${a.siege.nom}, n’est pas dans la liste des communes.` };
  }
}

/** `INSEE, populations municipales, 2023`, with a mark when the figure is not official. */
export function phraseProvenance(p: Provenance | undefined): string {
  if (!p) return 'source inconnue';
  const marque = p.nature === 'officielle' ? '' : { estimee: ' (estimation)', simulee: ' (simulation)', fictive: ' (fictif)' }[p.nature];
  return `${p.origine}, ${p.millesime}${marque}`;
}

/** The same inside parentheses, where its nature has none of its own: `DREES, APL, 2023, estimation`. */
export const provenanceEntreParentheses = (p: Provenance): string => phraseProvenance(p).replace(/ \(([^()]+)\)$/, ', $1');

type RefusGeste = RefusTerritoire | { readonly code: 'role_insuffisant' } | { readonly code: 'rien_a_annuler' } | { readonly code: 'version_inconnue'; readonly version: number } | { readonly code: 'siege_refuse'; readonly refus: RefusTerritoire } | { readonly code: 'territoire_modifie' };

/** Why a gesture on the perimeter was refused; never says less than what to do next. */
export function phraseRefusGeste(r: RefusGeste): string {
  switch (r.code) {
    case 'role_insuffisant': return 'Seuls la coordination, la présidence et le secrétariat composent le territoire.';
    case 'rien_a_annuler': return 'Il n’y a pas de version précédente à reprendre.';
    case 'version_inconnue': return `La version ${r.version} n’existe pas, ou c’est déjà la version en cours.`;
    case 'siege_refuse': return `Le siège est à revoir. ${phraseRefus(r.refus)}`;
    case 'territoire_modifie': return 'Quelqu’un a enregistré le territoire pendant que vous le composiez. Votre sélection est gardée ci-dessous, rien n’est perdu.';
    case 'territoire_vide': case 'trop_de_communes': case 'communes_refusees': return phraseRefus(r);
  }
}
