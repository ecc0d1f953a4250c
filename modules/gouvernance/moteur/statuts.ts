import { lireFraction } from '#core/fraction.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { CodeInstance, type College, type Fonction, type Instance, type Manque, type Reponses, type Statuts } from '../model.ts';
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

/** « Professionnels libéraux ; 6 » */
const lireSiegesParCollege = (texte: string | undefined): { college: string; sieges: number }[] => lignes(texte).flatMap(([nom = '', n]) => { const sieges = entier(n); return code(nom) !== '' && sieges !== undefined && sieges > 0 ? [{ college: code(nom), sieges }] : []; });
/** « Anselme Exemple ; 2 », « autres ; 1 » */
const lireVoixDesMembres = (texte: string | undefined): { nom: string; voix: string }[] => lignes(texte).flatMap(([nom = '', voix = '']) => (nom !== '' && lireFraction(voix) ? [{ nom, voix }] : []));

const listeDeFonctions = (texte: string | undefined): string[] | undefined => (texte === undefined || texte.trim() === '' ? undefined : texte.split(/[,;]/).map((x) => code(x)).filter((x) => x !== ''));

/** The rules as typed, checked by the parser of the engine: what it does not read is left unsaid. */
type Regles = Instance['regles'];
const parser = <K extends keyof Regles>(cle: K, valeur: unknown): Regles[K] | undefined => (valeur !== undefined && ReglesInstance.shape[cle].safeParse(valeur).success ? (valeur as Regles[K]) : undefined);

const lireMajorite = (r: Reponses, prefixe: string): unknown => {
  const type = r[`${prefixe}.type`];
  if (!type) return undefined;
  const qualifiee = type === 'qualifiee';
  return dit({ type, part: si(qualifiee, r[`${prefixe}.part`] || undefined), sens: si(qualifiee, r[`${prefixe}.sens`] || undefined), base: si(type !== 'simple', r[`${prefixe}.base`] || undefined), dansChaqueCollege: ouiNon(r[`${prefixe}.chaqueCollege`]) });
};

const BASES: Readonly<Record<string, string>> = { exprimes: 'exprimes', presents: 'presents', membres: 'membres' };
const lireSens = (texte: string | undefined): string | undefined => (code(texte ?? '') === 'au_moins' ? 'au_moins' : code(texte ?? '') === 'plus_de' ? 'plus_de' : undefined);

/** « Exclusion ; 2/3 ; au moins ; exprimés », « Achat ; simple »: one line, one majority; undefined when the line does not read. */
function lireAutreMajorite([nom = '', type = '', sens, base]: readonly string[]): readonly [string, object] | undefined {
  const genre = code(type);
  const sur = BASES[code(base ?? (genre === 'absolue' ? (sens ?? '') : ''))];
  if (code(nom) === '') return undefined;
  if (genre === 'simple') return [code(nom), { type: 'simple' }];
  if (genre === 'absolue') return sur ? [code(nom), { type: 'absolue', base: sur }] : undefined;
  return lireFraction(type) && lireSens(sens) && sur ? [code(nom), { type: 'qualifiee', part: type, sens: lireSens(sens), base: sur }] : undefined;
}

/** « Professionnels libéraux ; 1/3 ; au moins »: what is asked of one college. A whole number above one is a count, anything else a part. */
function lireSeuilDeCollege([nom = '', combien = '', sens]: readonly string[]): object | undefined {
  const dit_ = lireSens(sens);
  if (code(nom) === '' || !dit_ || !lireFraction(combien)) return undefined;
  return { college: code(nom), sens: dit_, ...(/^\d+$/.test(combien) && combien !== '0' && combien !== '1' ? { nombre: combien } : { part: combien }) };
}

function lireMesure(r: Reponses, p: string): unknown {
  const colleges = lignes(r[`${p}.colleges`]).flatMap((l) => lireSeuilDeCollege(l) ?? []);
  return dit({ part: r[`${p}.part`] || undefined, nombre: r[`${p}.nombre`] || undefined, sens: r[`${p}.sens`] || undefined, base: r[`${p}.base`] || undefined, representes: ouiNon(r[`${p}.representes`]), colleges: si(colleges.length > 0, colleges) });
}

const lireQuorum = (r: Reponses, p: string): unknown => (r[`${p}.quorum.exige`] === 'non' ? 'aucun' : r[`${p}.quorum.exige`] === 'oui' ? lireMesure(r, `${p}.quorum`) : undefined);

/** The ways of parting tied candidates, in order: the next is read while the one before may leave them tied. */
function lireDepartages(r: Reponses, p: string): string[] | undefined {
  const dits: string[] = [];
  for (const cle of ['departage', 'departage2', 'departage3']) {
    const d = r[`${p}.${cle}`];
    if (!d) break;
    dits.push(d);
    if (d === 'sort') break;
  }
  return dits.length > 0 ? dits : undefined;
}

function lireElection(r: Reponses, p: string): unknown {
  if (r[`${p}.elit`] !== 'oui') return undefined;
  const deux = r[`${p}.tours`] === '2';
  const tour = (majorite: string | undefined, base: string | undefined): object | undefined => si(majorite, dit({ majorite, base: si(majorite === 'absolue', base || undefined) }));
  const parSiege = entier(r[`${p}.parSiege`]);
  const second = deux ? dit({ ...tour(r[`${p}.majorite2`], r[`${p}.base2`]), candidats: r[`${p}.maintien`] || undefined, parSiege: si(r[`${p}.maintien`] === 'en_tete', parSiege) }) : undefined;
  return dit({
    tours: si(r[`${p}.tours`], deux ? 2 : 1),
    premierTour: tour(r[`${p}.majorite1`], r[`${p}.baseElection`]),
    secondTour: second,
    nomsParBulletin: r[`${p}.noms`] === 'nombre' ? entier(r[`${p}.nomsNombre`]) : r[`${p}.noms`] || undefined,
    egalite: lireDepartages(r, p),
    electeurs: r[`${p}.electeurs`] || undefined,
    parite: si(entier(r[`${p}.parite`]) !== undefined, { ecart: entier(r[`${p}.parite`]) }),
    siegesSansCandidat: r[`${p}.siegesVides`] || undefined,
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
  return seconde === 'sans_quorum' ? { quorum: 'aucun' } : seconde === 'meme' ? { quorum: lireQuorum(r, p) } : seconde === 'autre' ? { quorum: lireMesure(r, `${p}.quorum2`) } : undefined;
}

function lireInstance(r: Reponses, c: CodeInstance): Instance | undefined {
  if (c !== 'ag_ordinaire' && r[`${c}.existe`] !== 'oui') return undefined;
  const majorites = dit({ ...Object.fromEntries(lignes(r[`${c}.autresMajorites`]).flatMap((l) => { const m = lireAutreMajorite(l); return m ? [m] : []; })), ordinaire: lireMajorite(r, `${c}.ordinaire`), modification_statuts: si(r['modification'] === c, lireMajorite(r, 'modification_statuts')), dissolution: si(r['dissolution'] === c, lireMajorite(r, 'fin')) });
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
  const [siegesParCollege, voixDesMembres] = [lireSiegesParCollege(r[`${c}.siegesCollege`]), lireVoixDesMembres(r[`${c}.voixMembres`])];
  return { code: c, regles, ...(sieges === undefined ? {} : { sieges }), ...(siegesParCollege.length > 0 ? { siegesParCollege } : {}), ...(voixDesMembres.length > 0 ? { voixDesMembres } : {}), convocation: dit({ delaiJours, par }) };
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
export const estFacultative = (q: Question, r: Reponses): boolean => (typeof q.facultative === 'function' ? q.facultative(r) : q.facultative === true);
/** The rules still to be said, in the order of the document. */
export const manquesDesStatuts = (r: Reponses): Manque[] => CLAUSES.flatMap((c) => questionsPosees(c, r).filter((q) => !estFacultative(q, r) && (r[q.cle] ?? '').trim() === '').map((q) => ({ cle: q.cle, question: q.libelle })));

const illisible = (texte: string, lire: (l: string[]) => unknown, comment: string): string | undefined => {
  const faux = lignes(texte).find((l) => lire(l) === undefined);
  return faux && `« ${faux.join(' ; ')} » ne se lit pas : écrivez ${comment}.`;
};

/** Two lines about the same thing: the second would silently take the place of the first. */
function ecritDeuxFois(cle: string, valeur: string): string | undefined {
  if (!/\.(siegesCollege|voixMembres|autresMajorites|colleges)$/.test(cle)) return undefined;
  const noms = lignes(valeur).map(([nom = '']) => nom);
  const double = noms.find((n, i) => noms.findIndex((x) => code(x) === code(n)) !== i);
  return double === undefined ? undefined : `« ${double} » est écrit deux fois : gardez une seule ligne.`;
}

function erreurDeListe(cle: string, valeur: string): string | undefined {
  if (cle === 'colleges') {
    const faux = lireColleges(valeur).find((c) => c.code === '' || (c.poids !== undefined && !lireFraction(c.poids)));
    return faux && `« ${faux.nom} » : écrivez le nom, un point-virgule, puis le poids (60 %) ou « consultatif ».`;
  }
  if (cle.endsWith('.siegesCollege')) return illisible(valeur, (l) => lireSiegesParCollege(l.join(';'))[0], 'le collège, un point-virgule, puis un nombre de sièges');
  if (cle.endsWith('.voixMembres')) return illisible(valeur, (l) => lireVoixDesMembres(l.join(';'))[0], 'le nom, un point-virgule, puis un nombre de voix');
  if (cle.endsWith('.autresMajorites')) return illisible(valeur, lireAutreMajorite, '« Exclusion ; 2/3 ; au moins ; exprimés », « Achat ; absolue ; présents » ou « Voyage ; simple »');
  if (cle.endsWith('.colleges')) return illisible(valeur, lireSeuilDeCollege, 'le collège ; une part ou un nombre ; au moins ou plus de');
  const faux = lireFonctions({ fonctions: valeur }).find((f) => f.instance === '' || f.ans === undefined || f.renouvellements === undefined);
  return faux && `« ${faux.nom} » : écrivez nom ; instance ; années ; renouvellements.`;
}

const LISTES = /^(colleges|fonctions)$|\.(siegesCollege|voixMembres|autresMajorites|colleges)$/;

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
  if (LISTES.test(q.cle)) return erreurDeListe(q.cle, valeur) ?? ecritDeuxFois(q.cle, valeur);
  return valeur.length > 4000 ? 'Ce texte est trop long : 4 000 caractères au plus.' : undefined;
}
