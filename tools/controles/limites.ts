import { estCode, estEssai } from './depot.ts';
import type { Controle, Fichier, Probleme } from './depot.ts';
import { chemin, cycles, graphe, voisins } from './graphe.ts';
import type { Arete } from './graphe.ts';

const PUR = /^modules\/[^/]+\/((regimes|transitions|permissions|constants|fhir)\.ts|(model|rules|labels|view|builders)(-[a-z]+)?\.ts|moteur\/[^.]+\.ts)$/;
/** What a module shows to the others: its words, its rights, its readings, and its engine, which is pure. */
const PUBLIC = /^modules\/[^/]+\/(permissions\.ts|(model|labels|queries)(-[a-z]+)?\.ts|moteur\/[^./]+\.ts)$/;
const BUILDERS = /^modules\/[^/]+\/builders(-[a-z]+)?\.ts$/;
const SQL = /^npm:(kysely|pg|pg-copy-streams)$/;

/** Packages that compute without I/O, allowed where only facts and rules live. */
const CALCUL = /^npm:(zod|@medplum\/fhirtypes|d3-(geo|scale|shape|array|contour)|kdbush|geokdbush|flatbush|topojson-client|diff)$/;

/** Where the process speaks to PostgreSQL by itself: its pool, its accounts library, its queue, its command line and measures. */
const TIENT_LA_BASE = /^(db|server|bench)\//;

type Regle = {
  readonly nom: string;
  readonly message: string;
  /** Whether an import is forbidden. */
  readonly interdit: (a: Arete) => boolean;
};

const moduleDe = (lieu: string): string | undefined => /^modules\/([^/]+)\//.exec(lieu)?.[1];
const horsDepot = (lieu: string): boolean => /^(npm|node):/.test(lieu);
const peutConstruire = (lieu: string): boolean => estEssai(lieu) || /\.galerie\.tsx$|\/builders(-[a-z]+)?\.ts$|^db\/(demo\/|essais)|^bench\//.test(lieu);

/** Rules that look at one import at a time. Names are those of the style guide; sentences say what to do. */
const REGLES: readonly Regle[] = [
  {
    nom: 'pure-stays-pure',
    message: 'Une règle ne connaît que des faits et d’autres règles : passez-lui la valeur en argument.',
    interdit: (a) => PUR.test(a.de) && !(PUR.test(a.vers) || a.vers.startsWith('core/') || CALCUL.test(a.vers)),
  },
  {
    nom: 'core-knows-nobody',
    message: 'core/ n’importe que core/ et zod : déplacez ce qui a besoin d’un module dans ce module.',
    interdit: (a) => a.de.startsWith('core/') && !estEssai(a.de) && !(a.vers.startsWith('core/') || a.vers === 'npm:zod'),
  },
  {
    nom: 'sql-lives-in-repository-and-queries',
    message: 'Le SQL s’écrit dans repository.ts (charger, enregistrer) ou queries.ts (listes) du module.',
    // The type of a connection that is only passed on brings no SQL with it.
    interdit: (a) => SQL.test(a.vers) && !a.typeSeul && !estEssai(a.de) && !TIENT_LA_BASE.test(a.de) && !/^modules\/[^/]+\/(repository|queries)(-[a-z]+)?\.ts$/.test(a.de),
  },
  {
    nom: 'modules-meet-at-the-front-door',
    message: 'Un autre module se visite par model.ts, labels.ts, permissions.ts, queries.ts ou son moteur seulement.',
    interdit: (a) => {
      const [ici, la] = [moduleDe(a.de), moduleDe(a.vers)];
      if (ici === undefined || la === undefined || ici === la || PUBLIC.test(a.vers)) return false;
      return !(BUILDERS.test(a.vers) && peutConstruire(a.de));
    },
  },
  {
    nom: 'nobody-depends-on-pilotage',
    message: 'pilotage lit tout le monde et personne ne le lit : donnez le mot commun au module qui le possède.',
    interdit: (a) => moduleDe(a.de) !== undefined && moduleDe(a.de) !== 'pilotage' && moduleDe(a.vers) === 'pilotage',
  },
  {
    nom: 'look-knows-no-cpts-word',
    message: 'web/ ne connaît aucun mot de la CPTS : passez au composant ce qu’il affiche.',
    interdit: (a) => a.de.startsWith('web/') && !peutConstruire(a.de) && moduleDe(a.vers) !== undefined,
  },
  {
    nom: 'routes-go-through-use-cases',
    message: 'Une route lit par queries.ts et agit par un cas d’usage, jamais par repository.ts.',
    interdit: (a) => /\/routes(-[a-z]+)?\.tsx?$/.test(a.de) && /\/repository(-[a-z]+)?\.ts$/.test(a.vers),
  },
  {
    nom: 'fhir-maps-reads-and-asks',
    message: 'La façade FHIR traduit, liste et demande : fhir.ts, queries.ts ou use-cases/ d’un module.',
    interdit: (a) => a.de.startsWith('fhir/') && !estEssai(a.de) && moduleDe(a.vers) !== undefined && !/^modules\/[^/]+\/(fhir\.ts$|(queries|model)(-[a-z]+)?\.ts$|use-cases\/)/.test(a.vers),
  },
  {
    nom: 'builders-stay-in-tests-demo-gallery',
    message: 'Les constructeurs d’exemples servent aux essais, à la galerie et à la démonstration, pas au produit.',
    interdit: (a) => BUILDERS.test(a.vers) && !peutConstruire(a.de),
  },
  {
    nom: 'product-ignores-tests',
    message: 'Un fichier du produit n’importe ni essai ni galerie.',
    interdit: (a) => !estEssai(a.de) && !/\.galerie\.tsx$|^(tools|bench)\/|\.config\.ts$/.test(a.de) && (estEssai(a.vers) || /\.galerie\.tsx$/.test(a.vers)),
  },
];

const DU_SERVEUR = /^(server|db)\/|^modules\/[^/]+\/(use-cases\/|repository(-[a-z]+)?\.ts|queries(-[a-z]+)?\.ts|routes(-[a-z]+)?\.tsx?)|^node:|^npm:(kysely|pg|pg-boss|hono|better-auth)$/;
const DU_NAVIGATEUR = /^modules\/[^/]+\/islands\/|^web\/client/;

/** What a browser downloads must not pull the server in, however far: type-only imports are erased, so they do not count. */
function navigateurSansServeur(fichiers: readonly Fichier[], aretes: readonly Arete[]): Probleme[] {
  const par = voisins(aretes.filter((a) => !a.typeSeul));
  return fichiers
    .filter((f) => DU_NAVIGATEUR.test(f.chemin) && estCode(f.chemin) && !estEssai(f.chemin) && !f.chemin.endsWith('.galerie.tsx'))
    .flatMap((f) => {
      const chaine = chemin(f.chemin, par, (lieu) => DU_SERVEUR.test(lieu));
      if (!chaine) return [];
      return [{ chemin: f.chemin, detail: 'browser-never-reaches-the-server', message: `Le navigateur ne doit pas atteindre le serveur : coupez ${chaine.join(' → ')}.` }];
    });
}

function sansCycle(aretes: readonly Arete[]): Probleme[] {
  const internes = aretes.filter((a) => !horsDepot(a.vers));
  const entreFichiers = new Map([...voisins(internes)].map(([de, liste]) => [de, liste.map((a) => a.vers)]));
  const entreModules = new Map<string, string[]>();
  for (const a of internes) {
    const [ici, la] = [moduleDe(a.de), moduleDe(a.vers)];
    if (ici === undefined || la === undefined || ici === la || peutConstruire(a.de)) continue;
    entreModules.set(ici, [...(entreModules.get(ici) ?? []), la]);
  }
  return [
    ...cycles(entreFichiers).map((g) => ({ chemin: g[0] ?? '', detail: 'no-cycles', message: `Cycle d’imports : sortez la partie commune de ${g.join(', ')}.` })),
    ...cycles(entreModules).map((g) => ({ chemin: `modules/${g[0]}`, detail: 'no-module-cycles', message: `Les modules ${g.join(' et ')} se lisent l’un l’autre : décidez qui possède le mot commun, et dites-le dans docs/glossaire.md.` })),
  ];
}

/** Who may import whom. */
export const limites: Controle = (fichiers) => {
  const aretes = graphe(fichiers);
  const directs = aretes.flatMap((a) =>
    REGLES.filter((r) => r.interdit(a)).map((r) => ({ chemin: a.de, ligne: a.ligne, detail: r.nom, message: `${r.nom} : ${a.vers}. ${r.message}` })),
  );
  return [...directs, ...navigateurSansServeur(fichiers, aretes), ...sansCycle(aretes)];
};
