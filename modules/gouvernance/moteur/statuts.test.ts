import { describe, expect, test } from 'vitest';
import type { Reponses } from '../model.ts';
import { CLAUSES } from './questions.ts';
import { ReglesInstance } from './regles.ts';
import { clauseDe, erreurDeReponse, manquesDesStatuts, questionsPosees, statutsDepuis } from './statuts.ts';

const ag = (r: Reponses): Reponses => Object.fromEntries(Object.entries(r).map(([c, v]) => [`ag_ordinaire.${c}`, v]));
const COLLEGES: Reponses = { colleges: 'Professionnels libéraux ; 60 %\nUsagers ; 40 %' };

/** An assembly that says everything an election can say, by college. */
const PAR_COLLEGE: Reponses = {
  ...COLLEGES, 'conseil.existe': 'oui', 'conseil.sieges': '9', 'conseil.siegesCollege': 'Professionnels libéraux ; 6\nUsagers ; 3',
  ...ag({
    voix: 'college_partagee', entre: 'presents', 'quorum.exige': 'oui', 'quorum.part': '1/4', 'quorum.nombre': '20', 'quorum.sens': 'plus_de', 'quorum.representes': 'non', 'quorum.base': 'voix', 'quorum.colleges': 'Usagers ; 2 ; au moins\nProfessionnels libéraux ; 1/3 ; plus de',
    seconde: 'autre', 'quorum2.part': '1/10', 'quorum2.nombre': '5', 'quorum2.colleges': 'Usagers ; 1/4 ; au moins\nProfessionnels libéraux ; 3 ; plus de', 'quorum2.sens': 'au_moins', 'quorum2.representes': 'oui', 'quorum2.base': 'membres',
    procurations: '3', memeCollege: 'oui', auDela: 'aucune', plusieurs: 'aucune', 'ordinaire.type': 'absolue', 'ordinaire.base': 'presents', 'ordinaire.chaqueCollege': 'oui',
    autresMajorites: 'Exclusion ; 2/3 ; au moins ; exprimés\nEmprunt ; absolue ; membres\nVoyage ; simple', blancs: 'oui', egalite: 'rejet', secretResolutions: 'jamais',
    elit: 'oui', secretElections: 'sur_demande', tours: '2', majorite1: 'absolue', baseElection: 'presents', majorite2: 'absolue', base2: 'exprimes', maintien: 'en_tete', parSiege: '3', noms: 'nombre', nomsNombre: '4', departage: 'doyen', departage2: 'anciennete', departage3: 'nouveau_tour', parite: '1', electeurs: 'college', siegesVides: 'vacants',
  }),
};

describe('des réponses aux règles que le moteur lit', () => {
  test('tout ce qu’une élection et un quorum par collège peuvent dire est écrit', () => {
    expect(statutsDepuis(PAR_COLLEGE).instances[0]?.regles).toEqual({
      code: 'ag_ordinaire', nom: 'Assemblée générale ordinaire', voix: { mode: 'college_partagee', entre: 'presents' },
      quorum: { part: '1/4', nombre: '20', sens: 'plus_de', base: 'voix', representes: false, colleges: [{ college: 'usagers', sens: 'au_moins', nombre: '2' }, { college: 'professionnels_liberaux', sens: 'plus_de', part: '1/3' }] },
      secondeConvocation: { quorum: { part: '1/10', nombre: '5', colleges: [{ college: 'usagers', sens: 'au_moins', part: '1/4' }, { college: 'professionnels_liberaux', sens: 'plus_de', nombre: '3' }], sens: 'au_moins', base: 'membres', representes: true } },
      procurations: { maximum: 3, memeCollege: true, auDela: 'aucune', plusieursMandataires: 'aucune' },
      majorites: { exclusion: { type: 'qualifiee', part: '2/3', sens: 'au_moins', base: 'exprimes' }, emprunt: { type: 'absolue', base: 'membres' }, voyage: { type: 'simple' }, ordinaire: { type: 'absolue', base: 'presents', dansChaqueCollege: true } },
      blancs: 'exprimes', egalite: 'rejet', secret: { resolutions: 'jamais', elections: 'sur_demande' },
      election: { tours: 2, premierTour: { majorite: 'absolue', base: 'presents' }, secondTour: { majorite: 'absolue', base: 'exprimes', candidats: 'en_tete', parSiege: 3 }, nomsParBulletin: 4, egalite: ['doyen', 'anciennete', 'nouveau_tour'], electeurs: 'college', parite: { ecart: 1 }, siegesSansCandidat: 'vacants' },
    });
    expect(statutsDepuis(PAR_COLLEGE).instances.find((i) => i.code === 'conseil')?.siegesParCollege).toEqual([{ college: 'professionnels_liberaux', sieges: 6 }, { college: 'usagers', sieges: 3 }]);
  });

  test('les voix notées par membre, le vote d’un bloc, la majorité d’une autre décision', () => {
    const s = statutsDepuis({ ...COLLEGES, ...ag({ voix: 'du_membre', voixMembres: 'Hôpital d’Exemple ; 3\nautres ; 1' }), 'conseil.existe': 'oui', 'conseil.voix': 'college_bloc', 'conseil.bloc': 'sans_voix' });
    expect(s.instances[0]).toMatchObject({ regles: { voix: { mode: 'du_membre' } }, voixDesMembres: [{ nom: 'Hôpital d’Exemple', voix: '3' }, { nom: 'autres', voix: '1' }] });
    expect(s.instances[1]?.regles.voix).toEqual({ mode: 'college_bloc', egaliteDuBloc: 'sans_voix' });
  });

  test('chaque réglage que le moteur connaît est écrit par au moins une réponse', () => {
    const ecrits = new Set([PAR_COLLEGE, { ...COLLEGES, ...ag({ voix: 'college_bloc', bloc: 'partage', 'ordinaire.type': 'qualifiee', 'ordinaire.part': '2/3', 'ordinaire.sens': 'au_moins', 'ordinaire.base': 'exprimes' }) }].flatMap((r) => cheminsEcrits(statutsDepuis(r).instances[0]?.regles)));
    expect([...new Set(cheminsDuSchema(ReglesInstance.toJSONSchema({ io: 'input', unrepresentable: 'any' })))].filter((c) => !ecrits.has(c))).toEqual([]);
  });

  test('rien n’est supposé : ni départage par le sort, ni nombre de noms, ni majorité d’un tour, ni siège rouvert', () => {
    const e = statutsDepuis(ag({ elit: 'oui', tours: '2', maintien: 'en_tete', departage: 'doyen', parite: '0' })).instances[0]?.regles.election;
    expect(e).toEqual({ tours: 2, secondTour: { candidats: 'en_tete' }, egalite: ['doyen'], parite: { ecart: 0 } });
    const demandees = manquesDesStatuts(ag({ elit: 'oui', tours: '2', maintien: 'en_tete', departage: 'doyen', parite: '0' })).map((m) => m.cle);
    for (const cle of ['majorite1', 'majorite2', 'parSiege', 'noms', 'departage2', 'siegesVides']) expect(demandees).toContain(`ag_ordinaire.${cle}`);
  });

  test('après un nouveau vote, la règle suivante est facultative : sans elle on vote encore, avec elle on la suit', () => {
    const dites = { elit: 'oui', departage: 'nouveau_tour' };
    const egalite = (r: Record<string, string>): unknown => statutsDepuis(ag(r)).instances[0]?.regles.election?.egalite;
    expect(manquesDesStatuts(ag(dites)).map((m) => m.cle)).not.toContain('ag_ordinaire.departage2');
    expect([egalite(dites), egalite({ ...dites, departage2: 'doyen', departage3: 'sort' }), egalite({ ...dites, departage2: 'sort', departage3: 'doyen' })]).toEqual([['nouveau_tour'], ['nouveau_tour', 'doyen', 'sort'], ['nouveau_tour', 'sort']]);
  });

  test.each([
    ['ag_ordinaire.autresMajorites', 'Exclusion ; deux tiers', 'Exclusion ; 2/3 ; au moins ; exprimés'],
    ['ag_ordinaire.quorum.colleges', 'Usagers ; 1/2', 'Usagers ; 1/2 ; plus de'],
    ['conseil.siegesCollege', 'Usagers', 'Usagers ; 3'],
    ['ag_ordinaire.voixMembres', 'Hôpital ; beaucoup', 'Hôpital ; 3'],
  ])('%s : une ligne illisible est dite, une juste est lue', (cle, faux, juste) => {
    const q = clauseDe(cle.split('.')[0] ?? '')?.questions.find((x) => x.cle === cle);
    if (!q) throw new Error(`no question ${cle}`);
    expect(erreurDeReponse(q, faux)).toContain('ne se lit pas');
    expect(erreurDeReponse(q, juste)).toBeUndefined();
    expect(erreurDeReponse(q, `${juste}\nAutre ; ${juste.split(' ; ').slice(1).join(' ; ')}`)).toBeUndefined();
    expect(erreurDeReponse(q, `${juste}\n${juste}`)).toContain('est écrit deux fois');
  });

  test('une question n’est posée que si une autre réponse l’appelle', () => {
    const posees = (r: Reponses): string[] => CLAUSES.flatMap((c) => questionsPosees(c, r).map((q) => q.cle));
    expect(posees(ag({ elit: 'oui', tours: '1' }))).not.toContain('ag_ordinaire.maintien');
    expect(posees(PAR_COLLEGE)).toEqual(expect.arrayContaining(['ag_ordinaire.electeurs', 'ag_ordinaire.quorum2.part', 'ag_ordinaire.departage3']));
    expect(posees({})).not.toContain('ag_ordinaire.quorum.colleges');
  });
});

type Noeud = { readonly [cle: string]: unknown };
const objet = (v: unknown): v is Noeud => typeof v === 'object' && v !== null && !Array.isArray(v);

/** `quorum.colleges.part`, `majorites.*.type`: every place of the engine's rules. `nom` and `code` say which body, not how it votes. */
function cheminsDuSchema(n: unknown, prefixe = ''): string[] {
  if (!objet(n)) return [];
  const branches = [n['anyOf'], n['oneOf'], n['allOf']].flatMap((b) => (Array.isArray(b) ? b.flatMap((x) => cheminsDuSchema(x, prefixe)) : []));
  const proprietes = objet(n['properties']) ? Object.entries(n['properties']).flatMap(([cle, v]) => { const ici = prefixe === '' ? cle : `${prefixe}.${cle}`; const dessous = cheminsDuSchema(v, ici); return dessous.length > 0 ? dessous : [ici]; }) : [];
  return [...branches, ...proprietes, ...cheminsDuSchema(n['items'], prefixe), ...cheminsDuSchema(n['additionalProperties'], `${prefixe}.*`)];
}
function cheminsEcrits(v: unknown, prefixe = ''): string[] {
  if (Array.isArray(v)) return [prefixe, ...v.flatMap((x) => cheminsEcrits(x, prefixe))];
  if (!objet(v)) return [prefixe];
  return Object.entries(v).flatMap(([cle, x]) => { const ici = prefixe === 'majorites' ? 'majorites.*' : prefixe === '' ? cle : `${prefixe}.${cle}`; return cheminsEcrits(x, ici); });
}
