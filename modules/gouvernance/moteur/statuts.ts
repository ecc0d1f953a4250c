import { cleDeRecherche } from '#core/texte.ts';
import { CodeInstance, type College, type Fonction, type Instance, type Manque, type Reponses, type Statuts } from '../model.ts';
import { lireFraction } from './fraction.ts';
import { CLAUSES, type Clause, INSTANCES, type Question } from './questions.ts';
import { ReglesInstance } from './regles.ts';

const code = (nom: string): string => cleDeRecherche(nom).replaceAll(' ', '_');
const lignes = (texte: string | undefined): string[][] => (texte ?? '').split(/\r?\n/).filter((l) => l.trim() !== '').map((l) => l.split(';').map((x) => x.trim()));
const entier = (texte: string | undefined): number | undefined => (texte !== undefined && /^\d{1,6}$/.test(texte.trim()) ? Number(texte) : undefined);
const ouiNon = (texte: string | undefined): boolean | undefined => (texte === 'oui' ? true : texte === 'non' ? false : undefined);
/** Keeps what is said: absent stays absent. */
const dit = <T extends object>(o: T): { [K in keyof T]: Exclude<T[K], undefined> } => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
const si = <T>(vrai: unknown, valeur: T): T | undefined => (vrai ? valeur : undefined);

const lireColleges = (texte: string | undefined): College[] =>
  lignes(texte).map(([nom = '', poids = '']) => ({ code: code(nom), nom, ...(cleDeRecherche(poids) === 'consultatif' ? { consultatif: true } : poids === '' ? {} : { poids }) }));

const lireFonctions = (r: Reponses): Fonction[] =>
  lignes(r['fonctions']).map(([nom = '', instance = '', ans, fois]): Fonction => {
    const [annees, renouvellements] = [entier(ans), cleDeRecherche(fois ?? '') === 'sans limite' ? null : entier(fois)];
    return { fonction: code(nom), nom, instance: code(instance), ...(annees === undefined ? {} : { ans: annees }), ...(renouvellements === undefined ? {} : { renouvellements }), ...(r['parTiers'] === 'oui' ? { parTiers: true } : {}) };
  });

const listeDeFonctions = (texte: string | undefined): string[] | undefined => (texte === undefined || texte.trim() === '' ? undefined : texte.split(/[,;]/).map((x) => code(x)).filter((x) => x !== ''));

/** The rules as typed, checked by the parser of the engine: what it does not read is left unsaid. */
type Regles = Instance['regles'];
const parser = <K extends keyof Regles>(cle: K, valeur: unknown): Regles[K] | undefined => (valeur !== undefined && ReglesInstance.shape[cle].safeParse(valeur).success ? (valeur as Regles[K]) : undefined);

const lireMajorite = (r: Reponses, prefixe: string): unknown => (r[`${prefixe}.type`] ? dit({ type: r[`${prefixe}.type`], part: si(r[`${prefixe}.type`] === 'qualifiee', r[`${prefixe}.part`] || undefined), sens: si(r[`${prefixe}.type`] === 'qualifiee', r[`${prefixe}.sens`] || undefined), base: si(r[`${prefixe}.type`] !== 'simple', r[`${prefixe}.base`] || undefined) }) : undefined);

function lireQuorum(r: Reponses, p: string): unknown {
  if (r[`${p}.quorum.exige`] === 'non') return 'aucun';
  if (r[`${p}.quorum.exige`] !== 'oui') return undefined;
  return dit({ part: r[`${p}.quorum.part`] || undefined, sens: r[`${p}.quorum.sens`] || undefined, base: r[`${p}.quorum.base`] || undefined, representes: ouiNon(r[`${p}.quorum.representes`]) });
}

function lireElection(r: Reponses, p: string): unknown {
  if (r[`${p}.elit`] !== 'oui') return undefined;
  const deux = r[`${p}.tours`] === '2';
  const departage = r[`${p}.departage`];
  return dit({
    tours: si(r[`${p}.tours`], deux ? 2 : 1),
    premierTour: si(r[`${p}.tours`], dit({ majorite: deux ? 'absolue' : 'relative', base: si(deux, r[`${p}.baseElection`] || undefined) })),
    secondTour: si(deux, dit({ majorite: 'relative', candidats: r[`${p}.maintien`] || undefined, parSiege: si(r[`${p}.maintien`] === 'en_tete', 2) })),
    nomsParBulletin: 'sieges',
    egalite: departage ? [departage, ...(departage === 'sort' || departage === 'nouveau_tour' ? [] : ['sort'])] : undefined,
    parite: si(entier(r[`${p}.parite`]) !== undefined, { ecart: entier(r[`${p}.parite`]) }),
    siegesSansCandidat: si(entier(r[`${p}.parite`]) !== undefined, 'ouverts'),
  });
}

function lireProcurations(r: Reponses, p: string): unknown {
  const maximum = entier(r[`${p}.procurations`]);
  if (maximum === undefined) return undefined;
  return maximum === 0 ? 'interdites' : dit({ maximum, memeCollege: ouiNon(r[`${p}.memeCollege`]), auDela: r[`${p}.auDela`] || undefined, plusieursMandataires: r[`${p}.plusieurs`] || undefined });
}

const BLANCS: Readonly<Record<string, string>> = { oui: 'exprimes', non: 'non_exprimes' };

const lireVoix = (r: Reponses, p: string): unknown => si(r[`${p}.voix`], dit({ mode: r[`${p}.voix`], entre: r[`${p}.entre`] || undefined, egaliteDuBloc: r[`${p}.bloc`] || undefined }));

function lireSeconde(r: Reponses, p: string): unknown {
  const seconde = r[`${p}.seconde`];
  if (seconde === 'aucune') return 'aucune';
  return seconde === 'sans_quorum' ? { quorum: 'aucun' } : seconde === 'meme' ? { quorum: lireQuorum(r, p) } : undefined;
}

function lireInstance(r: Reponses, c: CodeInstance): Instance | undefined {
  if (c !== 'ag_ordinaire' && r[`${c}.existe`] !== 'oui') return undefined;
  const majorites = dit({ ordinaire: lireMajorite(r, `${c}.ordinaire`), modification_statuts: si(r['modification'] === c, lireMajorite(r, 'modification_statuts')), dissolution: si(r['dissolution'] === c, lireMajorite(r, 'fin')) });
  const regles = dit({
    code: c,
    nom: INSTANCES[c],
    voix: parser('voix', lireVoix(r, c)),
    quorum: parser('quorum', lireQuorum(r, c)),
    secondeConvocation: parser('secondeConvocation', lireSeconde(r, c)),
    procurations: parser('procurations', lireProcurations(r, c)),
    majorites: parser('majorites', majorites),
    blancs: parser('blancs', BLANCS[r[`${c}.blancs`] ?? '']),
    egalite: parser('egalite', r[`${c}.egalite`] || undefined),
    secret: parser('secret', dit({ resolutions: r[`${c}.secretResolutions`] || undefined, elections: r[`${c}.secretElections`] || undefined })),
    election: parser('election', lireElection(r, c)),
  });
  const [sieges, delaiJours, par] = [entier(r[`${c}.sieges`]), entier(r[`${c}.delai`]), listeDeFonctions(r[`${c}.par`])];
  return { code: c, regles, ...(sieges === undefined ? {} : { sieges }), convocation: dit({ delaiJours, par }) };
}

const choix = <T extends string>(valeur: string | undefined, ...admis: readonly T[]): T | undefined => admis.find((a) => a === valeur);

/** The statutes that these answers write. An answer that does not read, or is not given, leaves its rule unsaid. */
export function statutsDepuis(r: Reponses): Statuts {
  const euros = entier(r['cotisation']);
  return dit({
    nom: r['nom'] || undefined, objet: r['objet'] || undefined, siege: r['siege'] || undefined, duree: r['duree'] || undefined,
    excedents: choix(r['excedents'], 'conserves', 'partages'), devolution: choix(r['devolution'], 'association', 'collectivite', 'membres'),
    retrait: choix(r['retrait'], 'libre', 'avec_accord', 'interdit'), adhesion: choix(r['adhesion'], 'libre', 'obligatoire'),
    admission: r['admission'] || undefined,
    exclusion: si(r['exclusion'] || r['audition'], dit({ organe: r['exclusion'] || undefined, apresAudition: ouiNon(r['audition']) })),
    cotisation: si(euros !== undefined, dit({ euros, exigee: ouiNon(r['cotisationExigee']) })),
    colleges: lireColleges(r['colleges']),
    instances: CodeInstance.options.flatMap((c) => lireInstance(r, c) ?? []),
    fonctions: lireFonctions(r),
    signataires: listeDeFonctions(r['signataires']),
    modification: r['modification'] || undefined, dissolution: r['dissolution'] || undefined, reglementInterieur: r['reglement'] || undefined,
    declarationJours: entier(r['declaration']), aDistance: ouiNon(r['aDistance']),
  });
}

export const clauseDe = (cle: string): Clause | undefined => CLAUSES.find((c) => c.cle === cle);
/** The questions that these answers call for. */
export const questionsPosees = (c: Clause, r: Reponses): readonly Question[] => c.questions.filter((q) => q.si?.(r) ?? true);
/** The rules still to be said, in the order of the document. */
export const manquesDesStatuts = (r: Reponses): Manque[] => CLAUSES.flatMap((c) => questionsPosees(c, r).filter((q) => !q.facultative && (r[q.cle] ?? '').trim() === '').map((q) => ({ cle: q.cle, question: q.libelle })));

function erreurDeListe(cle: string, valeur: string): string | undefined {
  if (cle === 'colleges') {
    const faux = lireColleges(valeur).find((c) => c.code === '' || (c.poids !== undefined && !lireFraction(c.poids)));
    return faux && `« ${faux.nom} » : écrivez le nom, un point-virgule, puis le poids (60 %) ou « consultatif ».`;
  }
  const faux = lireFonctions({ fonctions: valeur }).find((f) => f.instance === '' || f.ans === undefined || f.renouvellements === undefined);
  return faux && `« ${faux.nom} » : écrivez nom ; instance ; années ; renouvellements.`;
}

function erreurDePart(valeur: string): string | undefined {
  const f = lireFraction(valeur);
  return f && f.n <= f.d ? undefined : 'Écrivez une part entre 0 et 1, par exemple 2/3 ou 25 %.';
}

/** What is wrong with one answer as typed, or nothing. */
export function erreurDeReponse(q: Question, valeur: string): string | undefined {
  if (valeur.trim() === '') return undefined;
  if (q.genre === 'choix') return q.options?.some(([v]) => v === valeur) ? undefined : 'Choisissez une réponse de la liste.';
  if (q.genre === 'entier') return entier(valeur) === undefined ? 'Écrivez un nombre entier, par exemple 15.' : undefined;
  if (q.genre === 'part') return erreurDePart(valeur);
  if (q.cle === 'colleges' || q.cle === 'fonctions') return erreurDeListe(q.cle, valeur);
  return valeur.length > 4000 ? 'Ce texte est trop long : 4 000 caractères au plus.' : undefined;
}
